/** R-18 日常监督 (reference 5, 3.12): tasks by who supervises and by method, with what was found and urged. */
import { codesOf } from '../codes/lookup.ts';
import {
  among,
  count,
  totalKey,
  type ReportContext,
  type ReportDescription,
  type Source,
} from './measures.ts';

const tasks: Source = { register: 'supervisionTask', dateField: 'plannedAt' };

export function describeSupervisionReport({ codes, rows }: ReportContext): ReportDescription {
  const byMethod = codesOf(codes, 'supervisionMethod').map(({ code, label }) =>
    count('监督方法（可重复）', `method.${code}`, label, among('methods', [code])),
  );
  const supervisors = codesOf(codes, 'supervisorType').map(({ code, label }) =>
    count('监督主体', `supervisor.${code}`, label, among('supervisorType', [code])),
  );
  return {
    id: 'R-18',
    title: '整改日常监督情况统计表',
    unit: '项',
    counter: '项',
    source: tasks,
    layout: 'measuresAcross',
    measures: [
      count('', totalKey, '监督任务'),
      ...(rows === 'supervisor' ? [] : supervisors),
      count('完成情况', 'done', '已完成', { field: 'doneAt', op: 'empty', value: false }),
      count('完成情况', 'open', '未完成', { field: 'doneAt', op: 'empty', value: true }),
      count('发现与督办', 'found', '发现问题的任务', {
        field: 'issueCount',
        op: 'between',
        from: '1',
        to: null,
      }),
      {
        kind: 'sum',
        key: 'issues',
        group: '发现与督办',
        label: '发现问题（个）',
        field: 'issueCount',
        where: [],
      },
      count('发现与督办', 'urged', '发函', { field: 'urgedAt', op: 'empty', value: false }),
      count('发现与督办', 'replied', '回复', { field: 'repliedAt', op: 'empty', value: false }),
      ...codesOf(codes, 'supervisionResult').map(({ code, label }) =>
        count('监督结论', `result.${code}`, label, among('result', [code])),
      ),
      ...(rows === 'method' ? [] : byMethod),
    ],
    checks: [
      ...(rows === 'supervisor'
        ? []
        : [{ text: '各监督主体之和＝监督任务', parts: supervisors.map(({ key }) => key), whole: totalKey }]),
      { text: '已完成＋未完成＝监督任务', parts: ['done', 'open'], whole: totalKey },
    ],
    rules: [
      '监督任务按计划日期计入统计期；已作废的不计。',
      '一项任务用多种方法的，各方法各计一次（可重复统计）。',
    ],
  };
}
