/** Everything about one inspected organisation, from all registers that name it: `targets.timeline`. */
import { type Actor, mayOn } from '../../domain/access/permissions.ts';
import type { Register } from '../../domain/register.ts';
import { asRegisterId } from '../../domain/registers/registers.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import { type EngineContext, moduleOf } from './commands.ts';
import { briefsOf } from './relations.ts';
import { quote } from './sql.ts';

/** The field in which registers name the inspected organisation (被巡察党组织). */
const targetField = 'targetId';

interface Row {
  readonly register: string;
  readonly id: string;
  readonly date: string | null;
}

/** Paged in SQL over all registers together: by date, the latest first, undated ones last. */
export function targetTimeline(
  context: EngineContext,
  actor: Actor,
  input: Parsed<'targets.timeline'>,
): Output<'targets.timeline'> {
  const { vault } = context;
  const readable = context.modules
    .map(({ register }) => register)
    .filter(
      (register) => ofTarget(context, register) !== undefined && mayOn(actor.permissions, register, 'read'),
    );
  const counts = readable.map((register) => ({
    register: asRegisterId(register.id),
    count: countOf(context, register, input.target),
  }));
  const asked = readable.filter(
    ({ id }) => input.registers === null || input.registers.some((each) => each === id),
  );
  const total = counts.reduce(
    (sum, each) => sum + (asked.some(({ id }) => id === each.register) ? each.count : 0),
    0,
  );
  if (asked.length === 0) return { total, counts, rows: [] };
  const rows = vault.all<Row>(
    `${asked.map((register) => selection(context, register)).join(' UNION ALL ')} ORDER BY date DESC, register, id DESC LIMIT ? OFFSET ?`,
    [...asked.map(() => input.target), input.limit, input.offset],
  );
  return {
    total,
    counts: counts.filter(({ count }) => count > 0),
    rows: rows.flatMap(({ register, id, date }) => {
      const briefs = briefsOf(context, moduleOf(context, register).register, [id]);
      return briefs.map((brief) => ({ ...brief, register: asRegisterId(register), date }));
    }),
  };
}

/** The test on a register's rows; a part that does not name the organisation belongs to that of its whole. */
function ofTarget(context: EngineContext, register: Register): string | undefined {
  if (register.fields.some(({ key }) => key === targetField)) return `${quote(targetField)} = ?`;
  if (!register.partOf) return undefined;
  const whole = moduleOf(context, register.partOf.register).register;
  const test = ofTarget(context, whole);
  return test && `${quote(register.partOf.field)} IN (SELECT id FROM ${quote(whole.id)} WHERE ${test})`;
}

function countOf(context: EngineContext, register: Register, target: string): number {
  const row = context.vault.get<{ count: number }>(
    `SELECT count(*) AS count FROM ${quote(register.id)} WHERE ${ofTarget(context, register) ?? '0'}`,
    [target],
  );
  return row?.count ?? 0;
}

function selection(context: EngineContext, register: Register): string {
  return `SELECT '${register.id}' AS register, id, ${quote(register.dateField)} AS date
    FROM ${quote(register.id)} WHERE ${ofTarget(context, register) ?? '0'}`;
}
