/** The selection sheet (选题遴选): what all registers know of each organisation, weighed; of letters nothing but how many. */
import { addMonths, yearOf } from '../../domain/calendar/dates.ts';
import {
  scoreTarget,
  selectionFactors,
  type Measured,
  type Score,
  type SelectionFactor,
} from '../../domain/planning/selection/factors.ts';
import { regionOfOffice } from '../../domain/office.ts';
import { targetFinder } from '../../domain/statistics/coverage.ts';
import { unitOf } from '../../domain/organisations.ts';
import { auditMaterial } from '../../domain/registers/audit-material/audit-material.ts';
import { petition } from '../../domain/registers/petition/petition.ts';
import type { Register } from '../../domain/register.ts';
import { splitNames } from '../../domain/text/names.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import { organisationColumns } from '../registers/organisations-of.ts';
import { quote } from '../registers/sql.ts';
import type { Reader, Vault } from '../vault/api.ts';
import type { PlanningContext } from './context.ts';

/** One organisation of the library that is still to be inspected, weighed. */
export interface Weighed {
  readonly id: string;
  readonly score: Score;
  /** 0 where the letters have no weight: then nobody counts them. */
  readonly letters: number;
  /** Its last feedback, of a round or as the library has it; null when it was never inspected. */
  readonly lastFeedbackAt: string | null;
}

export interface Sheet {
  readonly factors: readonly SelectionFactor[];
  readonly weighed: readonly Weighed[];
}

interface ListedRow {
  readonly id: string;
  readonly name: string;
  readonly aliases: string | null;
  readonly orgType: string;
  /** Where it lies; null for the place of its office. */
  readonly region: string | null;
  readonly systemTag: string | null;
  readonly lastFeedbackAt: string | null;
}

/**
 * Of the office's own library and plans: those of other offices (which travel to it) are theirs to choose from. Everything
 * is read in a handful of questions, however many organisations there are.
 */
export function selectionSheet(context: PlanningContext): Sheet {
  const { vault, today, ownOffice } = context;
  const factors = selectionFactors(context.rows, today);
  const listed = vault.all<ListedRow & Record<string, string | null>>(
    `SELECT id, name, aliases, "orgType", region, "systemTag", "lastFeedbackAt" FROM target
      WHERE voidAt IS NULL AND state = 'LISTED' AND office = ? ORDER BY no`,
    [ownOffice],
  );
  const find = targetsByName(listed);
  const counted = (code: string, register: Register, dateField: string): ReadonlyMap<string, number> => {
    const factor = factors.find((each) => each.code === code);
    if (!factor) return new Map();
    return countAbout(vault, register, dateField, addMonths(today, -factor.months), find);
  };
  const counts = {
    letters: counted('PETITIONS', petition, 'receivedAt'),
    audits: counted('AUDIT_PLAN', auditMaterial, 'requestedAt'),
  };
  const feedbacks = lastFeedbacks(context, listed, find);
  const planned = plannedSystems(context, listed, find);
  const given = givenPoints(vault);
  return {
    factors,
    weighed: listed.map((each): Weighed => {
      const lastFeedbackAt = later(each.lastFeedbackAt, feedbacks.get(each.id));
      const measured: Measured = {
        letters: counts.letters.get(each.id) ?? 0,
        audits: counts.audits.get(each.id) ?? 0,
        sameSystem: othersIn(planned.get(each.systemTag ?? ''), each.id),
        years: lastFeedbackAt === null ? undefined : yearsBetween(lastFeedbackAt, today),
        given: given.get(each.id) ?? {},
      };
      return {
        id: each.id,
        score: scoreTarget(measured, factors),
        letters: measured.letters,
        lastFeedbackAt,
      };
    }),
  };
}

/**
 * The sheet as it was worked out before, while none of the tables it comes from was written and the day is the same: who
 * turns its pages asks for it each time. Kept as long as the vault is open.
 */
export function keptSelection(): (vault: Pick<Vault, 'lastWriteUnder'>, context: PlanningContext) => Sheet {
  const kept = new WeakMap<object, { readonly at: number; readonly today: string; readonly sheet: Sheet }>();
  return (vault, context) => {
    const at = vault.lastWriteUnder(weighedTables);
    const before = kept.get(vault);
    if (before && before.at === at && before.today === context.today) return before.sheet;
    const sheet = selectionSheet(context);
    // Inside a transaction reads see what may never be committed.
    if (at !== undefined) kept.set(vault, { at, today: context.today, sheet });
    return sheet;
  };
}

/** Every table that {@link selectionSheet} reads. */
const weighedTables = [
  ...['target', 'target_factors', 'office_row', petition.id, auditMaterial.id],
  ...['inspectionGroup', 'inspectionGroup_targets', 'inspectionPlan', 'inspectionPlan_targets'],
  ...[petition, auditMaterial].flatMap((register) =>
    organisationColumns(register, true).map(({ table }) => table),
  ),
].join(' ');

/** Ids of the organisations a text means. */
type FindTargets = (name: string) => readonly string[];

/** By name or former name; else by the unit it leads, which may be that of several (党组, 机关党委). */
function targetsByName(listed: readonly ListedRow[]): FindTargets {
  const exact = new Map<string, Set<string>>();
  const units = new Map<string, Set<string>>();
  const add = (index: Map<string, Set<string>>, key: string, id: string): void => {
    if (key === '') return;
    const known = index.get(key);
    if (known) known.add(id);
    else index.set(key, new Set([id]));
  };
  for (const { id, name, aliases } of listed)
    for (const each of [name, ...splitNames(aliases ?? '').names]) {
      add(exact, normalizeLabel(each), id);
      add(units, unitOf(each), id);
    }
  return (name) => [...(exact.get(normalizeLabel(name)) ?? units.get(unitOf(name)) ?? [])];
}

/** Records of a register about each organisation since that day, each once however often it names it; void ones are left out. */
function countAbout(
  vault: Reader,
  register: Register,
  dateField: string,
  since: string,
  find: FindTargets,
): ReadonlyMap<string, number> {
  const named = organisationColumns(register, true)
    .map(
      ({ table, id, name }) =>
        `SELECT r.id AS record, n.${quote(name)} AS name FROM ${quote(register.id)} r
           JOIN ${quote(table)} n ON n.${quote(id)} = r.id
          WHERE r.voidAt IS NULL AND r.${quote(dateField)} >= ?1 AND n.${quote(name)} <> ''`,
    )
    .join(' UNION ');
  const names = vault.all<{ name: string }>(`SELECT DISTINCT name FROM (${named})`, [since]);
  const pairs = names.flatMap(({ name }) => find(name).map((target) => [name, target]));
  const rows = vault.all<{ target: string; count: number }>(
    `WITH meant (name, target) AS
       (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?2))
     SELECT target, count(DISTINCT record) AS count FROM (${named}) JOIN meant USING (name) GROUP BY target`,
    [since, JSON.stringify(pairs)],
  );
  return new Map(rows.map(({ target, count }) => [target, count]));
}

/**
 * By organisation of the own library: every county has its 民政局, and a group means the one where it inspected, or its own
 * office's.
 */
function lastFeedbacks(
  { vault, ownOffice }: PlanningContext,
  listed: readonly ListedRow[],
  find: FindTargets,
): ReadonlyMap<string, string> {
  const own = regionOfOffice(ownOffice);
  const meant = targetFinder(
    listed.map(({ id, name, aliases, orgType, region }) => ({
      ...{ id, name, orgType, office: ownOffice, region: region ?? own },
      aliases: splitNames(aliases ?? '').names,
    })),
  );
  const rows = vault.all<{ target: string; at: string; office: string; region: string | null }>(
    `SELECT t."targetId" AS target, max(t."feedbackAt") AS at, g.office, g."targetRegion" AS region
       FROM "inspectionGroup_targets" t JOIN "inspectionGroup" g ON g.id = t.record
      WHERE g.voidAt IS NULL AND t."feedbackAt" <> '' GROUP BY 1, 3, 4`,
  );
  const found = new Map<string, string>();
  for (const { at, ...named } of rows) {
    const region = named.region ?? regionOfOffice(named.office);
    // What a group of ours calls by its unit is one of ours, where only one of them leads that unit.
    const units = named.office === ownOffice && region === own ? find(named.target) : [];
    const id = meant({ ...named, region })?.id ?? (units.length === 1 ? units[0] : undefined);
    if (id !== undefined) found.set(id, later(found.get(id) ?? null, at) ?? at);
  }
  return found;
}

function later(one: string | null, other: string | undefined): string | null {
  if (other === undefined) return one === '' ? null : one;
  return one !== null && one > other ? one : other;
}

function yearsBetween(from: string, to: string): number {
  const whole = yearOf(to) - yearOf(from);
  return Math.max(0, to.slice(5) < from.slice(5) ? whole - 1 : whole);
}

/** By system: which of its organisations stand in the office's own plans that are not over. */
function plannedSystems(
  { vault, ownOffice }: PlanningContext,
  listed: readonly ListedRow[],
  find: FindTargets,
): ReadonlyMap<string, ReadonlySet<string>> {
  const tags = new Map(listed.map(({ id, systemTag }) => [id, systemTag ?? ''] as const));
  const names = vault.all<{ name: string }>(
    `SELECT DISTINCT t."targetId" AS name FROM "inspectionPlan_targets" t JOIN "inspectionPlan" p ON p.id = t.record
      WHERE p.voidAt IS NULL AND p.state <> 'CLOSED' AND p.office = ?`,
    [ownOffice],
  );
  const found = new Map<string, Set<string>>();
  for (const id of names.flatMap(({ name }) => find(name))) {
    const tag = tags.get(id) ?? '';
    if (tag !== '') found.set(tag, (found.get(tag) ?? new Set()).add(id));
  }
  return found;
}

function othersIn(planned: ReadonlySet<string> | undefined, id: string): number {
  return planned === undefined ? 0 : planned.size - (planned.has(id) ? 1 : 0);
}

/** 评分情况 of each organisation; of several entries for one factor the highest. */
function givenPoints(vault: Reader): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const rows = vault.all<{ id: string; factor: string; points: number }>(
    'SELECT record AS id, factor, max(points) AS points FROM "target_factors" GROUP BY record, factor',
  );
  const found = new Map<string, Record<string, number>>();
  for (const { id, factor, points } of rows) found.set(id, { ...found.get(id), [factor]: points });
  return found;
}
