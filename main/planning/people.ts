/** People of the pool and organisations of the library, found by the names under which other records know them. */
import {
  personFacts,
  targetFacts,
  unlistedTarget,
  type RecordTexts,
} from '../../domain/avoidance/from-records.ts';
import type { Participation, PersonFacts, TargetFacts } from '../../domain/avoidance/facts.ts';
import { codeLabel, type CodeIndex } from '../../domain/codes/lookup.ts';
import { regionOfUnit, type NamedRegion } from '../../domain/planning/unit-region.ts';
import { poolPerson } from '../../domain/registers/pool-person/pool-person.ts';
import { target } from '../../domain/registers/target/target.ts';
import { splitNames } from '../../domain/text/names.ts';
import { tidyText } from '../../domain/text/normalize.ts';
import { loadRecords } from '../registers/load-many.ts';
import type { Opener } from '../registers/sealed-record.ts';
import type { Stored } from '../registers/store.ts';
import type { Reader } from '../vault/api.ts';

export interface PlanningContext {
  readonly vault: Reader & Opener;
  readonly codes: CodeIndex;
  /** The city the office belongs to, and its counties. */
  readonly city: NamedRegion | undefined;
  readonly counties: readonly NamedRegion[];
  /** 柯城区 for 330802. */
  readonly regionName: (code: string) => string;
}

/** Who has that name, without void records; a unit that is named must be the pool's, or it may be somebody else. */
export function findPerson(
  context: PlanningContext,
  name: string,
  unit: string | null,
): PersonFacts | 'unknown' | 'several' | 'elsewhere' {
  const found = withName(context, 'poolPerson', 'name', name);
  const fitting =
    unit === null ? found : found.filter(({ values }) => tidyText(String(values['unit'])) === tidyText(unit));
  const [only] = fitting;
  if (found.length === 0) return 'unknown';
  if (found.length === 1 && !only) return 'elsewhere';
  if (fitting.length !== 1 || !only) return 'several';
  return factsOf(context, only);
}

export function factsOf(context: PlanningContext, person: Stored): PersonFacts {
  const name = String(person.values['name'] ?? '');
  return personFacts(person.id, person, participationsOf(context, name), textsOf(context));
}

/** The organisation as the library knows it, also under a former name; else what its name alone tells. */
export function findTarget(context: PlanningContext, name: string, region: string | undefined): TargetFacts {
  const [listed] = withName(context, 'target', 'name', name);
  const known = listed ?? underFormerName(context, name);
  if (!known) return unlistedTarget(name, region ?? textsOf(context).regionOfUnit(name));
  const facts = targetFacts(known);
  const place = facts.region ?? region ?? textsOf(context).regionOfUnit(facts.name);
  return place === undefined ? facts : { ...facts, region: place };
}

function withName(
  { vault }: PlanningContext,
  table: 'poolPerson' | 'target',
  field: string,
  name: string,
): readonly Stored[] {
  const rows = vault.all<{ id: string }>(
    `SELECT id FROM "${table}" WHERE "${field}" = ? AND voidAt IS NULL ORDER BY id`,
    [name],
  );
  const register = table === 'target' ? target : poolPerson;
  return loadRecords(
    vault,
    vault,
    register,
    rows.map(({ id }) => id),
  );
}

function underFormerName({ vault }: PlanningContext, name: string): Stored | undefined {
  const rows = vault.all<{ id: string; aliases: string }>(
    `SELECT id, aliases FROM target WHERE instr(aliases, ?) > 0 AND voidAt IS NULL ORDER BY id`,
    [name],
  );
  const exact = rows.find(({ aliases }) => splitNames(aliases).names.includes(name));
  return exact && loadRecords(vault, vault, target, [exact.id])[0];
}

interface Seat {
  readonly round: string;
  readonly target: string;
  readonly role: string;
}

/** Whom the person has inspected in earlier rounds: from the groups, and from what was noted when joining the pool. */
function participationsOf({ vault }: PlanningContext, name: string): readonly Participation[] {
  return vault.all<Seat>(
    `SELECT r.name AS round, t.targetId AS target, m.role AS role
       FROM inspectionGroup_members AS m
       JOIN inspectionGroup AS g ON g.id = m.record AND g.voidAt IS NULL
       JOIN inspectionRound AS r ON r.id = g.round AND r.voidAt IS NULL AND r.state = 'CLOSED'
       JOIN inspectionGroup_targets AS t ON t.record = g.id
      WHERE m.name = ?
      UNION SELECT a.round, a.target, a.role
       FROM poolPerson_appraisals AS a JOIN poolPerson AS p ON p.id = a.record AND p.voidAt IS NULL
      WHERE p.name = ? AND a.target IS NOT NULL`,
    [name, name],
  );
}

function textsOf({ codes, city, counties }: PlanningContext): RecordTexts {
  return {
    regionOfUnit: (unit) => regionOfUnit(unit, city, counties),
    kinship: (code) => codeLabel(codes, 'kinship', code),
  };
}
