/**
 * 延期: one person asks for it and says why, another grants it with the new day, and the first term stays beside it (reference
 * 3.22, 6.7). The same two steps in every register whose term can be put off.
 */
import type { Failure } from '../../failure.ts';
import type { Field, Transition, Values } from '../../register.ts';
import { dateOf, filled, type Guard } from './rules.ts';

/** Which of a record's terms is put off, where there are several: `plan` and 报方案. */
export interface ExtendedTerm {
  readonly key: string;
  readonly label: string;
}

interface ExtensionKeys {
  readonly to: string;
  readonly reason: string;
  readonly proposedBy: string;
  readonly due: string;
  readonly approver: string;
  readonly approvedBy: string;
}

/** The keys under which an extension stands, of the only term of a record or of one of several. */
export function extensionKeys(of?: ExtendedTerm): ExtensionKeys {
  const named = (key: string): string =>
    of === undefined ? key : `${of.key}${key.charAt(0).toUpperCase()}${key.slice(1)}`;
  return {
    to: named('extensionTo'),
    reason: named('extensionReason'),
    proposedBy: named('extensionProposedBy'),
    due: named('extendedDueAt'),
    approver: named('extensionApprover'),
    approvedBy: named('extensionApprovedBy'),
  };
}

/** What is said of an extension, from the application to the approval. */
export const extension = extensionOf();

/** As {@link extension}, of one of several terms. */
export function extensionOf(of?: ExtendedTerm): readonly string[] {
  return Object.values<string>({ ...extensionKeys(of) });
}

/** The fields of {@link extension}, in this order; `own` adds to single ones what the register needs (a compartment, synonyms). */
export function extensionFields(
  section: string,
  own: Readonly<Record<string, Partial<Field>>> = {},
  of?: ExtendedTerm,
): readonly Field[] {
  const keys = extensionKeys(of);
  const which = of === undefined ? '' : `（${of.label}）`;
  const fields: readonly Field[] = [
    { key: keys.to, label: `申请延期至${which}`, type: 'date', section, notCloned: true },
    {
      ...{ key: keys.reason, label: `延期理由${which}`, type: 'text', maxLength: 300, section, span: 16 },
      notCloned: true,
    },
    {
      ...{ key: keys.proposedBy, label: `延期申报人${which}`, type: 'user', section },
      ...{ derived: true, notCloned: true },
    },
    { key: keys.due, label: `批准延期至${which}`, type: 'date', section, notCloned: true },
    {
      ...{ key: keys.approver, label: `延期批准领导${which}`, type: 'text', maxLength: 30, section },
      ...{ namesPerson: true, notCloned: true },
    },
    {
      ...{ key: keys.approvedBy, label: `延期审批登记人${which}`, type: 'user', section },
      ...{ derived: true, notCloned: true },
    },
  ];
  return fields.map((field) => ({ ...field, ...own[field.key] }));
}

export interface Extending {
  /** The states in which it is asked for and granted. */
  readonly from: readonly string[];
  /** Who asks, and who grants. */
  readonly permissions: readonly [propose: string, approve: string];
  /** What the messages call the term, e.g. 整改时限. */
  readonly term: string;
  /** The term without the extension, or null where none is known. */
  readonly standing: (values: Values) => string | null;
  /** Whether what the term was for is done: nothing is put off any more. */
  readonly isOver?: (values: Values) => boolean;
  /** A record without a known term has nothing to put off; elsewhere the rule table may know it all the same. */
  readonly needsTerm: boolean;
  readonly basis: string;
  /** Absent where the record has one term that can be put off. */
  readonly of?: ExtendedTerm;
}

/** 申报延期 and 批准延期. */
export function extensionSteps(extending: Extending): readonly Transition[] {
  const { from, permissions, basis, of } = extending;
  const [propose, approve] = permissions;
  const keys = extensionKeys(of);
  const step = (act: string): string =>
    of === undefined ? act : `${act}${of.key.charAt(0).toUpperCase()}${of.key.slice(1)}`;
  const which = of === undefined ? '' : `（${of.label}）`;
  return [
    {
      key: step('proposeExtension'),
      label: `申报延期${which}`,
      from,
      permission: propose,
      asks: [keys.to, keys.reason],
      requires: [keys.to, keys.reason],
      // Asked for anew, it is granted anew; what was granted before holds until then.
      stamps: { [keys.proposedBy]: 'actor', [keys.approvedBy]: { value: null } },
      onOccasion: true,
      guard: ({ values, today }) => refuseSooner(extending, values, keys.to, today),
      basis: `${basis}：延期须经批准`,
    },
    {
      key: step('approveExtension'),
      label: `批准延期${which}`,
      from,
      permission: approve,
      asks: [keys.due, keys.approver],
      requires: [keys.due, keys.approver],
      differsFrom: [keys.proposedBy],
      offeredOnce: keys.to,
      // Each application is granted once.
      offeredUntil: keys.approvedBy,
      starts: ({ values }) => ({ [keys.due]: values[keys.to] ?? null }),
      stamps: { [keys.approvedBy]: 'actor' },
      guard: granted(extending, keys),
      basis: `${basis}：延期审批，原时限保留`,
    },
  ];
}

/** Said to whose page still shows the button. */
function granted(extending: Extending, keys: ExtensionKeys): Guard {
  return ({ values, today }) => {
    const isProposed = filled(values[keys.to]);
    if (isProposed && !filled(values[keys.approvedBy]))
      return refuseSooner(extending, values, keys.due, today);
    return {
      type: 'ExtensionNotProposed',
      what: isProposed ? '这次延期已经批准。' : '没有延期申报，不能批准延期。',
      why: '延期由承办人申报，说明理由，再由另一人批准；每次申报批准一次。',
      next: isProposed ? '需要再延期的，请重新申报。' : '请先申报延期。',
    };
  };
}

function refuseSooner(
  { term, standing, needsTerm, isOver, of }: Extending,
  values: Values,
  key: string,
  today: string,
): Failure | undefined {
  const keys = extensionKeys(of);
  const wanted = String(values[key] ?? '');
  // Asked for once more, it goes beyond what was granted before.
  const before = key === keys.to ? (dateOf(values, keys.due) ?? null) : null;
  const first = standing(values);
  const now = before !== null && before > (first ?? '') ? before : first;
  if (isOver?.(values) === true) return dueWrong(key, `${term}已经了结，不需要延期。`, '请直接办理下一步。');
  if (now === null && needsTerm)
    return dueWrong(key, `没有${term}的事项不需要延期。`, `请先填写${term}，或者直接办理。`);
  if (wanted > (now ?? '') && wanted > today) return undefined;
  const than = now === null ? '今天' : `现在的时限（${now}）和今天`;
  return dueWrong(key, `延期后的时限须晚于${than}。`, '请重新填写延期日期。');
}

/** A day that puts off nothing. */
export function dueWrong(key: string, what: string, next: string): Failure {
  return {
    type: 'DueDateWrong',
    what,
    why: '原时限照常保留，统计时按期、延期、逾期分别计数。',
    next,
    fields: { [key]: what },
  };
}
