/**
 * What an office has to do with a group: its county is inspected by it, or has lent it people (reference 2.4, 3.8). What a
 * group found goes to the inspected county and to who sent the group out, and to nobody who only lent people.
 */
import type { Register, Values } from '../../domain/register.ts';
import { sendingRegions } from '../../domain/planning/senders.ts';
import type { Places } from '../../domain/planning/unit-region.ts';
import { inspectionGroup } from '../../domain/registers/inspection-group/inspection-group.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import type { Reader } from '../vault/api.ts';

export type Part = 'inspected' | 'sender';

/** The part of the office of a county in the group that a record is, or names; undefined where nothing is known. */
export type PartOf = (region: string) => Part | undefined;

interface Crossing {
  readonly round: string;
  readonly targetRegion: string | null;
  readonly sendingRegions: string | null;
}

/** `values` are those of a record of `register`. */
export function partsIn(
  reader: Reader,
  { city, counties }: Pick<Places, 'city' | 'counties'>,
  register: Register,
  values: Values,
): PartOf {
  const groups =
    register.id === inspectionGroup.id ? [ownCrossing(values)] : namedCrossings(reader, register, values);
  const inspected = new Set(groups.flatMap(({ targetRegion }) => targetRegion ?? []));
  const senders = new Set(
    groups.flatMap((group) => sendingRegions(group.sendingRegions ?? '', city, counties).codes),
  );
  return (region) => (inspected.has(region) ? 'inspected' : senders.has(region) ? 'sender' : undefined);
}

function ownCrossing(values: Values): Crossing {
  const text = (key: string): string | null => {
    const value = values[key];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return { round: '', targetRegion: text('targetRegion'), sendingRegions: text('sendingRegions') };
}

/** Groups are called alike in every round: without its round a name tells only what holds for all of that name. */
function namedCrossings(reader: Reader, { fields }: Register, values: Values): readonly Crossing[] {
  const named = (register: string): string => {
    const field = fields.find(({ names }) => names === register);
    const value = field && values[field.key];
    return typeof value === 'string' ? normalizeLabel(value) : '';
  };
  const [group, round] = [named('inspectionGroup'), named('inspectionRound')];
  if (group === '') return [];
  const rows = reader.all<Crossing & { readonly name: string }>(
    `SELECT g.name, r.name AS round, g."targetRegion", g."sendingRegions" FROM inspectionGroup g
     JOIN inspectionRound r ON r.id = g.round WHERE g.voidAt IS NULL AND r.voidAt IS NULL`,
  );
  const alike = rows.filter(({ name }) => normalizeLabel(name) === group);
  const known = alike.filter((each) => round === '' || normalizeLabel(each.round) === round);
  const [first, ...others] = known;
  const agree = others.every(
    (each) => each.targetRegion === first?.targetRegion && each.sendingRegions === first.sendingRegions,
  );
  return first && agree ? [first] : [];
}
