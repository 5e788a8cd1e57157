/** Leads beside the letters they are made from: whose they are, what they are counted for, what contradicts them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lead } from '../../domain/registers/lead/lead.ts';
import { newWarnings, recordFindings } from '../../main/registers/validate.ts';
import { computeLeadReport } from '../../main/reports/lead-report.ts';
import {
  cityOffice,
  director,
  failureOf,
  office as countyOffice,
  openOffice,
  type Office,
  registrar,
} from './office.ts';
import { content, keeper, leadsOf, persons, register, sign } from './leads.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice({ compartments: ['petitioner', 'lead'] });
});
afterEach(() => office.dispose());

const { enter, step, change, dispose, approvedLetter, receiveFromCity } = leadsOf(() => office);

describe('a lead', () => {
  test('of a letter that the superior made is written down with its number and office, and asked about before a second', () => {
    const id = approvedLetter();
    const above = { convertedLeadIds: 'XS330800-2026-00002', leadOffice: '市委巡察办' };
    expect(failureOf(() => office.step(keeper, id, 'convertAbove', above)).type).toBe('ReasonMissing');
    expect(failureOf(() => office.step(keeper, id, 'convertAbove', {}, '市办电话告知')).fields).toMatchObject(
      { leadOffice: expect.any(String) },
    );
    office.step(keeper, id, 'convertAbove', above, '市办电话告知');
    expect(office.get(keeper, id)).toMatchObject({ state: 'CONVERTED', values: above });
    const asked = failureOf(() => enter({ petitionIds: [id] }));
    expect(asked.fields?.['leadOfLetter']).toContain('已由市委巡察办转为问题线索XS330800-2026-00002');
  });

  test('of a letter that the superior made is written down without a number nobody told, and not after it is taken up anew', () => {
    const id = approvedLetter();
    office.step(keeper, id, 'convertAbove', { leadOffice: '市委巡察办' }, '市办电话告知');
    const asked = failureOf(() => enter({ petitionIds: [id] }));
    expect(asked.fields?.['leadOfLetter']).toContain('已由市委巡察办转为问题线索。');
    office.step(registrar, id, 'close', { concludedAt: '2026-03-09' });
    office.step(director, id, 'reopen', {}, '有新证据');
    expect(office.get(keeper, id).values['leadOffice'] ?? null).toBeNull();
    enter({ petitionIds: [id] });
  });

  test('is not taken for handed over that this office made itself, or a workstation of it, nor the superior for another', async () => {
    const letter = approvedLetter();
    const own = enter({ petitionIds: [letter] });
    const asIf = (sql: string, ...params: string[]) => office.vault.transact((tx) => tx.run(sql, params));
    // Handed over, with its progress come back; then brought along by the hand-in of a group, with its trail.
    asIf("UPDATE lead SET office = ?, importedFrom = 'BAO-2' WHERE id = ?", cityOffice.id, own);
    // Asked about as one of this office's own, wherever it is by now.
    expect(failureOf(() => enter({ petitionIds: [letter] })).fields?.['secondLead']).toContain(
      '已由本单位登记',
    );
    asIf('UPDATE lead SET office = ? WHERE id = ?', countyOffice.id, own);
    office.save(keeper, {
      ...{ register, values: { ...content, petitionIds: [letter] }, children: { persons } },
      confirmed: { secondLead: '信中反映的另一问题' },
    });

    const reported = approvedLetter();
    office.step(keeper, reported, 'convertAbove', { leadOffice: countyOffice.name }, '电话告知');
    asIf('UPDATE petition SET office = ? WHERE id = ?', '330825XCB', reported);
    enter({ petitionIds: [reported] });
  });

  test('that would be the second of a letter is asked about with the number of the first, until the first is void', () => {
    const letter = approvedLetter();
    const first = enter({ petitionIds: [letter] });
    const { no } = office.engine.reads['records.get'](keeper, { register, id: first });
    const asked = failureOf(() => enter({ petitionIds: [letter] }));
    expect(asked.fields?.['secondLead']).toContain(`已由本单位登记问题线索${no}`);
    office.vault.transact((tx) => tx.run("UPDATE lead SET voidAt = 1, voidBy = 'x' WHERE id = ?", [first]));
    enter({ petitionIds: [letter] });
  });

  test('that another office handed over is what its letter becomes, and is named before a second is made', async () => {
    const id = approvedLetter();
    const no = 'XS330800-2026-00002';
    await receiveFromCity(no, id);
    const above = { convertedLeadIds: no, leadOffice: '市委巡察办' };
    const refused = failureOf(() => office.step(keeper, id, 'convertAbove', above, '市办电话告知'));
    expect(refused).toMatchObject({ type: 'LeadIsHere', what: expect.stringContaining(no) });
    const asked = failureOf(() => enter({ petitionIds: [id] }));
    expect(asked.fields?.['leadOfLetter']).toContain(no);
    office.save(keeper, {
      ...{ register, values: { ...content, petitionIds: [id] }, children: { persons } },
      confirmed: { leadOfLetter: '信中反映的另一问题' },
    });
    office.step(keeper, id, 'convert');
    expect(office.get(keeper, id).state).toBe('CONVERTED');
  });

  test('of a letter registered later, and money taken back beyond what it is about, are asked about', () => {
    const letter = approvedLetter();
    const early = () => enter({ petitionIds: [letter], registeredAt: '2026-03-08' });
    expect(failureOf(early).fields?.['beforeLetter']).toContain('登记日期（2026-03-09）');
    const id = enter({ petitionIds: [letter], amount: 315_000 });
    dispose(id);
    const days = { replyAt: '2026-03-09', concludedAt: '2026-03-09' };
    const finish = () =>
      step(id, 'finish', { ...days, result: 'CLEARED', replyText: '失实，予以澄清。', recovered: 400_000 });
    expect(failureOf(finish).fields?.['recoveredAboveAmount']).toContain('4,000.00元大于涉及金额3,150.00元');
  });

  test('is asked about again when more is entered as taken back than was confirmed', () => {
    const found = (recovered: number) => {
      const values = { amount: 315_000, recovered };
      return { values, ...recordFindings(lead, values, {}, '2026-03-09') };
    };
    const confirmed = { rev: 1, values: found(400_000).values, children: {} };
    const asked = (recovered: number) =>
      Object.keys(newWarnings(lead, confirmed, '2026-03-09', found(recovered).warnings));
    expect(asked(400_000)).not.toContain('recoveredAboveAmount');
    expect(asked(9_000_000)).toContain('recoveredAboveAmount');
  });

  test('is told to have no minutes before the dialog of the meeting is opened', () => {
    const id = enter();
    step(id, 'groupSign', sign);
    const consult = () => {
      const { actions } = office.engine.reads['records.get'](keeper, { register, id });
      return actions.find(({ key }) => key === 'consult')?.blocked;
    };
    expect(consult()).toContain('还没有会商纪要');
    const minutes = { heldAt: '2026-03-09', opinion: '移交', conclusion: 'LEAD' };
    change(id, { consultations: [{ rowId: '', values: minutes }] });
    expect(consult()).toBeNull();
  });

  test('that was handed over is counted for whoever has it now, whatever was done before', async () => {
    await receiveFromCity('XS330800-2026-00002', approvedLetter());
    const { codes, rules } = office.engine.reference();
    const parameters = { from: '2026-03-01', to: '2026-03-31', rows: 'office', offices: null } as const;
    const context = { codes, rules, today: '2026-03-09', offices: [] };
    const counted = { ...parameters, report: 'R-06' } as const;
    const report = computeLeadReport(office.vault, office.vault, counted, context);
    const columns = ['registered', 'approved', 'handedOver'].map((key) =>
      report.columns.findIndex((column) => column.key === key),
    );
    const rows = report.rows.map(({ key, cells }) => [key, ...columns.map((at) => cells[at]?.text)]);
    expect(rows).toContainEqual([countyOffice.id, '1', '1', '1']);
    expect(rows).toContainEqual([cityOffice.id, '1', '1', '1']);
    expect(report.rules.join('')).toContain('接收以前的入库、审定、移交也一并计入接收单位');
  });
});
