/** A rectification ledger near its deadlines, with every light on, and the daily supervision over it. */
import { allRecipients, recipientsOf } from '../../../../domain/registers/urge-notice/recipients.ts';
import type { Told, Teller, Telling } from '../stories.ts';
import { findings, inspected } from './findings.ts';
import { beginPlan, enterItem, type Entered, finishMeasure, review, submitPlan } from './ledger.ts';
import { reply } from './replies.ts';

/** Days from the end of the year until each item is due: overdue, close, near, in time. */
const dueDays = [30, -9, 6, 14, 45, -3, 3, 60, 19, 35];

export function* rectificationStory(teller: Teller): Telling {
  const { place, person, today, fromEnd, step } = teller;
  const belonging = inspected(place);
  const plan = beginPlan(teller, belonging, findings.length, '巡反馈〔2026〕6号');
  const items = findings.map((finding, index) =>
    enterItem(teller, plan, finding, index, fromEnd(dueDays[index] ?? 40)),
  );
  yield 20;
  submitPlan(teller, plan);
  yield 6;
  step(plan, 'approvePlan', { planApprovedAt: today() });
  yield 3;
  for (const { item } of items.slice(0, 9))
    step(item, 'acknowledge', { acknowledgedBy: person(), acknowledgedAt: today() });
  const immediate = noticeOf(teller, belonging, 'IMMEDIATE', items[1]?.item, 20);
  yield 12;
  answer(teller, immediate);
  for (const { measures } of [items[0], items[4], items[7], items[8]].flatMap((each) => each ?? []))
    for (const measure of measures) finishMeasure(teller, measure);
  for (const measure of items.slice(1, 4).flatMap(({ measures }) => measures.slice(0, 1)))
    finishMeasure(teller, measure);
  yield 10;
  for (const [index, { item }] of items.slice(0, 8).entries())
    step(item, 'progress', {
      progressText: '已研究部署，制定措施并明确责任人，按期推进。',
      progressPct: 30 + index * 8,
      progressAt: today(),
    });
  assessAndClose(teller, items);
  yield 12;
  yield* supervise(
    teller,
    belonging,
    plan,
    items.map(({ item }) => item),
  );
}

/** 已完成, 基本完成, 长期坚持; one closed, one on its way through the reviews. */
function assessAndClose({ person, today, after, step, change }: Teller, items: readonly Entered[]): void {
  const [first, , third, , fifth, , , eighth, ninth] = items;
  if (!first || !third || !fifth || !eighth || !ninth) throw new Error('too few items');
  const keptUp = { completion: 'LONG_TERM', upkeepReviewAt: after(90) };
  step(first.item, 'assess', { ...keptUp, upkeep: '每季度检查一次学习台账。' });
  step(third.item, 'assess', { completion: 'BASIC' });
  change(fifth.item, { partySanctions: 1, talks: 3, moneyCleared: 5_240_000 });
  step(fifth.item, 'assess', { completion: 'DONE', institutions: 1 });
  step(ninth.item, 'assess', { completion: 'DONE', institutions: 1 });
  step(eighth.item, 'assess', { ...keptUp, upkeep: '支部工作按季度通报。' });
  for (const { item } of [fifth, ninth]) step(item, 'apply', { headSigner: person(), headSignedAt: today() });
  for (const { item } of [fifth, ninth])
    step(item, 'firstReview', {
      firstReviewer: person(),
      firstOpinion: '措施完成，佐证齐全。',
      firstReviewedAt: today(),
    });
  review(fifth.item, { person, today, step });
  step(fifth.item, 'close', { closeApprover: person(), closeOpinion: '同意销号。', closedAt: today() });
}

interface Notice {
  readonly notice: Told;
  readonly head: string;
}

/** A paper to the organisation about an item; the heads and the one in charge are named, as the colour wants it. */
function noticeOf(
  { person, today, after, save, step }: Teller,
  belonging: ReturnType<typeof inspected>,
  kind: string,
  item: Told | undefined,
  days: number,
): Notice {
  const head = person();
  const named = { toOrg: belonging.targetId, orgHead: head, chargeLeader: person(), toPerson: person() };
  const to = recipientsOf(kind) ?? allRecipients;
  const notice = save('urgeNotice', {
    ...belonging,
    kind,
    draftedAt: today(),
    items: item ? [item.id] : [],
    matter: '你单位承担的整改事项须抓紧办理，现将有关情况函告如下。',
    demand: '请对照整改方案逐项推进，按期报送办理情况和佐证材料。',
    replyDueAt: after(days),
    ...(kind === 'IMMEDIATE' ? { stayEndsAt: after(days + 10) } : {}),
    ...Object.fromEntries(Object.entries(named).filter(([key]) => to.some((each) => each === key))),
    copyTo: '派驻纪检监察组',
  });
  step(notice, 'approve');
  step(notice, 'send', { docNo: `巡督〔2026〕${days}号`, sentAt: today(), replyDueAt: after(days) });
  return { notice, head };
}

function answer({ today, step }: Teller, { notice, head }: Notice): void {
  step(notice, 'sign', { signedBy: head, signedAt: today() });
  step(notice, 'reply', { replyAt: today(), replyText: '滞留资金已全部拨付到户，附银行回单。' });
}

/** Warnings in their colours, and the daily supervision behind them. */
function* supervise(
  teller: Teller,
  belonging: ReturnType<typeof inspected>,
  plan: Told,
  items: readonly Told[],
): Telling {
  const { person, today, after, save, step } = teller;
  const [, second, , fourth, , , seventh] = items;
  const tasks = ['整改方案落实情况', '反馈问题整改进度', '制度建设与执行情况'].map((title, index) =>
    save('supervisionTask', {
      ...belonging,
      title: `${belonging.targetId}${title}监督`,
      supervisorType: index === 0 ? 'OFFICE' : 'RESIDENT',
      supervisor: person(),
      plan: plan.id,
      items: items.slice(index, index + 2).map(({ id }) => id),
      aspects: ['A1', 'A2'],
      focuses: ['F02', 'F07'],
      methods: ['M05', 'M07'],
      plannedAt: today(),
      dueAt: after(25),
    }),
  );
  yield 4;
  const [done, found] = tasks;
  if (!done || !found) return;
  step(done, 'start', { startedAt: today() });
  step(found, 'start', { startedAt: today() });
  yield 5;
  step(done, 'finish', { result: 'FULL', doneAt: today() });
  step(found, 'find', {
    findings: '1项整改进度滞后，佐证材料不全。',
    issueCount: 1,
    opinion: '建议发函督办。',
  });
  step(found, 'urge', { issuedKind: 'URGE', issuedDocNo: '巡督〔2026〕31号', urgedAt: today() });
  const urged = noticeOf(teller, belonging, 'URGE', second, 10);
  yield 6;
  const replies = [
    reply(teller, 'noticeReply', { notice: urged.notice.id }),
    reply(teller, 'taskReply', { task: found.id }),
  ];
  yield 31;
  for (const each of replies) step(each, 'confirm');
  for (const [kind, item] of [
    ['RED', second],
    ['YELLOW', seventh],
    ['GREEN', fourth],
  ] as const) {
    const { notice } = noticeOf(teller, belonging, kind, item, 5);
    if (kind === 'YELLOW') reply(teller, 'noticeReply', { notice: notice.id });
  }
  const planned = tasks[2];
  if (planned) reply(teller, 'taskReply', { task: planned.id });
}
