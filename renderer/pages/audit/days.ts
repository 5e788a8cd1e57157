/** Whole days in China as the instants an audit query takes. Pure. */

/** The first instant of a day. */
export function dayStart(date: string): number {
  return Date.parse(`${date}T00:00:00+08:00`);
}

/** The first instant after a day. */
export function dayEnd(date: string): number {
  return dayStart(date) + 24 * 3_600_000;
}

/** `2026-11-21 14:05:09` in China: two entries of one minute must be told apart. */
export function exactInstant(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
