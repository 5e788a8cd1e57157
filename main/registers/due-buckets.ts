/** 已超期, 今日, 三日内, 本月: the groups in which what is due is shown. */
import { addPeriod, type Calendar } from '../../domain/calendar/calendar.ts';
import { addDays } from '../../domain/calendar/dates.ts';
import { refuse } from '../../domain/failure.ts';
import type { Register } from '../../domain/register.ts';
import { withoutCalendar } from './working-days.ts';

const always = '0000-00-00';

/** Due dates of a bucket, both ends included; each deadline falls into the first bucket that fits. */
export function bucketRange(
  calendar: Calendar,
  today: string,
  bucket: string,
): { readonly from: string; readonly to: string } {
  const soon =
    withoutCalendar(() => addDays(addPeriod(today, 4, 'workday', calendar), -1)) ?? addDays(today, 3);
  switch (bucket) {
    case 'overdue':
      return { from: always, to: addDays(today, -1) };
    case 'today':
      return { from: today, to: today };
    case 'within3':
      return { from: addDays(today, 1), to: soon };
    case 'thisMonth':
      return { from: addDays(soon, 1), to: `${today.slice(0, 7)}-31` };
    default:
      return refuse(
        'NoSuchBucket',
        `没有“${bucket}”这个期限分组。`,
        '期限分组只有已超期、今日、三日内和本月。',
        '请重新选择。',
      );
  }
}

/**
 * Whether the earliest open deadline of a record, which its row holds, tells that one of them falls due between these days:
 * where there is but one, and always of what is overdue.
 */
export function isToldByNextDue(register: Register, from: string): boolean {
  return register.deadlines.length < 2 || from === always;
}
