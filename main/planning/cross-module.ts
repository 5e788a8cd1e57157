/** What the rules, the office's table and the rounds before have against a scheme: at every save, and once more at its steps. */
import { isBlocked, type CrossFinding } from '../../domain/planning/cross/crossing.ts';
import type { Failure } from '../../domain/failure.ts';
import { crossScheme } from '../../domain/registers/cross-scheme/cross-scheme.ts';
import { judgedSchemeSteps } from '../../domain/registers/cross-scheme/workflow.ts';
import type { RegisterModule } from '../registers/deps.ts';
import { planningContext, type PlanningContext } from './context.ts';
import { judgeScheme } from './cross.ts';
import { groupPlan } from './cross-groups.ts';

export const crossSchemeModule: RegisterModule = {
  register: crossScheme,
  extraColumns: [],
  derive: (reader, { id, values, children }, deps) => ({
    ...values,
    findings: told(judgeScheme(planningContext(deps, reader), { id, values, children })),
  }),
  guard: (deps, reader, { key }, stored) => {
    if (!judgedSchemeSteps.includes(key)) return undefined;
    const context = planningContext(deps, reader);
    return (
      refusal(judgeScheme(context, stored)) ?? (key === 'apply' ? notFormed(context, stored) : undefined)
    );
  },
};

const longest = 4000;

/** 核对情况, a line for each finding; what stops the scheme first. */
function told(findings: readonly CrossFinding[]): string {
  if (findings.length === 0) return '没有发现不符合编组规则的情形。';
  return findings
    .toSorted((left, right) => left.severity.localeCompare(right.severity))
    .map(({ severity, what, why }) => `${severity === 'BLOCK' ? '不能采用' : '提请注意'}：${what}${why}`)
    .join('\n')
    .slice(0, longest);
}

/** Everything that stops it at once; what has to be done differs only in its words. */
function refusal(findings: readonly CrossFinding[]): Failure | undefined {
  if (!isBlocked(findings)) return undefined;
  const blocking = findings.filter(({ severity }) => severity === 'BLOCK');
  const sentences = (key: 'what' | 'why' | 'next'): string =>
    [...new Set(blocking.map((finding) => finding[key]))].slice(0, mostTold).join('');
  return {
    type: blocking[0]?.type ?? 'CrossBlocked',
    what: sentences('what'),
    why: sentences('why'),
    next: sentences('next'),
  };
}

const mostTold = 5;

/** The step says that the groups stand as approved. */
function notFormed(
  context: PlanningContext,

  content: Parameters<typeof groupPlan>[1],
): Failure | undefined {
  const open = groupPlan(context, content).groups.filter(({ action }) => action !== 'keep');
  if (open.length === 0) return undefined;
  return {
    type: 'CrossGroupsMissing',
    what: `${open
      .slice(0, mostTold)
      .map(({ name }) => name)
      .join('、')}还没有按方案编组。`,
    why: '“编组完成”表示本轮的巡察组与审定的方案一致。',
    next: '请在方案的“推磨编组”中点“生成编组”，巡察组由此写入，不必另外办理这一步。',
  };
}
