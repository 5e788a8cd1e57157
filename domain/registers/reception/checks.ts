/** Rules over a whole reception, checked at every save. */
import type { Failure } from '../../failure.ts';
import type { ChildRowsByKey, RecordCheck, Values } from '../../register.ts';
import { refuseDisorder, refuseFuture } from '../common/rules.ts';
import { ownPeopleCheck } from '../common/own-people.ts';
import { secrecyCheck } from '../common/secrecy-fields.ts';
import { visitors } from './children.ts';
import { receptionAllFields } from './fields.ts';
import { refuseLocals, refuseTooFew, refuseUnsigned } from './guards.ts';

/** 信访工作条例: more than one person with the same matter choose at most five to speak for them. */
const mostRepresentatives = 5;

/**
 * What has happened is kept as it was, with what is wrong about it said and explained; 核对签名 is refused until it is put right
 * (`guards.ts`).
 */
export const receptionChecks: readonly RecordCheck[] = [
  {
    key: 'datesInOrder',
    severity: 'error',
    check: ({ values, today }) =>
      refuseFuture(values, today, 'receivedAt', '接待日期') ??
      refuseDisorder(values, today, 'receivedAt', '接待日期', 'readBackAt', '核对日期'),
  },
  { key: 'times', severity: 'error', check: ({ values }) => refuseTimes(values) },
  {
    key: 'representatives',
    severity: 'error',
    check: ({ values, children }) => refuseRepresentatives(values, children),
  },
  secrecyCheck,
  {
    key: 'twoReceivers',
    severity: 'warning',
    check: ({ values, children }) => refuseTooFew(values, children),
  },
  {
    key: 'receivedByOthers',
    severity: 'warning',
    check: ({ values, children }) => refuseLocals(values, children),
  },
  {
    key: 'signed',
    severity: 'warning',
    // Before it is read back there is nothing to sign.
    check: ({ values }) => (values['readBack'] === true ? refuseUnsigned(values) : undefined),
  },
  { key: 'placeApart', severity: 'warning', check: ({ values }) => refusePlace(values) },
  ownPeopleCheck(receptionAllFields, visitors),
  { key: 'personCount', severity: 'warning', check: ({ values, children }) => refuseCount(values, children) },
];

function refuseTimes(values: Values): Failure | undefined {
  const { startTime, endTime } = values;
  const fields: Record<string, string> = {};
  for (const [key, time] of Object.entries({ startTime, endTime })) {
    if (typeof time === 'string' && time !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/u.test(time))
      fields[key] = '请按24小时制填写，例如 09:30。';
  }
  const reversed =
    typeof startTime === 'string' && typeof endTime === 'string' && endTime !== '' && endTime < startTime;
  if (Object.keys(fields).length === 0 && reversed) fields['endTime'] = '不能早于开始时间。';
  if (Object.keys(fields).length === 0) return undefined;
  return {
    type: 'TimesInvalid',
    what: '接待时间不对。',
    why: '时间按24小时制填写，结束时间不能早于开始时间。',
    next: '请改正标出的时间。',
    fields,
  };
}

function refusePlace(values: Values): Failure | undefined {
  if (values['kind'] !== 'VISIT' || values['placeApart'] !== false) return undefined;
  return {
    type: 'PlaceNotApart',
    what: '接待场所不独立，或者有无关人员在场。',
    why: '接待来访须在独立场所进行，无关人员不得在场，以免泄露反映人和反映内容。',
    next: '请改在独立场所接待；确实不能的，说明后保存。',
    fields: { placeApart: '须为“是”。' },
  };
}

function refuseRepresentatives(values: Values, children: ChildRowsByKey): Failure | undefined {
  const representatives = children['petitioners']?.length ?? 0;
  if (values['kind'] !== 'VISIT' || representatives <= mostRepresentatives) return undefined;
  return {
    type: 'TooManyRepresentatives',
    what: `登记的来访代表有${representatives}人。`,
    why: `多人采用走访形式提出共同事项的，应当推选代表，代表不得超过${mostRepresentatives}人。`,
    next: '请只登记推选的代表，来访总人数填写在“人数（人次）”中。',
    fields: { petitioners: `代表不得超过${mostRepresentatives}人。` },
  };
}

function refuseCount(values: Values, children: ChildRowsByKey): Failure | undefined {
  const count = values['personCount'];
  const registered = children['petitioners']?.length ?? 0;
  if (typeof count !== 'number' || count >= registered) return undefined;
  return {
    type: 'PersonCountTooSmall',
    what: '人数少于已登记的来访（来电）人。',
    why: `登记了${registered}人，人数填的是${count}。`,
    next: '请核对人数。',
    fields: { personCount: `已登记${registered}人。` },
  };
}
