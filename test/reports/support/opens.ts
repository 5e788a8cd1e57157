/** Counts each figure of a report again, from nothing but the records that its list shows. */
import { expect } from 'vitest';
import type { Measure, ReportDescription } from '../../../domain/statistics/measures.ts';
import { formatTenThousands } from '../../../domain/statistics/numbers.ts';
import type { ComputedReport } from '../../../main/reports/table.ts';
import { matches, type Matched } from './matches.ts';

export type Held = Readonly<Record<string, readonly (Matched & { readonly petitioners?: number })[]>>;
type Row = ComputedReport['rows'][number];
interface Counted {
  readonly measure: Measure;
  readonly text: string | undefined;
}

export function expectCellsOpen(report: ComputedReport, description: ReportDescription, held: Held): void {
  for (const row of report.rows) {
    row.cells.forEach(({ drill, value }, index) => {
      // What nothing is linked to opens nothing.
      if (!drill && value === 0 && description.measures[index]?.kind === 'linked') return;
      if (!drill) throw new Error(`${report.report} ${row.key} ${String(index)} opens nothing`);
      const { measure, text } = countedIn(description, row, index);
      const shown = (held[drill.register] ?? []).filter((record) => matches(record, drill));
      expect(`${row.key} ${measure.key} ${figureOf(measure, shown)}`).toBe(
        `${row.key} ${measure.key} ${String(text)}`,
      );
    });
  }
}

/** The number that a cell's list stands for: of a share the number beside it, of a rate its whole. */
function countedIn({ layout, measures }: ReportDescription, row: Row, index: number): Counted {
  const down = measures.find(({ key }) => key === row.key);
  if (layout === 'measuresDown' && down)
    return { measure: down, text: row.cells[index === 1 ? 0 : index]?.text };
  const own = measures[index];
  const at = own?.kind === 'rate' ? measures.findIndex(({ key }) => key === own.whole) : index;
  const measure = measures[at];
  if (!measure) throw new Error(`no measure ${String(at)}`);
  return { measure, text: row.cells[at]?.text };
}

function figureOf(measure: Measure, shown: Held[string]): string {
  const add = (number: (record: Held[string][number]) => number): number =>
    shown.reduce((all, record) => all + number(record), 0);
  if (measure.kind === 'persons')
    return String(
      add(({ values, petitioners = 0 }) => Number(values['jointCount'] ?? Math.max(1, petitioners))),
    );
  if (measure.kind !== 'sum') return String(shown.length);
  const sum = add(({ values }) => Number(values[measure.field] ?? 0));
  return measure.money ? formatTenThousands(sum) : String(sum);
}
