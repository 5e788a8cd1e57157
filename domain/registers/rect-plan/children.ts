/** Joint review of a plan and of the reports on it, and the marks of its evaluation (reference 3.5, 3.5.5). */
import type { ChildTable, Field } from '../../register.ts';
import { marksToGive } from './evaluation.ts';

const review = '会审';
const reports = '整改报告';
const evaluation = '评估评分';

/** Which organ, who signed for it and when: what every opinion begins with. */
function reviewedBy(section: string): readonly Field[] {
  return [
    { key: 'organ', label: '会审单位', type: 'code', list: 'reviewOrgan', required: true, section },
    {
      key: 'reviewer',
      label: '审核人',
      type: 'text',
      maxLength: 30,
      required: true,
      namesPerson: true,
      section,
    },
    { key: 'reviewedAt', label: '审核日期', type: 'date', required: true, section },
  ];
}

function concludes(section: string): readonly Field[] {
  return [
    { key: 'verdict', label: '结论', type: 'code', list: 'reviewVerdict', required: true, section },
    { key: 'opinion', label: '意见', type: 'longText', maxLength: 1000, section, span: 24 },
  ];
}

const reviews: ChildTable = {
  key: 'reviews',
  label: '会审意见',
  section: review,
  title: 'reviewer',
  later: true,
  fields: [
    ...reviewedBy(review),
    { key: 'answersAll', label: '问题一一回应', type: 'boolean', section: review, span: 6 },
    { key: 'toThePoint', label: '措施有针对性', type: 'boolean', section: review, span: 6 },
    { key: 'dutyClear', label: '责任清晰', type: 'boolean', section: review, span: 6 },
    { key: 'timeSound', label: '时限合理', type: 'boolean', section: review, span: 6 },
    ...concludes(review),
  ],
};

/** Beside the plan's, which stay as they were signed when the plan was approved. */
const reportReviews: ChildTable = {
  key: 'reportReviews',
  label: '报告审核意见',
  section: reports,
  title: 'reviewer',
  later: true,
  fields: [
    {
      key: 'document',
      label: '审核的报告',
      type: 'code',
      list: 'reviewedReport',
      required: true,
      section: reports,
    },
    ...reviewedBy(reports),
    ...concludes(reports),
  ],
};

const scores: ChildTable = {
  key: 'scores',
  label: '评估评分',
  section: evaluation,
  title: 'indicator',
  listed: { label: '按评估指标表列出', rows: marksToGive, by: ['aspect', 'indicator'] },
  fields: [
    {
      key: 'aspect',
      label: '评估方面',
      type: 'code',
      list: 'evalAspect',
      narrowedBy: 'evalScheme',
      required: true,
      section: evaluation,
    },
    { key: 'indicator', label: '指标', type: 'text', maxLength: 100, required: true, section: evaluation },
    { key: 'full', label: '满分', type: 'integer', min: 1, required: true, section: evaluation, span: 4 },
    { key: 'score', label: '得分', type: 'integer', min: 0, required: true, section: evaluation, span: 4 },
    { key: 'rater', label: '评分单位', type: 'text', maxLength: 60, section: evaluation },
    { key: 'reason', label: '扣分理由', type: 'text', maxLength: 300, section: evaluation, span: 16 },
  ],
};

export const planChildren = [reviews, reportReviews, scores] as const;
