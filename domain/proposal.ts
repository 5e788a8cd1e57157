/** What a form offers to fill in. */
import type { GuardContext, Values } from './register.ts';

/**
 * Values that follow from the rest of the record, offered beside the fields they would fill. Nothing is filled in by
 * itself: the clerk takes them or leaves them, and what is taken is this person's change like any other.
 */
export interface Proposal {
  readonly key: string;
  /** Heading of the form section the proposal stands in. */
  readonly section: string;
  /** Undefined when there is nothing to propose, or the record says the same already. */
  readonly propose: (
    content: Pick<GuardContext, 'values' | 'children'>,
  ) => { readonly text: string; readonly values: Values } | undefined;
}
