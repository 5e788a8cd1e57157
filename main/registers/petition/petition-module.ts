/** What 信访件 adds to the generic register: repeats, envelopes of 径送, identities for blind search, late entry. */
import type { DeadlineStatus } from '../../../domain/calendar/deadlines.ts';
import { digestInput, petitionerKeys } from '../../../domain/duplicates.ts';
import { type Failure, refuse } from '../../../domain/failure.ts';
import { petition } from '../../../domain/registers/petition/petition.ts';
import { isContentBlocked } from '../../../domain/registers/petition/sealed-direct.ts';
import type { Values } from '../../../domain/register.ts';
import { normalizeIdNumber } from '../../../domain/text/identifiers.ts';
import type { Reader } from '../../vault/api.ts';
import type { DuplicateDecision, RegisterModule, SaveDraft } from '../deps.ts';
import type { Stored } from '../store.ts';
import { sameValue } from '../codec.ts';
import { findDuplicates } from './find-duplicates.ts';

export const petitionModule: RegisterModule = {
  register: petition,
  extraColumns: [{ name: 'petitionerHashes', type: 'TEXT', isSoughtEmpty: true }],
  envelopeValues: { sealedDirect: true },
  decideDuplicate,
  derive,
  takeUpAgain,
  warnings,
  findDuplicates,
  identityKeys: (row) => petitionerKeys(row).map((key) => ({ kind: key.kind, text: digestInput(key) })),
  identitiesInText: (text) => {
    const row = { rowId: '', values: { name: text, phone: text, idNumber: normalizeIdNumber(text) } };
    return petitionerKeys(row).map((key) => ({ kind: key.kind, text: digestInput(key) }));
  },
};

const decisions = { none: 'FIRST', repeat: 'REPEAT', supplement: 'SUPPLEMENT' } as const;

function decideDuplicate(values: Values, { decision, of, basis }: DuplicateDecision): Values {
  if (decision !== 'none' && of === null) {
    refuse(
      'FirstPetitionMissing',
      '没有指明首次件。',
      '重复件、补充件须与首次件关联。',
      '请选择首次件，或者认定为初次件。',
    );
  }
  return {
    ...values,
    dupDecision: decisions[decision],
    duplicateOf: decision === 'none' ? null : of,
    dupBasis: basis.trim() === '' ? (values['dupBasis'] ?? null) : basis.trim(),
  };
}

/** A letter that belongs to the upper organ is 径送 whether the clerk ticked it or not, so that lists and counts find it. */
function derive(reader: Reader, draft: Omit<SaveDraft, 'permissions'>): Values {
  const values = isContentBlocked(draft.values) ? { ...draft.values, sealedDirect: true } : draft.values;
  return deriveRepeat(reader, { ...draft, values });
}

/** Group, count (第N次), decider and day follow from the decision and the first letter (reference 3.1.4). */
function deriveRepeat(
  reader: Reader,
  { id, actor, today, before, values }: Omit<SaveDraft, 'permissions'>,
): Values {
  const decision = values['dupDecision'] ?? null;
  const of = values['duplicateOf'] ?? null;
  const unchanged =
    sameValue(decision, before['dupDecision']) &&
    sameValue(of, before['duplicateOf']) &&
    (decision === null || before['dupDecidedBy'] !== undefined);
  if (unchanged) return values;
  if (decision === null) {
    return {
      ...values,
      duplicateOf: null,
      dupGroupId: null,
      dupSeq: null,
      dupDecidedBy: null,
      dupDecidedAt: null,
    };
  }
  const decided = {
    ...values,
    dupDecidedBy:
      values['dupDecidedBy'] && sameValue(decision, before['dupDecision']) ? values['dupDecidedBy'] : actor,
    dupDecidedAt:
      values['dupDecidedAt'] && sameValue(decision, before['dupDecision']) ? values['dupDecidedAt'] : today,
  };
  if (decision === 'FIRST' || typeof of !== 'string') {
    return { ...decided, duplicateOf: null, dupGroupId: null, dupSeq: decision === 'FIRST' ? 1 : null };
  }
  const head = headOf(reader, id, of);
  return { ...decided, duplicateOf: head, dupGroupId: head, dupSeq: nextRepeat(reader, head, id) };
}

function nextRepeat(reader: Reader, head: string, id: string): number {
  const last = reader.get<{ last: number | null }>(
    'SELECT max(dupSeq) AS last FROM petition WHERE dupGroupId = ? AND id <> ? AND voidAt IS NULL',
    [head, id],
  );
  return Math.max(last?.last ?? 1, 1) + 1;
}

/** 第N次 of a repeat that was voided may stand on a later one by now. */
function takeUpAgain(reader: Reader, { id, values }: Stored): Values {
  const { dupGroupId: head, dupSeq } = values;
  if (typeof head !== 'string' || typeof dupSeq !== 'number') return values;
  const taken = reader.get(
    'SELECT 1 FROM petition WHERE dupGroupId = ? AND dupSeq = ? AND id <> ? AND voidAt IS NULL',
    [head, dupSeq, id],
  );
  return taken ? { ...values, dupSeq: nextRepeat(reader, head, id) } : values;
}

/** The first letter of the group to which `of` belongs. */
function headOf(reader: Reader, id: string, of: string): string {
  const row = reader.get<{ duplicateOf: string | null; voidAt: number | null }>(
    'SELECT duplicateOf, voidAt FROM petition WHERE id = ?',
    [of],
  );
  const head = row?.duplicateOf ?? of;
  if (!row || row.voidAt !== null || head === id) {
    refuse(
      'FirstPetitionMissing',
      '所选的首次件不能使用。',
      head === id ? '一件信访件不能是它自己的重复件。' : '首次件不存在或者已经作废。',
      '请重新选择首次件。',
      { duplicateOf: '请重新选择首次件。' },
    );
  }
  const followers = reader.get<{ count: number }>(
    'SELECT count(*) AS count FROM petition WHERE dupGroupId = ? AND voidAt IS NULL',
    [id],
  );
  if ((followers?.count ?? 0) > 0) {
    refuse(
      'HeadOfGroup',
      '此件是其他重复件的首次件，不能再认定为重复件。',
      `已有${followers?.count ?? 0}件重复件关联到此件。`,
      '请先改正那些重复件的首次件，再改此件。',
      { dupDecision: '此件已是首次件。' },
    );
  }
  return head;
}

/** Entered later than the rule allows (by default one working day after receipt): possible, but explained. */
function warnings(
  draft: SaveDraft,
  clocks: readonly DeadlineStatus[],
): Readonly<Record<string, Failure | undefined>> {
  const touched = ['receivedAt', 'registeredAt'].some(
    (key) => !sameValue(draft.before[key], draft.values[key]),
  );
  const clock = clocks.find(({ rule }) => rule === 'P_REGISTER');
  if (!touched || clock?.state !== 'metLate') return {};
  return {
    registeredLate: {
      type: 'RegisteredLate',
      what: '登记日期超过了收件后的登记时限。',
      why: `应在${clock.due ?? ''}前登记。`,
      next: '请核对两个日期；补登旧件的，写明情况后保存。',
      fields: { registeredAt: `应在${clock.due ?? ''}前登记。` },
    },
  };
}
