/** How a record of one register is made from one of another. */
import type { LightColour } from './calendar/lights.ts';
import type { RelatedRecord, Values } from './register.ts';

/** A record of this register made from one of another: 转为问题线索 opens a lead filled from the letter. */
export interface Origin {
  /** The register it is made from. */
  readonly register: string;
  /** The button on the source's page. */
  readonly label: string;
  /** The `record` or `records` field of the new record that names the source. */
  readonly field: string;
  /** States of the source in which the button is offered; any when absent. */
  readonly from?: readonly string[];
  /**
   * What of the source the new record begins with; the clerk sees and may change it before saving. `text` is what a clerk
   * reads for a field of the source, for codes that become text; `light` the gravest warning light that is on for it.
   */
  readonly fill: (
    source: Pick<RelatedRecord, 'values' | 'children' | 'no'>,
    text: (field: string) => string,
    light?: LightColour,
  ) => {
    readonly values: Values;
    readonly children: Readonly<Record<string, readonly Values[]>>;
  };
}
