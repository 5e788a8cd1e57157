/** Registers that are part of others: a plan with its items, an item with its measures. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defineRegister, type Field, type Register } from '../../domain/register.ts';
import type { RegisterId } from '../../domain/registers/registers.ts';
import type { Writer } from '../../main/vault/api.ts';
import { director, failureOf, openOffice, registrar } from './office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;

const section = '内容';
const text = (key: string, more: Partial<Field> = {}): Field => ({
  key,
  label: key,
  type: 'text',
  section,
  ...more,
});
const day: Field = { key: 'day', label: '日期', type: 'date', section };
const total = (part: string): Field => ({
  key: 'total',
  label: '合计',
  type: 'integer',
  section,
  derived: true,
  computed: ({ parts }) => parts(part).reduce((sum, { values }) => sum + Number(values['total'] ?? 0), 0),
});

function sample(id: string, fields: readonly Field[], partOf?: Register['partOf']): Register {
  return defineRegister({
    id,
    label: id,
    unit: '件',
    area: 'petition',
    numbering: `${id}-{year}-{seq:3}`,
    fields: [day, ...fields],
    children: [],
    workflow: {
      initial: 'OPEN',
      states: [
        { code: 'OPEN', label: '办理中', tone: 'progress' },
        { code: 'DONE', label: '已办结', tone: 'success', final: true },
      ],
      transitions: [
        {
          key: 'close',
          label: '办结',
          from: ['OPEN'],
          to: 'DONE',
          permission: 'petition.register',
          asks: [],
          requires: [],
          basis: '测试',
        },
      ],
    },
    deadlines: [],
    dateField: 'day',
    forms: [],
    ...(partOf ? { partOf } : {}),
  });
}

const owner = (register: string): Field =>
  text('owner', { type: 'record', list: register, required: true, label: '所属' });
const modules = [
  sample('plan', [total('item')]),
  sample('item', [owner('plan'), total('measure')], { register: 'plan', field: 'owner' }),
  sample('measure', [owner('item'), { key: 'total', label: '数', type: 'integer', section }], {
    register: 'item',
    field: 'owner',
  }),
].map((register) => ({ register, extraColumns: [] }));

let office: Office;
beforeEach(async () => {
  office = await openOffice({ modules });
});
afterEach(() => office.dispose());

function save(register: string, values: Record<string, string | number>, id: string | null = null) {
  const rev = id === null ? null : read(register, id).rev;
  return office.save(registrar, { register: register as RegisterId, id, rev, values }).id;
}

const read = (register: string, id: string) =>
  office.engine.reads['records.get'](registrar, { register: register as RegisterId, id });

function step(register: string, id: string, transition: string): void {
  office.write((tx) =>
    office.engine.writes['records.transition'](tx, registrar, {
      register: register as RegisterId,
      id,
      rev: read(register, id).rev,
      transition,
      values: {},
      reason: null,
    }),
  );
}

function voidRecord(register: string, id: string): void {
  const target = { register: register as RegisterId, id };
  const { rev } = read(register, id);
  office.write((tx) =>
    office.engine.writes['records.requestVoid'](tx, registrar, { ...target, rev, reason: '登记有误' }),
  );
  office.write((tx) =>
    office.engine.writes['records.decideVoid'](tx, director, {
      ...target,
      rev: rev + 1,
      approve: true,
      reason: '',
    }),
  );
}

function restore(register: string, id: string): void {
  const { rev } = read(register, id);
  const input = { register: register as RegisterId, id, rev, reason: '错作废' };
  office.write((tx) => office.engine.writes['records.restoreVoided'](tx, director, input));
}

const totalOf = (register: string, id: string): unknown => read(register, id).values['total'];

describe('a whole', () => {
  test('follows its parts at every level in the same transaction, with an entry in its history', () => {
    const plan = save('plan', { day: '2026-03-01' });
    const [first, second] = [save('item', { owner: plan }), save('item', { owner: plan })];
    const measure = save('measure', { owner: first, total: 3 });
    save('measure', { owner: second, total: 4 });
    expect([totalOf('item', first), totalOf('item', second), totalOf('plan', plan)]).toEqual([3, 4, 7]);
    save('measure', { total: 5 }, measure);
    expect([totalOf('item', first), totalOf('plan', plan)]).toEqual([5, 9]);
    save('measure', { owner: second }, measure);
    expect([totalOf('item', first), totalOf('item', second), totalOf('plan', plan)]).toEqual([0, 9, 9]);
    const { entries } = office.engine.reads['records.history'](registrar, {
      register: 'plan' as RegisterId,
      id: plan,
    });
    expect(entries[0]).toMatchObject({ action: 'compute', actionLabel: '随相关各件更新' });
  });

  test('takes its parts along when it is voided, at every level, each with the reason', () => {
    const plan = save('plan', {});
    const item = save('item', { owner: plan });
    const measure = save('measure', { owner: item, total: 3 });
    voidRecord('plan', plan);
    for (const [register, id] of [
      ['item', item],
      ['measure', measure],
    ] as const)
      expect(read(register, id).void?.reason).toContain('登记有误');
    expect(totalOf('plan', plan)).toBe(3);
  });

  test('brings back what was voided with it when it is restored, and nothing that had been void before', () => {
    const plan = save('plan', {});
    const item = save('item', { owner: plan });
    const measure = save('measure', { owner: item, total: 3 });
    const mistaken = save('measure', { owner: item, total: 4 });
    voidRecord('measure', mistaken);
    office.setDay('2026-03-10');
    voidRecord('plan', plan);
    expect(failureOf(() => restore('item', item)).type).toBe('WholeClosed');
    restore('plan', plan);
    expect([read('item', item).void, read('measure', measure).void]).toEqual([null, null]);
    expect(read('measure', mistaken).void?.reason).toBe('登记有误');
    expect(totalOf('plan', plan)).toBe(3);
    const { entries } = office.engine.reads['records.history'](registrar, {
      register: 'measure' as RegisterId,
      id: measure,
    });
    expect(entries[0]).toMatchObject({
      actionLabel: '恢复',
      reason: expect.stringMatching(/^随.+恢复：错作废$/u) as string,
    });
    restore('measure', mistaken);
    expect(totalOf('plan', plan)).toBe(7);
    expect(failureOf(() => restore('measure', mistaken)).type).toBe('NotVoided');
  });

  test('that is closed takes nothing in from a spreadsheet either', () => {
    const plan = save('plan', {});
    step('plan', plan, 'close');
    const rows = [{ values: { owner: plan }, children: {} }];
    const options = { action: 'import', reason: '台账.xlsx' };
    const insert = (tx: Writer): unknown =>
      [...office.engine.insertMany(tx, registrar, 'item', rows, options)].length;
    expect(failureOf(() => office.vault.transact(insert)).type).toBe('WholeClosed');
  });

  test('counts a voided part no more', () => {
    const plan = save('plan', {});
    const item = save('item', { owner: plan });
    const measure = save('measure', { owner: item, total: 3 });
    expect(totalOf('plan', plan)).toBe(3);
    voidRecord('measure', measure);
    expect(totalOf('plan', plan)).toBe(0);
  });

  test('can be saved from a form that was opened before a part changed', () => {
    const plan = save('plan', {});
    const opened = read('plan', plan).rev;
    save('item', { owner: plan });
    const item = save('item', { owner: plan });
    save('measure', { owner: item, total: 3 });
    office.save(registrar, {
      register: 'plan' as RegisterId,
      id: plan,
      rev: opened,
      values: { day: '2026-03-02' },
    });
    expect(read('plan', plan).values).toEqual({ day: '2026-03-02', total: 3 });
  });

  test('takes the sums of a sheet of parts that is imported at once', () => {
    const plan = save('plan', {});
    const item = save('item', { owner: plan });
    const records = [1, 2, 3].map((each) => ({ values: { owner: item, total: each }, children: {} }));
    office.vault.transact((tx) => {
      const options = { action: 'import', reason: '台账.xlsx' };
      for (const _slice of office.engine.insertMany(tx, registrar, 'measure', records, options)) continue;
    });
    expect([totalOf('item', item), totalOf('plan', plan)]).toEqual([6, 6]);
  });

  test('is worked out once for a sheet of parts, however many they are and at whatever level', () => {
    const reads = (items: number): { readonly plan: number; readonly all: number } => {
      const plan = save('plan', {});
      const owners = Array.from({ length: items }, () => save('item', { owner: plan }));
      const records = owners.map((owner) => ({ values: { owner, total: 1 }, children: {} }));
      const statements: string[] = [];
      office.vault.transact((tx) => {
        const all: Writer['all'] = (sql, params) => tx.all(sql, (statements.push(sql), params));
        const get: Writer['get'] = (sql, params) => tx.get(sql, (statements.push(sql), params));
        const options = { action: 'import', reason: null };
        const counting = { ...tx, all, get };
        for (const _ of office.engine.insertMany(counting, registrar, 'measure', records, options)) continue;
      });
      expect(totalOf('plan', plan)).toBe(items);
      return { plan: statements.filter((sql) => sql.includes('"plan"')).length, all: statements.length };
    };
    const [few, many] = [reads(4), reads(24)];
    expect(many.plan).toBe(few.plan);
    expect(many.all).toBeLessThan(few.all * 6.5);
  });

  test('is worked out in slices, of which who waits is told', () => {
    const plan = save('plan', {});
    const records = Array.from({ length: 30 }, () => {
      const owner = save('item', { owner: plan });
      return { values: { owner, total: 1 }, children: {} };
    });
    const told: (readonly [number, number])[] = [];
    office.vault.transact((tx) => {
      const progress = (done: number, of: number): void => {
        told.push([done, of]);
      };
      const options = { action: 'import', reason: null, progress };
      for (const _ of office.engine.insertMany(tx, registrar, 'measure', records, options))
        told.push([-1, 0]);
    });
    const after = told.slice(told.findIndex(([done]) => done > 30));
    expect(after.length).toBeGreaterThan(4);
    expect(after.filter(([done]) => done === -1)).toHaveLength(after.length / 2);
    expect(told.findLast(([done]) => done >= 0)).toEqual([60, 60]);
  });

  test('that is closed takes no new part, and its parts change no more', () => {
    const plan = save('plan', {});
    const item = save('item', { owner: plan });
    step('plan', plan, 'close');
    expect(failureOf(() => save('item', { owner: plan })).type).toBe('WholeClosed');
    expect(failureOf(() => save('item', { day: '2026-03-05' }, item)).type).toBe('WholeClosed');
  });
});

describe('a reference', () => {
  test('must name a record that exists, is another one and is not void', () => {
    expect(failureOf(() => save('item', { owner: 'nobody' })).fields).toEqual({
      owner: '所属所选的plan不存在，请重新选择。',
    });
    const plan = save('plan', {});
    voidRecord('plan', plan);
    expect(failureOf(() => save('item', { owner: plan })).fields?.['owner']).toContain('已作废');
  });
});
