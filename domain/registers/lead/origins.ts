/** 转为问题线索: a lead made from a letter or a reception, with whom it is about and what it says (reference 3.3). */
import type { Origin } from '../../origin.ts';
import type { ChildRow, ChildRowsByKey, Value, Values } from '../../register.ts';
import { trimmedTextOf } from '../../text/text-of.ts';

const marks = ['markKind', 'secrecyLevel', 'secrecyTerm', 'secrecyBasis', 'needToKnow'];
const places = ['roundId', 'groupId', 'targetId'];

/** How a letter came, in the words of the ways of finding out; other ways say nothing about the source. */
const subSources: Readonly<Record<string, string>> = {
  LETTER: 'LETTER',
  BOX: 'LETTER',
  EMAIL: 'NETWORK',
  NETWORK: 'NETWORK',
  CALL: 'CALL',
  SMS: 'CALL',
  VISIT: 'VISIT',
};

export const fromPetition: Origin = {
  register: 'petition',
  label: '转为问题线索',
  field: 'petitionIds',
  from: ['APPROVED', 'CONVERTED'],
  fill: ({ values, children }) => ({
    values: {
      ...common(values, children, values['channel']),
      issueTypes: values['issueTypes'] ?? null,
      themeTags: values['themeTags'] ?? null,
      region: values['occurPlace'] ?? null,
    },
    children: people(children),
  }),
};

export const fromReception: Origin = {
  register: 'reception',
  label: '转为问题线索',
  field: 'receptionIds',
  from: ['SIGNED', 'HANDLED'],
  fill: ({ values, children }) => ({
    values: {
      ...common(values, children, values['kind']),
      // Of a cross inspection, so it is reported on twice and collated by nobody local (reference 2.4).
      dualReportRequired: values['isCross'] === true ? true : null,
    },
    children: people(children),
  }),
};

function common(values: Values, children: ChildRowsByKey, channel: Value | undefined): Values {
  const inspected = typeof values['roundId'] === 'string' && values['roundId'] !== '';
  return {
    ...Object.fromEntries([...places, ...marks].map((key) => [key, values[key] ?? null])),
    title: titleOf(children),
    problemIntro: values['summary'] ?? null,
    sourceKind: inspected ? 'INSPECTION' : 'PETITION',
    sourceDetail: subSources[String(channel)] ?? null,
  };
}

function people(children: ChildRowsByKey): Readonly<Record<string, readonly Values[]>> {
  return { persons: valuesOf(children['accused']), orgs: valuesOf(children['accusedOrgs']) };
}

/** `县某局李某某等有关问题`, from the first accused or else the first unit. */
function titleOf(children: ChildRowsByKey): string | null {
  const persons = valuesOf(children['accused']);
  const orgs = valuesOf(children['accusedOrgs']);
  const [first] = persons.length > 0 ? persons : orgs;
  if (!first) return null;
  const more = Math.max(persons.length, orgs.length) > 1 ? '等' : '';
  return `${trimmedTextOf(first['unit'])}${trimmedTextOf(first['name'])}${more}有关问题`.slice(0, 100);
}

function valuesOf(rows: readonly ChildRow[] = []): readonly Values[] {
  return rows.map((row) => row.values);
}
