/** People of the record that another was made from, who are not in that one. Pure. */
import type { ChildRow, ChildTable, Register } from '../../../domain/register.ts';
import { sealedChildren } from '../../../domain/sealed.ts';
import { normalizeName } from '../../../domain/text/normalize.ts';

/** The sealed tables that both registers have: their people go from one into the other. */
export function sharedPeople(register: Register, from: Register): readonly ChildTable[] {
  const there = new Set(sealedChildren(from).map(({ key }) => key));
  return sealedChildren(register).filter(({ key }) => there.has(key));
}

/**
 * The rows, in clear, of the source that the record has not. Of people called alike as many are taken to be there as the
 * record has: a third 张某 is one more.
 */
export function leftOut(
  { title }: Pick<ChildTable, 'title'>,
  source: readonly ChildRow[],
  held: readonly ChildRow[],
): readonly ChildRow[] {
  const nameOf = ({ values }: ChildRow): string => normalizeName(String(values[title] ?? ''));
  const known = held.map(nameOf);
  return source.filter((row) => {
    const at = known.indexOf(nameOf(row));
    if (at < 0) return true;
    known.splice(at, 1);
    return false;
  });
}
