import { expect, test } from 'vitest';
import { createCalendar } from '../../domain/calendar/calendar.ts';
import { petition } from '../../domain/registers/petition/petition.ts';
import type { Register } from '../../domain/register.ts';
import { type Condition, type Filter, filterCondition } from '../../main/registers/conditions.ts';
import { bucketRange } from '../../main/registers/due-buckets.ts';
import { joinStateAndDue } from '../../main/registers/state-and-due.ts';
import { calendarYears } from '../domain/calendar/years.ts';

test('a due date stands in the first bucket that fits, and in none after the end of the month', () => {
  const calendar = createCalendar(calendarYears);
  const bucketsOf = (due: string) =>
    ['overdue', 'today', 'within3', 'thisMonth'].filter((key) => {
      const { from, to } = bucketRange(calendar, '2026-04-20', key);
      return from <= due && due <= to;
    });
  expect(bucketsOf('2026-04-17')).toEqual(['overdue']);
  expect(bucketsOf('2026-04-20')).toEqual(['today']);
  expect(bucketsOf('2026-04-23')).toEqual(['within3']);
  expect(bucketsOf('2026-04-24')).toEqual(['thisMonth']);
  expect(bucketsOf('2026-05-20')).toEqual([]);
});

test('a state and what is due of it are named by one index, where a register has deadlines', () => {
  const calendar = createCalendar(calendarYears);
  const filters: readonly Filter[] = [
    { field: 'state', op: 'in', values: ['REGISTERED'] },
    { field: 'channel', op: 'in', values: ['VISIT'] },
    { field: 'deadline', op: 'in', values: ['overdue'] },
  ];
  const joined = (register: Register): readonly Condition[] => {
    const own = { register, calendar, today: '2026-04-20', mayRead: () => true, sealedMatches: () => [] };
    const each = filters.map((filter) => filterCondition(own, filter));
    return joinStateAndDue(register, filters, each);
  };
  const [channel, both, ...others] = joined(petition);
  expect(others).toEqual([]);
  expect(channel?.set?.sql).toContain('INDEXED BY "petition_channel"');
  expect(both?.set?.sql).toContain('INDEXED BY "petition_stateAndDue"');
  expect(joined({ ...petition, deadlines: [] })).toHaveLength(3);
});

test('a part of a label is looked for among the values in its index, not in the records', () => {
  const calendar = createCalendar(calendarYears);
  const own = {
    register: petition,
    calendar,
    today: '2026-04-20',
    mayRead: () => true,
    sealedMatches: () => [],
  };
  const { set } = filterCondition(own, { field: 'groupId', op: 'contains', text: '第二' });
  expect(set).toMatchObject({ key: 'rowid', params: ['第二'] });
  expect(set?.sql).toContain('INDEXED BY "petition_groupId"');
});

test('none of no values is fulfilled by no record, and not by every one', () => {
  const calendar = createCalendar(calendarYears);
  const own = {
    ...{ register: petition, calendar, today: '2026-04-20' },
    mayRead: () => true,
    sealedMatches: () => [],
  };
  const { test } = filterCondition(own, { field: 'channel', op: 'in', values: [] });
  expect(test).toEqual({ sql: '0', params: [] });
});
