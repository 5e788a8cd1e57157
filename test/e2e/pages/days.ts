/** Dates as they are typed into a form, in China. */

/** The day this many days from today; negative ones lie behind. */
export function day(offset = 0): string {
  const dayLength = 86_400_000;
  return new Date(Date.now() + 8 * 3_600_000 + offset * dayLength).toISOString().slice(0, 10);
}
