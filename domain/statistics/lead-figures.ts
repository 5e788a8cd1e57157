/**
 * What R-06 问题线索情况 and R-07 四种形态 count (reference 5). Every event counts on its own date: a lead when it was
 * registered, a hand-over when it was handed over, a sanction when it was decided, a transfer to the judiciary when it was
 * made. 人 are distinct persons, 人次 are decisions, and the two are never mixed.
 */
import type { Failure } from '../failure.ts';
import type { Values } from '../register.ts';
import { formOf, isMeasured, isTransferred, missingDayOf, personOf } from '../registers/lead/results.ts';
import { listOf, textOf } from '../text/text-of.ts';

/** A lead as the statistics see it; void ones are left out before. */
export interface CountedLead {
  readonly values: Values;
  /** One for each person and decision. */
  readonly results: readonly Values[];
}

/** The fields these figures look at. */
export const countedFields: readonly string[] = [
  ...['registeredAt', 'approvedAt', 'handoverAt', 'handoverTo', 'dispositionAt', 'disposition'],
  ...['filedAt', 'filedPersons', 'concludedAt', 'replyAt', 'replyDueAt', 'extendedDueAt', 'recovered'],
];

export interface Period {
  readonly from: string;
  readonly to: string;
  /** The day of the table, the end of the period when absent: what is due later counts as due only once it was replied to. */
  readonly today?: string;
}

export type Figures = Readonly<Record<string, number>>;

/** 期初在办, 新增, 办结, 期末在办; the last is counted by itself, so that the equation can fail. */
export interface Movement {
  readonly opening: number;
  readonly added: number;
  readonly closed: number;
  readonly closing: number;
}

export function movementOf(leads: readonly CountedLead[], { from, to }: Period): Movement {
  let [opening, added, closed, closing] = [0, 0, 0, 0];
  for (const { values } of leads) {
    const [registered, concluded] = [textOf(values['registeredAt']), textOf(values['concludedAt'])];
    if (registered < from && (concluded === '' || concluded >= from)) opening += 1;
    if (registered >= from && registered <= to) added += 1;
    if (concluded !== '' && concluded >= from && concluded <= to) closed += 1;
    if (registered <= to && (concluded === '' || concluded > to)) closing += 1;
  }
  return { opening, added, closed, closing };
}

const dateFields = ['registeredAt', 'approvedAt', 'handoverAt', 'dispositionAt', 'filedAt', 'concludedAt'];

/** Every day that a lead may be counted on; in a period without any of them it only is or is not there. */
export function countedDays({ values, results }: CountedLead): ReadonlySet<string> {
  const days = [...dateFields.map((key) => values[key]), dueOf(values)];
  return new Set(
    [...days, ...results.flatMap((row) => [decidedOn(row), transferredOn(row)])]
      .map(textOf)
      .filter((day) => day !== ''),
  );
}

/** 期初在办＋新增－办结＝期末在办, or why the report may not be issued. */
export function movementFailure({ opening, added, closed, closing }: Movement): Failure | undefined {
  const expected = opening + added - closed;
  if (expected === closing) return undefined;
  return {
    type: 'MovementMismatch',
    what: '线索增减不平衡，报表没有生成。',
    why: `期初在办${opening}件＋新增${added}件－办结${closed}件＝${expected}件，与期末在办${closing}件不符。`,
    next: '请核对统计期内线索的入库日期和办结日期（办结不得早于入库），改正后重新统计。',
  };
}

/**
 * Sums over the leads of one row of the report; keys as the columns name them. `leads` may be only those with a counted day
 * in the period; then `all` are those that were, came and went.
 */
export function leadFigures(
  leads: readonly CountedLead[],
  period: Period,
  all: readonly CountedLead[] = leads,
): Figures {
  const on = (key: string): readonly Values[] =>
    leads.map(({ values }) => values).filter((values) => isIn(values[key], period));
  const handedOver = on('handoverAt');
  const disposed = on('dispositionAt');
  const filed = on('filedAt');
  const due = leads.map(({ values }) => values).filter((values) => isReplyDue(values, period));
  return {
    registered: on('registeredAt').length,
    approved: on('approvedAt').length,
    handedOver: handedOver.length,
    ...tally('handedOver', handedOver, 'handoverTo'),
    ...tally('disposed', disposed, 'disposition'),
    filed: filed.length,
    filedPersons: filed.reduce((sum, values) => sum + numberOf(values['filedPersons']), 0),
    ...personFigures(leads, period),
    concluded: on('concludedAt').length,
    replyDue: due.length,
    replied: due.filter((values) => {
      const at = textOf(values['replyAt']);
      return at !== '' && at <= dueOf(values);
    }).length,
    recovered: on('concludedAt').reduce((sum, values) => sum + numberOf(values['recovered']), 0),
    ...movementOf(all, period),
  };
}

/** What counts a row, and by which of its days; any of them where the column is not about one measure. */
interface PersonTest {
  readonly on: (row: Values) => readonly string[];
  readonly is: (row: Values) => boolean;
}

const decided = (is: PersonTest['is']): PersonTest => ({ on: (row) => [decidedOn(row)], is });
const dealtWith = (is: PersonTest['is']): PersonTest => ({
  on: (row) => [decidedOn(row), transferredOn(row)],
  is,
});
/** A person is dealt with once, in the highest form: on the day of the decision, else of the transfer. */
const formed = (is: PersonTest['is']): PersonTest => ({
  on: (row) => [decidedOn(row) || transferredOn(row)],
  is,
});

/** Which results a column of persons counts. */
const personTests: Readonly<Record<string, PersonTest>> = {
  party: decided((row) => textOf(row['partySanction']) !== ''),
  admin: decided((row) => textOf(row['adminSanction']) !== ''),
  sanctioned: decided((row) => textOf(row['partySanction']) !== '' || textOf(row['adminSanction']) !== ''),
  organisational: decided((row) => listOf(row['orgHandling']).length > 0),
  admonished: decided((row) => listOf(row['otherMeasures']).includes('ADMONITION')),
  judicial: { on: (row) => [transferredOn(row)], is: isTransferred },
  handled: dealtWith(() => true),
  topLeaders: dealtWith((row) => row['isTopLeader'] === true),
  cityCadres: dealtWith((row) => row['cadreAuthority'] === 'CITY'),
  countyCadres: dealtWith((row) => row['cadreAuthority'] === 'COUNTY'),
};

/** The day of the measure, '' while none is stated. */
function decidedOn(row: Values): string {
  return textOf(row['decidedAt']);
}

/** 移送日期; a row that states none was transferred on the one day it has. '' of who was not transferred. */
function transferredOn(row: Values): string {
  return isTransferred(row) ? textOf(row['judicialAt']) || decidedOn(row) : '';
}

function counts({ on, is }: PersonTest, row: Values, period: Period): boolean {
  return is(row) && on(row).some((day) => isIn(day, period));
}

/** 人: who was dealt with in the period, each person once in every column. */
function personFigures(leads: readonly CountedLead[], period: Period): Figures {
  const rows = leads.flatMap(({ results }) => results);
  return Object.fromEntries(
    Object.entries(personTests).map(([key, test]) => [
      key,
      new Set(rows.filter((row) => counts(test, row, period)).map(personOf)).size,
    ]),
  );
}

/**
 * The leads behind a figure that comes from what leads say and not from their dates alone: persons, forms, money and
 * the rate of replies. Of anything else, none.
 */
export function leadsBehind<Lead extends CountedLead>(
  leads: readonly Lead[],
  period: Period,
  key: string,
): readonly Lead[] {
  if (key === 'replyRate') return leads.filter(({ values }) => isReplyDue(values, period));
  if (key === 'recovered')
    return leads.filter(({ values }) => isIn(values['concludedAt'], period) && numberOf(values[key]) !== 0);
  const test = personTests[key] ?? formTest(key);
  if (!test) return [];
  return leads.filter(({ results }) => results.some((row) => counts(test, row, period)));
}

const anyForm = formed((row) => formOf(row) !== null);

function formTest(key: string): PersonTest | undefined {
  if (key === 'total') return anyForm;
  return fourForms.some((form) => form === key) ? formed((row) => formOf(row) === key) : undefined;
}

export const fourForms = ['F1', 'F2', 'F3', 'F4'] as const;

/** 人次 under each of the four forms; a decision of several measures counts once, under the highest. */
export function formFigures(leads: readonly CountedLead[], period: Period): Figures {
  const rows = leads.flatMap(({ results }) => results);
  const forms = rows.filter((row) => counts(anyForm, row, period)).map(formOf);
  return {
    ...Object.fromEntries(fourForms.map((form) => [form, forms.filter((each) => each === form).length])),
    total: forms.length,
  };
}

/** Those that say of a person what one of these columns counts, but no day to count it on, in whatever period. */
export function undatedLeads<Lead extends CountedLead>(
  leads: readonly Lead[],
  columns: readonly string[],
): readonly Lead[] {
  const tests = columns.flatMap((key) => personTests[key] ?? []);
  return leads.filter(({ results }) =>
    results.some((row) => isUndated(row) && tests.some(({ is }) => is(row))),
  );
}

function isUndated(row: Values): boolean {
  const missing = missingDayOf(row);
  return missing === 'decidedAt' || (missing === 'judicialAt' && transferredOn(row) === '');
}

/** Dealt with in the period by what belongs to none of the four forms as long as nobody says to which. */
export function formlessLeads<Lead extends CountedLead>(
  leads: readonly Lead[],
  period: Period,
): readonly Lead[] {
  const formless = formed((row) => isMeasured(row) && formOf(row) === null);
  return leads.filter(({ results }) => results.some((row) => counts(formless, row, period)));
}

function tally(prefix: string, rows: readonly Values[], key: string): Figures {
  const figures: Record<string, number> = {};
  for (const row of rows) {
    const name = `${prefix}.${textOf(row[key])}`;
    figures[name] = (figures[name] ?? 0) + 1;
  }
  return figures;
}

function dueOf(values: Values): string {
  return textOf(values['extendedDueAt']) || textOf(values['replyDueAt']);
}

/** A term in the period that has come by the day of the table, or was met before. */
function isReplyDue(values: Values, period: Period): boolean {
  const due = dueOf(values);
  return isIn(due, period) && (due <= (period.today ?? period.to) || textOf(values['replyAt']) !== '');
}

function isIn(value: unknown, { from, to }: Period): boolean {
  const date = textOf(value);
  return date !== '' && date >= from && date <= to;
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
