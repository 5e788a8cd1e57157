/**
 * 延期: one person asks for it and says why, another grants it with the new day, and the first term stays beside it (reference
 * 3.22, 6.7). The same two steps in every register whose term can be put off.
 */
import type { Failure } from '../../failure.ts';
import type { Field, Transition, Values } from '../../register.ts';
import { dateOf, filled, type Guard } from './rules.ts';

/** What is said of an extension, from the application to the approval. */
export const extension = [
  ...['extensionTo', 'extensionReason', 'extensionProposedBy'],
  ...['extendedDueAt', 'extensionApprover', 'extensionApprovedBy'],
];

/** The fields of {@link extension}, in this order; `own` adds to single ones what the register needs (a compartment, synonyms). */
export function extensionFields(
  section: string,
  own: Readonly<Record<string, Partial<Field>>> = {},
): readonly Field[] {
  const fields: readonly Field[] = [
    { key: 'extensionTo', label: '申请延期至', type: 'date', section, notCloned: true },
    {
      ...{ key: 'extensionReason', label: '延期理由', type: 'text', maxLength: 300, section, span: 16 },
      notCloned: true,
    },
    {
      ...{ key: 'extensionProposedBy', label: '延期申报人', type: 'user', section },
      ...{ derived: true, notCloned: true },
    },
    { key: 'extendedDueAt', label: '批准延期至', type: 'date', section, notCloned: true },
    {
      ...{ key: 'extensionApprover', label: '延期批准领导', type: 'text', maxLength: 30, section },
      ...{ namesPerson: true, notCloned: true },
    },
    {
      ...{ key: 'extensionApprovedBy', label: '延期审批登记人', type: 'user', section },
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
}

/** 申报延期 and 批准延期. */
export function extensionSteps(extending: Extending): readonly Transition[] {
  const { from, permissions, basis } = extending;
  const [propose, approve] = permissions;
  return [
    {
      key: 'proposeExtension',
      label: '申报延期',
      from,
      permission: propose,
      asks: ['extensionTo', 'extensionReason'],
      requires: ['extensionTo', 'extensionReason'],
      // Asked for anew, it is granted anew; what was granted before holds until then.
      stamps: { extensionProposedBy: 'actor', extensionApprovedBy: { value: null } },
      onOccasion: true,
      guard: ({ values, today }) => refuseSooner(extending, values, 'extensionTo', today),
      basis: `${basis}：延期须经批准`,
    },
    {
      key: 'approveExtension',
      label: '批准延期',
      from,
      permission: approve,
      asks: ['extendedDueAt', 'extensionApprover'],
      requires: ['extendedDueAt', 'extensionApprover'],
      differsFrom: ['extensionProposedBy'],
      offeredOnce: 'extensionTo',
      starts: ({ values }) => ({ extendedDueAt: values['extensionTo'] ?? null }),
      stamps: { extensionApprovedBy: 'actor' },
      guard: granted(extending),
      basis: `${basis}：延期审批，原时限保留`,
    },
  ];
}

/** Each application is granted once. */
function granted(extending: Extending): Guard {
  return ({ values, today }) => {
    if (filled(values['extensionTo']) && !filled(values['extensionApprovedBy']))
      return refuseSooner(extending, values, 'extendedDueAt', today);
    return {
      type: 'ExtensionNotProposed',
      what: filled(values['extensionTo']) ? '这次延期已经批准。' : '没有延期申报，不能批准延期。',
      why: '延期由承办人申报，说明理由，再由另一人批准；每次申报批准一次。',
      next: filled(values['extensionTo']) ? '需要再延期的，请重新申报。' : '请先申报延期。',
    };
  };
}

function refuseSooner(
  { term, standing, needsTerm, isOver }: Extending,
  values: Values,
  key: string,
  today: string,
): Failure | undefined {
  const wanted = String(values[key] ?? '');
  // Asked for once more, it goes beyond what was granted before.
  const granted = key === 'extensionTo' ? (dateOf(values, 'extendedDueAt') ?? null) : null;
  const first = standing(values);
  const now = granted !== null && granted > (first ?? '') ? granted : first;
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
