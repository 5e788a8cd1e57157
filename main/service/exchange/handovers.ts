/** Hand-overs of carriers with packages: numbered by the office and year, followed on the package and its medium. */
import { numberMasks } from '../../../domain/numbering.ts';
import { refuse } from '../../../domain/failure.ts';
import type { Output, Parsed } from '../../../preload/contract/contract.ts';
import { createId } from '../../deps.ts';
import {
  endHandover,
  getHandover,
  type Handover,
  handoverStatuses,
  handoversOf,
  insertHandover,
  moveHandover,
} from '../../exchange/ledger/handovers.ts';
import { checkMediumFor, findMediumByCode, followMedium, getMedium } from '../../exchange/ledger/media.ts';
import { getPackage, movePackage, type PackageRecord, recipientsOf } from '../../exchange/ledger/packages.ts';
import type { Writer } from '../../vault/api.ts';
import type { Desk } from '../desk.ts';
import { officeName, officeNames } from '../offices.ts';
import { handoverItem } from '../package-paper.ts';
import { takeYearNumber } from './year-numbers.ts';

const minute = 60_000;

export function listHandovers(desk: Desk, packageId: string): Output<'handovers.of'> {
  const office = desk.office();
  const nameOf = officeNames(office);
  return {
    handovers: handoversOf(office.vault, packageId).map((slip) => {
      const { fromOffice: _from, toOffice, items, status, ...rest } = slip;
      const { label, tone } = handoverStatuses[status];
      const packages = items.map(({ docNo }) => docNo);
      return { ...rest, toName: nameOf(toOffice), packages, status, statusLabel: label, tone };
    }),
  };
}

/**
 * Hands packages over on one slip: they are on their way from now on, and so is their medium. Refuses
 * `HandoverTimeWrong`, `HandoverMixed`, `TwoCouriersNeeded`, `PackageStateWrong`, `MediumNotUsable`.
 */
export function sendCarrier(desk: Desk, input: Parsed<'handovers.send'>): Output<'handovers.send'> {
  const office = desk.office();
  const records = [...new Set(input.packages)].map((id) => getPackage(office.vault, id));
  const toOffice = commonRecipient(desk, records);
  checkTime(desk, input.at, Math.max(...records.map(({ movedAt }) => movedAt ?? 0)), '写入介质');
  // It may have been destroyed or lost since the package was written.
  for (const { mediumId, mark } of records)
    if (mediumId !== null) checkMediumFor(getMedium(office.vault, mediumId), mark);
  const { packages: _packages, ...told } = input;
  return desk.commit(['packages', 'media'], (tx) => {
    const id = createId(desk);
    const no = takeYearNumber(desk, tx, numberMasks.handover);
    insertHandover(tx, {
      ...{ ...told, id, no, fromOffice: office.info.id, toOffice, status: 'SENT', discrepancy: '' },
      items: records.map((record, index) => handoverItem(office, record, index + 1)),
      endedAt: null,
    });
    for (const { id: packageId, mediumId } of records) {
      movePackage(tx, packageId, 'send', desk.now());
      tx.run('UPDATE exchangePackage SET handoverId = ? WHERE id = ?', [id, packageId]);
      if (mediumId !== null) followMedium(tx, mediumId, 'IN_TRANSIT');
    }
    const numbers = records.map((record) => record.no).join('、');
    return {
      output: { id, no },
      audit: {
        action: 'handovers.send',
        entity: 'handover',
        entityId: id,
        entityNo: no,
        detail: `${input.fromPerson}向${officeName(office, toOffice)}移交${numbers}`,
      },
    };
  });
}

/** What became of a hand-over. Refuses `ReceiverMissing`, `HandoverTimeWrong`, `HandoverStepWrong`. */
export function endCarrier(desk: Desk, input: Parsed<'handovers.end'>): void {
  const slip = getHandover(desk.office().vault, input.handover);
  checkTime(desk, input.at, slip.at, '移交');
  if (input.outcome === 'SIGNED' && input.person === '' && slip.toPerson === '') {
    refuse('ReceiverMissing', '还没有填写接收人。', '签收须写明由谁签收。', '请照回单填写接收人。', {
      person: '请填写',
    });
  }
  desk.commit(['packages', 'media'], (tx) => {
    followSlip(tx, desk, slip, input);
    const words = { SIGNED: '签收', DISCREPANCY: '清点有差异', RETURNED: '退回', RETURNED_SLIP: '回单已收' };
    return {
      output: undefined,
      audit: {
        action: 'handovers.end',
        entity: 'handover',
        entityId: slip.id,
        entityNo: slip.no,
        detail: `交接单${slip.no}${words[input.outcome]}${input.person === '' ? '' : `（${input.person}）`}`,
        ...(input.note === '' ? {} : { reason: input.note }),
      },
    };
  });
}

// ---- internals

function followSlip(tx: Writer, desk: Desk, slip: Handover, input: Parsed<'handovers.end'>): void {
  const { outcome, person, at, note } = input;
  if (outcome === 'SIGNED') moveHandover(tx, slip.id, 'CHECKED');
  moveHandover(tx, slip.id, outcome, note);
  if (outcome !== 'SIGNED' && outcome !== 'RETURNED') return;
  endHandover(tx, slip.id, outcome === 'SIGNED' ? person : '', at);
  for (const { packageId, copyNo } of slip.items) {
    const { state, handoverId, mediumId } = getPackage(tx, packageId);
    // It may have been written and handed over again, or its receipt may have been quicker than the slip.
    const isLatest = handoverId === slip.id;
    if (isLatest && state === 'IN_TRANSIT')
      movePackage(tx, packageId, outcome === 'SIGNED' ? 'sign' : 'sendBack', desk.now());
    // The medium that was handed over: the package may lie on another by now, or that one may have gone out once more. Its code
    // may have been put right in the ledger meanwhile.
    const medium = findMediumByCode(tx, copyNo)?.id ?? (isLatest ? mediumId : null);
    if (outcome === 'RETURNED' && medium !== null && (isLatest || medium !== mediumId))
      followMedium(tx, medium, 'RETURNED');
  }
}

function commonRecipient(desk: Desk, records: readonly PackageRecord[]): string {
  const { vault } = desk.office();
  const offices = new Set(records.flatMap(({ id }) => recipientsOf(vault, id).map(({ office }) => office)));
  const [first] = offices;
  if (first !== undefined && offices.size === 1 && records.every(({ direction }) => direction === 'out'))
    return first;
  return refuse(
    'HandoverMixed',
    '这些数据包不能在同一张交接单上移交。',
    '一张交接单只能移交本单位发往同一个单位的数据包。',
    '请分别办理移交。',
  );
}

/** Times are entered to the minute. */
function checkTime(desk: Desk, at: number, earliest: number, event: string): void {
  if (at <= desk.now() + minute && at > earliest - minute) return;
  refuse(
    'HandoverTimeWrong',
    '交接时间不对。',
    `交接时间不能晚于现在，也不能早于${event}的时间。`,
    '请核对日期和时间。',
    { at: '请核对' },
  );
}
