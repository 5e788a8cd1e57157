/** An arrangement for a scheme's counties in a given order: groups, and the organisations that fall to each. */
import { type Crossing, type CrossKind, type CrossScheme } from '../../domain/planning/cross/crossing.ts';
import { proposeCross, type CrossProposal } from '../../domain/planning/cross/propose.ts';
import type { ChildRow, Value } from '../../domain/register.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import type { Stored } from '../registers/store.ts';
import type { PlanningContext } from './context.ts';
import { crossTerms, schemeOf } from './cross.ts';
import { textOf } from './staffing.ts';
import { targetFinder } from './targets.ts';

export interface SchemeProposal extends CrossProposal {
  /** Rows of 编组 and 被巡察党组织 as the chosen variant has them. */
  readonly assignments: readonly ChildRow[];
  readonly targets: readonly ChildRow[];
  /** Organisations that lie in none of the counties that are inspected. */
  readonly elsewhere: readonly string[];
}

/** `counties` in the order of the ring; `shift` is the wished one. */
export function proposeScheme(
  context: PlanningContext,
  stored: Stored,
  counties: readonly string[],
  shift: number | undefined,
): SchemeProposal | undefined {
  const kind = schemeOf(context, stored)?.kind;
  if (kind === undefined) return undefined;
  const aims = aimsOf(context, stored, kind);
  const bySource = kind === 'SYSTEM' || kind === 'AREA';
  const inspected = new Set(counties.filter((county) => aims.some((aim) => liesIn(aim.region, county))));
  const question = { kind, counties, ...(bySource && { inspected }) };
  if (bySource && inspected.size === 0) return { ...nothingOf(stored, kind), ...noRows };
  const proposal = proposeCross(question, crossTerms(context, textOf(stored.values['round'])), shift);
  const crossings = proposal.chosen?.crossings ?? [];
  const placed = aims.map((aim) => ({ aim, group: groupFor(crossings, aim.region) }));
  return {
    ...proposal,
    assignments: crossings.map((crossing) => lineOf(context, stored, crossing)),
    targets: crossings.flatMap(({ group, target }) =>
      placed
        .filter((each) => each.group?.group === group && each.group.target === target)
        .map(({ aim: { row } }) => ({ ...row, values: { ...row.values, group } })),
    ),
    elsewhere: proposal.chosen
      ? placed.flatMap(({ aim, group }) => (group ? [] : [textOf(aim.row.values['targetId'])]))
      : [],
  };
}

const noRows = { assignments: [], targets: [], elsewhere: [] } as const;

function nothingOf({ values }: Stored, kind: CrossScheme['kind']): CrossProposal {
  const source =
    kind === 'SYSTEM' ? `系统（领域）“${textOf(values['systemTag'])}”` : `片区“${textOf(values['area'])}”`;
  return {
    variants: [],
    chosen: undefined,
    stopped: {
      type: 'CrossNoOrganisations',
      what: `参加的县（市、区）中没有${source}的党组织。`,
      why: '这种方式按“被巡察党组织”中登记的所在地和系统、片区归集被巡察党组织。',
      next: '请在“被巡察党组织”中补填，或者改正方案。',
    },
  };
}

interface Aim {
  readonly row: ChildRow;
  readonly region: string;
}

/**
 * What is to be inspected: what the scheme names already, what plans have set down for the round, and, for a system or an
 * area, everything of it in the library.
 */
function aimsOf(context: PlanningContext, stored: Stored, kind: CrossKind): readonly Aim[] {
  const find = targetFinder(context);
  const own = (stored.children['targets'] ?? []).map(({ rowId, values }) => ({ rowId, values }));
  const known = new Set(own.map(({ values }) => normalizeLabel(textOf(values['targetId']))));
  const added = [...plannedFor(context, textOf(stored.values['round'])), ...taggedLike(context, stored, kind)]
    .filter((name) => {
      const label = normalizeLabel(name);
      if (known.has(label)) return false;
      known.add(label);
      return true;
    })
    .map((name): ChildRow => ({ rowId: '', values: { targetId: name } }));
  return [...own, ...added].map((row) => ({
    row,
    region: find(textOf(row.values['targetId']), { mode: null, region: null }).region ?? '',
  }));
}

/** Of the office's own plans only: another office's may call a round of its own by the same name. */
function plannedFor({ vault, ownOffice }: PlanningContext, round: string): readonly string[] {
  const rows = vault.all<{ name: string }>(
    `SELECT t."targetId" AS name FROM "inspectionPlan_targets" t JOIN "inspectionPlan" p ON p.id = t.record
      WHERE p.voidAt IS NULL AND p.office = ? AND t."roundId" = (SELECT name FROM "inspectionRound" WHERE id = ?)
      ORDER BY p.no, t.position`,
    [ownOffice, round],
  );
  return rows.map(({ name }) => name);
}

function taggedLike({ vault }: PlanningContext, { values }: Stored, kind: CrossKind): readonly string[] {
  if (kind !== 'SYSTEM' && kind !== 'AREA') return [];
  const [column, wanted] =
    kind === 'SYSTEM' ? ['systemTag', textOf(values['systemTag'])] : ['area', textOf(values['area'])];
  const rows = vault.all<{ name: string }>(
    `SELECT name FROM target WHERE voidAt IS NULL AND state = 'LISTED' AND "${column}" = ? ORDER BY no`,
    [wanted],
  );
  return rows.map(({ name }) => name);
}

/** A county's organisations carry its code, those of a township a longer one that begins with it. */
function liesIn(region: string, county: string): boolean {
  return region !== '' && region.startsWith(county);
}

function groupFor(crossings: readonly Crossing[], region: string): Crossing | undefined {
  return crossings.find(({ target }) => liesIn(region, target));
}

/** A line that stands for the same leg keeps its row. */
function lineOf(context: PlanningContext, stored: Stored, { group, senders, target }: Crossing): ChildRow {
  const standing = (stored.children['assignments'] ?? []).find(
    ({ values }) => textOf(values['group']) === group && textOf(values['targetRegion']) === target,
  );
  const values: Record<string, Value> = { group, targetRegion: target };
  if (senders.length > 0) values['sendingRegions'] = senders.map(context.regionName).join('、');
  return { rowId: standing?.rowId ?? '', values };
}
