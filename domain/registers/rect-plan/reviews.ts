/** Whether the bodies that review the three documents of a rectification have agreed to each (reference 2.3, 3.5). */
import type { ChildRow, Value } from '../../register.ts';
import { listOf } from '../../text/text-of.ts';
import { filled, type Guard } from '../common/rules.ts';

/** What is asked of a plan point by point; of the reports the verdict alone. */
const points = ['answersAll', 'toThePoint', 'dutyClear', 'timeSound'];

/**
 * Every organ that takes part has agreed and ticked the four points; a later opinion of an organ replaces its earlier ones. One
 * from before the plan was handed in (again) was about the plan that was returned.
 */
export const planAgreed: Guard = ({ values, children }) => {
  const wanted = listOf(values['reviewOrgans']);
  if (wanted.length === 0) {
    return {
      type: 'ReviewersMissing',
      what: '还没有填写会审单位，方案不能审定。',
      why: '整改方案须经纪检监察、组织、宣传部门和巡察办、巡察组会审。',
      next: '请点“修改”，填写会审单位和各单位的会审意见。',
      fields: { reviewOrgans: '请填写会审单位。' },
    };
  }
  const rows = since(children['reviews'] ?? [], values['planSubmittedAt']);
  const open = wanted.filter((organ) => {
    const last = latestOf(rows, organ);
    return !agrees(last) || points.some((point) => last?.values[point] !== true);
  });
  if (open.length === 0) return undefined;
  return {
    type: 'ReviewIncomplete',
    what: `还有${open.length}个会审单位没有同意，方案不能审定。`,
    why: '每个会审单位须就问题一一回应、措施针对性、责任清晰、时限合理逐项确认，并且同意方案。',
    next: '请登记其会审意见（报方案以前的意见不算）；意见为修改的，请退回方案。',
    fields: { reviews: '有会审单位没有逐项确认并同意。' },
  };
};

/** The reports, each with the day on which it was handed in and what messages call it. */
const documents = [
  ['REPORT', 'progressReportAt', '整改情况报告'],
  ['HEAD_REPORT', 'headReportAt', '主要负责人组织落实情况报告'],
] as const;

/**
 * The same of both reports. An opinion from before a report was handed in was about the one before it, which had to be
 * written anew. Where nobody is named for the reports, the bodies that reviewed the plan do.
 */
export const reportsAgreed: Guard = ({ values, children }) => {
  const own = listOf(values['reportReviewOrgans']);
  const wanted = own.length > 0 ? own : listOf(values['reviewOrgans']);
  if (wanted.length === 0) {
    return {
      type: 'ReviewersMissing',
      what: '还没有填写报告审核单位，报告不能审定。',
      why: '整改情况报告、主要负责人组织落实情况报告须经巡察组等审核把关。',
      next: '请点“修改”，填写报告审核单位和各单位的审核意见。',
      fields: { reportReviewOrgans: '请填写报告审核单位。' },
    };
  }
  const rows = children['reportReviews'] ?? [];
  const open = documents.flatMap(([document, handedIn, label]) => {
    const about = since(rows, values[handedIn]).filter(({ values: row }) => row['document'] === document);
    const missing = wanted.filter((organ) => !agrees(latestOf(about, organ)));
    return missing.length > 0 ? [`${label}还有${missing.length}个单位`] : [];
  });
  if (open.length === 0) return undefined;
  return {
    type: 'ReviewIncomplete',
    what: `${open.join('，')}没有同意，报告不能审定。`,
    why: '两份报告须分别由各审核单位审核并同意；报告报来以前的意见不算。',
    next: '请点“修改”，在“报告审核意见”中登记；意见为修改的，请责令重新整改。',
    fields: { reportReviews: '有审核单位没有同意。' },
  };
};

/** Opinions of that day and later; of any day where none is known. */
function since(rows: readonly ChildRow[], day: Value | undefined): readonly ChildRow[] {
  return rows.filter(({ values }) => !filled(day) || String(values['reviewedAt']) >= String(day));
}

/** The opinion that counts: of one day, the one written down last. */
function latestOf(rows: readonly ChildRow[], organ: string): ChildRow | undefined {
  return rows
    .filter(({ values }) => values['organ'] === organ)
    .reduce<ChildRow | undefined>(
      (latest, row) =>
        latest && String(latest.values['reviewedAt']) > String(row.values['reviewedAt']) ? latest : row,
      undefined,
    );
}

function agrees(opinion: ChildRow | undefined): boolean {
  return opinion?.values['verdict'] === 'AGREE';
}
