/** What is asked about a problem before it is saved. */
import { unitOf } from '../../organisations.ts';
import type { RecordCheck, Values } from '../../register.ts';
import { normalizeLabel } from '../../text/normalize.ts';

/** Fields that a circular tells every office below in the words of the clerk. */
const told = [
  ['statement', '具体问题'],
  ['suggestion', '整改建议'],
] as const;

const textOf = (values: Values, key: string): string => {
  const value = values[key];
  return typeof value === 'string' ? value : '';
};

/** The organisation, by its full name and by the unit it leads, and each one who answers for it. */
function namesIn(values: Values): readonly string[] {
  const organisation = textOf(values, 'targetId').trim();
  const people = textOf(values, 'responsible')
    .replace(spread, '$1$2')
    .split(/[\s、，,；;。/（）()]+/u);
  const names = [organisation, unitOf(organisation), ...people, ...people.map(unitOf)];
  return [...new Set(names)].filter((name) => normalizeLabel(name).length >= 2);
}

/** As a reader takes it, for whom neither blanks nor the width of a sign make another name. */
function names(text: string, name: string): boolean {
  return normalizeLabel(text).includes(normalizeLabel(name));
}

/** A name of two signs spread over the width of a longer name as lists print it. */
const spread = /(?<!\p{L})(\p{L})[\s\u3000]+(\p{L})(?!\p{L})/gu;

/** A common problem is told to all counties: what its words name, they all learn of. */
export const commonNamesNobody: RecordCheck = {
  key: 'commonNamesOne',
  severity: 'warning',
  check: ({ values }) => {
    if (values['isCommon'] !== true) return undefined;
    const known = namesIn(values);
    const naming = told.flatMap(([key, label]) => {
      const name = known.find((name) => names(textOf(values, key), name));
      return name === undefined ? [] : [{ key, label, name }];
    });
    if (naming.length === 0) return undefined;
    const where = naming.map(({ label, name }) => `“${label}”中写有“${name}”`).join('，');
    return {
      type: 'CommonNamesOne',
      what: `共性问题的${where}。`,
      why: '反馈后这些文字随“共性问题通报”原样发往下级各单位，其他县由此知道是哪个单位、哪些人的问题。',
      next: '请改为不指明单位和人员的表述；已经锁定的栏，办理“更正”。确须写明的，说明理由后保存。',
      fields: Object.fromEntries(naming.map(({ key, name }) => [key, `请勿写明“${name}”。`])),
    };
  },
};
