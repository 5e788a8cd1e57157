/** What other departments and offices are asked for, and what they answer. */
import type { Teller, Telling } from '../stories.ts';
import { inspected } from './findings.ts';
import { reply } from './replies.ts';

const requests = [
  ['AUDIT', 'PRE', 'A_REPORT', '商请提供近三年审计报告', '审计局'],
  ['DISCIPLINE', 'PRE', 'D_REPORT', '商请通报党风廉政情况', '纪委监委'],
  ['ORG', 'PRE', 'O_REPORT', '商请通报领导班子和干部情况', '党委组织部'],
  ['OTHER', 'DURING', 'X_QUERY', '商请协助查询不动产登记信息', '自然资源局'],
  ['DISCIPLINE', 'POST', 'D_DISPOSAL', '商请反馈移交线索处置情况', '纪委监委'],
] as const;

/** What is asked of other departments, each request a step less far than the one before. */
export function* coordinationStory(teller: Teller): Telling {
  const { place, person, today, after, save, step } = teller;
  for (const [index, [mechanism, phase, type, title, department]] of requests.entries()) {
    const request = save(
      'coordRequest',
      {
        ...inspected(place),
        mechanism,
        phase,
        type,
        title: `${title}（${place}民政局）`,
        toDept: `${place}${department}`,
        content: '请于要求答复日期前书面提供，涉密材料派专人送达。',
        contact: person(),
        contactPhone: '0000-7654321',
      },
      { materials: [{ name: title.slice(2), copies: 1 }] },
    );
    yield 1;
    if (index === requests.length - 1) return;
    step(request, 'approve');
    step(request, 'send', { docNo: `巡商〔2026〕${index + 1}号`, sentAt: today(), dueAt: after(15) });
    yield 2;
    if (index === 3) continue;
    step(request, 'sign', { signedAt: today(), signedBy: person() });
    yield 8;
    // Of the first the answer has been checked, of the second it has only been written down.
    const answer = index < 2 ? reply(teller, 'coordReply', { request: request.id }) : undefined;
    yield 1;
    if (index === 2) continue;
    if (index === 0 && answer) step(answer, 'confirm');
    step(request, 'reply', { replyAt: today(), replySummary: '已按清单提供。', replyDocNo: '' });
    yield 2;
    if (index === 0) step(request, 'close', { evaluation: 'GOOD', closedAt: today() });
  }
}
