/** `1234.50元` from 123450 分. */
export function yuan(cents: number): string {
  return `${(cents / 100).toFixed(2)}元`;
}
