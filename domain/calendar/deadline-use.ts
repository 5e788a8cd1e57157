/** How a register says which clocks its records have. */
import type { Values } from '../register.ts';
import type { LightUse } from './lights.ts';

/** A deadline that the register computes for each record; lengths come from the editable rule table, never from here. */
export interface DeadlineUse {
  /** Code in the deadline rule table, e.g. `P_REALNAME_INFORM`. */
  readonly rule: string;
  readonly label: string;
  /** The field holding the start date, or undefined when the clock does not run for this record. */
  readonly start: (values: Values) => string | undefined;
  /** The field holding the date on which it was met, or undefined while it is open. */
  readonly met: (values: Values) => string | undefined;
  /**
   * What the clock stopped for where nothing was finished (认定基本完成, 核销), as a verb that takes 已 before it; undefined
   * where it was.
   */
  readonly stoppedFor?: (values: Values) => string | undefined;
  /** A due date set by a document (e.g. the date a covering letter asks for); it replaces the computed one. */
  readonly fixedDue?: (values: Values) => string | undefined;
  /** The approved later date after an extension (延期); the original due date stays visible. */
  readonly extendedDue?: (values: Values) => string | undefined;
  /** An extension before the day the rule leads to, which whoever granted it did not know, brings nothing forward. */
  readonly neverSooner?: true;
  /** What moved the due date where that was no extension (退回后定); undefined where it was one. */
  readonly movedBy?: (values: Values) => string | undefined;
  /** Derived date field in which the due date is kept for lists, filters and prints. */
  readonly dueField?: string;
  /** The warning lights this clock switches on. */
  readonly lights?: readonly LightUse[];
  /**
   * The computed field in which the answers of those the record was sent to arrive (数据包回复日期). Such an office has the clock
   * too; there its own answer stands in that field, and nothing else meets the clock.
   */
  readonly answeredIn?: string;
  /** Final states in which it runs all the same: what was closed and is still looked after. */
  readonly runsOnIn?: readonly string[];
}
