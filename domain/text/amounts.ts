/** Amounts and shares as texts. */

/** `1,234.50` from 123450 分. */
export function amountText(cents: number): string {
  return (cents / 100).toFixed(2).replaceAll(/\B(?=(?:\d{3})+\.)/gu, ',');
}

/** `1,234.50元` from 123450 分. */
export function yuan(cents: number): string {
  return `${amountText(cents)}元`;
}

/** 分 of what {@link yuan} and {@link amountText} write, with separators or, as before, without; 0 of a blank. */
export function centsOf(text: string): number {
  return Math.round(Number(text.replaceAll(/[元,]/gu, '')) * 100) || 0;
}

/** `80.00%` from 8000 hundredths of a percent. */
export function percent(share: number): string {
  return `${(share / 100).toFixed(2)}%`;
}
