/** Every table of the office, in the order in which the settings page shows them. */
import { reformTable } from '../avoidance/reforms.ts';
import { avoidanceProfileTable, avoidanceRuleTable } from '../avoidance/tables.ts';
import { highlightTable } from '../coordination/highlights.ts';
import { selectionTable } from '../planning/selection/factors.ts';
import { crossRuleTable, seatTable, skillTable, supervisionHeadTable } from '../planning/tables.ts';
import { gradeLineTable, indicatorTable } from '../registers/rect-plan/evaluation.ts';
import type { OfficeRow, OfficeTable } from './office-table.ts';

export const officeTables: readonly OfficeTable[] = [
  avoidanceRuleTable,
  avoidanceProfileTable,
  reformTable,
  seatTable,
  skillTable,
  supervisionHeadTable,
  crossRuleTable,
  selectionTable,
  highlightTable,
  indicatorTable,
  gradeLineTable,
];

export const officeRowSeed: readonly OfficeRow[] = officeTables.flatMap(({ seed }) => seed);

export function officeTableById(id: string): OfficeTable | undefined {
  return officeTables.find((table) => table.id === id);
}
