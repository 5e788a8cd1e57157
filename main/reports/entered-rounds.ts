/** The rounds that entered in a period, with their groups: what reports on how an office inspects are made from. */
import { refuse } from '../../domain/failure.ts';
import { regionOfOffice } from '../../domain/office.ts';
import { normalizeLabel, normalizeName } from '../../domain/text/normalize.ts';
import type { Reader } from '../vault/api.ts';
import type { ComputeContext } from './compute.ts';
import type { ReportParameters } from './units.ts';

export interface EnteredRound {
  readonly id: string;
  readonly name: string;
  readonly office: string;
  /** 七届市委; empty where nothing is written. */
  readonly term: string;
  /** 村（社区）延伸巡察, counted apart (reference 2.1). */
  readonly villageScope: boolean;
  /** Codes of `inspectionKind`. */
  readonly kinds: readonly string[];
}

export interface EnteredGroup {
  readonly id: string;
  readonly office: string;
  readonly name: string;
  readonly targetRegion: string;
  readonly round: EnteredRound;
  readonly members: readonly EnteredMember[];
  /** As the group writes them. */
  readonly targets: readonly string[];
}

export interface EnteredMember {
  readonly name: string;
  readonly unit: string;
  /** Code of `memberRole`. */
  readonly role: string;
}

/** Throws ExpectedError `PeriodReversed`. A round has entered on the day its stay began; until then the day is only planned. */
export function enteredRounds(
  reader: Reader,
  { from, to, offices }: Pick<ReportParameters, 'from' | 'to' | 'offices'>,
): readonly EnteredRound[] {
  if (from > to) refuse('PeriodReversed', '统计期不对。', '开始日期晚于结束日期。', '请重新选择起止日期。');
  const mine = offices ? ` AND office IN (${offices.map(() => '?').join(', ')})` : '';
  type Row = Record<'id' | 'name' | 'office', string> & Record<'kinds' | 'term', string | null>;
  const rows = reader.all<Row & { villageScope: number | null }>(
    `SELECT id, name, office, kinds, term, "villageScope" FROM "inspectionRound"
     WHERE voidAt IS NULL AND state <> 'PREPARE' AND "stayFrom" BETWEEN ? AND ?${mine} ORDER BY "stayFrom", no`,
    [from, to, ...(offices ?? [])],
  );
  return rows.map(({ kinds, term, villageScope, ...row }) => ({
    ...{ ...row, kinds: codesIn(kinds), term: term ?? '' },
    villageScope: villageScope === 1,
  }));
}

/** Codes as a column keeps them. */
export function codesIn(stored: string | null): readonly string[] {
  return stored === null || stored === '' ? [] : (JSON.parse(stored) as readonly string[]);
}

/** Without those that were dissolved. */
export function groupsOfRounds(reader: Reader, rounds: readonly EnteredRound[]): readonly EnteredGroup[] {
  const byId = new Map(rounds.map((round) => [round.id, round]));
  const groups = reader.all<{
    id: string;
    office: string;
    name: string;
    targetRegion: string | null;
    round: string;
  }>(
    `SELECT id, office, name, "targetRegion", round FROM "inspectionGroup"
     WHERE voidAt IS NULL AND state <> 'DISSOLVED' ORDER BY no`,
  );
  const members = byRecord(
    reader.all<{ record: string; name: string; unit: string | null; role: string | null }>(
      'SELECT record, name, unit, role FROM "inspectionGroup_members" ORDER BY record, position',
    ),
  );
  const targets = byRecord(
    reader.all<{ record: string; targetId: string }>(
      'SELECT record, "targetId" FROM "inspectionGroup_targets" ORDER BY record, position',
    ),
  );
  return groups.flatMap(({ id, office, name, targetRegion, round: roundId }) => {
    const round = byId.get(roundId);
    if (!round) return [];
    return [
      {
        ...{ id, office, name, round, targetRegion: targetRegion ?? '' },
        members: (members.get(id) ?? []).map((row) => ({
          name: row.name,
          unit: row.unit ?? '',
          role: row.role ?? '',
        })),
        targets: (targets.get(id) ?? []).map(({ targetId }) => targetId),
      },
    ];
  });
}

type PlaceOf = Pick<ComputeContext, 'regionOfUnit'>;

/** One organisation in whatever groups it stands; 城关镇 is another one in every county. */
export function targetKey(group: TargetsPlace, name: string, context: PlaceOf): string {
  return `${normalizeLabel(name)}/${targetRegionOf(group, name, context)}`;
}

/** Where an organisation lies: what its name tells, else where the group inspects, else the group's own office. */
export function targetRegionOf(
  { targetRegion, office }: TargetsPlace,
  name: string,
  { regionOfUnit }: PlaceOf,
): string {
  return regionOfUnit?.(name) ?? (targetRegion === '' ? regionOfOffice(office) : targetRegion);
}

type TargetsPlace = Pick<EnteredGroup, 'targetRegion' | 'office'>;

/** One person in whatever groups he or she sits; 县纪委 is another unit where another office writes it. */
export function personKey(
  { office }: Pick<EnteredGroup, 'office'>,
  { name, unit }: Pick<EnteredMember, 'name' | 'unit'>,
  { regionOfUnit }: PlaceOf,
): string {
  return `${normalizeName(name)}/${normalizeLabel(unit)}/${regionOfUnit?.(unit) ?? regionOfOffice(office)}`;
}

function byRecord<Row extends { readonly record: string }>(rows: readonly Row[]): ReadonlyMap<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const own = found.get(row.record);
    if (own) own.push(row);
    else found.set(row.record, [row]);
  }
  return found;
}
