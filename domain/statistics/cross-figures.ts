/** R-12 交叉巡察情况 (reference 2.4, 5): groups, people, organisations and what their leads came to. */
import { leadFigures, leadsBehind, type CountedLead, type Period } from './lead-figures.ts';

export interface SentGroup {
  readonly id: string;
  readonly members: readonly { readonly name: string; readonly unit: string }[];
  readonly targets: readonly string[];
}

/** What tells people, and organisations, of several groups apart. */
export interface SentKeys<Group extends SentGroup> {
  readonly person: (group: Group, member: Group['members'][number]) => string;
  readonly target: (group: Group, name: string) => string;
}

/** What is counted from the groups alone; people and organisations each once in a row, whatever group they are in. */
export function sentFigures<Group extends SentGroup>(
  groups: readonly Group[],
  keys: SentKeys<Group>,
): {
  readonly groups: number;
  readonly people: number;
  readonly targets: number;
} {
  const people = groups.flatMap((group) => group.members.map((member) => keys.person(group, member)));
  const targets = groups.flatMap((group) => group.targets.map((name) => keys.target(group, name)));
  return { groups: groups.length, people: new Set(people).size, targets: new Set(targets).size };
}

export interface CrossColumn {
  readonly key: string;
  readonly label: string;
  readonly group: string;
}

/** The figures of leads, as `leadFigures` calls them. */
export const crossLeadColumns: readonly CrossColumn[] = [
  { key: 'handedOver', group: '线索', label: '移交线索（件）' },
  { key: 'filed', group: '立案', label: '件' },
  { key: 'filedPersons', group: '立案', label: '人' },
  { key: 'sanctioned', group: '处理（人）', label: '党纪政务处分' },
  { key: 'judicial', group: '处理（人）', label: '移送司法' },
];

const dates: Readonly<Record<string, string>> = {
  handedOver: 'handoverAt',
  filed: 'filedAt',
  filedPersons: 'filedAt',
};

export function crossLeadFigures(
  leads: readonly CountedLead[],
  period: Period,
): Readonly<Record<string, number>> {
  const figures = leadFigures(leads, period);
  return Object.fromEntries(crossLeadColumns.map(({ key }) => [key, figures[key] ?? 0]));
}

/** The leads that make up a figure. */
export function crossLeadsBehind<Lead extends CountedLead>(
  leads: readonly Lead[],
  { from, to }: Period,
  key: string,
): readonly Lead[] {
  const date = dates[key];
  if (date === undefined) return leadsBehind(leads, { from, to }, key);
  return leads.filter(({ values }) => {
    const day = String(values[date] ?? '');
    return day >= from && day <= to && (key !== 'filedPersons' || Number(values['filedPersons'] ?? 0) > 0);
  });
}
