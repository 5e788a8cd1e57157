/** Leads in an open office, and the letters they are made from: entered, approved, handed over, received. */
import { expect } from 'vitest';
import { lead } from '../../domain/registers/lead/lead.ts';
import { notePapers } from '../../main/registers/papers.ts';
import type { Input } from '../../preload/contract/contract.ts';
import {
  accused,
  cityOffice,
  director,
  letter,
  type Office,
  office as countyOffice,
  person,
  registrar,
} from './office.ts';

export const keeper = person('keeper', ['CLUE_MANAGER']);
export const register = 'lead' as const;
export const content = {
  registeredAt: '2026-03-09',
  sourceKind: 'INSPECTION',
  title: '县某局李某某有关问题',
  problemIntro: '违规收受礼金',
  hasNature: true,
  hasFacts: true,
  hasEvidence: true,
  exclusion: 'NONE',
  markKind: 'WORK_SECRET',
};
export const known = { isTopLeader: true, cadreAuthority: 'COUNTY' };
export const persons = [{ rowId: '', values: { name: '李某某', unit: '县某局', ...known } }];

export const sign = { groupLeader: '王组长', groupSignedAt: '2026-03-09' };
export const fast = { fastTrackReason: '紧急', handoverTo: 'DISCIPLINE' };
export const hand = {
  handoverOrg: '县纪委监委',
  handoverDocNo: '〔2026〕1号',
  handoverAt: '2026-03-09',
  handoverReceiver: '周某',
  receiverSigned: true,
};
export const reports = ['CITY_GROUP', 'LOCAL'].map((reportedTo) => ({
  rowId: '',
  values: { reportedTo, reportedAt: '2026-03-09', summary: '汇报' },
}));
export const filing = { filedAt: '2026-03-09', filedPersons: 1 };

/** Enters, changes and steps in the office that is open at the time; the keeper of the leads acts unless another is named. */
export function leadsOf(office: () => Office) {
  function enter(values: Input<'records.save'>['values'] = {}): string {
    return office().save(keeper, { register, values: { ...content, ...values }, children: { persons } }).id;
  }

  function step(
    id: string,
    transition: string,
    values: Input<'records.transition'>['values'],
    actor = keeper,
  ): void {
    const { rev } = office().engine.reads['records.get'](actor, { register, id });
    office().write((tx) =>
      office().engine.writes['records.transition'](tx, actor, {
        register,
        id,
        rev,
        transition,
        values,
        reason: '理由',
      }),
    );
  }

  function change(
    id: string,
    children: Input<'records.save'>['children'],
    confirmed: Input<'records.save'>['confirmed'] = {},
  ): void {
    const { rev } = office().engine.reads['records.get'](keeper, { register, id });
    office().save(keeper, {
      register,
      id,
      rev,
      values: {},
      children,
      confirmed: { participants: '未参加', sourceNamed: '未登记', ...confirmed },
    });
  }

  function print(id: string, ...forms: readonly string[]): void {
    const wanted = forms.length > 0 ? forms : ['F13', 'F14'];
    office().vault.transact((tx) => {
      for (const form of wanted) notePapers(tx, lead, form, [id], 1);
    });
  }

  /** By the fast track to where the discipline organ has said how it deals with the lead. */
  function dispose(id: string): void {
    step(id, 'groupSign', sign);
    change(id, { dualReports: reports });
    step(id, 'fastTrack', fast, director);
    print(id);
    step(id, 'handOver', hand);
    step(id, 'accept', { acceptedAt: '2026-03-09' });
    step(id, 'dispose', { disposition: 'PRELIM', dispositionAt: '2026-03-09' });
  }

  /** A letter on which the director has agreed that it becomes a lead. */
  function approvedLetter(): string {
    const { id } = office().save(registrar, {
      values: { ...letter, channel: 'CALL', category: 'ACCUSATION', checkability: 'CONCRETE' },
      children: { accused },
    });
    office().step(registrar, id, 'propose', {
      category: 'ACCUSATION',
      handling: 'TRANSFER',
      proposal: '转线索',
    });
    office().step(director, id, 'approve', { approval: '同意', handling: 'TRANSFER' });
    return id;
  }

  /** Hands the county a lead that the city made of that letter, as its package brings it. */
  async function receiveFromCity(no: string, petition: string): Promise<void> {
    const id = enter();
    dispose(id);
    const { rev } = office().engine.reads['records.get'](keeper, { register, id });
    office().write((tx) =>
      office().engine.addressRecord(tx, keeper, cityOffice, {
        register,
        id,
        rev,
        on: true,
        restoredAt: null,
      }),
    );
    const [journey] = office().engine.journeys('leads', 'up', cityOffice.id);
    if (!journey) throw new Error('leads do not travel');
    const until = office().engine.currentSeq(office().vault);
    for await (const record of office().engine.changedSince(journey, 0, until, { identities: 'none' })) {
      const line = {
        ...{ ...record, id: 'from-the-city', no, office: cityOffice.id, handsTo: countyOffice.id },
        values: { ...record.values, petitionIds: [petition] },
      };
      const delivery = { package: 'BAO-1', sender: cityOffice.id, files: new Map<never, never>() };
      office().vault.transact((tx) => {
        const { receive, finish } = office().engine.startReceiving(tx, keeper, register, delivery, 1);
        expect(receive(line, () => false, false)).toMatchObject({ outcome: 'new' });
        finish();
      });
    }
  }

  return { enter, step, change, print, dispose, approvedLetter, receiveFromCity };
}
