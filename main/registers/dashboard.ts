/** 今日待办: what is due, what waits for this person, and what keeps deadlines from being computed. */
import { type Actor, mayOn } from '../../domain/access/permissions.ts';
import { addDays } from '../../domain/calendar/dates.ts';
import { ruleAt, todoBucketLabels } from '../../domain/calendar/deadlines.ts';
import { lightOn } from '../../domain/calendar/lights.ts';
import { timeLeft } from '../../domain/calendar/time-left.ts';
import type { Register } from '../../domain/register.ts';
import { titleField } from '../../domain/title-field.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { type EngineContext, today } from './commands.ts';
import { countWhere } from './count-where.ts';
import { bucketRange, isToldByNextDue } from './due-buckets.ts';
import { queues } from './queues.ts';
import { standingIndex } from './schema.ts';
import { quote } from './sql.ts';
import { asRegisterId } from '../../domain/registers/registers.ts';

type Todo = Output<'dashboard.todo'>;

const bucketKeys = ['overdue', 'today', 'within3', 'thisMonth'] as const;
const shownItems = 100;

export function todoList(context: EngineContext, actor: Actor): Todo {
  const registers = context.modules.map(({ register }) => register);
  const readable = registers.filter((register) => mayOn(actor.permissions, register, 'read'));
  return {
    today: today(context),
    buckets: buckets(context, readable),
    items: items(context, readable),
    queues: readable.flatMap((register) => queues(context, register, actor)),
    counts: allCounts(context, readable),
    problems: problems(context, readable),
  };
}

/** Records per bucket; each deadline falls into one bucket only, a record with several into several. */
function buckets(context: EngineContext, registers: readonly Register[]): Todo['buckets'] {
  const { calendar } = context.reference(context.vault);
  return bucketKeys.map((key) => {
    const { from, to } = bucketRange(calendar, today(context), key);
    const counted = registers.map((register) => {
      const count = countDue(context, register, from, to);
      const deadlines = count === 0 ? 0 : countDeadlines(context, register, from, to);
      return { register: asRegisterId(register.id), label: register.label, count, deadlines };
    });
    const some = counted.filter((each) => each.count > 0);
    const count = some.reduce((sum, each) => sum + each.count, 0);
    const deadlines = some.reduce((sum, each) => sum + each.deadlines, 0);
    return { key, label: todoBucketLabels[key], count, deadlines, registers: some };
  });
}

function countDue(context: EngineContext, register: Register, from: string, to: string): number {
  if (isToldByNextDue(register, from))
    return countWhere(context, register, 'nextDue BETWEEN ? AND ?', [from, to]);
  return context.counts(
    'SELECT count(DISTINCT record) AS count FROM deadline WHERE open = 1 AND register = ? AND due BETWEEN ? AND ?',
    [register.id, from, to],
  );
}

/** A record may have several deadlines that are due. */
function countDeadlines(context: EngineContext, register: Register, from: string, to: string): number {
  return context.counts(
    'SELECT count(*) AS count FROM deadline WHERE open = 1 AND register = ? AND due BETWEEN ? AND ?',
    [register.id, from, to],
  );
}

interface ItemRow {
  readonly register: Register;
  readonly id: string;
  readonly no: string;
  readonly rule: string;
  readonly label: string;
  readonly start: string;
  readonly due: string;
  readonly problem: string | null;
  readonly title: string | null;
}

/** The most urgent open deadlines of a register up to the end of next month. */
function mostUrgent(context: EngineContext, register: Register): readonly ItemRow[] {
  const named = titleField(register);
  const title = named ? `substr(p.${quote(named.key)}, 1, 60)` : 'p.no';
  const rows = context.vault.all<Omit<ItemRow, 'register'>>(
    `SELECT p.id, p.no, d.rule, d.label, d.start, d.due, d.problem, ${title} AS title
     FROM (SELECT record, rule, label, start, due, problem FROM deadline WHERE open = 1 AND register = ? AND due <= ?
           ORDER BY due LIMIT ?) AS d
     CROSS JOIN ${quote(register.id)} AS p ON p.id = d.record ORDER BY d.due, p.no, d.rule`,
    [register.id, addDays(today(context), 31), shownItems],
  );
  return rows.map((row) => ({ ...row, register }));
}

/** Of all registers together, by the day they are due: what is left is worked out for those that are shown alone. */
function items(context: EngineContext, registers: readonly Register[]): Todo['items'] {
  const date = today(context);
  const { calendar, rules } = context.reference(context.vault);
  const rows = registers.flatMap((register) => mostUrgent(context, register));
  const shown = rows.toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)).slice(0, shownItems);
  return shown.map(({ register, ...row }) => ({
    register: asRegisterId(register.id),
    id: row.id,
    no: row.no,
    title: row.title ?? '',
    rule: row.rule,
    label: row.label,
    due: row.due,
    remaining: timeLeft(ruleAt(rules, row.rule, row.start), calendar, date, row.due),
    light: lightOn(register, [row], rules, date)?.colour ?? null,
    provisional: row.problem !== null,
    basis: rules.find(({ code }) => code === row.rule)?.basis ?? '',
  }));
}

/** Parts are counted with their whole; a register nothing was entered in this year is not spoken of. */
function allCounts(context: EngineContext, registers: readonly Register[]): Todo['counts'] {
  const whole = registers.filter(({ partOf }) => partOf === undefined);
  const found = whole.map((register) => counts(context, register));
  return found.filter(([all]) => whole.length === 1 || (all?.count ?? 0) > 0).flat();
}

/** This year's records by state, without void ones. */
function counts(context: EngineContext, register: Register): Todo['counts'] {
  const year = today(context).slice(0, 4);
  const field = quote(register.dateField);
  const thisYear = [`${year}-01-01`, `${year}-12-31`] as const;
  const common: Todo['counts'][number]['filters'] = [
    { field: register.dateField, op: 'between', from: thisYear[0], to: thisYear[1] },
    { field: 'void', op: 'is', value: false },
  ];
  // Each from an index alone; those that run are few beside those that are done.
  const dated = `${field} BETWEEN ? AND ?`;
  const entered = countWhere(context, register, dated, thisYear, register.dateField);
  const voided = countWhere(context, register, `voidAt IS NOT NULL AND ${dated}`, thisYear, 'voidAt');
  const all = entered - voided;
  const { states } = register.workflow;
  const done = states.filter((state) => state.final || state.settled).map(({ code }) => code);
  const running = states.map(({ code }) => code).filter((code) => !done.includes(code));
  const open = countWhere(
    context,
    register,
    `state IN (SELECT value FROM json_each(?)) AND voidAt IS NULL AND ${dated}`,
    [JSON.stringify(running), ...thisYear],
    standingIndex,
  );
  const id = asRegisterId(register.id);
  const total = { register: id, label: `${year}年${register.label}`, count: all, filters: common };
  if (done.length === 0) return [total];
  return [
    total,
    {
      register: id,
      label: '已办结',
      count: all - open,
      filters: [...common, { field: 'state', op: 'in', values: done }],
    },
    {
      register: id,
      label: '正在办理',
      count: open,
      filters: [...common, { field: 'state', op: 'in', values: running }],
    },
  ];
}

/** What the clerk must put right before due dates can be trusted. */
function problems(context: EngineContext, registers: readonly Register[]): string[] {
  const date = today(context);
  const { calendar } = context.reference(context.vault);
  const found: string[] = [];
  const year = Number(date.slice(0, 4));
  if (!calendar.years.has(year))
    found.push(`缺少${year}年的工作日历：按工作日计算的期限无法计算，其余暂按日历日，请导入放假调休安排。`);
  const nextMissing = !calendar.years.has(year + 1) && date.slice(5) >= '11-15';
  if (nextMissing)
    found.push(
      `缺少${year + 1}年的工作日历：按工作日计算的跨年期限无法计算，其余暂按日历日，请在放假通知公布后导入。`,
    );
  for (const register of registers) {
    const rows = context.vault.all<{ problem: string; count: number }>(
      `SELECT problem, count(*) AS count FROM deadline WHERE open = 1 AND register = ? AND due IS NULL
       GROUP BY problem ORDER BY count DESC LIMIT 5`,
      [register.id],
    );
    for (const row of rows) found.push(`${row.problem}涉及${row.count}${register.unit}。`);
  }
  return found;
}
