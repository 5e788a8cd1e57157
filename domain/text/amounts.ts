/** Amounts and shares as texts. */

/** `1234.50元` from 123450 分. */
export function yuan(cents: number): string {
  return `${(cents / 100).toFixed(2)}元`;
}

/** `80.00%` from 8000 hundredths of a percent. */
export function percent(share: number): string {
  return `${(share / 100).toFixed(2)}%`;
}
