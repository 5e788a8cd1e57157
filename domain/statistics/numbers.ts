/** Percentages and growth as offices print them (reference 5, general rules): rounding is half-up. */

/** Printed where a number cannot be said, e.g. a share of nothing. */
export const noNumber = '—';

/** A share with one decimal: `44.7%`. */
export function formatShare(part: number, whole: number): string {
  return formatPercent(part, whole, 1);
}

/** A completion rate with two decimals: `98.71%`. */
export function formatRate(part: number, whole: number): string {
  return formatPercent(part, whole, 2);
}

/** How much falls to each, with one decimal: `3.5`. */
export function formatMean(sum: number, number: number): string {
  return number === 0 ? noNumber : quotient(sum, number, 1);
}

/** Growth against a base with one decimal, signed unless it rounds to nothing: `+400.0%`, `0.0%`. */
export function formatGrowth(current: number, base: number): string {
  if (base === 0) return noNumber;
  const text = quotient(Math.abs(current - base) * 100, base, 1);
  if (Number(text) === 0) return `${text}%`;
  return `${current > base ? '+' : '-'}${text}%`;
}

/**
 * The share in hundredths of a percent, rounded half-up: 8000 for 80 %. Null where there is nothing to be a part of.
 * Amounts in 分 outgrow exact doubles when multiplied, hence the big integers.
 */
export function shareOf(part: number, whole: number): number | null {
  if (whole <= 0) return null;
  const doubled = BigInt(part) * 20_000n + BigInt(whole);
  const divisor = BigInt(whole) * 2n;
  const floored = doubled / divisor - (doubled < 0n && doubled % divisor !== 0n ? 1n : 0n);
  return Number(floored);
}

/** An amount in 分 as 万元 with two decimals, rounded half-up: `3.15`. */
export function formatTenThousands(amount: number): string {
  return quotient(amount, 1_000_000, 2);
}

function formatPercent(part: number, whole: number, digits: number): string {
  return whole === 0 ? noNumber : `${quotient(part * 100, whole, digits)}%`;
}

/** Division of whole numbers rounded half-up in whole numbers, so that 0.5 is never lost to binary fractions. */
function quotient(dividend: number, divisor: number, digits: number): string {
  const scale = 10 ** digits;
  const scaled = Math.floor((dividend * scale * 2 + divisor) / (divisor * 2));
  return (scaled / scale).toFixed(digits);
}
