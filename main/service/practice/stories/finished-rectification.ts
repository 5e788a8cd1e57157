/** A rectification ledger of the round before, evaluated. */
import { indicatorTable } from '../../../../domain/registers/rect-plan/evaluation.ts';
import type { Teller, Telling } from '../stories.ts';
import { findings, inspected } from './findings.ts';
import { beginPlan, enterItem, finishMeasure, review, reviewReports, submitPlan } from './ledger.ts';

/** What the shipped table has to be marked by the scheme of the story. */
const marks = indicatorTable.seed.filter(({ values }) => values['scheme'] === 'FIVE_LOOKS');

/** An older ledger: everything is closed but one item, which has come up again. */
export function* finishedRectificationStory(teller: Teller): Telling {
  const { place, person, today, after, save, step, change, scan } = teller;
  const belonging = { ...inspected(place), roundId: '2025年第三轮', targetId: '城关镇党委' };
  const chosen = findings.slice(2, 7);
  const plan = beginPlan(teller, belonging, chosen.length, '巡反馈〔2025〕11号');
  const items = chosen.map((finding, index) => enterItem(teller, plan, finding, index, after(80)));
  yield 15;
  submitPlan(teller, plan);
  yield 5;
  step(plan, 'approvePlan', { planApprovedAt: today() });
  for (const { item } of items)
    step(item, 'acknowledge', { acknowledgedBy: person(), acknowledgedAt: today() });
  yield 30;
  for (const { measures } of items) for (const measure of measures) finishMeasure(teller, measure);
  for (const { item } of items) {
    change(item, { institutions: 1, talks: 2, moneyCleared: 1_260_000, livelihood: 1 });
    step(item, 'assess', { completion: 'DONE', institutions: 1 });
    step(item, 'apply', { headSigner: person(), headSignedAt: today() });
  }
  yield 6;
  for (const { item } of items) {
    step(item, 'firstReview', {
      firstReviewer: person(),
      firstOpinion: '佐证齐全。',
      firstReviewedAt: today(),
    });
    review(item, teller);
  }
  yield 5;
  for (const { item } of items)
    step(item, 'close', { closeApprover: person(), closeOpinion: '同意销号。', closedAt: today() });
  yield 20;
  const head = person();
  scan(plan, '整改情况报告签字背书扫描件.pdf');
  step(plan, 'report', {
    progressReportAt: today(),
    headReportAt: today(),
    reportPledgeBy: head,
    reportPledgeAt: today(),
    reportPledgeScan: '整改情况报告签字背书扫描件.pdf',
  });
  yield 10;
  reviewReports(teller, plan);
  step(plan, 'acceptReport', { reportApprovedAt: today() });
  step(plan, 'disclose', { openInnerAt: today(), openPublicAt: today() });
  yield 60;
  change(
    plan,
    {},
    {
      scores: marks.map(({ values: { aspect, full }, label: indicator }) => ({
        ...{ aspect: aspect ?? null, indicator, full: full ?? null, score: Number(full) - 1 },
        ...{ rater: '巡察办', reason: '个别措施进度偏慢' },
      })),
    },
  );
  step(plan, 'evaluate', {
    evalScheme: 'FIVE_LOOKS',
    evaluatedAt: today(),
    publicVerdict: 'GOOD',
    grade: 'PASS',
  });
  yield 20;
  const [, relapsed] = items;
  if (!relapsed) return;
  step(relapsed.item, 'reportRelapse', {
    relapseFoundAt: today(),
    relapseFacts: '回访发现采购仍未公开结果。',
  });
  step(relapsed.item, 'confirmRelapse');
  save('followUpVisit', {
    ...belonging,
    visitedAt: after(10),
    way: 'ON_SITE',
    place: '城关镇',
    matter: '采购公开整改反弹情况回访',
    visitedKind: 'CADRE',
  });
}
