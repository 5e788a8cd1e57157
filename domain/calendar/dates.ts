/** Arithmetic on `YYYY-MM-DD` dates, free of time zones. */

const dayMs = 86_400_000;

/** Days since 1970-01-01; throws on anything that is not a real date, which is a bug by the time it gets here. */
export function dayNumber(date: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || dateOf(time / dayMs) !== date) throw new Error(`not a date: ${date}`);
  return time / dayMs;
}

export function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

export function addDays(date: string, days: number): string {
  return dateOf(dayNumber(date) + days);
}

/** Same day of the month, or the last day when the month is shorter (08-31 + 6 months = 02-28). */
export function addMonths(date: string, months: number): string {
  dayNumber(date);
  const total = yearOf(date) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(total / 12), total % 12];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(Number(date.slice(8)), last))).toISOString().slice(0, 10);
}

export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

export function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}
