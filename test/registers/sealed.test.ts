import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bigramText } from '../../domain/text/bigrams.ts';
import {
  accused,
  director,
  failureOf,
  letter,
  type Office,
  openOffice,
  petitioners,
  registrar,
  registrar2,
} from './office.ts';

const needle = '王小明';

describe('petitioners', () => {
  let office: Office;
  let id: string;
  beforeAll(async () => {
    office = await openOffice();
    ({ id } = office.save(registrar, {
      values: { ...letter, isRealName: true },
      children: { accused, petitioners },
    }));
  });
  afterAll(() => office.dispose());
  const rev = (): number => office.get(registrar, id).rev;
  const reveal = (): Record<string, unknown>[] =>
    office
      .write((tx) =>
        office.engine.writes['records.reveal'](tx, registrar, {
          register: 'petition',
          id,
          child: 'petitioners',
          reason: '告知受理情况',
        }),
      )
      .rows.map((row) => row.values);

  test('no table holds a clear word of them', () => {
    office.save(registrar, {
      id,
      rev: rev(),
      values: {},
      children: { petitioners: [] },
      confirmed: { realNameContact: '核实中' },
    });
    office.save(registrar, { id, rev: rev(), values: {}, children: { petitioners } });
    const tables = office.vault.all<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'petition_search'",
    );
    for (const { name } of tables) {
      const text = JSON.stringify(office.vault.all(`SELECT * FROM "${name}"`), (_key, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      );
      for (const word of [needle, '13912345678', '解放路', Buffer.from(needle).toString('latin1')]) {
        expect([name, word, text.includes(word)]).toEqual([name, word, false]);
      }
    }
  });

  test('masks that a form sends back change nothing, and a new row beside them is added', () => {
    const masked = office.get(registrar, id).children['petitioners'] ?? [];
    const before = rev();
    expect(office.save(registrar, { id, rev: before, children: { petitioners: masked } }).rev).toBe(before);
    office.save(registrar, {
      id,
      rev: before,
      children: { petitioners: [...masked, { rowId: '', values: { name: '赵大海' } }] },
    });
    expect(reveal().map((row) => row['name'])).toEqual([needle, '赵大海']);
    const rows = office.get(registrar, id).children['petitioners'] ?? [];
    const changed = rows.map((row, index) =>
      index === 0 ? { ...row, values: { ...row.values, phone: '13800138000' } } : row,
    );
    office.save(registrar, { id, rev: rev(), children: { petitioners: changed } });
    expect(reveal()[0]).toMatchObject({
      name: needle,
      phone: '13800138000',
      address: '浙江省衢州市开化县芹阳街道解放路1号',
    });
  });

  test('the audit note of a look names the letter and the reason but nobody', () => {
    const { audit } = office.vault.transact((tx) =>
      office.engine.writes['records.reveal'](tx, registrar, {
        register: 'petition',
        id,
        child: 'petitioners',
        reason: '告知受理情况',
      }),
    );
    expect(audit).toMatchObject({ action: 'records.reveal', reason: '告知受理情况' });
    expect(JSON.stringify(audit)).not.toContain('王');
  });

  test('drafts keep them sealed too', () => {
    const content = { values: { summary: '反映某村账目不清。' }, children: { petitioners } };
    const { draft } = office.vault.transact((tx) =>
      office.engine.personal['drafts.save'](tx, registrar, {
        draft: null,
        register: 'petition',
        record: null,
        rev: null,
        content,
      }),
    );
    expect(JSON.stringify(office.vault.all('SELECT content FROM draft'))).not.toContain(needle);
    const { drafts } = office.engine.reads['drafts.list'](registrar, { register: 'petition' });
    expect(drafts).toMatchObject([{ draft, title: '反映某村账目不清。', content }]);
    expect(office.engine.reads['drafts.list'](registrar2, { register: 'petition' }).drafts).toEqual([]);
    office.vault.transact((tx) => office.engine.personal['drafts.discard'](tx, registrar, { draft }));
    expect(office.engine.reads['drafts.list'](registrar, { register: 'petition' }).drafts).toEqual([]);
  });
});

describe('a session without the compartment', () => {
  test('saves everything but petitioners, which stay as they were', async () => {
    const office = await openOffice({ compartments: [] });
    try {
      const { id, rev } = office.save(registrar, { values: letter, children: { accused } });
      office.save(registrar, { id, rev, values: { remark: '补充材料一份' }, children: { petitioners: [] } });
      const add = () => office.save(registrar, { id, rev: rev + 1, children: { petitioners } });
      expect(failureOf(add)).toMatchObject({ type: 'CompartmentClosed' });
      expect(office.get(registrar, id).rev).toBe(2);
    } finally {
      await office.dispose();
    }
  });
});

describe('径送', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.dispose());
  const envelope = { receivedAt: '2026-03-09', envelopeNo: 'F-1', openedBy: 'registrar' };

  test('a letter is registered as an envelope, approved by another person and signed for', () => {
    const { id } = office.save(registrar, { values: envelope, sealedDirect: true });
    const record = office.get(registrar, id);
    expect(record.values['sealedDirect']).toBe(true);
    expect(record.blockedContent).toEqual(
      expect.arrayContaining(['summary', 'petitioners', 'accused', 'channel']),
    );
    expect(record.deadlines.find(({ rule }) => rule === 'P_SEALED_UPPER')?.due).toBe('2026-03-16');
    office.step(director, id, 'sealDirect', { envelopeNo: 'F-1', toOrg: '市纪委监委', sentAt: '2026-03-09' });
    office.step(registrar, id, 'signSealed', { receiptAt: '2026-03-09', receiptBy: '收件人' });
    expect(office.get(registrar, id).state).toBe('SEALED_SENT');
  });

  test('content typed for an envelope is refused field by field', () => {
    const values = { ...envelope, summary: '反映某领导' };
    expect(failureOf(() => office.save(registrar, { values, sealedDirect: true })).fields).toHaveProperty(
      'summary',
    );
    const children = { accused };
    expect(
      failureOf(() => office.save(registrar, { values: envelope, children, sealedDirect: true })).fields,
    ).toHaveProperty('accused');
  });

  test('a letter found to be one later leaves no trace of its content, in history or search', () => {
    const secret = '反映市里某领导收受字画';
    const { id, rev } = office.save(registrar, {
      values: { ...letter, summary: secret, isRealName: true },
      children: { accused, petitioners },
    });
    office.save(registrar, { id, rev, values: { remark: `再次来信：${secret}` } });
    const cleared = Object.fromEntries(
      [...Object.keys(letter), 'remark', 'isRealName']
        .filter((key) => key !== 'receivedAt' && !key.startsWith('opened'))
        .map((key) => [key, null]),
    );
    const content = () => office.save(registrar, { id, rev: 2, values: { sealedDirect: true } });
    expect(failureOf(content).type).toBe('SealedDirectContent');
    office.save(registrar, {
      id,
      rev: 2,
      values: { ...cleared, sealedDirect: true },
      children: { accused: [], petitioners: [] },
    });
    const history = office.engine.reads['records.history'](registrar, { register: 'petition', id });
    expect(JSON.stringify(history)).not.toContain('字画');
    expect(JSON.stringify(history)).toContain('内容已清除');
    expect(JSON.stringify(office.vault.all('SELECT * FROM change WHERE record = ?', [id]))).not.toContain(
      '字画',
    );
    const page = office.engine.reads['records.page'](registrar, {
      register: 'petition',
      text: '字画',
      filters: [],
      sort: [],
      offset: 0,
      limit: 10,
    });
    expect(page.rows).toEqual([]);
    expect(office.vault.all('SELECT * FROM petition_token WHERE record = ?', [id])).toEqual([]);
    const [token = ''] = bigramText('字画').split(' ');
    const segments = office.vault.all<{ block: Uint8Array }>(
      'SELECT block FROM petition_search_segments UNION ALL SELECT root AS block FROM petition_search_segdir',
    );
    expect(segments.some(({ block }) => Buffer.from(block).includes(token.slice(4)))).toBe(false);
  });
});
