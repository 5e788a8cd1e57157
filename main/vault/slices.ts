/** Long work inside a transaction that is not done slice by slice itself. */
import type { Slices } from './api.ts';

export function inOneGo<T>(slices: Slices<T>): T {
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}
