/** What happens in every rectification ledger. */
import type { Told, Teller } from '../stories.ts';
import type { inspected, Finding } from './findings.ts';

const organs = ['DISCIPLINE', 'ORGANISATION', 'PUBLICITY', 'OFFICE', 'GROUP'] as const;

export function review(item: Told, { person, today, step }: Pick<Teller, 'person' | 'today' | 'step'>): void {
  step(item, 'jointReview', {
    groupReviewer: person(),
    groupOpinion: '整改到位。',
    disciplineReviewer: person(),
    disciplineOpinion: '责任追究到位。',
    organisationReviewer: person(),
    organisationOpinion: '同意。',
    spotCheckPct: 30,
    satisfaction: 'GOOD',
    jointReviewedAt: today(),
  });
}

export interface Entered {
  readonly item: Told;
  readonly measures: readonly Told[];
}

export function beginPlan(
  { today, save }: Teller,
  belonging: ReturnType<typeof inspected>,
  statedCount: number,
  feedbackDocNo: string,
): Told {
  return save('rectPlan', {
    ...belonging,
    feedbackAt: today(),
    feedbackDocNo,
    baseline: 'STANDARD',
    statedCount,
    reviewOrgans: [...organs],
  });
}

export function enterItem(
  { place, person, save }: Teller,
  plan: Told,
  { title, statement, suggestion, rectType }: Finding,
  index: number,
  dueAt: string,
): Entered {
  const item = save('rectItem', {
    plan: plan.id,
    seq: index + 1,
    aspect: index < 1 ? '聚焦决策部署落实' : index < 5 ? '聚焦群众身边问题' : '聚焦领导班子和队伍建设',
    content: title,
    statement,
    objective: '问题得到纠正，制度得到执行。',
    leader: person(),
    chargeLeader: person(),
    leadDept: `${place}民政局办公室`,
    leadDeptHead: person(),
    coDepts: '社会救助科、财务科',
    person: person(),
    type: rectType,
    dueAt,
  });
  const contents = [suggestion, '举一反三开展自查，建立长效机制。'];
  const measures = contents.map((content, order) =>
    save('rectMeasure', {
      item: item.id,
      seq: order + 1,
      content,
      standard: order === 0 ? '问题纠正，有凭证和记录。' : '形成自查报告，制度印发执行。',
      person: person(),
      dueAt,
    }),
  );
  return { item, measures };
}

export function submitPlan({ person, today, change, step, scan }: Teller, plan: Told): void {
  scan(plan, '整改方案签字背书扫描件.pdf');
  step(plan, 'submitPlan', {
    planSubmittedAt: today(),
    planPledgeBy: person(),
    planPledgeAt: today(),
    planPledgeScan: '整改方案签字背书扫描件.pdf',
  });
  change(
    plan,
    {},
    {
      reviews: organs.map((organ) => ({
        organ,
        reviewer: person(),
        reviewedAt: today(),
        answersAll: true,
        toThePoint: true,
        dutyClear: true,
        timeSound: true,
        verdict: 'AGREE',
        opinion: '同意整改方案。',
      })),
    },
  );
}

export function reviewReports({ person, today, change }: Teller, plan: Told): void {
  const reviewed = ['REPORT', 'HEAD_REPORT'].flatMap((document) =>
    organs.map((organ) => ({
      document,
      organ,
      reviewer: person(),
      reviewedAt: today(),
      verdict: 'AGREE',
      opinion: '情况属实，同意。',
    })),
  );
  change(plan, {}, { reportReviews: reviewed });
}

export function finishMeasure({ today, step }: Teller, measure: Told): void {
  step(measure, 'finish', { doneAt: today(), evidence: '会议记录、银行回单、制度文件（共3份）' });
}
