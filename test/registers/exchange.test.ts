import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changedSince, type PackagedRecord } from '../../main/registers/packaged.ts';
import type { Vault } from '../../main/vault/api.ts';
import {
  accused,
  cityOffice,
  director,
  letter,
  office as countyInfo,
  type Office,
  openOffice,
  petitionsTo,
  petitioners,
  registrar,
} from './office.ts';

const salt = new Uint8Array(32).fill(7);
let county: Office;
let city: Office;
beforeAll(async () => {
  county = await openOffice({ salt });
  city = await openOffice({ of: cityOffice, salt });
});
afterAll(async () => {
  await county.dispose();
  await city.dispose();
});

async function packageSince(since: number, identities: 'none' | 'clear' = 'none'): Promise<PackagedRecord[]> {
  const until = county.engine.currentSeq(county.vault);
  const records: PackagedRecord[] = [];
  for await (const record of county.engine.changedSince(petitionsTo(county), since, until, {
    identities,
  }))
    records.push(record);
  return records;
}

function apply(records: readonly unknown[], sender = countyInfo.id, isRetold = false): string[] {
  const delivery = { package: 'BAO-1', sender, files: new Map() };
  return city.vault.transact((tx) => {
    const { receive, finish } = city.engine.startReceiving(
      tx,
      registrar,
      'petition',
      delivery,
      records.length,
    );
    const outcomes = records.map((record) => {
      const { outcome, reason } = receive(structuredClone(record), () => false, isRetold);
      return outcome === 'refused' ? `refused: ${reason}` : outcome;
    });
    finish();
    return outcomes;
  });
}

describe('records in packages', () => {
  test('travel without petitioners, arrive once, and follow later revisions', async () => {
    const { id } = county.save(registrar, {
      values: { ...letter, isRealName: true },
      children: { accused, petitioners },
    });
    const first = await packageSince(0);
    expect(JSON.stringify(first)).not.toContain('王小明');
    expect(first[0]?.children['petitioners']).toBeUndefined();
    expect(apply(first)).toEqual(['new']);
    expect(apply(first)).toEqual(['unchanged']);
    const seq = county.engine.currentSeq(county.vault);
    county.step(registrar, id, 'propose', { category: 'ACCUSATION', handling: 'FORWARD', proposal: '转办' });
    const second = await packageSince(seq);
    expect(second.map(({ rev }) => rev)).toEqual([2]);
    expect(apply([...second, ...second, ...first])).toEqual(['changed', 'unchanged', 'unchanged']);
    const there = city.get(registrar, id);
    expect(there).toMatchObject({
      office: countyInfo.id,
      rev: 2,
      state: 'PROPOSED',
      editable: false,
      actions: [],
    });
    expect(there.values).toMatchObject({ summary: letter.summary, proposedBy: 'registrar（姓名）' });
    expect(() => city.save(registrar, { id, rev: 2, values: { remark: 'x' } })).toThrow(/NotOwner/);
    const { entries } = city.engine.reads['records.history'](registrar, { register: 'petition', id });
    expect(entries.map(({ actionLabel }) => actionLabel)).toEqual(['数据包导入', '数据包导入']);
    expect(city.engine.reads['dashboard.todo'](registrar).items).toEqual([]);
  });

  test('are refused from anybody but their owner, and with another content under the same revision', async () => {
    const { id } = county.save(registrar, { values: letter, children: { accused } });
    const [record] = (await packageSince(0)).filter((each) => each.id === id);
    if (!record) throw new Error('nothing packaged');
    expect(apply([record], '330899XCB')[0]).toMatch(/^refused: .*登记单位/u);
    expect(apply([{ ...record, office: cityOffice.id }], cityOffice.id)[0]).toMatch(/^refused: .*本单位/u);
    expect(apply([record])).toEqual(['new']);
    expect(apply([{ ...record, values: { ...record.values, summary: '改过的内容' } }])[0]).toMatch(
      /^refused: 第\d+版与本机已有的同一版内容不同/u,
    );
    expect(apply([{ ...record, rev: 2, no: 'XF330824-2026-99999' }])[0]).toMatch(/^refused: .*编号/u);
    expect(apply([{ ...record, id: 'another', rev: 1 }])[0]).toMatch(/^refused: .*编号/u);
    expect(city.get(registrar, id).values['summary']).toBe(letter.summary);
  });

  test('are the same under another name of whoever worked on them', async () => {
    const { id } = county.save(registrar, { values: letter, children: { accused } });
    county.step(registrar, id, 'propose', { category: 'ACCUSATION', handling: 'FORWARD', proposal: '转办' });
    const [record] = (await packageSince(0)).filter((each) => each.id === id);
    if (!record) throw new Error('nothing packaged');
    expect(apply([record])).toEqual(['new']);
    const renamed = { ...record.values, proposedBy: '改名后的登记员', openedBy: '改名后的登记员' };
    const by = { ...record.created, by: '改名后的登记员' };
    expect(apply([{ ...record, values: renamed, created: by, updated: by }])).toEqual(['unchanged']);
    expect(apply([{ ...record, values: { ...renamed, proposal: '另一拟办意见' } }])[0]).toMatch(
      /^refused: 第\d+版与本机已有的同一版内容不同/u,
    );
  });

  test('with a strange shape are refused one by one and never stop the others', async () => {
    const { id } = county.save(registrar, { values: letter, children: { accused } });
    const [record] = (await packageSince(0)).filter((each) => each.id === id);
    if (!record) throw new Error('nothing packaged');
    const bad = [
      null,
      { ...record, extra: 1 },
      { ...record, values: { ...record.values, unknownField: 'x' } },
      { ...record, values: { ...record.values, receivedAt: '2026-02-30' } },
      { ...record, values: { ...record.values, pages: 'viele' } },
      { ...record, state: 'NOWHERE' },
      { ...record, values: { ...record.values, sealedDirect: true } },
      { ...record, children: { accused: [{ rowId: 'x', values: { name: 5 } }] } },
    ];
    expect(apply([...bad, record]).map((each) => each.split(':')[0])).toEqual([
      ...bad.map(() => 'refused'),
      'new',
    ]);
  });

  test('rows of two records that claim the same row id do not disturb each other', async () => {
    const one = county.save(registrar, { values: letter, children: { accused } });
    const two = county.save(registrar, { values: letter, children: { accused } });
    const records = (await packageSince(0)).filter(({ id }) => id === one.id || id === two.id);
    const same = records.map((record) => ({
      ...record,
      children: { accused: [{ rowId: 'row', values: { name: '同一' } }] },
    }));
    expect(apply(same)).toEqual(['new', 'new']);
    expect(city.get(registrar, two.id).children['accused']?.[0]?.values['name']).toBe('同一');
  });

  test('with identities in clear are sealed again where they arrive', async () => {
    const { id } = county.save(registrar, { values: letter, children: { accused, petitioners } });
    const [record] = (await packageSince(0, 'clear')).filter((each) => each.id === id);
    expect(record?.children['petitioners']?.[0]?.values['name']).toBe('王小明');
    expect(apply([record])).toEqual(['new']);
    expect(city.get(registrar, id).children['petitioners']?.[0]?.values['name']).toBe('王**');
    expect(apply([record])).toEqual(['unchanged']);
  });

  test('say whom they come from by digest, that nobody is named, or nothing where the maker cannot know', async () => {
    const { id: named } = county.save(registrar, { values: letter, children: { accused, petitioners } });
    const { id: nameless } = county.save(registrar, { values: letter, children: { accused } });
    const identitiesOf = (records: readonly PackagedRecord[], id: string) =>
      records.find((each) => each.id === id)?.identities;
    const known = await packageSince(0);
    expect(identitiesOf(known, named)?.length).toBeGreaterThan(1);
    expect(identitiesOf(known, nameless)).toBe('nobody');
    const { context } = county.engine;
    const keyless = Object.create(context.vault, { compartments: { value: new Set() } }) as Vault;
    const lines: PackagedRecord[] = [];
    const until = county.engine.currentSeq(county.vault);
    const journey = petitionsTo(county);
    for await (const line of changedSince({ ...context, vault: keyless }, journey, 0, until, {
      identities: 'none',
    }))
      lines.push(line);
    expect(lines.find(({ id }) => id === named)).not.toHaveProperty('identities');
    expect(identitiesOf(lines, nameless)).toBe('nobody');
    const late = lines.filter(({ id }) => id === named);
    const again = known.filter(({ id }) => id === named);
    const behind = async () => {
      const { untold } = await city.engine.protectedBehind(city.vault, [{ register: 'petition', id: named }]);
      return (await untold()).length;
    };
    expect(apply(late)).toEqual(['new']);
    expect(await behind()).toBe(1);
    expect(apply([...again, ...again])).toEqual(['changed', 'unchanged']);
    expect(await behind()).toBe(0);
  });

  test('told anew in another line bring digests and nothing else', async () => {
    const { id } = county.save(registrar, { values: letter, children: { accused, petitioners } });
    const [known] = (await packageSince(0)).filter((each) => each.id === id);
    if (!known) throw new Error('nothing packaged');
    const { identities, ...first } = known;
    expect(apply([first])).toEqual(['new']);
    const retell = (record: unknown) => apply([record], countyInfo.id, true)[0];
    const by = { by: '改过的人', at: 1 };
    const altered = { ...known, created: by, updated: by, values: { ...known.values, openedBy: '改过的人' } };
    expect(retell(altered)).toBe('changed');
    const stored = () => city.engine.recordOf('petition', id);
    const held = stored();
    expect(held.extra).toEqual({ petitionerHashes: JSON.stringify(identities) });
    expect(held).toMatchObject({
      createdBy: known.created.by,
      createdAt: known.created.at,
      updatedBy: known.updated.by,
      updatedAt: known.updated.at,
      importedRev: known.rev,
    });
    expect(held.values['openedBy']).toBe(known.values['openedBy']);

    // Whose letter it is stays known, however often its owner says that it is nobody's.
    expect(retell({ ...known, identities: 'nobody' })).toBe('unchanged');
    const withdrawn = { ...known, values: {}, children: {}, identities: [], withdrawn: true };
    expect(retell(withdrawn)).toMatch(/^refused: 同一版次的内容/u);
    expect(stored()).toEqual(held);
  });

  test('void for another reason or told anew after a later revision are refused', async () => {
    const { id } = county.save(registrar, { values: letter, children: { accused, petitioners } });
    const [first] = (await packageSince(0)).filter((each) => each.id === id);
    if (!first) throw new Error('nothing packaged');
    const mark = { by: '登记员', at: 1_700_000_000_000, reason: '重复登记' };
    const later = { ...first, rev: first.rev + 1, void: mark };
    expect(apply([first, later])).toEqual(['new', 'changed']);
    const retell = (record: unknown) => apply([record], countyInfo.id, true)[0];
    const held = city.engine.recordOf('petition', id);
    const other = { ...later, void: { ...mark, reason: '另一理由' }, identities: ['p-another'] };
    expect(retell(other)).toMatch(/^refused: 第\d+版/u);
    expect(apply([first])).toEqual(['unchanged']);
    expect(retell({ ...first, identities: ['p-another'] })).toMatch(/^refused: 同一版次的内容/u);
    expect(city.engine.recordOf('petition', id)).toEqual(held);
  });

  test('of the version before say nothing of people by an empty list, unless the letter is anonymous', async () => {
    const save = (values: Partial<Record<string, boolean>>) =>
      county.save(registrar, { values: { ...letter, ...values }, children: { accused } }).id;
    const ids = [save({ isRealName: false }), save({})];
    const records = (await packageSince(0)).filter(({ id }) => ids.includes(id));
    expect(apply(records.map((each) => ({ ...each, identities: [] })))).toEqual(['new', 'new']);
    const untold = await Promise.all(
      ids.map(async (id) => {
        const behind = await city.engine.protectedBehind(city.vault, [{ register: 'petition', id }]);
        return (await behind.untold()).includes(city.get(registrar, id).no);
      }),
    );
    expect(untold).toEqual([false, true]);
  });

  test('tell the city that the same petitioner wrote to it, without a name', async () => {
    const other = [{ rowId: '', values: { name: '不同姓名', unit: '别的单位' } }];
    const { id } = county.save(registrar, {
      values: { ...letter, isRealName: true },
      children: { accused, petitioners },
      confirmed: {},
    });
    apply((await packageSince(0)).filter((each) => each.id === id));
    const probe = {
      exclude: null,
      byPetitioner: true,
      values: { ...letter, isRealName: true },
      children: { accused, petitioners },
    };
    const [best] = city.engine.findDuplicates('petition', probe).filter((each) => each.id === id);
    expect(best).toMatchObject({ level: 'suspected' });
    expect(best?.explanation).toContain('电话');
    expect(city.engine.findDuplicates('petition', { ...probe, children: { accused: other } })).toEqual([]);
  });
});

describe('duplicates', () => {
  test('a repeat is counted within its group, whoever of the group is named as the first', () => {
    const save = (duplicate: Parameters<Office['save']>[1]['duplicate']) =>
      county.save(registrar, {
        values: { ...letter, summary: '反映某镇道路工程偷工减料。' },
        children: { accused },
        duplicate: duplicate ?? null,
      });
    const first = save({ decision: 'none', of: null, basis: '' });
    const second = save({ decision: 'repeat', of: first.id, basis: '同人同事' });
    const third = save({ decision: 'repeat', of: second.id, basis: '同人同事' });
    expect(county.get(director, first.id).values).toMatchObject({ dupDecision: 'FIRST', dupSeq: 1 });
    expect(county.get(director, second.id).values).toMatchObject({
      duplicateOf: first.id,
      dupSeq: 2,
      dupDecidedBy: 'registrar',
    });
    expect(county.get(director, third.id).values).toMatchObject({
      duplicateOf: first.id,
      dupGroupId: first.id,
      dupSeq: 3,
      dupBasis: '同人同事',
    });
    expect(() => save({ decision: 'repeat', of: 'nothing', basis: '' })).toThrow(/FirstPetitionMissing/);
    const { rev } = county.get(registrar, first.id);
    expect(() =>
      county.save(registrar, {
        id: first.id,
        rev,
        values: {},
        duplicate: { decision: 'repeat', of: third.id, basis: '' },
      }),
    ).toThrow(/FirstPetitionMissing|HeadOfGroup/);
  });

  test('anonymous letters about the same person and facts are suspected', () => {
    const values = { ...letter, summary: '反映县水利局局长违规插手河道采砂招标，收受老板好处费。' };
    const children = { accused: [{ rowId: '', values: { name: '孙某水', unit: '县水利局' } }] };
    const { id } = county.save(registrar, { values, children });
    const { candidates } = county.engine.reads['records.duplicates'](registrar, {
      register: 'petition',
      exclude: null,
      values,
      children,
    });
    expect(candidates[0]).toMatchObject({ id, level: 'suspected', accused: '孙某水' });
  });
});
