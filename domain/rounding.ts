/** Rounding of figures in reports: half up, on exact integers, so that 0.5 never falls to the even side. */

/** Shown where a share or growth has no base. */
export const noBase = '—';

/** `part / whole` as a percentage with one (shares) or two (completion rates) decimals, e.g. `44.7%`. */
export function percent(part: number, whole: number, decimals: 1 | 2): string {
  return whole === 0 ? noBase : `${ratio(part * 100, whole, decimals)}%`;
}

/** Growth over the base period with sign, e.g. `+400.0%`. */
export function growth(current: number, base: number, decimals: 1 | 2 = 1): string {
  if (base === 0) return noBase;
  const text = ratio((current - base) * 100, base, decimals);
  return `${current > base && !/^0\.?0*$/u.test(text) ? '+' : ''}${text}%`;
}

/** How many times the base, e.g. `5.0` (为基数的5.0倍). */
export function multiple(current: number, base: number): string {
  return base === 0 ? noBase : ratio(current, base, 1);
}

/** `numerator / denominator` of two integers, rounded half up (away from zero) to `decimals` places. */
export function ratio(numerator: number, denominator: number, decimals: number): string {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator === 0) {
    throw new Error('ratio needs two integers and a base');
  }
  const negative = numerator < 0 !== denominator < 0;
  const top = BigInt(Math.abs(numerator)) * 10n ** BigInt(decimals);
  const bottom = BigInt(Math.abs(denominator));
  const digits = ((top * 2n + bottom) / (bottom * 2n)).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? digits : `${whole}.${digits.slice(-decimals)}`;
  return negative && /[1-9]/u.test(text) ? `-${text}` : text;
}
