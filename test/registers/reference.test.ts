import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { petition } from '../../domain/registers/petition/petition.ts';
import { registerIds } from '../../domain/registers/registers.ts';
import { unfinishedIds } from '../../main/registers/deadline-table.ts';
import { inOneGo } from '../../main/vault/slices.ts';
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

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.dispose());

const realName = { values: { ...letter, isRealName: true }, children: { accused, petitioners } };
const rule = (code: string) => {
  const found = office.engine.reads['deadlines.rules']().rules.find((each) => each.code === code);
  if (!found) throw new Error(`no rule ${code}`);
  return found;
};

describe('deadline rules and calendars', () => {
  test('a changed rule moves the due dates of open letters at once and keeps their forms valid', () => {
    const { id, rev } = office.save(registrar, realName);
    expect(office.get(registrar, id).values['informDueAt']).toBe('2026-03-30');
    office.write((tx) =>
      inOneGo(
        office.engine.saveRule(tx, director, {
          rule: { ...rule('P_REALNAME_INFORM'), length: 10 },
          reason: '本办规定',
        }),
      ),
    );
    const record = office.get(registrar, id);
    expect(record.values['informDueAt']).toBe('2026-03-23');
    expect(record.rev).toBe(rev + 1);
    expect(office.save(registrar, { id, rev, values: { remark: '改期限前打开的表单' } }).rev).toBe(rev + 2);
    const page = office.engine.reads['records.page'](registrar, {
      register: 'petition',
      filters: [],
      sort: [{ field: 'deadline', direction: 'asc' }],
      offset: 0,
      limit: 10,
    });
    expect(page.rows.at(-1)?.nextDue).toMatchObject({
      due: '2026-03-23',
      overdue: false,
      remaining: { count: 10, unit: 'workday' },
    });
  });

  test('a missing calendar year is named instead of guessed, and closing the gap gives the dates', () => {
    const { id } = office.save(registrar, {
      ...realName,
      values: { ...realName.values, receivedAt: '2026-03-06', registeredAt: '2026-03-09' },
    });
    office.setDay('2026-12-25');
    const late = office.save(registrar, {
      values: { ...realName.values, receivedAt: '2026-12-25' },
      children: realName.children,
    });
    expect(
      office.get(registrar, late.id).deadlines.find(({ rule: code }) => code === 'P_REALNAME_INFORM'),
    ).toMatchObject({ due: null, state: 'unknown' });
    const { problems } = office.engine.reads['dashboard.todo'](registrar);
    expect(problems.join()).toContain('2027');
    office.vault.transact((tx) =>
      inOneGo(
        office.engine.importCalendar(tx, director, {
          year: 2027,
          basis: '测试',
          verified: false,
          holidays: ['2027-01-01'],
          workdays: [],
        }),
      ),
    );
    // Ten working days by the rule as changed above, New Year's Day not counted.
    expect(office.get(registrar, late.id).values['informDueAt']).toBe('2027-01-11');
    expect(office.engine.reads['dashboard.todo'](registrar).problems).toEqual([]);
    expect(
      office.get(registrar, id).deadlines.find(({ rule: code }) => code === 'P_REALNAME_INFORM')?.state,
    ).toBe('overdue');
  });

  test('what was finished while a day was provisional is reckoned again with the others', () => {
    const [done] = office.vault.all<{ id: string }>(
      'SELECT id FROM petition WHERE voidAt IS NULL ORDER BY no',
    );
    const id = done?.id ?? '';
    const reckoned = (): readonly string[] =>
      unfinishedIds(office.vault, petition, office.engine.context.office.id);
    const inTransaction = (sql: string): unknown => office.vault.transact((tx) => tx.run(sql, [id]));
    inTransaction("UPDATE petition SET state = 'CLOSED' WHERE id = ?");
    expect(reckoned()).not.toContain(id);
    inTransaction("UPDATE deadline SET problem = '2027' WHERE record = ? AND due IS NOT NULL");
    expect(reckoned()).toContain(id);
    inTransaction("UPDATE petition SET state = 'REGISTERED' WHERE id = ?");
    inTransaction('UPDATE deadline SET problem = NULL WHERE record = ?');
  });

  test('the dashboard counts what the list then shows', () => {
    const todo = office.engine.reads['dashboard.todo'](registrar);
    for (const { key, count } of todo.buckets) {
      const query = {
        register: 'petition' as const,
        filters: [{ field: 'deadline', op: 'in' as const, values: [key] }],
        sort: [],
      };
      expect([key, office.engine.reads['records.totals'](registrar, query).total]).toEqual([key, count]);
    }
    const overdue = todo.buckets.find(({ key }) => key === 'overdue');
    expect(overdue?.count).toBeGreaterThan(0);
    expect(overdue?.deadlines).toBe(todo.items.filter(({ due }) => due < todo.today).length);
    for (const { label, count, filters } of [...todo.queues, ...todo.counts]) {
      expect([
        label,
        office.engine.reads['records.totals'](registrar, { register: 'petition', filters, sort: [] }).total,
      ]).toEqual([label, count]);
    }
    expect(todo.queues.map(({ label }) => label).join()).toContain('拟办');
  });

  test('the dashboard finds in the rows what stands in the table of deadlines, and no void letter', () => {
    const { today } = office.engine.reads['dashboard.todo'](registrar);
    const overdue = () =>
      office.engine.reads['dashboard.todo'](registrar).buckets.find(({ key }) => key === 'overdue')?.count;
    const ofYear = () => office.engine.reads['dashboard.todo'](registrar).counts[0]?.count;
    const [row] = office.vault.all<{ record: string; count: number }>(
      `SELECT record, (SELECT count(DISTINCT record) FROM deadline WHERE open = 1 AND due < ?) AS count
       FROM deadline WHERE open = 1 AND due < ? LIMIT 1`,
      [today, today],
    );
    const before = ofYear();
    expect(overdue()).toBe(row?.count);
    const target = { register: 'petition' as const, id: row?.record ?? '' };
    const { rev } = office.get(registrar, target.id);
    office.write((tx) =>
      office.engine.writes['records.requestVoid'](tx, registrar, { ...target, rev, reason: '登记有误' }),
    );
    office.write((tx) =>
      office.engine.writes['records.decideVoid'](tx, director, {
        ...{ ...target, rev: rev + 1 },
        ...{ approve: true, reason: '' },
      }),
    );
    expect(overdue()).toBe(Number(row?.count) - 1);
    expect(ofYear()).toBe(Number(before) - 1);
  });

  test('a letter to be sent on sealed waits for 径送, every other one for 拟办', () => {
    const waiting = (label: string) =>
      office.engine.reads['dashboard.todo'](registrar).queues.find((queue) => queue.label === label)?.count;
    const proposals = waiting('待拟办（已登记）');
    expect(waiting('待径送（已登记）')).toBeUndefined();
    office.setDay('2026-03-09');
    office.save(registrar, { values: { receivedAt: '2026-03-09', jurisdiction: 'UPPER' } });
    expect(waiting('待拟办（已登记）')).toBe(proposals);
    expect(waiting('待径送（已登记）')).toBe(1);
  });
});

describe('code lists and settings', () => {
  test('an ended code may stay in letters that have it and can no longer be chosen', () => {
    const code = office.engine.reads['codes.all']().codes.find(
      (each) => each.list === 'channel' && each.code === 'BOX',
    );
    if (!code) throw new Error('no such code');
    office.setDay('2026-03-09');
    const { id } = office.save(registrar, { values: { ...letter, channel: 'BOX' }, children: { accused } });
    office.write((tx) =>
      office.engine.writes['codes.save'](tx, director, {
        code: { ...code, validTo: '2026-03-08' },
        reason: '意见箱已撤',
      }),
    );
    office.save(registrar, { id, rev: 1, values: { channel: 'BOX', remark: '仍可保存' } });
    expect(
      failureOf(() => office.save(registrar, { values: { ...letter, channel: 'BOX' } })).fields?.['channel'],
    ).toContain('已停用');
  });

  test('a new numbering mask holds for new letters, and a useless one is refused', () => {
    const save = (mask: string, register: 'petition' | 'lead' = 'petition') =>
      office.write((tx) =>
        office.engine.writes['settings.saveOffice'](tx, director, {
          docWord: '某巡办',
          masks: [{ register, mask }],
          idleLockMinutes: 5,
          witness: null,
        }),
      );
    expect(failureOf(() => save('XF{seq:5}')).type).toBe('NumberMaskInvalid');
    save('信{year}-{seq:4}');
    expect(office.save(registrar, { values: letter, children: { accused } }).no).toBe('信2026-0001');
    expect(office.engine.reads['settings.office']()).toMatchObject({ docWord: '某巡办', idleLockMinutes: 5 });
    // What a record cannot name, and what would number records of two registers alike.
    expect(failureOf(() => save('信{level}{year}-{seq:4}')).type).toBe('NumberMaskInvalid');
    expect(failureOf(() => save('信{year}-{seq:4}', 'lead'))).toMatchObject({
      type: 'NumberMaskTwice',
      what: '信访件和问题线索的编号规则相同（信{year}-{seq:4}）。',
    });
  });

  test('every register has a mask of its own that the office can change', () => {
    const { masks } = office.engine.reads['settings.office']();
    expect(masks.map(({ register }) => register).sort()).toEqual([...registerIds].sort());
    const changed = masks.map(({ register, mask }) => ({ register, mask: `甲${mask}` }));
    office.write((tx) =>
      office.engine.writes['settings.saveOffice'](tx, director, {
        ...{ docWord: '', idleLockMinutes: 5, witness: null },
        masks: changed,
      }),
    );
    expect(office.engine.reads['settings.office']().masks).toEqual(changed);
    const values = { title: '党组会', kind: 'LEADING_GROUP', heldAt: '2026-03-09', markKind: 'WORK_SECRET' };
    expect(office.save(registrar, { register: 'meeting', values }).no).toBe('甲HY-2026-0001');
  });
});

describe('views and choices of the window', () => {
  test('are kept per person; a shared view can be used but not changed by others', () => {
    const view = {
      id: null,
      name: '本月实名',
      shared: true,
      filters: [],
      sort: [],
      columns: [{ field: 'no', width: 140 }],
    };
    const { id } = office.vault.transact((tx) =>
      office.engine.personal['views.save'](tx, registrar, { register: 'petition', view }),
    );
    expect(office.engine.reads['views.list'](registrar2, { register: 'petition' }).views).toMatchObject([
      { id, own: false, name: '本月实名' },
    ]);
    expect(
      failureOf(() =>
        office.vault.transact((tx) => office.engine.personal['views.remove'](tx, registrar2, { id })),
      ).type,
    ).toBe('NotOwner');
    office.vault.transact((tx) =>
      office.engine.personal['preferences.set'](tx, registrar, { key: 'density', json: '"compact"' }),
    );
    expect(office.engine.reads['preferences.get'](registrar, { key: 'density' }).json).toBe('"compact"');
    expect(office.engine.reads['preferences.get'](registrar2, { key: 'density' }).json).toBeNull();
  });

  test('are not shared while they look for words of a sealed field', () => {
    const filters = [{ field: 'title', op: 'contains' as const, text: '张某受贿' }];
    const view = { id: null, name: '受贿', filters, sort: [], columns: [{ field: 'no', width: 140 }] };
    const save = (shared: boolean) =>
      office.vault.transact((tx) =>
        office.engine.personal['views.save'](tx, registrar, {
          register: 'lead',
          view: { ...view, shared },
        }),
      );
    expect(failureOf(() => save(true)).type).toBe('ViewNotShareable');
    save(false);
    // One that was shared before this was refused.
    office.vault.transact((tx) => tx.run('UPDATE view SET shared = 1'));
    const list = office.engine.reads['views.list'];
    expect(list(registrar, { register: 'lead' }).views.map(({ name }) => name)).toEqual(['受贿']);
    expect(list(registrar2, { register: 'lead' }).views).toEqual([]);
  });

  test('the search box of the whole program names the place where a text stands', () => {
    const { groups } = office.engine.reads['search.global'](registrar, { text: '发放津贴' });
    expect(groups[0]?.hits[0]).toMatchObject({ where: '反映的主要问题', title: '李某某' });
    expect(
      office.engine.reads['search.global'](registrar, { text: '王小明' }).groups[0]?.hits[0]?.where,
    ).toBe('反映人');
    expect(office.engine.reads['search.global'](director, { text: '王小明' }).groups).toEqual([]);
  });
});
