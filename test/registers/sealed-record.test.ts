/** Records of a compartment that stands open: what who holds the key reads, writes and finds, and what nobody else gets. */
import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../domain/access/permissions.ts';
import type { Input, Output } from '../../preload/contract/contract.ts';
import type { Vault } from '../../main/vault/api.ts';
import { createDockets, docket, type Docket, type Dockets, keeper, reader } from '../support/docket.ts';
import { failureOf } from './office.ts';

let dockets: Dockets;
let office: Docket;
let id: string;
let rev: number;

const words = {
  title: '暗标题玉兰小区工程',
  finder: '欧阳发现',
  story: '经过里写着青石桥的事',
  person: '诸葛被查',
  phone: '13912345678',
  unit: '望江街道经济站',
  opinion: '会商意见松柏常青',
} as const;
const values = {
  title: words.title,
  finder: words.finder,
  amount: 123_456_789,
  urgent: true,
  story: words.story,
  note: '明处的备注',
};
const persons = [
  { rowId: '', values: { name: words.person, phone: words.phone, unit: words.unit } },
  { rowId: '', values: { name: '另一人', unit: '某局' } },
];
const talks = [{ rowId: '', values: { heldAt: '2026-02-01', opinion: words.opinion } }];
const papers = [{ rowId: '', values: { name: '明处的文书' } }];

type Save = Input<'records.save'>;
const register = docket.id as Save['register'];

function save(actor: Actor, input: Partial<Save>): Output<'records.save'> {
  const whole = {
    ...{ register, id: null, rev: null, values: {}, children: {}, draft: null, confirmed: {} },
    ...{ duplicate: null, sealedDirect: false },
    ...input,
  };
  return office.vault.transact((tx) => office.engine.writes['records.save'](tx, actor, whole).output);
}
const change = (actor: Actor, input: Partial<Save>): void => {
  ({ rev } = save(actor, { id, rev, ...input }));
};
const step = (actor: Actor, transition: string, given: Save['values'] = {}): void => {
  const input = { register, id, rev, transition, values: given, reason: null };
  ({ rev } = office.vault.transact(
    (tx) => office.engine.writes['records.transition'](tx, actor, input).output,
  ));
};
const get = (actor: Actor): Output<'records.get'> =>
  office.engine.reads['records.get'](actor, { register, id });
const page = (actor: Actor, query: Partial<Input<'records.page'>> = {}): Output<'records.page'>['rows'] =>
  office.engine.reads['records.page'](actor, {
    ...{ register, filters: [], sort: [], offset: 0, limit: 50 },
    ...query,
  }).rows;
const found = (text: string): number => page(keeper, { text }).length;
const history = (actor: Actor): string =>
  JSON.stringify(office.engine.reads['records.history'](actor, { register, id }));

/** Everything a session can read of the tables, blobs as they are. */
function everything(vault: Vault): string {
  const tables = vault.all<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_search'",
  );
  const text = ({ name }: { readonly name: string }): string =>
    JSON.stringify(vault.all(`SELECT * FROM "${name}"`), (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
  return tables.map(text).join('\n');
}

beforeAll(async () => {
  dockets = await createDockets();
  office = await dockets.as('keeper');
  ({ id, rev } = save(keeper, { values, children: { persons, talks, papers } }));
});
afterAll(() => dockets.dispose());

describe('who holds the key', () => {
  it('reads the record in clear, as it was entered', () => {
    const record = get(keeper);
    expect(record.values).toMatchObject(values);
    expect(record.children['persons']?.map((row) => row.values)).toEqual(persons.map((row) => row.values));
    expect(record.children['talks']?.map((row) => row.values)).toEqual(talks.map((row) => row.values));
    expect([record.maskedChildren, record.closedFields, record.editable]).toEqual([[], [], true]);
  });

  it('sees titles and people in the list', () => {
    const [row] = page(keeper);
    expect(row?.values).toMatchObject({ title: words.title, finder: words.finder, note: values.note });
    expect(row?.childText['persons']).toBe(`${words.person}、另一人`);
  });

  it('finds it by any part of a short text, a name, initials or a telephone, and by nothing else of it', () => {
    for (const text of ['玉兰小区', words.title, '诸葛', '被查', 'zgbc', '5678', '望江街道']) {
      expect([text, found(text)]).toEqual([text, 1]);
    }
    for (const text of ['玉兰工程', '青石桥', '松柏', '欧阳']) expect([text, found(text)]).toEqual([text, 0]);
    const contains = (field: string, text: string): number =>
      page(keeper, { filters: [{ field, op: 'contains', text }] }).length;
    expect([contains('title', '玉兰'), contains('title', '诸葛')]).toEqual([1, 0]);
    expect([contains('persons.name', '诸葛'), contains('persons.name', '玉兰')]).toEqual([1, 0]);
  });

  it('cannot sort, sum or count by what is sealed', () => {
    const sort = [{ field: 'title', direction: 'asc' as const }];
    expect(failureOf(() => page(keeper, { sort })).type).toBe('NoSuchColumn');
    const facets = { register, filters: [], sort: [], field: 'finder' };
    expect(failureOf(() => office.engine.reads['records.facets'](keeper, facets)).type).toBe('NoSuchColumn');
    const between = { field: 'amount', op: 'between', from: 1, to: 2 } as const;
    expect(failureOf(() => page(keeper, { filters: [between] })).type).toBe('NoSuchColumn');
    const totals = office.engine.reads['records.totals'](keeper, { register, filters: [], sort: [] });
    expect(totals).toEqual({ total: 1, all: 1, sums: {} });
  });

  it('keeps what he typed in a draft that only the key opens', () => {
    const content = { values: { title: '草稿里的暗话', note: '明话' }, children: { persons } };
    const draft = { register, draft: null, record: null, rev: null, content };
    const kept = office.vault.transact((tx) => office.engine.personal['drafts.save'](tx, keeper, draft));
    const [stored] = office.vault.all<{ content: string }>('SELECT content FROM draft');
    expect(JSON.parse(stored?.content ?? '')).toEqual({ values: { note: '明话' }, children: {} });
    const { drafts } = office.engine.reads['drafts.list'](keeper, { register });
    expect(drafts[0]?.content).toEqual(content);
    office.vault.transact((tx) =>
      office.engine.personal['drafts.discard'](tx, keeper, { draft: kept.draft }),
    );
  });

  it('changes what is sealed, and reads in the history what it was', () => {
    const before = office.vault.get<{ sealed: Uint8Array }>('SELECT sealed FROM docket');
    const [first, second] = get(keeper).children['persons'] ?? [];
    if (!first || !second) throw new Error('two people were entered');
    change(keeper, {
      values: { title: '改后的标题绿洲', urgent: false },
      children: { persons: [{ ...first, values: { ...first.values, unit: '改后的单位' } }, second] },
    });
    const after = office.vault.get<{ sealed: Uint8Array }>('SELECT sealed FROM docket');
    expect(after?.sealed).not.toEqual(before?.sealed);
    expect(get(keeper).children['persons']?.map(({ rowId }) => rowId)).toEqual([first.rowId, second.rowId]);
    for (const text of [words.title, '改后的标题绿洲', words.unit, '改后的单位'])
      expect(history(keeper)).toContain(text);
    expect([found('绿洲'), found('玉兰'), found('改后的单位'), found('望江')]).toEqual([1, 0, 1, 0]);
  });

  it('leaves the seal as it was by changing something else', () => {
    const seal = (): unknown =>
      office.vault.all('SELECT sealed FROM docket UNION SELECT sealed FROM docket_persons');
    const before = seal();
    change(keeper, { values: { note: '另一条备注' } });
    expect(seal()).toEqual(before);
    expect(history(keeper)).toContain('另一条备注');
  });

  it('imports many records at once, sealed and found alike', () => {
    const records = Array.from({ length: 30 }, (_, n) => ({
      values: { title: `导入的线索第${n}号苍松`, story: words.story },
      children: { persons: [{ rowId: '', values: { name: `导入人${n}` } }] },
    }));
    const slices = (tx: Parameters<Parameters<Vault['transact']>[0]>[0]): void => {
      const ahead = records.map((record, n) => (n % 2 ? record : office.engine.sealAhead(docket.id, record)));
      const run = office.engine.insertMany(tx, keeper, docket.id, ahead, { action: 'import', reason: null });
      while (run.next().done !== true);
    };
    office.vault.transact(slices);
    expect([found('苍松'), found('第17号苍松')]).toEqual([30, 1]);
    expect(everything(office.vault)).not.toContain('苍松');
  });
});

describe('who lacks the key', () => {
  beforeAll(async () => {
    office = await dockets.as('reader');
  });

  it('is shown masks where there are any, and nothing else', () => {
    const record = get(reader);
    expect(record.values).toEqual({ enteredAt: '2026-03-09', note: '另一条备注', finder: '欧**' });
    expect(record.children['persons']?.[0]?.values).toEqual({
      ...{ name: '诸**', phone: '139****5678', unit: '******' },
    });
    expect(record.children['papers']).toHaveLength(1);
    expect(record.maskedChildren).toEqual(['persons', 'talks']);
    expect(record.closedFields).toEqual(['title', 'finder', 'amount', 'urgent', 'story']);
    expect(record.editable).toBe(false);
  });

  it('gets no planted word by any procedure that reads, nor from any table', () => {
    const { reads } = office.engine;
    const query = { register, filters: [], sort: [] };
    const read = [
      get(reader),
      page(reader),
      reads['records.totals'](reader, query),
      reads['records.history'](reader, { register, id }),
      reads['drafts.list'](reader, { register }),
      reads['records.facets'](reader, { ...query, field: 'note' }),
      everything(office.vault),
    ];
    const text = JSON.stringify(read);
    expect(text).toContain('另一条备注');
    const planted = [
      ...Object.values(words),
      '绿洲',
      '改后的单位',
      '苍松',
      '导入人',
      '123456789',
      '1234567.89',
    ];
    for (const word of planted) expect([word, text.includes(word)]).toEqual([word, false]);
  });

  it('finds nothing by it, and is refused when asking for it', () => {
    for (const text of ['绿洲', '诸葛', '5678'])
      expect([text, page(reader, { text }).length]).toEqual([text, 0]);
    expect(page(reader, { text: '另一条备注' })).toHaveLength(1);
    const ask = (field: string): unknown =>
      page(reader, { filters: [{ field, op: 'contains', text: '绿洲' }] });
    for (const field of ['title', 'persons.name'])
      expect(failureOf(() => ask(field)).type).toBe('CompartmentClosed');
    const reveal = { register, id, child: 'persons', reason: '想看看' };
    expect(
      failureOf(() =>
        office.vault.transact((tx) => office.engine.writes['records.reveal'](tx, reader, reveal)),
      ).type,
    ).toBe('CompartmentClosed');
  });

  it('enters nothing, and changes nothing sealed', () => {
    expect(failureOf(() => save(reader, { values })).type).toBe('CompartmentClosed');
    expect(failureOf(() => change(reader, { values: { title: '新标题' } })).type).toBe('CompartmentClosed');
    const rows = [{ rowId: '', values: { name: '新人' } }];
    expect(failureOf(() => change(reader, { children: { persons: rows } })).type).toBe('CompartmentClosed');
  });

  it('may change the rest, and what is sealed stays as it was', async () => {
    const { values: shown, children } = get(reader);
    change(reader, { values: { ...shown, title: null, note: '无钥改的备注' }, children });
    office = await dockets.as('keeper');
    const record = get(keeper);
    expect(record.values).toMatchObject({
      title: '改后的标题绿洲',
      amount: 123_456_789,
      note: '无钥改的备注',
    });
    expect(record.children['persons']?.[0]?.values['name']).toBe(words.person);
    expect(found('绿洲')).toBe(1);
    office = await dockets.as('reader');
  });

  it('takes only steps that need nothing of the content', async () => {
    expect(get(reader).actions).toMatchObject([{ key: 'check', blocked: expect.stringContaining('加密') }]);
    expect(failureOf(() => step(reader, 'check')).type).toBe('CompartmentClosed');
    office = await dockets.as('keeper');
    expect(get(keeper).actions).toMatchObject([{ key: 'check', blocked: null }]);
    step(keeper, 'check');
    office = await dockets.as('reader');
    step(reader, 'file', { filedNo: 'G-1' });
    expect(get(reader).state).toBe('FILED');
    office = await dockets.as('keeper');
    expect(get(keeper).values).toMatchObject({ title: '改后的标题绿洲', filedNo: 'G-1' });
  });
});

describe('outside of the vault', () => {
  it('no package carries what is sealed', async () => {
    office = await dockets.as('keeper');
    const lines: unknown[] = [];
    const travel = { kind: 'petitions', direction: 'up', which: 'all' } as const;
    const journey = { register: docket, travel, peer: '330800XCB' };
    for (const identities of ['none', 'clear'] as const) {
      const changed = office.engine.changedSince(journey, 0, 1_000_000, { identities });
      for await (const line of changed) lines.push(line);
    }
    const text = JSON.stringify(lines);
    expect(lines.length).toBeGreaterThan(2);
    expect(text).toContain('无钥改的备注');
    for (const word of [...Object.values(words), '绿洲', '苍松', '导入人', '欧**', '******'])
      expect([word, text.includes(word)]).toEqual([word, false]);
  });

  it('a package that claims to carry it is refused', () => {
    const stamp = { by: '某人', at: 1 };
    const line = {
      ...{ id: 'x', rev: 1, office: '330825XCB', no: 'YB1', state: 'DRAFT', children: {} },
      ...{ values: { title: '外来的' }, created: stamp, updated: stamp, void: null, identities: [] },
    };
    const review = (sent: unknown): string =>
      office.engine.reviewImported(docket.id, '330825XCB', sent, () => false).outcome;
    expect(review(line)).toBe('refused');
    expect(review({ ...line, values: {}, children: { persons: [] } })).toBe('refused');
    expect(review({ ...line, values: { note: '明' } })).toBe('new');
  });

  it('no file of the vault holds a planted word', async () => {
    await office.vault.snapshot();
    await dockets.as('reader');
    const files = fs
      .readdirSync(dockets.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => fs.readFileSync(join(entry.parentPath, entry.name)));
    expect(files.length).toBeGreaterThan(3);
    for (const word of [...Object.values(words), '绿洲', '苍松'])
      for (const encoding of ['utf8', 'utf16le'] as const)
        expect(files.some((file) => file.includes(Buffer.from(word, encoding)))).toBe(false);
  });
});
