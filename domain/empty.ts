import type { Value } from './register.ts';

/** Whether nothing stands in a value: no text, no choice, no row. Zero and “no” are something. */
export function isEmpty(value: Value | undefined): boolean {
  return (
    value === undefined || value === null || value === '' || (typeof value === 'object' && value.length === 0)
  );
}
