/** Which round a record means: it writes its round as a name, and several offices may call theirs alike. */
import { isWithin, regionOfOffice } from '../../domain/office.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import type { Reader } from '../vault/api.ts';

/** Ids of the rounds that a record of an office means by a name; none where it could be those of several other offices. */
export type MeantRounds = (office: string, name: string) => readonly string[];

/** The office's own round first, then one of the offices above it, then the only other office that has one. */
export function meantRounds(reader: Reader): MeantRounds {
  const byName = new Map<string, Map<string, string[]>>();
  for (const { id, office, name } of reader.all<{ id: string; office: string; name: string }>(
    'SELECT id, office, name FROM "inspectionRound" WHERE voidAt IS NULL ORDER BY no',
  )) {
    const label = normalizeLabel(name);
    const byOffice = byName.get(label) ?? new Map<string, string[]>();
    byName.set(label, byOffice);
    byOffice.set(office, [...(byOffice.get(office) ?? []), id]);
  }
  return (office, name) => {
    const byOffice = byName.get(normalizeLabel(name));
    if (!byOffice) return [];
    const [above] = [...byOffice.keys()]
      .filter((other) => isWithin(regionOfOffice(office), regionOfOffice(other)))
      .toSorted((left, right) => right.localeCompare(left));
    const only = byOffice.size === 1 ? [...byOffice.keys()][0] : undefined;
    return byOffice.get(byOffice.has(office) ? office : (above ?? only ?? '')) ?? [];
  };
}
