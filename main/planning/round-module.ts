/** Before a round enters, and before it leaves, every member is judged once more by what the records say that day. */
import { nonLocalRule } from '../../domain/avoidance/verdict.ts';
import type { Failure } from '../../domain/failure.ts';
import { inspectionGroup } from '../../domain/registers/inspection-group/inspection-group.ts';
import { inspectionRound } from '../../domain/registers/inspection-round/inspection-round.ts';
import type { RegisterModule } from '../registers/deps.ts';
import { loadRecords } from '../registers/load-many.ts';
import type { Stored } from '../registers/store.ts';
import { groupJudge, judgedGroup, type Judgement, type MemberVerdict } from './avoidance.ts';
import { askAuditMaterial } from './audit-material-out.ts';
import { planningContext, type PlanningContext } from './context.ts';

/** People are added and swapped after a round has entered: they are judged when it leaves. */
const judgedSteps: readonly string[] = ['enter', 'report'];

export const roundModule: RegisterModule = {
  register: inspectionRound,
  extraColumns: [],
  guard: (deps, reader, step, { id }) => {
    if (!judgedSteps.includes(step.key)) return undefined;
    const context = planningContext(deps, reader);
    const judge = groupJudge(context, id);
    const wrong = groupsOf(context, id).flatMap((group) => contradicted(group, judge(judgedGroup(group))));
    return wrong.length === 0 ? undefined : refusal(wrong);
  },
  questions: (_deps, reader, step, round, actor) =>
    step.key === 'report' ? { auditMaterialOut: askAuditMaterial(reader, round, actor) } : {},
};

function groupsOf({ vault }: PlanningContext, round: string): readonly Stored[] {
  const rows = vault.all<{ id: string }>(
    "SELECT id FROM inspectionGroup WHERE round = ? AND voidAt IS NULL AND state <> 'DISSOLVED' ORDER BY no",
    [round],
  );
  return loadRecords(
    vault,
    vault,
    inspectionGroup,
    rows.map(({ id }) => id),
  );
}

/** Members whose registered result does not stand against what the rules say now. */
function contradicted(group: Stored, { verdicts }: Judgement): readonly string[] {
  const registered = new Map(
    (group.children['members'] ?? []).map(({ rowId, values }) => [rowId, values] as const),
  );
  return verdicts.flatMap((verdict) => {
    const values = registered.get(verdict.key);
    return values && isContradicted(verdict, values['avoidance']) ? [String(values['name'] ?? '')] : [];
  });
}

/** What had to be looked into an office may settle itself, and it may except somebody; but nobody local receives petitioners. */
function isContradicted({ result, reasons }: MemberVerdict, registered: unknown): boolean {
  if (result !== 'AVOID') return false;
  if (registered !== 'EXCEPTION') return true;
  return reasons.some(({ rule, severity }) => rule === nonLocalRule.code && severity === 'BLOCK');
}

function refusal(names: readonly string[]): Failure {
  return {
    type: 'AvoidanceContradicted',
    what: `${names.slice(0, 5).join('、')}${names.length > 5 ? `等${names.length}人` : ''}按现在的登记应当回避，与登记的审查结果不符。`,
    why: '登记审查结果以后，人员、被巡察党组织或者亲属等情况有了变动；信访专员不得由被巡察地干部担任，也不能例外。',
    next: '请在巡察组的“回避审查”中查看理由，重新登记结果或者更换人员；领导小组同意例外的，登记为“例外准入”并写明理由。',
  };
}
