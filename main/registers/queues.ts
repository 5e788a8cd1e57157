/** 等待我处理: what waits for this person, by register and step. */
import { type Actor, mayOn, type Permission } from '../../domain/access/permissions.ts';
import type { Register, StateInfo, Transition } from '../../domain/register.ts';
import { asRegisterId } from '../../domain/registers/registers.ts';
import { stateAfter } from '../../domain/steps.ts';
import { holds } from '../../domain/value-condition.ts';
import type { Output } from '../../preload/contract/contract.ts';
import type { EngineContext } from './commands.ts';
import { countWhere } from './count-where.ts';
import { standingIndex } from './schema.ts';
import { quote } from './sql.ts';

type Queue = Output<'dashboard.todo'>['queues'][number];

const has = (actor: Actor, permission: string): boolean => actor.permissions.has(permission as Permission);

/**
 * Records that wait for a step this person's post allows, one queue per state: 待拟办, 待批办, 待转交; before them what nobody may
 * overlook, then what waits for an answer. Four-eyes exclusions do not count here; the list shows them and the button says why.
 */
export function queues(context: EngineContext, register: Register, actor: Actor): readonly Queue[] {
  const waiting = register.workflow.states.flatMap((state) => {
    const steps = register.workflow.transitions.filter(
      (step) =>
        step.from.includes(state.code) &&
        stateAfter(step, state.code) !== state.code &&
        has(actor, step.permission) &&
        (!step.reasonRequired || step.goesOnWith !== undefined) &&
        !step.onOccasion &&
        step.offeredOnce === undefined,
    );
    return groupByOffer(steps).map((group) => stepQueue(context, register, state, group));
  });
  const alarms = register.workflow.states.flatMap(({ code, alarm }) =>
    alarm === undefined ? [] : stateQueue(context, register, code, `${register.label}${alarm}`),
  );
  const voids = mayOn(actor.permissions, register, 'approve') ? [voidQueue(context, register)] : [];
  return [...alarms, ...waiting, ...answerQueue(context, register, actor), ...voids].filter(
    (queue) => queue.count > 0,
  );
}

/** Steps for different kinds of letters make different queues: 径送 waits for other letters than 拟办. */
function groupByOffer(steps: readonly Transition[]): readonly (readonly Transition[])[] {
  const groups = new Map<string, readonly Transition[]>();
  for (const step of steps) {
    const key = step.offeredWhen ? `${step.offeredWhen.field}=${step.offeredWhen.is}` : '';
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  return [...groups.values()];
}

function stepQueue(
  context: EngineContext,
  register: Register,
  state: StateInfo,
  steps: readonly Transition[],
): Queue {
  const among = goingOn(context, register, state.code, steps);
  const awaited = among ? steps.filter(({ goesOnWith }) => goesOnAmong(goesOnWith, among)) : steps;
  const labels = awaited.map((step) => step.label);
  const rest = among && labels.length > named ? '等' : '';
  const label = `待${labels.slice(0, named).join('、')}${rest}（${state.label}）`;
  return stateQueue(context, register, state.code, label, { offered: steps[0]?.offeredWhen, among });
}

/** So many steps of a queue are named. */
const named = 2;

/** A field, and what stands in it where some record of the state goes on with one of the steps; blank as ''. */
interface Among {
  readonly field: string;
  readonly values: readonly string[];
}

/** Undefined where the work goes on for all records; asked of what stands there, retired codes included. */
function goingOn(
  { vault, office }: EngineContext,
  register: Register,
  state: string,
  steps: readonly Transition[],
): Among | undefined {
  const conditions = steps.flatMap(({ goesOnWith }) => goesOnWith ?? []);
  const field = conditions[0]?.field;
  if (field === undefined || conditions.length < steps.length) return undefined;
  const standing = vault
    .all<{ value: string | null }>(
      `SELECT DISTINCT ${quote(field)} AS value FROM ${quote(register.id)} INDEXED BY ${quote(`${register.id}_${standingIndex}`)}
       WHERE state = ? AND voidAt IS NULL AND office = ? ORDER BY value`,
      [state, office.id],
    )
    .map(({ value }) => value);
  const values = standing.filter((value) =>
    conditions.some((condition) => holds(condition, { [field]: value })),
  );
  return { field, values: values.map((value) => value ?? '') };
}

const goesOnAmong = (condition: Transition['goesOnWith'], { field, values }: Among): boolean =>
  condition === undefined || values.some((value) => holds(condition, { [field]: value || null }));

interface Only {
  readonly offered?: Transition['offeredWhen'];
  readonly among?: Among | undefined;
}

/** The office's own records that stand in a state, or those of them of which a field says so. */
function stateQueue(
  context: EngineContext,
  register: Register,
  state: string,
  label: string,
  { offered, among }: Only = {},
): Queue {
  const where = [
    'state = ? AND voidAt IS NULL AND office = ?',
    ...(offered ? [`ifnull(${quote(offered.field)}, 0) = ?`] : []),
    ...(among ? [`ifnull(${quote(among.field)}, '') IN (SELECT value FROM json_each(?))`] : []),
  ];
  return {
    label,
    count: countWhere(
      context,
      register,
      where.join(' AND '),
      [
        ...[state, context.office.id],
        ...(offered ? [offered.is ? 1 : 0] : []),
        ...(among ? [JSON.stringify(among.values)] : []),
      ],
      standingIndex,
    ),
    filters: [
      { field: 'state', op: 'in', values: [state] },
      { field: 'void', op: 'is', value: false },
      { field: 'office', op: 'in', values: [context.office.id] },
      ...(offered ? [{ field: offered.field, op: 'is' as const, value: offered.is }] : []),
      ...(among ? [{ field: among.field, op: 'in' as const, values: [...among.values] }] : []),
    ],
    register: asRegisterId(register.id),
  };
}

function voidQueue(context: EngineContext, register: Register): Queue {
  // Of another office's records too, where their owner has lost them; nothing that arrives is asked to be voided.
  const asked = 'voidRequestAt IS NOT NULL AND voidAt IS NULL';
  const count = countWhere(context, register, asked, [], 'voidRequestAt');
  return {
    label: '作废待批',
    count,
    filters: [{ field: 'voidRequested', op: 'is', value: true }],
    register: asRegisterId(register.id),
  };
}

/** Other offices' records that ask this one for an answer it has not given yet: whoever enters the answers is told. */
function answerQueue(context: EngineContext, register: Register, actor: Actor): readonly Queue[] {
  const clock = register.deadlines.find(({ answeredIn }) => answeredIn !== undefined);
  const answers = context.modules.find(
    ({ register: { partOf } }) => partOf?.register === register.id && partOf.byOthers,
  );
  if (!clock || !answers || !mayOn(actor.permissions, answers.register, 'register')) return [];
  const senders = context.vault
    .all<{ office: string }>(
      `SELECT DISTINCT office FROM ${quote(register.id)} WHERE nextDue IS NOT NULL AND office <> ? ORDER BY office`,
      [context.office.id],
    )
    .map(({ office }) => office);
  return [
    {
      label: `待${clock.label}（其他单位发来）`,
      count: countWhere(context, register, 'nextDue IS NOT NULL AND office <> ?', [context.office.id]),
      filters: [
        { field: 'deadline', op: 'empty', value: false },
        { field: 'office', op: 'in', values: senders },
      ],
      register: asRegisterId(register.id),
    },
  ];
}
