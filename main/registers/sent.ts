/**
 * What of our records other offices have been sent, in registers of which not everything goes: what they are to have no
 * longer has to reach whoever has it, and a hand-over can be taken back only while nobody can have read of it. Remembered
 * by package; once a package is sealed, it may be anywhere.
 */
import { refuse } from '../../domain/failure.ts';
import type { RecordKind } from '../../domain/package-kinds.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { takeSeq } from './counters.ts';

export interface SentRecord {
  readonly register: string;
  readonly id: string;
  /** It changes its owner with this package. */
  readonly handsOver?: boolean;
}

interface NewPackage {
  readonly package: string;
  readonly office: string;
  readonly kind: RecordKind;
  /** Changes up to this value are inside. */
  readonly cursor: number;
}

/**
 * Remembers what a package that has just been drafted holds of records that may be withdrawn. Refuses `TakenBackMeanwhile`:
 * its content was fixed before, and would hand over what is ours again.
 */
export function noteSent(tx: Writer, to: NewPackage, records: readonly SentRecord[]): void {
  for (const { id, handsOver } of records) if (handsOver) refuseTakenBack(tx, to, id);
  tx.run(
    `INSERT INTO sentRecord (record, office, package, register, kind, cursor, seq)
     SELECT value ->> 0, ?, ?, value ->> 1, ?, ?, NULL FROM json_each(?)`,
    [
      ...[to.office, to.package, to.kind, to.cursor],
      JSON.stringify(records.map(({ id, register }) => [id, register])),
    ],
  );
}

function refuseTakenBack(reader: Reader, { office, cursor }: NewPackage, record: string): void {
  const held =
    'SELECT 1 AS found FROM addressee WHERE record = ? AND office = ? AND handedOver = 1 AND seq <= ?';
  if (reader.get(held, [record, office, cursor])) return;
  refuse(
    'TakenBackMeanwhile',
    '数据包没有编制成。',
    '编制期间有人取消了其中一件的移交，此件仍归本单位。',
    '请重新编制。',
  );
}

/**
 * The package is sealed: what it holds was sent. It takes the place of earlier ones, so that there is about one row for each
 * record and office. What has been withdrawn meanwhile goes with the next package, whatever that had been drafted after.
 */
export function noteSealed(tx: Writer, packageId: string): void {
  if (!tx.get('SELECT 1 AS found FROM sentRecord WHERE package = ? LIMIT 1', [packageId])) return;
  tx.run('UPDATE sentRecord SET seq = ? WHERE package = ?', [takeSeq(tx), packageId]);
  tx.run(
    `DELETE FROM sentRecord AS old WHERE seq IS NOT NULL AND package <> ? AND EXISTS (SELECT 1 FROM sentRecord s
     WHERE s.record = old.record AND s.office = old.office AND s.package = ? AND s.cursor >= old.cursor)`,
    [packageId, packageId],
  );
}

/** The package will never be sealed. */
export function forgetSent(tx: Writer, packageId: string): void {
  tx.run('DELETE FROM sentRecord WHERE package = ?', [packageId]);
}

/** How far what was done to a record at `seq` has come on its way to an office. */
export function progressOf(
  reader: Reader,
  record: string,
  office: string,
  seq: number,
): 'here' | 'drafted' | 'sealed' {
  const row = reader.get<{ drafted: number; sealed: number | null }>(
    `SELECT count(*) AS drafted, max(seq) AS sealed FROM sentRecord WHERE record = ? AND office = ? AND cursor >= ?`,
    [record, office, seq],
  );
  if (row === undefined || row.drafted === 0) return 'here';
  return row.sealed === null ? 'drafted' : 'sealed';
}
