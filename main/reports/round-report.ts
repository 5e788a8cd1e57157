/** R-08 巡察工作情况总表: what rounds have brought, by round, term or office (reference 2.1, 5). */
import { problemsFedBack, type Source } from '../../domain/statistics/measures.ts';
import { formatTenThousands } from '../../domain/statistics/numbers.ts';
import { rectItems } from '../../domain/statistics/rectification-report.ts';
import {
  outcomeMeasures,
  problemMeasure,
  recoveredMeasures,
  roundLeadColumns,
  roundRules,
  scopeOf,
  scopes,
  type RoundMeasure,
  type Scope,
} from '../../domain/statistics/round-report.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import type { Opener } from '../registers/sealed-record.ts';
import type { Reader } from '../vault/api.ts';
import { formatDate, type ComputeContext } from './compute.ts';
import { enteredRounds, groupsOfRounds, type EnteredRound } from './entered-rounds.ts';
import { noteLeftOut, seesLeads } from './left-out.ts';
import { meantRounds } from '../registers/meant-rounds.ts';
import {
  amountInAll,
  leadColumns,
  measuredColumns,
  targetColumns,
  type RoundColumn,
  type Rounds,
} from './round-columns.ts';
import { leadsOfRounds } from './round-leads.ts';
import type { ComputedReport } from './table.ts';
import { noteUndated } from './uncounted.ts';
import type { ReportParameters } from './units.ts';

type Cell = ComputedReport['rows'][number]['cells'][number];

const personColumns = roundLeadColumns.map(({ key }) => key);

/** One row: some rounds of one scope, a subtotal of a scope, or all of them. */
interface Part {
  readonly key: string;
  readonly label: string;
  readonly total: boolean;
  readonly rounds: Rounds;
}

/** Throws ExpectedError `PeriodReversed`. Without the key of the leads what they came to is left out, and said so. */
export function computeRoundReport(
  reader: Reader,
  opener: Opener,
  parameters: ReportParameters,
  context: ComputeContext,
): ComputedReport {
  const { from, to, offices } = parameters;
  const rounds = enteredRounds(reader, parameters);
  const mayRead = (register: string): boolean => context.mayRead?.(register) ?? true;
  const ledger = [...recoveredMeasures, ...outcomeMeasures];
  const meant = meantRounds(reader);
  const columnsOf = (source: Source, measures: readonly RoundMeasure[]): readonly RoundColumn[] =>
    mayRead(source.register) ? measuredColumns(reader, parameters, source, measures, meant) : [];
  const items = columnsOf(rectItems, ledger);
  const leadsHeld = seesLeads(opener, context) ? leadsOfRounds(reader, opener, offices, rounds) : undefined;
  const leads = leadsHeld && leadColumns(leadsHeld, { from, to });
  const amounts = [...(leads ? [leads.recovered] : []), ...items.filter(({ money }) => money)];
  const columns: readonly RoundColumn[] = [
    ...targetColumns(reader, groupsOfRounds(reader, rounds), offices, context),
    ...columnsOf(problemsFedBack, [problemMeasure]),
    ...(leads?.counted ?? []),
    ...amounts,
    // A sum of what one may see alone would pass for the whole.
    ...(leads && items.length > 0 ? [amountInAll(amounts)] : []),
    ...items.filter(({ money }) => !money),
  ];
  const hidden = [problemsFedBack, rectItems].filter(({ register }) => !mayRead(register));
  const parts = partsOf(rounds, parameters.rows, context);
  const whole: Part = { key: 'total', label: '合计', total: true, rounds: idsOf(rounds) };
  return {
    report: 'R-08',
    title: '巡察工作情况总表',
    period: `${formatDate(from)}至${formatDate(to)}`,
    unit: '见各栏',
    columns: columns.map(({ group, key, label }) => ({ group, key, label })),
    rows: [...parts, whole].map((part) => ({
      ...{ key: part.key, label: part.label, total: part.total },
      cells: columns.map((column) => cellOf(column, part)),
    })),
    rules: [...roundRules],
    checks: [checkRows(columns, parts, whole)],
    notes: [
      ...(leadsHeld
        ? noteUndated(leadsHeld, personColumns)
        : ['没有查看问题线索的权限，线索、处理和线索追缴（挽回）各栏没有列出。']),
      ...hidden.map(({ register }) => noteLeftOut(register)),
    ],
  };
}

/** Rows of the own scope first; each scope has a subtotal where the other one occurs too. */
function partsOf(
  rounds: readonly EnteredRound[],
  rows: ReportParameters['rows'],
  context: ComputeContext,
): readonly Part[] {
  const ofScope = (scope: Scope) => rounds.filter((round) => scopeOf(round) === scope);
  const inUse = (Object.keys(scopes) as readonly Scope[]).filter((scope) => ofScope(scope).length > 0);
  return inUse.flatMap((scope) => {
    const suffix = scope === 'own' ? '' : `（${scopes[scope]}）`;
    const parts = split(ofScope(scope), rows, context).map((part) => ({
      ...{ key: `${scope}:${part.key}`, label: `${part.label}${suffix}`, total: false },
      rounds: idsOf(part.rounds),
    }));
    if (inUse.length === 1) return parts;
    const all = idsOf(ofScope(scope));
    return [...parts, { key: scope, label: `${scopes[scope]}小计`, total: true, rounds: all }];
  });
}

function split(
  rounds: readonly EnteredRound[],
  rows: ReportParameters['rows'],
  { offices }: ComputeContext,
): readonly { readonly key: string; readonly label: string; readonly rounds: readonly EnteredRound[] }[] {
  const nameOf = (id: string): string => offices.find((office) => office.id === id)?.name ?? id;
  const named = (name: string): number => rounds.filter((round) => round.name === name).length;
  const keyOf = (round: EnteredRound): readonly [key: string, label: string] => {
    if (rows === 'office') return [round.office, nameOf(round.office)];
    if (rows === 'term') return [normalizeLabel(round.term), round.term === '' ? '（未填届次）' : round.term];
    return [round.id, named(round.name) > 1 ? `${round.name}（${nameOf(round.office)}）` : round.name];
  };
  const found = new Map<string, { key: string; label: string; rounds: EnteredRound[] }>();
  for (const round of rounds) {
    const [key, label] = keyOf(round);
    const own = found.get(key);
    if (own) own.rounds.push(round);
    else found.set(key, { key, label, rounds: [round] });
  }
  return [...found.values()];
}

function cellOf({ number, drill, money }: RoundColumn, { rounds }: Part): Cell {
  const value = number(rounds);
  const text = money === true ? formatTenThousands(value) : String(value);
  return { text, value: Number(text), drill: drill(rounds) };
}

function idsOf(rounds: readonly EnteredRound[]): Rounds {
  return new Set(rounds.map(({ id }) => id));
}

/** No record is missing from the rows or stands in two of them: an office may call two of its rounds alike. */
function checkRows(
  columns: readonly RoundColumn[],
  parts: readonly Part[],
  whole: Part,
): ComputedReport['checks'][number] {
  const rows = parts.filter(({ total }) => !total);
  const differing = columns.filter(
    ({ added, number }) =>
      added && rows.reduce((sum, { rounds }) => sum + number(rounds), 0) !== number(whole.rounds),
  );
  const ok = differing.length === 0;
  const names = differing.map(({ label }) => label).join('、');
  return {
    ok,
    text: ok
      ? '问题、线索、金额、件数各行之和＝合计'
      : `各行之和与合计不符：${names}。可能有单位的两个轮次同名，请改成不同的名称`,
  };
}
