/** The lists of the ledger are the office's own: what it makes of them is what is printed. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ledgerListSeed } from '../../domain/registers/rect-item/list-seed.ts';
import { columnChoice, type LedgerList, type ListSet } from '../../domain/registers/rect-item/lists.ts';
import { migrate } from '../../main/registers/engine.ts';
import { layForm } from '../../main/reports/forms.ts';
import type { PrintedRecord } from '../../main/reports/forms/printed-record.ts';
import { blankRecord } from '../../main/reports/forms/printed-record.ts';
import { sampleContext } from '../reports/support/samples.ts';
import { director, failureOf, openOffice, type Office } from './office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.dispose());

const row = { sort: 500, basis: '本办规定', verified: true, validFrom: null, validTo: null };
const own: LedgerList = {
  ...row,
  code: 'own',
  label: '整改措施进度清单',
  columns: [
    { key: 'measure.person', width: 12 },
    { key: 'statement', width: 60 },
    { key: 'upkeep', width: 28 },
  ],
};

function save(list: LedgerList): void {
  const input = { list: { ...list, columns: [...list.columns] }, reason: '按本办要求' };
  office.write((tx) => office.engine.writes['ledgerLists.save'](tx, director, input));
}

function saveSet(set: ListSet): void {
  const input = { set: { ...set, lists: [...set.lists] }, reason: '按本办要求' };
  office.write((tx) => office.engine.writes['ledgerLists.saveSet'](tx, director, input));
}

const known = () => office.engine.reads['ledgerLists.all']();
const measure: PrintedRecord = { ...blankRecord, text: (key) => (key === 'person' ? '吴敏' : '') };
const item: PrintedRecord = {
  ...blankRecord,
  text: (key) => ({ statement: '违规发放补贴', upkeep: '每季度复查' })[key] ?? '',
  parts: () => [measure],
};

function printed(choice: string): { readonly name: string; readonly body: string } {
  const { ledgerLists } = office.engine.reference();
  const context = { ...sampleContext(), ledgerLists };
  return layForm(context, { form: 'F23', records: [item], period: '', extra: { 清单: choice } });
}

describe('the lists of the ledger', () => {
  test('stand in a new office as shipped, those whose columns are a proposal still to be checked', () => {
    expect(known()).toEqual(ledgerListSeed);
    expect(known().lists.flatMap(({ code, verified }) => (verified ? [code] : []))).toEqual([
      'TASK',
      'DUTY',
      'LEDGER',
    ]);
  });

  test('print the columns, order and breadth the office has given them', () => {
    save(own);
    const { name, body } = printed('list:own');
    expect(name).toBe('整改措施进度清单');
    const headings = [...body.matchAll(/<th\b[^>]*>(.*?)<\/th>/gu)].map(([, heading]) => heading);
    expect(headings).toEqual(['序号', '措施责任人', '具体问题', '长期坚持的安排']);
    expect(body).toContain('width:55.046%');
    for (const text of ['吴敏', '违规发放补贴', '每季度复查']) expect(body).toContain(text);
  });

  test('print as the set the office has put together, and no longer once it has ended', () => {
    save(own);
    const set: ListSet = { ...row, code: 'ours', label: '我办两单', lists: ['own', 'DUTY'] };
    saveSet(set);
    const titles = () =>
      [...printed('set:ours').body.matchAll(/<h1>(.*?)<\/h1>/gu)].map(([, title]) => title);
    expect(titles()).toEqual(['整改措施进度清单', '整改责任清单']);
    save({ ...own, validTo: '2026-01-01' });
    expect(titles()).toEqual(['整改责任清单']);
    saveSet({ ...set, validTo: '2026-01-01' });
    expect(failureOf(titles)).toMatchObject({ type: 'ListEnded' });
  });

  test('are refused by name once they have ended, rather than printing another', () => {
    save({ ...own, validTo: '2026-01-01' });
    expect(failureOf(() => printed('list:own'))).toMatchObject({ type: 'ListEnded' });
    const ledger = ledgerListSeed.lists.find(({ code }) => code === 'LEDGER');
    if (!ledger) throw new Error('no list');
    expect(printed('').name).toBe(ledger.label);
    save({ ...ledger, validTo: '2026-01-01' });
    expect(failureOf(() => printed(''))).toMatchObject({ type: 'ListEnded' });
  });

  test('refuse a name that is taken, a column twice and a set of what is no list', () => {
    expect(failureOf(() => save({ ...own, label: '问题清单' }))).toMatchObject({
      fields: { label: '名称已存在。' },
    });
    const twice = [...own.columns, { key: 'statement', width: 10 }];
    expect(failureOf(() => save({ ...own, columns: twice }))).toMatchObject({ type: 'Invalid' });
    const set: ListSet = { ...row, code: 'x', label: '无', lists: ['nowhere'] };
    expect(failureOf(() => saveSet(set))).toMatchObject({ fields: { lists: '请重新选择。' } });
  });

  test('keep what the office has made of them when a later version is opened', () => {
    const [first] = ledgerListSeed.lists;
    if (!first) throw new Error('no list');
    save({ ...first, label: '问题底账' });
    office.vault.transact((tx) => tx.run("DELETE FROM ledger_list WHERE code = 'TIME'"));
    office.vault.transact((tx) => migrate(tx));
    expect(known().lists.find(({ code }) => code === first.code)?.label).toBe('问题底账');
    expect(known().lists.some(({ code }) => code === 'TIME')).toBe(true);
  });

  test('name each column they may have once', () => {
    for (const { columns } of ledgerListSeed.lists)
      for (const { key } of columns) expect(columnChoice(key)?.key).toBe(key);
    expect(columnChoice('plan')).toBeUndefined();
  });
});
