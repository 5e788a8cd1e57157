/** An arrangement for a scheme's counties in a given order: groups, and the organisations that fall to each. */
import { type Crossing, type CrossKind, type CrossScheme } from '../../domain/planning/cross/crossing.ts';
import { proposeCross, type CrossProposal } from '../../domain/planning/cross/propose.ts';
import type { ChildRow, Value } from '../../domain/register.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import type { Stored } from '../registers/store.ts';
import type { PlanningContext } from './context.ts';
import { crossTerms, schemeOf } from './cross.ts';
import { targetFinder, targetsTagged } from './targets.ts';
import { textOf } from '../../domain/text/text-of.ts';

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
  const lines = stored.children['assignments'] ?? [];
  const regionOf = (name: string, told: string | undefined): string =>
    find(name, { mode: null, region: told ?? null }).region ?? '';
  const own = (stored.children['targets'] ?? []).map(({ rowId, values }): Aim => {
    const line = lines.find((each) => textOf(each.values['group']) === textOf(values['group']));
    const told = textOf(line?.values['targetRegion']);
    const name = textOf(values['targetId']);
    // Which county's it is, is told by where it stands; what is known of it elsewhere may say more.
    return { row: { rowId, values }, region: regionOf(name, undefined) || regionOf(name, told || undefined) };
  });
  const planned = plannedFor(context, textOf(stored.values['round'])).map((name) => ({ name, region: '' }));
  const added = [...planned, ...taggedLike(context, stored, kind)].map(({ name, region }): Aim => ({
    row: { rowId: '', values: { targetId: name } },
    region: region || regionOf(name, undefined),
  }));
  return [...own, ...withoutKnown(own, added)];
}

/** Those that are not there yet; a name without a place says nothing beside the same name with one. */
function withoutKnown(own: readonly Aim[], added: readonly Aim[]): readonly Aim[] {
  const labelOf = ({ row }: Aim): string => normalizeLabel(textOf(row.values['targetId']));
  const placed = new Set([...own, ...added].filter(({ region }) => region !== '').map(labelOf));
  const known = new Set<string>();
  const isNew = (aim: Aim): boolean => {
    const key = `${labelOf(aim)}/${aim.region.slice(0, 6)}`;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  };
  own.forEach(isNew);
  return added.filter((aim) => (aim.region !== '' || !placed.has(labelOf(aim))) && isNew(aim));
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

function taggedLike(
  context: PlanningContext,
  { values }: Stored,
  kind: CrossKind,
): readonly { readonly name: string; readonly region: string }[] {
  if (kind !== 'SYSTEM' && kind !== 'AREA') return [];
  const column = kind === 'SYSTEM' ? 'systemTag' : 'area';
  return targetsTagged(context, column, textOf(values[column])).map(({ name, region = '' }) => ({
    name,
    region,
  }));
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
