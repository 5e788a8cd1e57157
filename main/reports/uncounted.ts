/** What a report of leads does not count for want of a day or a form, named below it: the office completes these records. */
import { formlessLeads, undatedLeads, type Period } from '../../domain/statistics/lead-figures.ts';
import type { OpenLead } from './lead-report.ts';

/** How many leads a note names; of more it says how many they are. */
const mostNamed = 10;

/** Leads that say what one of these columns counts, but not when it was done. */
export function noteUndated(leads: readonly OpenLead[], columns: readonly string[]): string[] {
  return noteOn(
    undatedLeads(leads, columns),
    '登记的处理没有填写处理决定日期（移送日期），没有计入处理各栏，请补填（其他单位的，请告知该单位补填）',
  );
}

/** Leads of the period with a person under none of the four forms. */
export function noteFormless(leads: readonly OpenLead[], period: Period): string[] {
  return noteOn(
    formlessLeads(leads, period),
    '登记的处理不属于四种形态中的任何一种，也没有填写适用形态，没有计入，请补填（其他单位的，请告知该单位补填）',
  );
}

function noteOn(leads: readonly OpenLead[], why: string): string[] {
  if (leads.length === 0) return [];
  const named = leads.slice(0, mostNamed).map(({ no }) => no);
  const more = leads.length > named.length ? '等' : '';
  return [`${leads.length}件线索${why}：${named.join('、')}${more}。`];
}
