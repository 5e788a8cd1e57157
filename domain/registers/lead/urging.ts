/**
 * 催办 of a lead that was handed over: what a light asks for (reference 3.5.3: a call, a letter to the leader in charge, one to the
 * head with a talk), to whom it went and what was answered. Sealed like all that is said of a lead.
 */
import type { ChildTable, RecordCheck } from '../../register.ts';
import { filled, refuseDisorder, refuseFuture } from '../common/rules.ts';

const section = '处置';

export const urgings: ChildTable = {
  key: 'urgings',
  label: '催办',
  compartment: 'lead',
  section,
  title: 'urgedAt',
  fields: [
    { key: 'urgedAt', label: '催办日期', type: 'date', required: true, section },
    {
      ...{ key: 'kind', label: '催办方式', type: 'code', list: 'leadUrgeKind', required: true, section },
      help: '亮蓝灯的电话提醒，黄灯的发提示函给分管领导，红灯的发督办函、约谈主要领导（待核）。',
    },
    {
      ...{ key: 'urgedTo', label: '催办对象', type: 'text', maxLength: 100, required: true, section },
      example: '县纪委监委案管室、分管领导',
    },
    { key: 'docNo', label: '函号', type: 'text', maxLength: 60, section },
    { key: 'demand', label: '催办内容', type: 'longText', maxLength: 500, section, span: 24 },
    { key: 'repliedAt', label: '回告日期', type: 'date', section },
    { key: 'reply', label: '回告情况', type: 'longText', maxLength: 1000, section, span: 24 },
  ],
};

/** Nobody is urged about a lead before he has it, nor answers before he was urged. */
export const urgingsCheck: RecordCheck = {
  key: 'urgingsDated',
  severity: 'error',
  check: ({ values, children, today }) => {
    for (const row of children['urgings'] ?? []) {
      const { urgedAt = null, repliedAt = null } = row.values;
      const dates = { urgedAt, repliedAt, handoverAt: values['handoverAt'] ?? null };
      const failure =
        refuseFuture(dates, today, 'urgedAt', '催办日期') ??
        (filled(dates.handoverAt)
          ? refuseDisorder(dates, today, 'handoverAt', '移交日期', 'urgedAt', '催办日期')
          : undefined) ??
        (filled(repliedAt)
          ? refuseDisorder(dates, today, 'urgedAt', '催办日期', 'repliedAt', '回告日期')
          : undefined);
      if (failure) return { ...failure, fields: { urgings: `${failure.what}${failure.why}` } };
    }
    return undefined;
  },
};
