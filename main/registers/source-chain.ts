/** From where a record comes: the letters, visits, leads, working papers and problems behind it, over every link. */
import type { EngineContext } from './commands.ts';

export interface RecordRef {
  readonly register: string;
  readonly id: string;
}

/**
 * These records, their parts, everything any of them names, and the letters, visits and leads that name one of them: a lead
 * that names an item of the ledger is about the same matter as the item. Each once.
 */
export function sourceChain(context: EngineContext, starts: readonly RecordRef[]): readonly RecordRef[] {
  const found = new Map<string, RecordRef>(starts.map((each) => [each.id, each]));
  const add = (refs: readonly RecordRef[]): readonly RecordRef[] => {
    const fresh = refs.filter(({ id }) => !found.has(id));
    for (const each of fresh) found.set(each.id, each);
    return fresh;
  };
  for (let next = starts; next.length > 0;) next = add(partsOf(context, next));
  const closed = context.modules.flatMap(({ register }) =>
    register.area === 'petition' || register.area === 'lead' ? [register.id] : [],
  );
  for (let next: readonly RecordRef[] = [...found.values()]; next.length > 0;)
    next = add([...namedBy(context, next), ...naming(context, next, closed)]);
  return [...found.values()];
}

const idsOf = (refs: readonly RecordRef[]): string => JSON.stringify(refs.map(({ id }) => id));

function partsOf({ vault, modules }: EngineContext, wholes: readonly RecordRef[]): readonly RecordRef[] {
  return modules.flatMap(({ register: { id: part, partOf } }) => {
    if (!partOf || !wholes.some(({ register }) => register === partOf.register)) return [];
    return vault.all<RecordRef & Record<string, string>>(
      `SELECT DISTINCT register, record AS id FROM link
       WHERE target IN (SELECT value FROM json_each(?)) AND register = ? AND field = ?`,
      [idsOf(wholes), part, partOf.field],
    );
  });
}

function namedBy({ vault }: EngineContext, records: readonly RecordRef[]): readonly RecordRef[] {
  return vault.all<RecordRef & Record<string, string>>(
    `SELECT DISTINCT targetRegister AS register, target AS id FROM link
     WHERE record IN (SELECT value FROM json_each(?))`,
    [idsOf(records)],
  );
}

function naming(
  { vault }: EngineContext,
  records: readonly RecordRef[],
  registers: readonly string[],
): readonly RecordRef[] {
  return vault.all<RecordRef & Record<string, string>>(
    `SELECT DISTINCT register, record AS id FROM link WHERE target IN (SELECT value FROM json_each(?))
     AND register IN (SELECT value FROM json_each(?))`,
    [idsOf(records), JSON.stringify(registers)],
  );
}
