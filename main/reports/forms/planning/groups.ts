/** What the forms of a round say of its groups: who leads, who is in them, whom they inspect. */
import type { PrintedRecord, PrintedRow } from '../printed-record.ts';

/** Codes of `memberRole`. */
export const roles = { leader: 'LEADER', deputy: 'DEPUTY', liaison: 'LIAISON' } as const;

const heads: readonly string[] = Object.values(roles);

/**
 * The groups of a round. One that was dissolved belongs to it only where the round has entered with it: its leader was
 * authorised, and the round is no longer being prepared.
 */
export function groupsOf(round: PrintedRecord): readonly PrintedRecord[] {
  return round
    .parts('inspectionGroup')
    .filter(
      ({ state, rows }) =>
        state !== 'DISSOLVED' || (round.state !== 'PREPARE' && rows('authorizations').length > 0),
    );
}

/** The members of that duty in the group, in the order they stand in. */
export function inRole(group: PrintedRecord, role: string): readonly PrintedRow[] {
  return group.rows('members').filter((row) => row['code.role'] === role);
}

/** Everybody else. */
export function ordinary(group: PrintedRecord): readonly PrintedRow[] {
  return group.rows('members').filter((row) => !heads.includes(row['code.role'] ?? ''));
}

/** `张某某、李某某`. */
export function names(rows: readonly PrintedRow[]): string {
  return rows.map((row) => row['name'] ?? '').join('、');
}

/** `张某某（甲县·审计）`: where each comes from and what each is good at. */
export function namesWithOrigin(rows: readonly PrintedRow[]): string {
  return rows
    .map((row) => {
      const origin = [row['region'] || row['unit'], row['major']].filter(Boolean).join('·');
      return `${row['name'] ?? ''}${origin === '' ? '' : `（${origin}）`}`;
    })
    .join('\n');
}

export function targetNames(group: PrintedRecord): readonly string[] {
  return group.rows('targets').map((row) => row['targetId'] ?? '');
}

/** The name of the round it was formed for, or ''. */
export function nameOfRound(group: PrintedRecord): string {
  return group.related('round')[0]?.text('name') ?? '';
}

/** First and last day over all organisations of the group, `YYYY-MM-DD`, or ''. */
export function stay(group: PrintedRecord): readonly [from: string, to: string] {
  const days = (key: string) =>
    group
      .rows('targets')
      .map((row) => row[key] ?? '')
      .filter((day) => day !== '')
      .toSorted();
  return [days('from').at(0) ?? '', days('to').at(-1) ?? ''];
}
