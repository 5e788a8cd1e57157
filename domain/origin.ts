/** How a record of one register is made from one of another. */
import type { LightColour } from './calendar/lights.ts';
import type { Failure } from './failure.ts';
import type { RelatedRecord, Values, Workflow } from './register.ts';
import { comesTo } from './steps.ts';
import { holds, type ValueCondition } from './value-condition.ts';

export type Source = Pick<RelatedRecord, 'values' | 'children' | 'no'>;

/** What is known of the source beside what it says itself. */
export interface Beside {
  /** The gravest warning light that is on for it. */
  readonly light?: LightColour | undefined;
  /** The records that have gone into it (归并): where `field` of the origin holds several, it names them beside the source. */
  readonly merged?: readonly Source[];
}

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
  /** The sources of which it is ever made (立行立改通知书 among the notices); of others no button is shown. */
  readonly offeredWhen?: ValueCondition;
  /** Why nothing may be made of the source yet; undefined when it may. */
  readonly refuses?: (source: Pick<RelatedRecord, 'values' | 'no'>) => Failure | undefined;
  /**
   * What of the source the new record begins with; the clerk sees and may change it before saving. `text` is what a clerk
   * reads for a field of the source, for codes that become text.
   */
  readonly fill: (
    source: Source,
    text: (field: string) => string,
    beside?: Beside,
  ) => {
    readonly values: Values;
    readonly children: Readonly<Record<string, readonly Values[]>>;
  };
}

/**
 * Whether the button is shown on a source's page: in its states; of another office's record also before, where nobody here
 * sees what its work still lacks.
 */
export function isOriginShown(
  { from, offeredWhen }: Pick<Origin, 'from' | 'offeredWhen'>,
  workflow: Workflow,
  { state, values }: Pick<RelatedRecord, 'state' | 'values'>,
  isOurs: boolean,
): boolean {
  if (offeredWhen && !holds(offeredWhen, values)) return false;
  return from === undefined || from.includes(state) || (!isOurs && comesTo(workflow, state, from));
}
