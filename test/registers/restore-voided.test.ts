/** 恢复: what was voided by mistake goes on under its number, and only the office that registered it may say so. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accused, director, failureOf, letter, openOffice, registrar, type Office } from './office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.dispose());

type Input = Parameters<Office['save']>[1];
const enter = (more: Partial<Input> = {}) =>
  office.save(registrar, { values: letter, children: { accused }, ...more });

const target = (id: string) => ({ register: 'petition' as const, id, rev: office.get(registrar, id).rev });

function makeVoid(id: string): void {
  const { writes } = office.engine;
  office.write((tx) => writes['records.requestVoid'](tx, registrar, { ...target(id), reason: '重复登记' }));
  const decision = { approve: true, reason: '' };
  office.write((tx) => writes['records.decideVoid'](tx, director, { ...target(id), ...decision }));
}

function restore(id: string, reason = '并非重复'): void {
  const { writes } = office.engine;
  office.write((tx) => writes['records.restoreVoided'](tx, director, { ...target(id), reason }));
}

const repeatOf = (of: string) => enter({ duplicate: { decision: 'repeat', of, basis: '同人同事' } }).id;

test('a voided letter goes on from where it stood, under its number, with the reason in its history', () => {
  const { id, no } = enter();
  const before = office.get(registrar, id);
  makeVoid(id);
  expect(failureOf(() => restore(id, ' ')).type).toBe('ReasonMissing');
  restore(id);
  const after = office.get(registrar, id);
  expect(after).toMatchObject({ no, state: before.state, void: null, editable: true });
  expect(after.deadlines).toEqual(before.deadlines);
  const gaps = office.engine.reads['records.numberGaps'](registrar, { register: 'petition', year: 2026 });
  expect(gaps).toMatchObject({ missing: [], voided: [] });
  const { entries } = office.engine.reads['records.history'](registrar, { register: 'petition', id });
  expect(entries[0]).toMatchObject({ actionLabel: '恢复', reason: '并非重复', by: 'director' });
  expect(failureOf(() => restore(id)).type).toBe('NotVoided');
  office.save(registrar, { id, rev: after.rev, values: { remark: '继续办理' } });
});

test('a repeat whose count a later letter has taken since counts on', () => {
  const first = enter().id;
  const second = repeatOf(first);
  makeVoid(second);
  const third = repeatOf(first);
  expect(office.get(registrar, third).values['dupSeq']).toBe(2);
  restore(second);
  expect(office.get(registrar, second).values['dupSeq']).toBe(3);
});

test('a letter of another office is restored by that office alone', () => {
  const { id } = enter();
  makeVoid(id);
  office.vault.transact((tx) => tx.run("UPDATE petition SET office = 'elsewhere' WHERE id = ?", [id]));
  expect(failureOf(() => restore(id)).type).toBe('NotOwner');
});
