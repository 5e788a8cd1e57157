import type { Direction, RecordKind } from './package-kinds.ts';

/**
 * How records go to other offices in packages (reference 3.16). A record is its owner's alone wherever it is read; other
 * offices add parts of their own to it at most.
 */
export interface Travel {
  readonly kind: RecordKind;
  readonly direction: Direction;
  /**
   * `all` of the office's own; those `addressed` to the recipient one by one; what is part of a record that goes
   * (`withWhole`); what was added to a record of the recipient's (`toOwnerOfWhole`); what another record that goes names in
   * `namedIn` by its title (`named`), which stays with the recipient when it is named no longer.
   */
  readonly which: 'all' | 'addressed' | 'withWhole' | 'toOwnerOfWhole' | 'named';
  /** A field in a child table of a register that goes the same way with the same kind. */
  readonly namedIn?: { readonly register: string; readonly child: string; readonly field: string };
  /** A recipient is addressed one record of the register at most. */
  readonly single?: true;
  /** Only in these states; in any when absent. */
  readonly states?: readonly string[];
  /** Only where the yes/no field says so; blank counts as no. */
  readonly only?: { readonly field: string; readonly is: boolean };
  /**
   * Only the office of the county where it was found, and whoever it is addressed to by itself, gets it whole; the others get
   * no more than `sendsReduced` of the register.
   */
  readonly reducedElsewhere?: true;
  /** Addressing a record hands it over (移交): from then on it is the recipient's. */
  readonly handsOver?: true;
  /**
   * What a group found, or follows from that: it goes to the county it inspected, never to one that only lent the group
   * people (reference 2.4).
   */
  readonly foundByGroup?: true;
}
