/** Named spans of dates for filters, counted from a Chinese date `YYYY-MM-DD`. */
import dayjs from 'dayjs';

export interface DateSpan {
  readonly from: string;
  readonly to: string;
}

export const datePresets = ['本周', '本月', '本季', '今年', '去年'] as const;
export type DatePreset = (typeof datePresets)[number];

/** The whole span, also the days still to come; weeks begin on Monday. */
export function spanOf(preset: DatePreset, today: string): DateSpan {
  const day = dayjs(today);
  const year = today.slice(0, 4);
  switch (preset) {
    case '本周': {
      const monday = day.subtract((day.day() + 6) % 7, 'day');
      return { from: iso(monday), to: iso(monday.add(6, 'day')) };
    }
    case '本月':
      return { from: iso(day.startOf('month')), to: iso(day.endOf('month')) };
    case '本季': {
      const first = day.month(Math.floor(day.month() / 3) * 3).startOf('month');
      return { from: iso(first), to: iso(first.add(2, 'month').endOf('month')) };
    }
    case '今年':
      return { from: `${year}-01-01`, to: `${year}-12-31` };
    case '去年': {
      const last = String(Number(year) - 1);
      return { from: `${last}-01-01`, to: `${last}-12-31` };
    }
  }
}

function iso(day: dayjs.Dayjs): string {
  return day.format('YYYY-MM-DD');
}
