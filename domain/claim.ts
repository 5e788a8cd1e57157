/** A field of words in which sheets kept elsewhere claim what here only steps establish, e.g. that an item is complete. */
import type { Value } from './register.ts';

export interface Claim {
  readonly made: (words: Value | undefined) => boolean;
  /** The yes/no field by which lists find those of which nothing has been established yet. */
  readonly open: string;
  /** What becomes of such records, and what the clerk does about them. */
  readonly told: string;
}
