/** From an approved scheme to the groups of its round: what writing it would change, told before anything is written. */
import { codeLabel } from '../../domain/codes/lookup.ts';
import type { ChildRow, Value, Values } from '../../domain/register.ts';
import { inspectionGroup } from '../../domain/registers/inspection-group/inspection-group.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import { loadRecords } from '../registers/load-many.ts';
import type { Stored } from '../registers/store.ts';
import type { PlanningContext } from './context.ts';
import type { SchemeContent } from './cross.ts';
import { textOf } from '../../domain/text/text-of.ts';

/** One group as the scheme wants it, beside what stands. */
export interface PlannedGroup {
  readonly name: string;
  /** Null for a group that is still to be formed. */
  readonly stored: Stored | null;
  readonly action: 'create' | 'change' | 'keep';
  /** What would be written, in sentences. */
  readonly changes: readonly string[];
  readonly values: Values;
  /** The organisations as they would stand; undefined where the scheme names none and leaves them as they are. */
  readonly targets: readonly ChildRow[] | undefined;
}

export interface GroupPlan {
  readonly groups: readonly PlannedGroup[];
  /** Groups of the round that the scheme does not name; they stay as they are. */
  readonly others: readonly string[];
}

/** The same scheme on the same groups gives the same plan; on its own result it changes nothing. */
export function groupPlan(context: PlanningContext, scheme: SchemeContent): GroupPlan {
  const standing = standingGroups(context, textOf(scheme.values['round']));
  const wanted = wantedGroups(scheme);
  const planned = wanted.map((each) => planOne(context, each, standing.get(normalizeLabel(each.name))));
  const named = new Set(wanted.map(({ name }) => normalizeLabel(name)));
  return {
    groups: planned,
    others: [...standing].flatMap(([label, { values }]) =>
      named.has(label) ? [] : [textOf(values['name'])],
    ),
  };
}

interface Wanted {
  readonly name: string;
  readonly values: Readonly<Record<string, Value>>;
  readonly aims: readonly Values[];
}

/** Lines of one group are one group: it goes from county to county. */
function wantedGroups({ values, children }: SchemeContent): readonly Wanted[] {
  const lines = (children['assignments'] ?? []).map((row) => row.values);
  const names = [...new Set(lines.map(({ group }) => textOf(group)))].filter((name) => name !== '');
  return names.map((name) => {
    const own = lines.filter(({ group }) => textOf(group) === name);
    const regions = [...new Set(own.map(({ targetRegion }) => textOf(targetRegion)))];
    const senders = [...new Set(own.map(({ sendingRegions }) => textOf(sendingRegions)))].filter(Boolean);
    return {
      name,
      values: {
        mode: textOf(values['mode']) || usualMode(values['kind']),
        sendingRegions: senders.join('、') || null,
        targetRegion: regions.length === 1 ? (regions[0] ?? null) : null,
        // What the scheme leaves open stays as each group has it.
        ...(textOf(values['profile']) === '' ? {} : { profile: textOf(values['profile']) }),
        ...(typeof values['dualAuthorization'] === 'boolean'
          ? { dualAuthorization: values['dualAuthorization'] }
          : {}),
      },
      aims: (children['targets'] ?? [])
        .map((row) => row.values)
        .filter(({ group }) => textOf(group) === name),
    };
  });
}

function usualMode(kind: Value | undefined): string {
  if (kind === 'MIXED') return 'MIXED';
  return kind === 'MOBILE' ? 'NORMAL' : 'WHOLE_UNIT';
}

function standingGroups({ vault }: PlanningContext, round: string): ReadonlyMap<string, Stored> {
  const rows = vault.all<{ id: string }>(
    "SELECT id FROM inspectionGroup WHERE round = ? AND voidAt IS NULL AND state = 'FORMED' ORDER BY no DESC",
    [round],
  );
  const groups = loadRecords(
    vault,
    vault,
    inspectionGroup,
    rows.map(({ id }) => id),
  );
  return new Map(groups.map((group) => [normalizeLabel(textOf(group.values['name'])), group]));
}

function planOne(context: PlanningContext, wanted: Wanted, stored: Stored | undefined): PlannedGroup {
  const { name, values, aims } = wanted;
  const targets = aims.length === 0 ? undefined : rowsOf(aims, stored?.children['targets'] ?? []);
  const changes = [
    ...Object.entries(values).flatMap(([key, value]) =>
      told(context, key, stored?.values[key] ?? null, value, stored === undefined),
    ),
    ...toldTargets(stored?.children['targets'] ?? [], targets),
  ];
  const action = stored === undefined ? 'create' : changes.length === 0 ? 'keep' : 'change';
  return { name, stored: stored ?? null, action, changes, values, targets };
}

/** Who is inspected already keeps the row and what else is written there (反馈日期、专项检查). */
function rowsOf(aims: readonly Values[], standing: readonly ChildRow[]): readonly ChildRow[] {
  return aims.map((aim) => {
    const row = standing.find(({ values }) => sameName(values['targetId'], aim['targetId']));
    const days = Object.fromEntries(
      (['from', 'to'] as const).flatMap((key) => (textOf(aim[key]) === '' ? [] : [[key, textOf(aim[key])]])),
    );
    return row
      ? { rowId: row.rowId, values: { ...row.values, ...days } }
      : { rowId: '', values: { targetId: textOf(aim['targetId']), ...days } };
  });
}

function sameName(left: Value | undefined, right: Value | undefined): boolean {
  return normalizeLabel(textOf(left)) === normalizeLabel(textOf(right));
}

/** 派出地：乐都区→平安区; a new group only says what it has. */
function told(
  context: PlanningContext,
  key: string,
  before: Value,
  after: Value,
  isNew: boolean,
): readonly string[] {
  if ((before ?? '') === (after ?? '')) return [];
  const field = inspectionGroup.fields.find((each) => each.key === key);
  const spell = (value: Value): string => {
    if (value === null || value === '') return '空';
    if (typeof value === 'boolean') return value ? '是' : '否';
    if (field?.type === 'region') return context.regionName(String(value));
    return field?.list === undefined ? String(value) : codeLabel(context.codes, field.list, String(value));
  };
  return [`${field?.label ?? key}：${isNew ? '' : `${spell(before)}→`}${spell(after)}`];
}

function toldTargets(before: readonly ChildRow[], after: readonly ChildRow[] | undefined): readonly string[] {
  if (after === undefined) return [];
  const names = (rows: readonly ChildRow[]): readonly string[] =>
    rows.map(({ values }) => textOf(values['targetId']));
  const kept = new Set(after.map(({ rowId }) => rowId).filter(Boolean));
  const added = names(after.filter(({ rowId }) => rowId === ''));
  const gone = names(before.filter(({ rowId }) => !kept.has(rowId)));
  const redated = names(
    after.filter(({ rowId, values }) => {
      const old = before.find((row) => row.rowId === rowId);
      return (
        old !== undefined && (old.values['from'] !== values['from'] || old.values['to'] !== values['to'])
      );
    }),
  );
  return [
    ...(added.length > 0 ? [`被巡察党组织增加${added.join('、')}`] : []),
    ...(gone.length > 0 ? [`被巡察党组织移出${gone.join('、')}`] : []),
    ...(redated.length > 0 ? [`${redated.join('、')}的起止日期改动`] : []),
  ];
}
