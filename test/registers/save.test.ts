import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accused,
  failureOf,
  letter,
  type Office,
  openOffice,
  petitioners,
  registrar,
  registrar2,
} from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.dispose());

describe('saving a letter', () => {
  test('a new letter gets the next number, its registrar, its deadlines and its search text', () => {
    const saved = office.save(registrar, {
      values: { ...letter, isRealName: true },
      children: { accused, petitioners },
    });
    expect(saved.no).toBe('XF330824-2026-00001');
    const record = office.get(registrar, saved.id);
    expect(record.values['registeredBy']).toBe('registrar');
    expect(record.values['informDueAt']).toBe('2026-03-30');
    expect(record.deadlines.map(({ rule }) => rule)).toContain('P_REALNAME_INFORM');
    expect(record.children['petitioners']?.[0]?.values['name']).toBe('王**');
    for (const text of ['津贴补贴', '00001', 'lmm', '县某局', '王小明', '13912345678']) {
      const page = office.engine.reads['records.page'](registrar, {
        register: 'petition',
        text,
        filters: [],
        sort: [],
        offset: 0,
        limit: 10,
      });
      expect([text, page.rows.length]).toEqual([text, 1]);
    }
  });

  test('missing and wrong values are named field by field and nothing is stored', () => {
    const before = office.engine.currentSeq(office.vault);
    const failure = failureOf(() =>
      office.save(registrar, { values: { receivedAt: '2026-02-30', channel: 'PIGEON' } }),
    );
    expect(failure.type).toBe('Invalid');
    expect(Object.keys(failure.fields ?? {}).toSorted()).toEqual(['channel', 'receivedAt', 'summary']);
    expect(office.engine.currentSeq(office.vault)).toBe(before);
  });

  test('a warning is asked once, kept with its reason, and not asked again while it stays the same', () => {
    const values = { ...letter, isRealName: true };
    const failure = failureOf(() => office.save(registrar, { values, children: { accused } }));
    expect(failure).toMatchObject({
      type: 'NeedsConfirmation',
      fields: { realNameContact: expect.any(String) },
    });
    const { id, rev } = office.save(registrar, {
      values,
      children: { accused },
      confirmed: { realNameContact: '正在核实' },
    });
    expect(office.save(registrar, { id, rev, values: { remark: '补充' } }).rev).toBe(2);
    const { entries } = office.engine.reads['records.history'](registrar, { register: 'petition', id });
    expect(entries.at(-1)?.reason).toContain('正在核实');
    const late = { ...letter, receivedAt: '2026-03-02' };
    expect(
      failureOf(() => office.save(registrar, { values: late, children: { accused } })).fields,
    ).toHaveProperty('registeredLate');
  });

  test('two people who open the same letter cannot overwrite each other', () => {
    const { id, rev } = office.save(registrar, { values: letter, children: { accused } });
    office.save(registrar, { id, rev, values: { remark: '甲写的' } });
    expect(failureOf(() => office.save(registrar2, { id, rev, values: { remark: '乙写的' } })).type).toBe(
      'Changed',
    );
    expect(office.get(registrar, id).values['remark']).toBe('甲写的');
  });

  test('what nobody changed makes no revision, and fields set by the program are never taken from a form', () => {
    const { id, rev } = office.save(registrar, {
      values: { ...letter, registeredBy: 'somebody', dupSeq: 9 },
      children: { accused },
    });
    expect(office.get(registrar, id).values).toMatchObject({ registeredBy: 'registrar' });
    expect(office.get(registrar, id).values['dupSeq']).toBeUndefined();
    expect(office.save(registrar, { id, rev, values: { summary: ` ${letter.summary} ` } }).rev).toBe(rev);
  });

  test('saving removes the draft it came from', () => {
    const content = { values: { summary: '草稿' }, children: {} };
    const { draft } = office.vault.transact((tx) =>
      office.engine.personal['drafts.save'](tx, registrar, {
        draft: null,
        register: 'petition',
        record: null,
        rev: null,
        content,
      }),
    );
    office.save(registrar, { values: letter, children: { accused }, draft });
    expect(office.engine.reads['drafts.list'](registrar, { register: 'petition' }).drafts).toEqual([]);
  });

  test('a draft of a letter keeps of its petitioners only what was typed, and saving it leaves the rest as it was', () => {
    const row = { rowId: '', values: { name: '王小明', phone: '13912345678' } };
    const children = { accused, petitioners: [row] };
    const { id, rev } = office.save(registrar, {
      values: letter,
      children,
      confirmed: { realNameContact: '无' },
    });
    const reveal = { register: 'petition', id, child: 'petitioners', reason: '核对' } as const;
    const { rows } = office.write((tx) => office.engine.writes['records.reveal'](tx, registrar, reveal));
    const typed = rows.map((each) => ({ ...each, values: { ...each.values, phone: '13700001111' } }));
    const content = { values: {}, children: { petitioners: typed } };
    const input = { draft: null, register: 'petition', record: id, rev, content } as const;
    const { draft } = office.vault.transact((tx) =>
      office.engine.personal['drafts.save'](tx, registrar, input),
    );
    const [kept] = office.engine.reads['drafts.list'](registrar, { register: 'petition' }).drafts;
    expect(kept?.content.children['petitioners']?.[0]?.values).toEqual({
      name: '王**',
      phone: '13700001111',
    });
    office.save(registrar, { id, rev, draft, ...kept?.content });
    const now = office.write((tx) => office.engine.writes['records.reveal'](tx, registrar, reveal));
    expect(now.rows[0]?.values).toEqual({ name: '王小明', phone: '13700001111' });
  });

  test('a draft that an earlier program kept shows no more than that', () => {
    const { id, rev } = office.save(registrar, {
      values: letter,
      children: { accused, petitioners: [{ rowId: '', values: { name: '王小明' } }] },
      confirmed: { realNameContact: '无' },
    });
    const rowId = office.get(registrar, id).children['petitioners']?.[0]?.rowId ?? '';
    const secret = { petitioners: [{ rowId, values: { name: '王小明' } }] };
    const seal = office.vault.sealField('petitioner', 'draft:old', Buffer.from(JSON.stringify(secret)));
    office.vault.transact((tx) =>
      tx.run(
        "INSERT INTO draft VALUES ('old', ?, 'petition', ?, ?, 0, '{\"values\":{},\"children\":{}}', ?)",
        [...[registrar.userId, id, rev, seal]],
      ),
    );
    const kept = office.engine.reads['drafts.list'](registrar, { register: 'petition' }).drafts;
    expect(JSON.stringify(kept)).not.toContain('小明');
  });

  test('a letter whose open text names its own petitioner is saved with a reason, also where the rows are masked, and asked about once', () => {
    const children = {
      accused,
      petitioners: [{ rowId: '', values: { name: '王小明', phone: '13912345678' } }],
    };
    const confirmed = { realNameContact: '无' };
    const values = { ...letter, remark: '来信人王 小明要求保密' };
    const refused = failureOf(() => office.save(registrar, { values, children, confirmed }));
    expect(refused.fields?.['ownPeopleNamed']).toContain('“备注”中写有反映人的姓名');
    expect(refused.fields?.['ownPeopleNamed']).toContain('线索专管员、整改督查员以及收到此件的单位也看得到');
    expect(JSON.stringify(refused)).not.toContain('小明');
    const { id, rev } = office.save(registrar, { values: letter, children, confirmed });
    const change = { id, rev, values: { remark: '电话１３９-1234-5678' } };
    expect(failureOf(() => office.save(registrar, change)).type).toBe('NeedsConfirmation');
    const saved = office.save(registrar, { ...change, confirmed: { ownPeopleNamed: '来信人同意' } });
    office.save(registrar, { id, rev: saved.rev, values: { summary: '反映违规发放津贴' } });
  });
});
