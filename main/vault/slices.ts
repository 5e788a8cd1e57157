/** Long work that is done outside of `Vault.transactLong`. */
import type { Pace, Slices } from './api.ts';

/** Inside a transaction that is not done slice by slice itself. */
export function inOneGo<T>(slices: Slices<T>): T {
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}

/** Outside of any transaction; rejects with whatever `pace` throws. */
export async function atPace<T>(slices: Slices<T>, pace: Pace): Promise<T> {
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
    await pace.breathe();
  }
}
