import { fc } from '../support/property.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Parsed } from '../../preload/contract/contract.ts';
import { normalizeText } from '../../domain/text/normalize.ts';
import type { Values } from '../../domain/register.ts';
import { syntheticLetters } from '../../main/service/practice/synthetic.ts';
import { quietJob } from '../../main/service/jobs.ts';
import { meets } from './meets.ts';
import { director, letter, type Office, openOffice, registrar } from './office.ts';

type Page = Parsed<'records.page'>;
type Filter = Page['filters'][number];

const count = 3000;
let office: Office;
let textsById: ReadonlyMap<string, readonly string[]>;
let letters: {
  readonly id: string;
  readonly no: string;
  readonly order: number;
  readonly values: Values;
  readonly names: string[];
  readonly texts: string[];
}[];

beforeAll(async () => {
  // So that both ways of answering a list are taken.
  office = await openOffice({ fewRows: 700 });
  const made = syntheticLetters({ seed: 5, count, from: '2024-01-01', days: 700, rowId: () => '' });
  const { ids, numbers } = await office.vault.transactLong(
    (tx) =>
      office.engine.insertMany(tx, registrar, 'petition', made, { action: 'import', reason: '登记表.xlsx' }),
    quietJob,
  );
  letters = made.map(({ values, children }, order) => {
    const people = (children['accused'] ?? []).map((row) => row.values);
    const names = people.map((row) => String(row['name'] ?? ''));
    const orgs = (children['accusedOrgs'] ?? []).map((row) => String(row.values['name'] ?? ''));
    const texts = [
      numbers[order] ?? '',
      ...['summary', 'sourceUnitName', 'targetId', 'toOrg', 'remark'].map((key) => String(values[key] ?? '')),
      ...people.flatMap((row) => ['name', 'unit', 'post'].map((key) => String(row[key] ?? ''))),
      ...orgs,
    ];
    return {
      id: ids[order] ?? '',
      no: numbers[order] ?? '',
      order,
      values,
      names,
      texts: texts.map(normalizeText),
    };
  });
  textsById = new Map(letters.map(({ id, texts }) => [id, texts]));
}, 120_000);
afterAll(() => office.dispose());

function page(input: Partial<Page>): readonly string[] {
  return office.engine.reads['records.page'](registrar, {
    register: 'petition',
    filters: [],
    sort: [],
    offset: 0,
    limit: 200,
    ...input,
  }).rows.map((row) => row.id);
}

const filters: fc.Arbitrary<Filter> = fc.oneof(
  fc
    .subarray(['LETTER', 'VISIT', 'CALL', 'SMS', 'UPPER', ''], { minLength: 1 })
    .map((values): Filter => ({ field: 'channel', op: 'in', values })),
  fc
    .subarray(['M1', 'I6', 'I8', 'W2'], { minLength: 1 })
    .map((values): Filter => ({ field: 'issueTypes', op: 'in', values })),
  fc.boolean().map((value): Filter => ({ field: 'isRealName', op: 'is', value })),
  fc
    .constantFrom('urgency', 'category', 'remark')
    .chain((field) => fc.boolean().map((value): Filter => ({ field, op: 'empty', value }))),
  fc
    .tuple(
      fc.constantFrom('2024-03-01', '2024-11-15', null),
      fc.constantFrom('2024-12-31', '2025-06-30', null),
    )
    .map(([from, to]): Filter => ({ field: 'receivedAt', op: 'between', from, to })),
  fc
    .constantFrom('补贴', '低保资金', '金额', '没有这样的字')
    .map((text): Filter => ({ field: 'summary', op: 'contains', text })),
  fc
    .constantFrom('第二', '巡察组', '三', '没有这个组')
    .map((text): Filter => ({ field: 'groupId', op: 'contains', text })),
  fc.nat({ max: count - 1 }).map((index): Filter => ({
    field: 'accused.name',
    op: 'in',
    values: [letters[index]?.names[0] ?? '无'],
  })),
);

const sorts: fc.Arbitrary<Page['sort']> = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom('receivedAt', 'no', 'channel', 'category'),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
  }),
  { maxLength: 2, selector: ({ field }) => field },
);

function expected(wanted: readonly Filter[], sort: Page['sort']): readonly string[] {
  const terms = sort.length > 0 ? sort : [{ field: 'receivedAt', direction: 'desc' as const }];
  const last = terms.at(-1)?.direction === 'asc' ? 1 : -1;
  const key = (each: (typeof letters)[number], field: string): string =>
    field === 'no' ? each.no : String(each.values[field] ?? '');
  return letters
    .filter((each) => wanted.every((filter) => meets(each, filter)))
    .toSorted((a, b) => {
      for (const { field, direction } of terms) {
        const [x, y] = [key(a, field), key(b, field)];
        if (x !== y) return (x < y ? -1 : 1) * (direction === 'asc' ? 1 : -1);
      }
      return (a.order - b.order) * last;
    })
    .map(({ id }) => id);
}

describe('lists', () => {
  test('pages, totals and order agree with a plain filter over all letters', () => {
    fc.assert(
      fc.property(
        fc.array(filters, { maxLength: 3 }),
        sorts,
        fc.nat({ max: 2 * count }),
        (wanted, sort, offset) => {
          const all = expected(wanted, sort);
          expect(page({ filters: wanted, sort, offset, limit: 50 })).toEqual(all.slice(offset, offset + 50));
          const query = { register: 'petition', filters: wanted, sort } as const;
          expect(office.engine.reads['records.totals'](registrar, query).total).toBe(all.length);
        },
      ),
      { numRuns: process.env['SLOW'] ? 1000 : 60 },
    );
  });

  test('a state and what is due together give the letters that each alone gives, in every order', () => {
    const all = (wanted: Filter[], sort: Page['sort']): readonly string[] =>
      office.engine.matchingIds(registrar, { register: 'petition', filters: wanted, sort }, count);
    const state: Filter = { field: 'state', op: 'in', values: ['REGISTERED'] };
    for (const values of [['overdue'], ['overdue', 'today', 'within3', 'thisMonth']]) {
      const due: Filter = { field: 'deadline', op: 'in', values };
      for (const sort of [[], [{ field: 'no', direction: 'asc' as const }]]) {
        const wanted = all([due], sort);
        expect(wanted.length).toBeGreaterThan(0);
        expect(all([state, due], sort)).toEqual(wanted);
        const last = { filters: [due, state], sort, offset: wanted.length - 20 };
        expect(page(last)).toEqual(wanted.slice(-20));
      }
      const done: Filter = { field: 'state', op: 'in', values: ['CLOSED'] };
      expect(all([done, due], [])).toEqual([]);
    }
    const problems = { register: 'problem' as const, filters: [state], sort: [] };
    const due: Filter = { field: 'deadline', op: 'in', values: ['overdue'] };
    expect(office.engine.matchingIds(director, { ...problems, filters: [state, due] }, 10)).toEqual([]);
  });

  test('the search box finds exactly the letters that contain the text', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: count - 1 }),
        fc.nat(),
        fc.integer({ min: 2, max: 6 }),
        (index, at, length) => {
          const texts = letters[index]?.texts.filter((text) => Array.from(text).length >= length) ?? [];
          const source = Array.from(texts[at % texts.length] ?? '补贴');
          const start = at % Math.max(1, source.length - length);
          const text = source.slice(start, start + length).join('');
          const found = new Set(
            office.engine.matchingIds(director, { register: 'petition', text, filters: [], sort: [] }, count),
          );
          const wanted = letters
            .filter((each) => each.texts.some((each2) => each2.includes(normalizeText(text))))
            .map(({ id }) => id);
          expect(wanted.filter((id) => !found.has(id))).toEqual([]);
          // Initials of names are searched too; nothing else may come on top.
          if (!/^[a-z]+$/u.test(text)) expect(found.size).toBe(wanted.length);
        },
      ),
      { numRuns: process.env['SLOW'] ? 1000 : 60 },
    );
  });

  test('a page of a search is that part of what it finds, also of a word that very many letters have', () => {
    const words = fc.constantFrom('反映', '补贴', '资金 反映', '2', '没有这样的字');
    const some = fc.array(filters, { maxLength: 1 });
    fc.assert(
      fc.property(words, some, sorts, fc.nat({ max: 60 }), (text, wanted, sort, offset) => {
        const terms = text.split(' ');
        const found = expected(wanted, sort).filter((id) => {
          const texts = textsById.get(id) ?? [];
          return terms.every((term) => texts.some((each) => each.includes(term)));
        });
        const shown = page({ text, filters: wanted, sort, offset, limit: 20 });
        expect(shown).toEqual(found.slice(offset, offset + 20));
      }),
      { numRuns: process.env['SLOW'] ? 1000 : 60 },
    );
  });

  test('facets count every value of a column under the other conditions', () => {
    const { values } = office.engine.reads['records.facets'](registrar, {
      register: 'petition',
      field: 'channel',
      filters: [
        { field: 'isRealName', op: 'is', value: true },
        { field: 'channel', op: 'in', values: ['SMS'] },
      ],
      sort: [],
    });
    const counts = new Map<string, number>();
    for (const each of letters) {
      if (each.values['isRealName'] !== true) continue;
      const channel = String(each.values['channel']);
      counts.set(channel, (counts.get(channel) ?? 0) + 1);
    }
    expect(new Map(values.map(({ value, count: n }) => [value, n]))).toEqual(counts);
    for (const field of ['issueTypes', 'accused.unit', 'isRealName', 'receivedAt', 'state']) {
      const facets = office.engine.reads['records.facets'](registrar, {
        register: 'petition',
        field,
        filters: [],
        sort: [],
      });
      expect(facets.values.length).toBeGreaterThan(0);
    }
  });

  test('pages after a write, wherever they begin, show what stands there then', () => {
    const remark: fc.Arbitrary<Filter> = fc
      .boolean()
      .map((value): Filter => ({ field: 'remark', op: 'empty', value }));
    const change = fc.record({
      index: fc.nat({ max: count - 1 }),
      filters: fc.tuple(remark, filters).map((both): readonly Filter[] => both),
      sort: sorts,
      offset: fc.nat({ max: count }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        for (const { index, filters: wanted, sort, offset } of changes) {
          const show = (): readonly string[] => page({ filters: [...wanted], sort, offset, limit: 50 });
          expect(show()).toEqual(expected(wanted, sort).slice(offset, offset + 50));
          const each = letters[index];
          if (!each) continue;
          const value = (each.values['remark'] ?? null) === null ? '补充' : null;
          const { rev } = office.get(registrar, each.id);
          office.save(registrar, { id: each.id, rev, values: { remark: value } });
          letters[index] = { ...each, values: { ...each.values, remark: value } };
          expect(show()).toEqual(expected(wanted, sort).slice(offset, offset + 50));
        }
      }),
      { numRuns: process.env['SLOW'] ? 200 : 10 },
    );
  });

  test('petitioners are found by any part of name or telephone, only by those who may search them', () => {
    const { id } = office.save(registrar, {
      values: letter,
      children: { petitioners: [{ rowId: '', values: { name: '欧阳志远', phone: '13800138000' } }] },
      confirmed: { nobodyAccused: '来信未写明' },
    });
    expect(page({ text: '欧阳志远' })).toEqual([id]);
    expect(page({ text: '138-0013-8000' })).toEqual([id]);
    expect(page({ text: '欧阳' })).toEqual([id]);
    expect(page({ text: '0013 8000' })).toEqual([id]);
    expect(page({ text: '欧志' })).toEqual([]);
    const without = {
      ...registrar,
      permissions: new Set([...registrar.permissions].filter((each) => each !== 'petition.searchPetitioner')),
    };
    const rows = office.engine.reads['records.page'](without, {
      register: 'petition',
      text: '欧阳志远',
      filters: [],
      sort: [],
      offset: 0,
      limit: 10,
    }).rows;
    expect(rows).toEqual([]);
  });

  test('sealed columns can be neither filtered nor sorted nor counted', () => {
    const query: Parsed<'records.totals'> = { register: 'petition', filters: [], sort: [] };
    expect(() => page({ filters: [{ field: 'petitioners.name', op: 'contains', text: '王' }] })).toThrow(
      /NoSuchColumn/,
    );
    expect(() => page({ sort: [{ field: 'petitioners.name', direction: 'asc' }] })).toThrow(/NoSuchColumn/);
    expect(() =>
      office.engine.reads['records.facets'](registrar, { ...query, field: 'petitioners.name' }),
    ).toThrow(/NoSuchColumn/);
  });

  test('each row says when it was entered and when it was last changed', () => {
    const saved = office.save(registrar, { values: letter, confirmed: { nobodyAccused: '来信未写明' } });
    office.save(registrar, { id: saved.id, rev: saved.rev, values: { remark: '补充' } });
    const { no, created, updated } = office.get(registrar, saved.id);
    const { rows } = office.engine.reads['records.page'](registrar, {
      register: 'petition',
      filters: [{ field: 'no', op: 'contains', text: no }],
      sort: [],
      offset: 0,
      limit: 1,
    });
    expect(updated.at).toBeGreaterThan(created.at);
    expect(rows[0]?.values).toMatchObject({ createdAt: created.at, updatedAt: updated.at });
  });
});
