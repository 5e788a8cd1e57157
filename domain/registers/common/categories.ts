/** Sorting by several schemes at once (reference 3.4): the first stands in the record, each further one in a row. */
import { findCode, type CodeIndex } from '../../codes/lookup.ts';
import type { ChildRow, ChildTable, RecordCheck, Values } from '../../register.ts';
import { textOf } from '../../text/text-of.ts';

const key = 'categories';

/** 其他方案下的分类, in the section given. */
export function categoriesIn(section: string): ChildTable {
  return {
    key,
    label: '其他方案下的分类',
    section,
    title: 'catL1',
    fields: [
      { key: 'scheme', label: '分类方案', type: 'code', list: 'categoryScheme', required: true, section },
      {
        key: 'catL1',
        label: '一级',
        type: 'code',
        list: 'categoryL1',
        narrowedBy: 'scheme',
        required: true,
        section,
      },
      { key: 'catL2', label: '二级', type: 'code', list: 'categoryL2', narrowedBy: 'catL1', section },
    ],
  };
}

interface Sorted {
  readonly values: Values;
  readonly children: Readonly<Record<string, readonly Pick<ChildRow, 'values'>[]>>;
}

/** Codes of the schemes a record is sorted by: the one its own category stands under, and those of its rows. */
export function schemesOf({ values, children }: Sorted, codes: CodeIndex): ReadonlySet<string> {
  const own = findCode(codes, 'categoryL1', textOf(values['catL1']))?.parent;
  const others = (children[key] ?? []).map(({ values: row }) => textOf(row['scheme']));
  return new Set([...(own ? [own] : []), ...others.filter((scheme) => scheme !== '')]);
}

/** A row that says the same as another would be counted as one and printed twice. */
export const sortedOnce: RecordCheck = {
  key: 'sortedTwice',
  severity: 'error',
  mayStand: true,
  check: ({ values, children }) => {
    const sameAs = (row: Values): string => `${textOf(row['catL1'])} ${textOf(row['catL2'])}`;
    const all = [sameAs(values), ...(children[key] ?? []).map((row) => sameAs(row.values))];
    const twice = all.findIndex((each, index) => index > 0 && all.indexOf(each) < index);
    if (twice < 1) return undefined;
    return {
      type: 'SortedTwice',
      what: `“其他方案下的分类”第${twice}行与已填的分类相同。`,
      why: '问题本身的分类不必在此重复，同一类别只填一次。',
      next: '请删去这一行，或者改选其他方案的类别。',
      fields: { [`${key}.${twice - 1}.catL1`]: '与已填的分类相同。' },
    };
  },
};
