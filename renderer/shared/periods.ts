/** The periods an office reports by. Pure: today is passed in. */

export interface Period {
  readonly from: string;
  readonly to: string;
}

export const periodNames = [
  'month',
  'lastMonth',
  'quarter',
  'lastQuarter',
  'firstHalf',
  'secondHalf',
  'year',
  'lastYear',
] as const;
export type PeriodName = (typeof periodNames)[number];

export const periodLabels: Readonly<Record<PeriodName, string>> = {
  month: '本月',
  lastMonth: '上月',
  quarter: '本季',
  lastQuarter: '上季',
  firstHalf: '上半年',
  secondHalf: '下半年',
  year: '本年',
  lastYear: '上年',
};

/** First and last day of a named period, both inclusive; `today` is `YYYY-MM-DD`. */
export function periodOf(name: PeriodName, today: string): Period {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const quarter = Math.floor((month - 1) / 3) * 3 + 1;
  switch (name) {
    case 'month':
      return months(year, month, 1);
    case 'lastMonth':
      return months(year, month - 1, 1);
    case 'quarter':
      return months(year, quarter, 3);
    case 'lastQuarter':
      return months(year, quarter - 3, 3);
    case 'firstHalf':
      return months(year, 1, 6);
    case 'secondHalf':
      return months(year, 7, 6);
    case 'year':
      return months(year, 1, 12);
    case 'lastYear':
      return months(year - 1, 1, 12);
  }
}

/** Which named period this is, or undefined for one's own dates. */
export function nameOfPeriod(period: Period, today: string): PeriodName | undefined {
  return periodNames.find((name) => {
    const { from, to } = periodOf(name, today);
    return from === period.from && to === period.to;
  });
}

/** `count` whole months from a month that may lie before January. */
function months(year: number, month: number, count: number): Period {
  const first = new Date(Date.UTC(year, month - 1, 1));
  const last = new Date(Date.UTC(year, month - 1 + count, 0));
  return { from: first.toISOString().slice(0, 10), to: last.toISOString().slice(0, 10) };
}
