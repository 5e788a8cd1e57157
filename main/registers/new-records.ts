/** What many new records are written with, prepared once. */
import type { KnownDeadlines } from '../../domain/calendar/deadlines.ts';
import type { Register } from '../../domain/register.ts';
import { pinyinInitials } from '../../domain/text/pinyin.ts';
import { chineseDate } from '../deps.ts';
import type { Writer } from '../vault/api.ts';
import { takeSeqs } from './counters.ts';
import type { EngineDeps } from './deps.ts';
import type { Reference, ReferenceSource } from './reference.ts';
import { createInserter, type Stored } from './store.ts';

/** What the new records of one transaction share. */
export interface NewRecords {
  readonly reference: Reference;
  readonly today: string;
  readonly known: KnownDeadlines;
  readonly initialsOf: typeof pinyinInitials;
  readonly insert: (stored: Stored) => void;
  readonly takeSeq: () => number;
}

/** The same officials are named in many letters, and reading a name takes as long as storing it. */
function rememberInitials(): typeof pinyinInitials {
  const initialsByName = new Map<string, readonly string[]>();
  return (name) => {
    const initials = initialsByName.get(name) ?? pinyinInitials(name);
    initialsByName.set(name, initials);
    return initials;
  };
}

/** For up to `most` records; numbers of changes that are not used up stay unused, which nobody minds. */
export function startNewRecords(
  tx: Writer,
  context: EngineDeps & { readonly reference: ReferenceSource },
  register: Register,
  most: number,
): NewRecords {
  let next = takeSeqs(tx, most);
  return {
    reference: context.reference(tx),
    today: chineseDate(context.now()),
    known: new Map(),
    initialsOf: rememberInitials(),
    insert: createInserter(tx, context.vault, register),
    takeSeq: () => next++,
  };
}
