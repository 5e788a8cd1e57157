/** Looks for the earlier letter behind each row of an import: in the register and further up in the same sheet. */
import {
  blockingKeys,
  comparePrepared,
  duplicateSubject,
  type PreparedSubject,
  prepareSubject,
} from '../../../domain/duplicates.ts';
import type { ChildRow, ChildRowsByKey, Values } from '../../../domain/register.ts';
import { normalizeText } from '../../../domain/text/normalize.ts';
import type { ConvertedRecord } from '../../registers/spreadsheet/row-conversion.ts';
import type { CheckedRecord, SeenBefore } from './import-session.ts';

/** A letter of the register that may be the same; the engine finds them by persons. */
export interface StoredCandidate {
  readonly id: string;
  readonly no: string;
  readonly score: number;
  readonly level: 'suspected' | 'related';
  readonly explanation: string;
  readonly receivedAt: string;
  readonly summary: string;
}

/** Child rows with numbers for ids, as the comparison wants them; nothing is stored under these. */
export function numberedChildren(children: ConvertedRecord['children']): ChildRowsByKey {
  return Object.fromEntries(
    Object.entries(children).map(([key, rows]) => [
      key,
      rows.map((values, index): ChildRow => ({ rowId: String(index), values })),
    ]),
  );
}

/** Letters are only counted with others, never completed from a sheet. */
const nothingBeyond = { adds: false, certain: true, differs: [] } as const;

interface EarlierRow {
  readonly index: number;
  readonly row: number;
  readonly subject: PreparedSubject;
  readonly values: Values;
}

export interface RepeatFinder {
  /** The best earlier record, or null. Call in the order of the sheet, each time followed by `note`. */
  readonly find: (index: number, record: ConvertedRecord) => SeenBefore | null;
  /** After the record was corrected; `before` is what was found the last time. */
  readonly findAgain: (
    index: number,
    record: ConvertedRecord,
    before: SeenBefore | null,
  ) => SeenBefore | null;
  /** Takes down what becomes of a record, for those further down. */
  readonly note: (index: number, record: CheckedRecord) => void;
  /** Equal for records that have to be looked at again when one of them changes; undefined where none has to. */
  readonly keyOf: (record: ConvertedRecord) => string | undefined;
  /** Whether every value decides about a repeat, and not only the text, the date and the people. */
  readonly followsEveryWord: boolean;
}

function sameText(values: Values, other: Pick<StoredCandidate, 'receivedAt' | 'summary'>): boolean {
  return (
    values['receivedAt'] === other.receivedAt &&
    normalizeText(String(values['summary'] ?? '')) === normalizeText(other.summary)
  );
}

/** `stored` asks the register; it returns the candidates with the highest score first. */
export function createRepeatFinder(
  stored: (values: Values, children: ChildRowsByKey) => readonly StoredCandidate[],
): RepeatFinder {
  const earlierByKey = new Map<string, EarlierRow[]>();

  const inRegister = (values: Values, children: ChildRowsByKey): SeenBefore | null => {
    const suspected = stored(values, children).filter((candidate) => candidate.level === 'suspected');
    const same = suspected.find((candidate) => sameText(values, candidate));
    const best = same ?? suspected[0];
    if (!best) return null;
    const identical = same !== undefined;
    const explanation = identical
      ? `与${best.no}收件日期、反映内容完全相同，可能是同一张表重复导入。`
      : best.explanation;
    return {
      id: best.id,
      index: null,
      no: best.no,
      score: best.score,
      explanation,
      identical,
      ...nothingBeyond,
    };
  };

  const inSheet = (subject: PreparedSubject, keys: readonly string[], values: Values): SeenBefore | null => {
    const rows = new Set(keys.flatMap((key) => earlierByKey.get(key) ?? []));
    let best: SeenBefore | null = null;
    for (const row of rows) {
      const score = comparePrepared(subject, row.subject);
      if (score.level !== 'suspected' || scoreOf(best) >= score.score) continue;
      const identical = sameText(values, {
        receivedAt: String(row.values['receivedAt'] ?? ''),
        summary: String(row.values['summary'] ?? ''),
      });
      best = {
        id: null,
        index: row.index,
        no: `本表第${row.row}行`,
        score: score.score,
        explanation: identical ? `与本表第${row.row}行完全相同。` : score.explanation,
        identical,
        ...nothingBeyond,
        certain: false,
      };
    }
    return best;
  };

  return {
    find: (index, record) => {
      const children = numberedChildren(record.children);
      const plain = duplicateSubject(record.values, children);
      const subject = prepareSubject(plain);
      const keys = blockingKeys(plain);
      const before = inRegister(record.values, children);
      const above = inSheet(subject, keys, record.values);
      const earlier: EarlierRow = { index, row: record.rows[0] ?? 0, subject, values: record.values };
      for (const key of keys) {
        const rows = earlierByKey.get(key);
        if (rows) rows.push(earlier);
        else earlierByKey.set(key, [earlier]);
      }
      if (before?.identical) return before;
      if (before && above) return scoreOf(before) >= scoreOf(above) ? before : above;
      return before ?? above;
    },
    findAgain: (_index, record, before) => {
      const inSheetBefore = before?.id === null ? before : null;
      return inRegister(record.values, numberedChildren(record.children)) ?? inSheetBefore;
    },
    note: () => undefined,
    keyOf: () => undefined,
    followsEveryWord: false,
  };
}

const scoreOf = (seen: SeenBefore | null): number => seen?.score ?? -1;
