import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../domain/access/permissions.ts';
import { accused, letter, openOffice, registrar } from './office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;

let office: Office;
let first: ReturnType<Office['save']>;
let second: ReturnType<Office['save']>;
beforeEach(async () => {
  office = await openOffice();
  const values = { ...letter, targetId: '县民政局党组' };
  first = office.save(registrar, { values, children: { accused } });
  const duplicate = { decision: 'repeat' as const, of: first.id, basis: '同人同事' };
  second = office.save(registrar, {
    values: { ...values, receivedAt: '2026-03-08' },
    children: { accused },
    duplicate,
  });
  office.save(registrar, {
    register: 'meeting',
    values: {
      title: '听取巡察情况汇报',
      kind: 'FEEDBACK',
      heldAt: '2026-03-05',
      presided: '陈某',
      targetId: '县民政局党组',
    },
  });
});
afterEach(() => office.dispose());

/** Somebody of the office who may not read letters. */
const stranger: Actor = { ...registrar, permissions: new Set(['office.read']) };

describe('what hangs together', () => {
  test('is shown on both pages, with number, state and title', () => {
    const links = (id: string) =>
      office.engine.reads['records.links'](registrar, { register: 'petition', id }).groups;
    expect(links(second.id)).toMatchObject([
      { direction: 'names', register: 'petition', count: 1, records: [{ id: first.id, no: first.no }] },
    ]);
    expect(links(first.id)).toMatchObject([
      {
        direction: 'namedBy',
        records: [{ id: second.id, title: letter.summary, void: false }],
      },
    ]);
  });

  test('is not even counted for who may not read the other register', () => {
    const { groups } = office.engine.reads['records.links'](stranger, { register: 'petition', id: first.id });
    expect(groups).toEqual([]);
  });

  test('is found by number or text, the newest first', () => {
    const find = (text: string) =>
      office.engine.reads['records.find'](registrar, { register: 'petition', text }).records.map(
        ({ id }) => id,
      );
    expect(find('')).toEqual([second.id, first.id]);
    expect(find(first.no)).toEqual([first.id]);
    expect(find('津贴补贴')).toEqual([second.id, first.id]);
    expect(find('没有的词')).toEqual([]);
  });

  test('stands in lists by number', () => {
    const { rows } = office.engine.reads['records.page'](registrar, {
      register: 'petition',
      filters: [],
      sort: [],
      offset: 0,
      limit: 10,
    });
    expect(rows.map(({ named }) => named)).toContainEqual({ duplicateOf: first.no });
  });
});

describe('the timeline of an organisation', () => {
  const ask = (actor: Actor, more: object = {}) =>
    office.engine.reads['targets.timeline'](actor, {
      target: '县民政局党组',
      registers: null,
      offset: 0,
      limit: 2,
      ...more,
    });

  test('joins all registers by date and is paged', () => {
    const page = ask(registrar);
    expect(page).toMatchObject({ total: 3, rows: [{ date: '2026-03-09' }, { date: '2026-03-08' }] });
    expect(page.counts).toEqual([
      { register: 'petition', count: 2 },
      { register: 'meeting', count: 1 },
    ]);
    expect(ask(registrar, { offset: 2 }).rows).toMatchObject([
      { register: 'meeting', date: '2026-03-05', title: '听取巡察情况汇报' },
    ]);
    expect(ask(registrar, { registers: ['meeting'] })).toMatchObject({ total: 1 });
  });

  test('holds nothing of registers the person may not read', () => {
    expect(ask(stranger)).toMatchObject({ total: 1, counts: [{ register: 'meeting', count: 1 }] });
  });
});
