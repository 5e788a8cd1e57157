/** Whole numbers in Chinese as names of groups and volumes write them: 第十二组. */
const digits = '零一二三四五六七八九';

/** 1 to 99; throws a RangeError for anything else. */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 99) throw new RangeError(`no short name for ${value}`);
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const leading = tens === 0 ? '' : `${tens === 1 ? '' : (digits[tens] ?? '')}十`;
  return `${leading}${ones === 0 ? '' : (digits[ones] ?? '')}`;
}
