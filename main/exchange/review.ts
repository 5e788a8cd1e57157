/** The general rules every incoming record must pass before its register looks at it (reference 3.16). */
import { type RefusalCode, refused } from '../../domain/refusals.ts';
import type { Reader, Slices } from '../vault/api.ts';
import type { Json } from './json.ts';

/** One record as it travelled. `value` holds the register's own fields beside these. */
export interface IncomingRecord {
  readonly register: string;
  readonly id: string;
  readonly rev: number;
  /** Owner office id. */
  readonly office: string;
  /** SHA-256 of the record's line. */
  readonly hash: string;
  readonly value: { readonly [key: string]: Json };
}

export type RecordOutcome = 'new' | 'changed' | 'unchanged' | 'refused';
export interface Review {
  readonly outcome: RecordOutcome;
  /** A Chinese sentence when refused, or when taken in a way two people should know of; else empty. */
  readonly reason: string;
  /** Of a refusal. */
  readonly code?: RefusalCode;
  /** Takes the place of a later revision, or of another content, that its owner lost in a restore. */
  readonly goesBack?: boolean;
  /** Id of the record that has to leave its number to this one: its owner lost it in a restore and gave it out again. */
  readonly displaces?: string;
}
/** Whether a record last came in an epoch of its owner that a later one has replaced: he was restored since. */
export type IsOvertaken = (id: string) => boolean;
/**
 * The register's own judgement, asked only after the general rules have passed a record, also the very line that is held
 * where its owner was restored since: it says itself what is unchanged. With `isRetold` the same revision
 * came before in another line: what changes without a revision (names of people, digests of petitioners) is taken or left,
 * any other difference is refused as `contradiction`.
 */
export type Classify = (record: IncomingRecord, isOvertaken: IsOvertaken, isRetold: boolean) => Review;

export interface ReviewedRecord {
  readonly record: IncomingRecord;
  readonly review: Review;
  /** Some revision of it came before. */
  readonly isKnown: boolean;
}

/**
 * Only the owner changes a record. Within one epoch of his a revision has one content, as its register reads it, and an
 * older one than ours changes nothing; in a later epoch his word holds whatever its revision is, for he may have lost the
 * ones after it. Yields after every few records, having told `progress` how many they are.
 */
export function* reviewRecords(
  reader: Reader,
  { sender, epoch }: { readonly sender: string; readonly epoch: string },
  records: readonly IncomingRecord[],
  classify: Classify,
  progress: (done: number) => void,
): Slices<readonly ReviewedRecord[]> {
  const seen = new Set<string>();
  const isReplaced = ([newest]: readonly Applied[]): boolean =>
    newest !== undefined && newest.sender === sender && newest.epoch !== epoch;
  const isOvertaken: IsOvertaken = (id) => !seen.has(id) && isReplaced(appliedBefore(reader, id));
  const reviewed: ReviewedRecord[] = [];
  for (const record of records) {
    const applied = appliedBefore(reader, record.id);
    const judged = seen.has(record.id)
      ? refused('conflict', '同一数据包中重复出现。')
      : review(applied, isReplaced(applied), sender, record, (isRetold) =>
          classify(record, isOvertaken, isRetold),
        );
    seen.add(record.id);
    reviewed.push({ record, review: judged, isKnown: applied.length > 0 });
    if (reviewed.length % recordsAtOnce > 0) continue;
    progress(reviewed.length);
    yield;
  }
  return reviewed;
}

/** Some milliseconds. */
const recordsAtOnce = 20;

interface Applied {
  readonly rev: number;
  readonly register: string;
  readonly hash: string;
  readonly sender: string;
  /** The sender's epoch it last came in. */
  readonly epoch: string;
}

/** The revisions of a record that came before, newest first. */
function appliedBefore(reader: Reader, id: string): readonly Applied[] {
  // Not sorted by SQLite, which would prepare the statement anew for every id.
  const rows = reader.all<Applied>(
    'SELECT rev, register, hash, sender, epoch FROM exchangeApplied WHERE record = ?',
    [id],
  );
  return rows.toSorted((a, b) => b.rev - a.rev);
}

function review(
  applied: readonly Applied[],
  isOvertaken: boolean,
  sender: string,
  record: IncomingRecord,
  classify: (isRetold: boolean) => Review,
): Review {
  if (record.office !== sender) return refused('notOwner', '来文单位不是这条记录的登记单位，无权改动。');
  const [newest] = applied;
  if (newest && newest.register !== record.register)
    return refused('conflict', '记录所属的登记簿与以前不一致。');
  const same = applied.find(({ rev }) => rev === record.rev);
  if (isOvertaken) {
    // Handed over in this very line, it is its sender's no longer, and may have been handed back since. Of anything else
    // the register is asked: what he had lost may have been voided here.
    const isHanded = same !== undefined && same === newest && same.hash === record.hash;
    return isHanded && record.value['handsTo'] !== undefined
      ? { outcome: 'unchanged', reason: '' }
      : classify(false);
  }
  if (same) return same.hash === record.hash ? { outcome: 'unchanged', reason: '' } : classify(true);
  if (newest && newest.rev > record.rev) return { outcome: 'unchanged', reason: '' };
  return classify(false);
}

/** Adds up the outcomes of a dry run. */
export function countReviews(records: readonly ReviewedRecord[]): Readonly<Record<RecordOutcome, number>> {
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { review } of records) counts[review.outcome] += 1;
  return counts;
}
