/**
 * A day beside the first of others that is filled in, for a filter told in words: `认定日期晚于退回后时限（没有的，整改时限）`.
 * `isAfter` false says 不晚于.
 */
export function afterDays(name: string, days: readonly string[], isAfter: boolean): string {
  const bracket = '）'.repeat(Math.max(0, days.length - 1));
  return `${name}${isAfter ? '晚于' : '不晚于'}${days.join('（没有的，')}${bracket}`;
}
