import type { ConvertedRecord } from './row-conversion.ts';

/** What the register already holds of a record, found by whoever can read the register. */
export type ExistingMatch =
  | { readonly kind: 'none' }
  /** The same letter, e.g. from an earlier import of this file; importing it again would double it. */
  | { readonly kind: 'same'; readonly no: string; readonly recordId: string }
  /** Perhaps the same matter; the clerk decides. */
  | { readonly kind: 'similar'; readonly no: string; readonly recordId: string };

export type RecordDecision = 'import' | 'skip';

export interface PlannedRecord {
  readonly record: ConvertedRecord;
  /** `new` and `similar` are written; `skipped` by the clerk or as the same; `refused` for its errors. */
  readonly outcome: 'new' | 'similar' | 'skipped' | 'refused';
  readonly match: ExistingMatch;
  /** First row of an earlier record of the same file with the same content. */
  readonly sameAsRow: number | undefined;
}

export interface DryRun {
  readonly planned: readonly PlannedRecord[];
  readonly counts: {
    readonly total: number;
    readonly new: number;
    readonly similar: number;
    readonly skipped: number;
    readonly refused: number;
    readonly warnings: number;
  };
}

/**
 * What an import would do, without doing it. A record with an error is refused; one that the register or the file has
 * already is skipped unless the clerk decides otherwise (decision by first row).
 */
export function planImport(
  records: readonly ConvertedRecord[],
  findExisting: (record: ConvertedRecord) => ExistingMatch,
  decisionsByRow: ReadonlyMap<number, RecordDecision> = new Map(),
): DryRun {
  const firstRowByContent = new Map<string, number>();
  const planned = records.map((record): PlannedRecord => {
    const row = record.rows[0] ?? 0;
    const content = contentKey(record);
    const sameAsRow = firstRowByContent.get(content);
    if (sameAsRow === undefined) firstRowByContent.set(content, row);
    const refused = record.problems.some((problem) => problem.severity === 'error');
    const match = refused ? ({ kind: 'none' } as const) : findExisting(record);
    const decision =
      decisionsByRow.get(row) ?? (match.kind === 'same' || sameAsRow !== undefined ? 'skip' : 'import');
    const outcome = refused
      ? 'refused'
      : decision === 'skip'
        ? 'skipped'
        : match.kind === 'none'
          ? 'new'
          : 'similar';
    return { record, outcome, match, sameAsRow };
  });
  const count = (outcome: PlannedRecord['outcome']): number =>
    planned.filter((plan) => plan.outcome === outcome).length;
  return {
    planned,
    counts: {
      total: planned.length,
      new: count('new'),
      similar: count('similar'),
      skipped: count('skipped'),
      refused: count('refused'),
      warnings: records.filter(({ problems }) => problems.some(({ severity }) => severity === 'warning'))
        .length,
    },
  };
}

function contentKey({ values, children }: ConvertedRecord): string {
  const sorted = (record: Readonly<Record<string, unknown>>) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sorted(values), sorted(children).map(([key, rows]) => [key, rows])]);
}
