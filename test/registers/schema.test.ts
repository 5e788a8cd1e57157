import { describe, expect, test } from 'vitest';
import { defineRegister } from '../../domain/register.ts';
import { migrate } from '../../main/registers/engine.ts';
import { migrateRegisters } from '../../main/registers/schema.ts';
import { accused, letter, openOffice, registrar } from './office.ts';

const small = (extra: readonly string[]) =>
  defineRegister({
    id: 'sample',
    label: '样例',
    unit: '件',
    area: 'petition',
    numbering: 'YL{year}-{seq:3}',
    fields: [
      { key: 'day', label: '日期', type: 'date', section: '内容', listWidth: 80 },
      ...extra.map((key) => ({
        key,
        label: key,
        type: 'integer' as const,
        section: '内容',
        filter: 'numberRange' as const,
      })),
    ],
    children: [
      {
        key: 'rows',
        label: '行',
        section: '内容',
        title: 'name',
        fields: ['name', ...extra].map((key) => ({
          key,
          label: key,
          type: 'text' as const,
          section: '内容',
        })),
      },
    ],
    workflow: { initial: 'NEW', states: [{ code: 'NEW', label: '新', tone: 'neutral' }], transitions: [] },
    deadlines: [],
    dateField: 'day',
    forms: [],
  });

describe('tables of a register', () => {
  test('take new fields without touching what they hold, and a second run writes nothing', async () => {
    const office = await openOffice();
    try {
      const { vault } = office;
      vault.transact((tx) => migrateRegisters(tx, [{ register: small([]), extraColumns: [] }]));
      const columns = [
        'id',
        'office',
        'no',
        'rev',
        'state',
        'createdBy',
        'createdAt',
        'updatedBy',
        'updatedAt',
        'changedSeq',
        'day',
      ];
      const values = ['a', 'o', 'n', 1, 'NEW', 'u', 1, 'u', 1, 1, '2026-01-01'];
      vault.transact((tx) =>
        tx.run(`INSERT INTO sample (${columns.join()}) VALUES (${values.map(() => '?').join()})`, values),
      );
      vault.transact((tx) =>
        migrateRegisters(tx, [
          { register: small(['count']), extraColumns: [{ name: 'note', type: 'TEXT' }] },
        ]),
      );
      expect(vault.get('SELECT day, count, note FROM sample')).toEqual({
        day: '2026-01-01',
        count: null,
        note: null,
      });
      expect(vault.all('SELECT name, count FROM sample_rows')).toEqual([]);
      const before = vault.state.sequence;
      vault.transact((tx) => {
        migrateRegisters(tx, [
          { register: small(['count']), extraColumns: [{ name: 'note', type: 'TEXT' }] },
        ]);
        migrate(tx);
      });
      expect(vault.state.sequence).toBe(before);
    } finally {
      await office.dispose();
    }
  });

  test('get a new search index when the searched fields have changed', async () => {
    const office = await openOffice();
    try {
      office.save(registrar, { values: letter, children: { accused } });
      const find = (): number =>
        office.engine.reads['records.page'](registrar, {
          register: 'petition',
          text: '津贴',
          filters: [],
          sort: [],
          offset: 0,
          limit: 10,
        }).rows.length;
      office.vault.transact((tx) => {
        tx.run("INSERT INTO petition_search (petition_search) VALUES ('rebuild')");
        tx.run("UPDATE setting SET value = '\"0\"' WHERE key = 'search.petition'");
      });
      expect(find()).toBe(0);
      office.vault.transact((tx) => migrate(tx));
      expect(find()).toBe(1);
    } finally {
      await office.dispose();
    }
  });

  test('count what waits for a step by an index alone, whatever the step is offered or waited for by', async () => {
    const office = await openOffice();
    try {
      const counted = `SELECT count(*) FROM petition INDEXED BY petition_standing
        WHERE state = 'SENT' AND voidAt IS NULL AND office = '' AND ifnull("sealedDirect", 0) = 1`;
      const [step] = office.vault.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${counted}`);
      expect(step?.detail).toContain('USING COVERING INDEX petition_standing');
      const goingOn = `SELECT DISTINCT "disposition" FROM lead INDEXED BY lead_standing
        WHERE state = 'DISPOSING' AND voidAt IS NULL AND office = ''`;
      const [read] = office.vault.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${goingOn}`);
      expect(read?.detail).toContain('USING COVERING INDEX lead_standing');
    } finally {
      await office.dispose();
    }
  });

  test('get anew an index that is described otherwise now, and no other', async () => {
    const office = await openOffice();
    try {
      const { vault } = office;
      const indexes = () =>
        vault.all<{ name: string; sql: string }>(
          "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
        );
      const before = indexes();
      vault.transact((tx) => {
        tx.run('DROP INDEX problem_registeredAt');
        tx.run('CREATE INDEX problem_registeredAt ON problem (registeredAt) WHERE registeredAt IS NOT NULL');
      });
      const sequence = vault.state.sequence;
      vault.transact((tx) => migrate(tx));
      expect(indexes()).toEqual(before);
      vault.transact((tx) => migrate(tx));
      expect(vault.state.sequence).toBe(sequence + 1);
    } finally {
      await office.dispose();
    }
  });
});
