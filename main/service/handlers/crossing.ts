/** Schemes of crossing groups: arrangements to choose from, and the groups that come of an approved one. */
import { isBlocked, type CrossFinding, type Crossing } from '../../../domain/planning/cross/crossing.ts';
import { shiftLabel } from '../../../domain/planning/cross/propose.ts';
import { shortCounty } from '../../../domain/planning/unit-region.ts';
import { refuse } from '../../../domain/failure.ts';
import type { ChildRow } from '../../../domain/register.ts';
import type { Output, Parsed } from '../../../preload/contract/contract.ts';
import { note } from '../../audit/commit.ts';
import { judgeScheme, schemeOf } from '../../planning/cross.ts';
import { groupPlan, type GroupPlan } from '../../planning/cross-groups.ts';
import { proposeScheme } from '../../planning/cross-proposal.ts';
import { planningContext, type PlanningContext } from '../../planning/context.ts';
import { mutable } from '../../registers/read.ts';
import type { Stored } from '../../registers/store.ts';
import type { Desk } from '../desk.ts';
import type { Handlers } from '../router.ts';
import { textOf } from '../../../domain/text/text-of.ts';

type Names = 'crossing.judge' | 'crossing.propose' | 'crossing.adopt' | 'crossing.plan' | 'crossing.apply';

export function crossingHandlers(desk: Desk): Pick<Handlers, Names> {
  return {
    'crossing.judge': ({ input }) => {
      const context = contextOf(desk);
      const stored = schemeIn(desk, input.id);
      const { counties = [], crossings = [] } = schemeOf(context, stored) ?? {};
      const named = new Set([
        ...counties,
        ...crossings.flatMap(({ senders, target }) => [...senders, target]),
      ]);
      return {
        counties: [...named].filter(Boolean).map((code) => {
          const name = context.regionName(code);
          return { code, name, short: shortCounty(name), takesPart: counties.includes(code) };
        }),
        crossings: crossings.map(crossingOf),
        findings: judgeScheme(context, stored).map(findingOf),
      };
    },
    'crossing.propose': ({ input }) => propose(desk, input),
    'crossing.adopt': ({ input }) => adopt(desk, input),
    'crossing.plan': ({ input }) => {
      const context = contextOf(desk);
      const stored = schemeIn(desk, input.id);
      const { groups, others } = groupPlan(context, stored);
      return {
        ready: isReady(context, stored),
        others: [...others],
        groups: groups.map(({ name, stored: group, action, changes }) => ({
          name,
          id: group?.id ?? null,
          rev: group?.rev ?? null,
          action,
          changes: [...changes],
        })),
      };
    },
    'crossing.apply': ({ input }) => apply(desk, input),
  };
}

function contextOf(desk: Desk): PlanningContext {
  return planningContext(desk.office().engine.context);
}

function schemeIn(desk: Desk, id: string): Stored {
  return desk.office().engine.recordOf('crossScheme', id);
}

function findingOf({
  type,
  what,
  why,
  next,
  severity,
}: CrossFinding): Output<'crossing.judge'>['findings'][number] {
  return { type, what, why, next, severity };
}

function crossingOf({ group, senders, target }: Crossing): Output<'crossing.judge'>['crossings'][number] {
  return { group, senders: [...senders], target };
}

function propose(
  desk: Desk,
  { id, counties, shift }: Parsed<'crossing.propose'>,
): Output<'crossing.propose'> {
  const context = contextOf(desk);
  const stored = schemeIn(desk, id);
  const proposal = proposeScheme(context, stored, counties, shift ?? undefined);
  const kind = schemeOf(context, stored)?.kind;
  if (!proposal || !kind)
    return {
      shiftLabel: '',
      variants: [],
      chosen: null,
      stopped: unknownKind,
      crossings: [],
      targets: [],
      elsewhere: [],
    };
  const { variants, chosen, stopped, targets, elsewhere } = proposal;
  return {
    shiftLabel: shiftLabel(kind),
    variants: variants.map(({ shift: each, findings }) => ({
      shift: each,
      usable: !isBlocked(findings),
      why: [...new Set(findings.map(({ what }) => what))].slice(0, 3).join(''),
    })),
    chosen: chosen ? { shift: chosen.shift, findings: chosen.findings.map(findingOf) } : null,
    stopped: stopped
      ? { type: stopped.type, what: stopped.what, why: stopped.why, next: stopped.next }
      : null,
    crossings: (chosen?.crossings ?? []).map(crossingOf),
    targets: targets.map(({ values }) => ({
      group: textOf(values['group']),
      targetId: textOf(values['targetId']),
    })),
    elsewhere: [...elsewhere],
  };
}

const unknownKind = {
  type: 'CrossKindUnknown',
  what: '软件不认识这种交叉方式，不能提出排法。',
  why: '交叉方式的代码由程序规定，本办自行增加的没有对应的编组规则。',
  next: '请改选推磨、混编、互派、滚动、机动、同一系统或者片区，或者在“编组”中逐组填写。',
};

/** Writes an arrangement into the scheme by the ordinary save: order, shift, groups, organisations. */
function adopt(desk: Desk, { id, rev, counties, shift }: Parsed<'crossing.adopt'>): Output<'crossing.adopt'> {
  const { engine } = desk.office();
  const { actor } = desk.person();
  const context = contextOf(desk);
  const stored = schemeIn(desk, id);
  const proposal = proposeScheme(context, stored, counties, shift);
  if (!proposal?.chosen) {
    const { type, what, why, next } = proposal?.stopped ?? unknownKind;
    return refuse(type, what, why, next);
  }
  return desk.commit(['crossScheme', 'dashboard'], (tx) =>
    engine.writes['records.save'](tx, actor, {
      register: 'crossScheme',
      id,
      rev,
      values: { shift },
      children: {
        counties: rowsFor(stored.children['counties'] ?? [], counties),
        assignments: proposal.assignments.map(rowOf),
        targets: proposal.targets.map(rowOf),
      },
      draft: null,
      confirmed: {},
      duplicate: null,
      sealedDirect: false,
    }),
  );
}

/** Counties in their new order, each with what else was written of it. */
function rowsFor(rows: readonly ChildRow[], counties: readonly string[]): ReturnType<typeof rowOf>[] {
  return counties.map((county) =>
    rowOf(rows.find(({ values }) => values['county'] === county) ?? { rowId: '', values: { county } }),
  );
}

function rowOf({ rowId, values }: ChildRow): { rowId: string; values: ReturnType<typeof mutable> } {
  return { rowId, values: mutable(values) };
}

/** Approved, or written before, and the round still being prepared. */
function isReady({ vault }: PlanningContext, { state, void: isVoid, values }: Stored): boolean {
  const round = vault.get<{ state: string }>(
    'SELECT state FROM inspectionRound WHERE id = ? AND voidAt IS NULL',
    [textOf(values['round'])],
  );
  return !isVoid && ['APPROVED', 'APPLIED'].includes(state) && round?.state === 'PREPARE';
}

/** Every group by the ordinary save, then the step that says so; all of it or nothing. */
function apply(desk: Desk, { id, rev, groups: seen }: Parsed<'crossing.apply'>): Output<'crossing.apply'> {
  const { engine } = desk.office();
  const { actor } = desk.person();
  const context = contextOf(desk);
  const stored = schemeIn(desk, id);
  if (!isReady(context, stored)) refuseUnready(stored);
  const { groups } = groupPlan(context, stored);
  if (stored.rev !== rev || !isAsSeen(groups, seen)) refuseStale();
  return desk.commit(['inspectionGroup', 'inspectionRound', 'crossScheme', 'dashboard'], (tx) => {
    for (const { action, stored: group, name, values, targets } of groups.filter(
      (each) => each.action !== 'keep',
    )) {
      const { audit } = engine.writes['records.save'](tx, actor, {
        register: 'inspectionGroup',
        id: group?.id ?? null,
        rev: group?.rev ?? null,
        values: {
          ...mutable(values),
          ...(action === 'create' ? { round: textOf(stored.values['round']), name } : {}),
        },
        children: targets === undefined ? {} : { targets: targets.map(rowOf) },
        draft: null,
        confirmed: {},
        duplicate: null,
        sealedDirect: false,
      });
      note(tx, desk, actor, audit);
    }
    const output = {
      created: groups.filter(({ action }) => action === 'create').length,
      changed: groups.filter(({ action }) => action === 'change').length,
    };
    if (stored.state === 'APPROVED') {
      const step = {
        register: 'crossScheme',
        id,
        rev,
        transition: 'apply',
        values: {},
        reason: null,
      } as const;
      note(tx, desk, actor, engine.writes['records.transition'](tx, actor, step).audit);
    }
    const detail = `按编组方案新建${output.created}个组，改动${output.changed}个组`;
    return {
      output,
      audit: { action: 'crossing.apply', entity: 'crossScheme', entityId: id, entityNo: stored.no, detail },
    };
  });
}

function isAsSeen(groups: GroupPlan['groups'], seen: Parsed<'crossing.apply'>['groups']): boolean {
  return (
    groups.length === seen.length &&
    groups.every(({ name, stored }, index) => {
      const before = seen[index];
      return before?.name === name && before.rev === (stored?.rev ?? null);
    })
  );
}

function refuseUnready({ state }: Stored): never {
  const approved = ['APPROVED', 'APPLIED'].includes(state);
  return refuse(
    approved ? 'RoundUnderWay' : 'CrossNotApproved',
    approved ? '这一轮已经进驻，不能再按方案编组。' : '方案还没有审定，不能编组。',
    approved
      ? '进驻时各组人员已经授权、审查回避，改动派出地、被巡察地会使授权和审查落空。'
      : '编组以审定的方案为准。',
    approved ? '需要改动的，请在巡察组中修改。' : '请先办理“核对”，由主任登记审定后再编组。',
  );
}

function refuseStale(): never {
  return refuse(
    'CrossStale',
    '列出以后，方案或者巡察组有了变动，没有编组。',
    '编组按列出时的情况进行，以免覆盖别人刚改的内容。',
    '请重新点“生成编组”，看清要写的内容后再编组。',
  );
}
