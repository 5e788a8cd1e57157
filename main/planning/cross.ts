/** Schemes of crossing groups as the records hold them: what they say, and the rounds before that they may not repeat. */
import {
  isCrossKind,
  type CrossFinding,
  type Crossing,
  type CrossScheme,
  type CrossTerms,
  type EarlierRound,
} from '../../domain/planning/cross/crossing.ts';
import { judgeCross } from '../../domain/planning/cross/propose.ts';
import { isWithin, regionLevel } from '../../domain/office.ts';
import { rowsAt } from '../../domain/office-tables/office-table.ts';
import { sendingRegions } from '../../domain/planning/senders.ts';
import { crossLookback } from '../../domain/planning/tables.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import type { ChildRowsByKey, Values } from '../../domain/register.ts';
import { chineseDate } from '../deps.ts';
import type { Reader } from '../vault/api.ts';
import type { PlanningContext } from './context.ts';
import { textOf } from '../../domain/text/text-of.ts';

export interface SchemeContent {
  readonly values: Values;
  readonly children: ChildRowsByKey;
}

/** Undefined while nobody has said how to cross. */
export function schemeOf(
  context: Pick<PlanningContext, 'city' | 'counties' | 'regionName'>,
  { values, children }: SchemeContent,
): CrossScheme | undefined {
  const { kind } = values;
  if (!isCrossKind(kind)) return undefined;
  const counties = (children['counties'] ?? []).map((row) => textOf(row.values['county'])).filter(Boolean);
  const places = placesWith(context, counties);
  return {
    kind,
    counties,
    crossings: (children['assignments'] ?? []).map((row): Crossing => {
      const { codes, unknown } = sendersIn(places, textOf(row.values['sendingRegions']));
      return {
        group: textOf(row.values['group']),
        // One that is not understood leaves the line unfinished.
        senders: unknown.length === 0 ? codes : [],
        target: textOf(row.values['targetRegion']),
      };
    }),
  };
}

/** Counties of other cities are known by the name that schemes write them with. */
function placesWith(
  { city, counties, regionName }: Pick<PlanningContext, 'city' | 'counties' | 'regionName'>,
  more: readonly string[],
): Pick<PlanningContext, 'city' | 'counties'> {
  return { city, counties: [...counties, ...more.map((code) => ({ code, name: regionName(code) }))] };
}

function sendersIn(
  { city, counties }: Pick<PlanningContext, 'city' | 'counties'>,
  text: string,
): ReturnType<typeof sendingRegions> {
  return sendingRegions(text, city, counties);
}

/** What the rules, and other schemes of the round, say of a scheme today; nothing while it does not say how to cross. */
export function judgeScheme(
  context: PlanningContext,
  content: SchemeContent & { readonly id: string },
): readonly CrossFinding[] {
  const scheme = schemeOf(context, content);
  if (!scheme) return [];
  const round = textOf(content.values['round']);
  return [
    ...judgeCross(scheme, crossTerms(context, round)),
    ...takenElsewhere(context, content.id, round, scheme),
  ];
}

/** Two schemes of a round (a ring, and a mobile group beside it) never write the same group. */
function takenElsewhere(
  { vault }: PlanningContext,
  id: string,
  round: string,
  { crossings }: CrossScheme,
): readonly CrossFinding[] {
  const rows = vault.all<{ group: string; name: string }>(
    `SELECT DISTINCT a."group" AS "group", s.name FROM "crossScheme_assignments" a
       JOIN "crossScheme" s ON s.id = a.record
      WHERE s.round = ? AND s.id <> ? AND s.voidAt IS NULL AND s.state IN ('APPROVED', 'APPLIED')`,
    [round, id],
  );
  const own = new Set(crossings.map(({ group }) => normalizeLabel(group)));
  return rows
    .filter(({ group }) => own.has(normalizeLabel(group)))
    .map(({ group, name }) => ({
      type: 'CrossGroupTaken',
      what: `${group}已由本轮的方案“${name}”编组。`,
      why: '一个组只按一个方案编组，否则后一个方案会改掉前一个的派出地、被巡察地。',
      next: '请改换组别名称，或者撤回其中一个方案。',
      severity: 'BLOCK',
    }));
}

/** The last rounds of crossing groups before this one, as many as the office looks back on. */
export function crossTerms(context: PlanningContext, round: string): CrossTerms {
  const { ownRegion, regionName: name } = context;
  const lookback = crossLookback(rowsAt(context.rows, 'crossRule', context.today));
  const within = regionLevel(ownRegion) === 'COUNTY' ? `${ownRegion.slice(0, 4)}00` : ownRegion;
  const earlier = latest(earlierRounds(context, round), lookback);
  return { earlier, lookback, name, isForeign: (county) => !isWithin(county, within) };
}

/** So many rounds of which is known who went where, and those between them of which it is not. */
function latest(rounds: readonly EarlierRound[], count: number): readonly EarlierRound[] {
  let known = 0;
  return rounds.filter(({ crossings }) => {
    if (known >= count) return false;
    if (crossings.length > 0) known += 1;
    return true;
  });
}

interface RoundRow {
  readonly id: string;
  readonly no: string;
  readonly name: string;
  readonly began: string | null;
  readonly createdAt: number;
}

interface GroupRow {
  readonly round: string;
  readonly sendingRegions: string;
  readonly targetRegion: string;
}

/**
 * Rounds with groups that crossed, the latest first. Both the groups as they were formed and the schemes they came from
 * count: a group that went from county to county says in its scheme where.
 */
function earlierRounds(context: PlanningContext, round: string): readonly EarlierRound[] {
  const { vault } = context;
  const rounds = vault.all<RoundRow & Record<string, string | number | null>>(
    `SELECT id, no, name, coalesce("stayFrom", "startAt") AS began, createdAt
     FROM "inspectionRound" WHERE voidAt IS NULL OR id = ?`,
    [round],
  );
  const own = rounds.find(({ id }) => id === round);
  const crossings = crossingsByRound(context, vault);
  return rounds
    .filter((each) => each.id !== round && (own === undefined || isBefore(each, own)))
    .toSorted((left, right) => (isBefore(left, right) ? 1 : -1))
    .flatMap(({ id, name }) => {
      const crossed = crossings.get(id);
      return crossed ? [{ round: name, ...crossed }] : [];
    });
}

function isBefore(left: RoundRow, right: RoundRow): boolean {
  const [one, other] = [orderOf(left), orderOf(right)];
  return one === other ? left.no < right.no : one < other;
}

/** By the day it began; what has not comes after all that has, by the day it was registered. */
function orderOf({ began, createdAt }: RoundRow): string {
  return began ?? `9999-12-31/${chineseDate(createdAt)}`;
}

function crossingsByRound(
  context: PlanningContext,
  vault: Reader,
): ReadonlyMap<string, Omit<EarlierRound, 'round'>> {
  const rows = vault.all<GroupRow & Record<string, string>>(
    `SELECT round, "sendingRegions", "targetRegion" FROM "inspectionGroup"
      WHERE voidAt IS NULL AND "sendingRegions" <> '' AND "targetRegion" <> ''
     UNION SELECT s.round, a."sendingRegions", a."targetRegion"
       FROM "crossScheme_assignments" a JOIN "crossScheme" s ON s.id = a.record
      WHERE s.voidAt IS NULL AND s.state = 'APPLIED' AND a."sendingRegions" <> '' AND a."targetRegion" <> ''`,
  );
  const named = vault.all<{ county: string }>('SELECT DISTINCT county FROM "crossScheme_counties"');
  const places = placesWith(
    context,
    named.map(({ county }) => county),
  );
  const found = new Map<string, Required<Omit<EarlierRound, 'round'>>>();
  for (const { round, sendingRegions: text, targetRegion: target } of rows) {
    const { codes: senders, unknown } = sendersIn(places, text);
    const { crossings, unread } = found.get(round) ?? { crossings: [], unread: [] };
    found.set(round, {
      crossings: senders.length === 0 ? crossings : [...crossings, { senders, target }],
      unread: unknown.length === 0 ? unread : [...unread, { text: unknown.join('、'), target }],
    });
  }
  return found;
}
