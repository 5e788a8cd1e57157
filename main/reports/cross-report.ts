/** R-12 交叉巡察情况: by inspected city or county, or by the office that reports it (reference 2.4, 5). */
import { lead } from '../../domain/registers/lead/lead.ts';
import { registrarOf } from '../../domain/registrar.ts';
import { inspectionGroup } from '../../domain/registers/inspection-group/inspection-group.ts';
import {
  crossLeadColumns,
  crossLeadFigures,
  crossLeadsBehind,
  sentFigures,
} from '../../domain/statistics/cross-figures.ts';
import { modelOf } from '../../domain/statistics/comparison.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import type { Opener } from '../registers/sealed-record.ts';
import type { Reader } from '../vault/api.ts';
import { formatDate, type ComputeContext } from './compute.ts';
import { enteredRounds, groupsOfRounds, personKey, targetKey, type EnteredGroup } from './entered-rounds.ts';
import { seesLeads } from './left-out.ts';
import { labelIn, leadsOfRounds, type RoundLead } from './round-leads.ts';
import { toRecords, type ComputedReport } from './table.ts';
import { noteUndated } from './uncounted.ts';
import type { ReportParameters } from './units.ts';

type Row = ComputedReport['rows'][number];
type Cell = Row['cells'][number];

interface Part {
  readonly groups: readonly EnteredGroup[];
  readonly leads: readonly RoundLead[];
}

/** Throws ExpectedError `PeriodReversed`. Without the key of the leads what they came to is left out. */
export function computeCrossReport(
  reader: Reader,
  opener: Opener,
  parameters: ReportParameters,
  context: ComputeContext,
): ComputedReport {
  const { from, to, offices } = parameters;
  const period = { from, to };
  const rounds = enteredRounds(reader, parameters).filter(({ kinds }) => modelOf(kinds) === 'cross');
  const groups = groupsOfRounds(reader, rounds);
  const withLeads = seesLeads(opener, context);
  const leads = withLeads ? leadsOfRounds(reader, opener, offices, rounds) : [];
  const keyOf = parameters.rows === 'office' ? byOffice : byRegion(groups);
  const whole: Part = { groups, leads };
  const parts = split(whole, keyOf);
  const labelOf = (key: string): string => {
    if (key === '') return '（未填）';
    if (parameters.rows !== 'office') return context.regionName?.(key) ?? key;
    return context.offices.find(({ id }) => id === key)?.name ?? key;
  };
  const columns = [
    { group: '', key: 'groups', label: '交叉巡察组（个）' },
    { group: '', key: 'people', label: '派出人员（人）' },
    { group: '', key: 'targets', label: '被巡察党组织（家）' },
    ...(withLeads ? crossLeadColumns : []),
  ];
  const rowOf = (key: string, label: string, part: Part): Row => ({
    key,
    label,
    total: key === totalKey,
    cells: [...sentCells(part, context), ...(withLeads ? leadCells(part, period) : [])],
  });
  return {
    report: 'R-12',
    title: '交叉巡察情况统计表',
    period: `${formatDate(from)}至${formatDate(to)}`,
    unit: '见各栏',
    columns: columns.map(({ group, key, label }) => ({ group, key, label })),
    rows: [
      ...[...parts].map(([key, part]) => rowOf(key, labelOf(key), part)),
      rowOf(totalKey, '合计', whole),
    ],
    rules: [
      '统计进驻日期在统计期内、巡察方式含交叉巡察的轮次所编的组，已解散的和已作废的不计。',
      '派出人员按姓名和单位、被巡察党组织按名称和所在地，在一行中各只计一次，点开为所在的巡察组；合计行不重复计，因此可能小于各行之和。',
      '线索为写明属于上述轮次的（几个单位有同名轮次的，指登记单位自己的一轮，其次指上级的；都没有、又不止一个单位有的，无从知道是哪一轮，不计）：移交按移交日期、立案按立案日期、处分按处理决定日期、移送司法按移送日期（没有填写的按处理决定日期）计入统计期；同一人（姓名、单位及职务相同）在一栏中只计一次。',
      parameters.rows === 'office'
        ? '组按登记单位、线索按报送单位分行。'
        : '按巡察组登记的被巡察地分行；线索按所属巡察组的被巡察地，没有写明巡察组的列“（未填）”。',
    ],
    checks: [checkRows(parts, whole)],
    notes: withLeads
      ? noteUndated(leads, personColumns)
      : ['没有查看问题线索的权限，线索和处理各栏没有列出。'],
  };
}

const totalKey = 'total';
const personColumns = crossLeadColumns.map(({ key }) => key);

type KeyOf = { readonly group: (group: EnteredGroup) => string; readonly lead: (lead: RoundLead) => string };

/** Who registered a lead reports it, whoever owns it since. */
const byOffice: KeyOf = { group: ({ office }) => office, lead: registrarOf };

/** A lead is of the place that its group inspects; a group is known by its name within its round. */
function byRegion(groups: readonly EnteredGroup[]): KeyOf {
  const nameOf = (round: string, group: string): string => `${round}\u0000${group}`;
  const regions = new Map(
    groups.map(({ round, name, targetRegion }) => [nameOf(round.id, normalizeLabel(name)), targetRegion]),
  );
  return {
    group: ({ targetRegion }) => targetRegion,
    lead: ({ values, rounds }) => {
      const [region] = rounds.flatMap(
        (round) => regions.get(nameOf(round, labelIn(values['groupId']))) ?? [],
      );
      return region ?? '';
    },
  };
}

/** In the order of their keys, what is nowhere last. */
function split({ groups, leads }: Part, keyOf: KeyOf): ReadonlyMap<string, Part> {
  const keys = [...new Set([...groups.map(keyOf.group), ...leads.map(keyOf.lead)])].toSorted();
  return new Map(
    [...keys.filter((key) => key !== ''), ...keys.filter((key) => key === '')].map((key) => [
      key,
      {
        groups: groups.filter((group) => keyOf.group(group) === key),
        leads: leads.filter((each) => keyOf.lead(each) === key),
      },
    ]),
  );
}

const groupSource = { register: inspectionGroup.id, dateField: inspectionGroup.dateField };
const leadSource = { register: lead.id, dateField: lead.dateField };

function sentCells({ groups }: Part, context: ComputeContext): readonly Cell[] {
  const figures = sentFigures(groups, {
    person: (group, member) => personKey(group, member, context),
    target: (group, name) => targetKey(group, name, context),
  });
  const behind = (is: (group: EnteredGroup) => boolean) =>
    toRecords(
      groupSource,
      groups.filter(is).map(({ id }) => id),
    );
  return [
    cellOf(
      figures.groups,
      behind(() => true),
    ),
    cellOf(
      figures.people,
      behind(({ members }) => members.length > 0),
    ),
    cellOf(
      figures.targets,
      behind(({ targets }) => targets.length > 0),
    ),
  ];
}

function leadCells({ leads }: Part, period: { readonly from: string; readonly to: string }): readonly Cell[] {
  const figures = crossLeadFigures(leads, period);
  return crossLeadColumns.map(({ key }) =>
    cellOf(
      figures[key] ?? 0,
      toRecords(
        leadSource,
        crossLeadsBehind(leads, period, key).map(({ id }) => id),
      ),
    ),
  );
}

function cellOf(value: number, drill: Cell['drill']): Cell {
  return { text: String(value), value, drill };
}

/** No group and no lead is missing from the rows or stands in two of them. */
function checkRows(parts: ReadonlyMap<string, Part>, whole: Part): ComputedReport['checks'][number] {
  const sum = (of: (part: Part) => number): number =>
    [...parts.values()].reduce((all, part) => all + of(part), 0);
  const ok =
    sum(({ groups }) => groups.length) === whole.groups.length &&
    sum(({ leads }) => leads.length) === whole.leads.length;
  return { text: ok ? '各行组数、线索之和＝合计' : '各行组数、线索之和与合计不符', ok };
}
