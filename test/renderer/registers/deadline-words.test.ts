import { expect, it } from 'vitest';
import { createCalendar } from '../../../domain/calendar/calendar.ts';
import { deadlinesOf } from '../../../domain/calendar/deadlines.ts';
import { deadlineRuleSeed } from '../../../domain/calendar/rules.ts';
import { rectItem } from '../../../domain/registers/rect-item/rect-item.ts';
import type { Values } from '../../../domain/register.ts';
import { wordsOf } from '../../../renderer/registers/detail/deadline-words.ts';

const item = { registeredAt: '2026-01-10', dueAt: '2026-04-30', acknowledgedAt: '2026-01-12' };

function words(more: Values): ReturnType<typeof wordsOf> {
  const values = { ...item, ...more };
  const [deadline] = deadlinesOf(rectItem, values, deadlineRuleSeed, createCalendar([]), '2026-03-10');
  if (!deadline) throw new Error('No clock runs');
  return wordsOf(rectItem, values, deadline);
}

it('calls an item kept in time only if it is done', () => {
  const assessedAt = '2026-03-01';
  expect(words({ completion: 'DONE', assessedAt })).toMatchObject({ text: '按期完成', tone: 'success' });
  expect(words({ completion: 'BASIC', assessedAt })).toMatchObject({
    ...{ text: '已认定基本完成，不再预警', tone: 'neutral', met: '认定基本完成' },
  });
  expect(words({ completion: 'LONG_TERM', assessedAt }).text).toBe('已认定长期坚持，不再预警');
  expect(words({ completion: 'BASIC', assessedAt: '2026-05-02' }).text).toBe('逾期后认定基本完成，不再预警');
  expect(words({ cancelledAt: '2026-03-01' }).text).toBe('已核销，不再预警');
});

it('names on the day of its assessment what an item was assessed to be, also once it is cancelled', () => {
  const assessedAt = '2026-03-01';
  const cancelledAt = '2026-05-20';
  expect(words({ completion: 'BASIC', assessedAt, cancelledAt })).toMatchObject({
    ...{ text: '已认定基本完成，不再预警', met: '认定基本完成' },
  });
  expect(words({ completion: 'DONE', assessedAt, cancelledAt }).met).toBe('完成');
  expect(words({ cancelledAt })).toMatchObject({ text: '逾期后核销，不再预警', met: '核销' });
});

it('calls only an extension that was granted an extension', () => {
  expect(words({ extendedDueAt: '2026-06-30' }).moved).toBe('延期');
  expect(words({ redoDueAt: '2026-05-31' }).moved).toBe('退回后定');
  expect(words({ redoDueAt: '2026-03-31', reopenedAt: '2026-03-02' }).moved).toBe('反弹重开后定');
  expect(words({ redoDueAt: '2026-05-31', extendedDueAt: '2026-06-30' }).moved).toBe('延期');
});
