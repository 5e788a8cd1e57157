/** What several registers say of the ways back in their procedures. */
import type { Stamps, Transition } from '../../register.ts';

/** Empties these fields: what was said there is said anew. */
export function blank(...keys: readonly string[]): Stamps {
  return Object.fromEntries(keys.map((key) => [key, { value: null }]));
}

interface WayBack {
  readonly key: string;
  readonly label: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly permission: string;
  /** What the steps taken back had filled in. */
  readonly blanks: readonly string[];
  readonly basis: string;
}

/** The way back after a step that was taken by mistake: with a reason, and without what that step had said. */
export function wayBack({ blanks, basis, ...rest }: WayBack): Transition {
  return {
    ...rest,
    asks: [],
    requires: [],
    reasonRequired: true,
    stamps: blank(...blanks),
    basis: `${basis}：登记有误的更正`,
  };
}
