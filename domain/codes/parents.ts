/** Where the parents of a list's codes stand: in another list for the lists named here, elsewhere in the list itself. */
import { findCode, type CodeIndex } from './lookup.ts';

const parentLists: Readonly<Record<string, string>> = {
  channel: 'channelGroup',
  issue: 'issueGroup',
  categoryL1: 'categoryScheme',
  categoryL2: 'categoryL1',
  evalAspect: 'evalScheme',
  coordType: 'coordMechanism',
};

export function parentListOf(list: string): string {
  return parentLists[list] ?? list;
}

/** Whether a code may be chosen beside that parent; a code without one fits anywhere, and an open choice takes any. */
export function standsUnder(index: CodeIndex, list: string, code: string, parent: unknown): boolean {
  const own = findCode(index, list, code)?.parent ?? null;
  return own === null || typeof parent !== 'string' || parent === '' || own === parent;
}
