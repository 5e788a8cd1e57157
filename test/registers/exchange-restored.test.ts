/** What an office that was restored from a backup sends about letters it has lost, or whose numbers it uses again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RegisterId } from '../../domain/registers/registers.ts';
import { migrateExchange } from '../../main/exchange/ledger/schema.ts';
import { type IncomingRecord, reviewRecords } from '../../main/exchange/review.ts';
import type { PackagedRecord } from '../../main/registers/packaged.ts';
import { inOneGo } from '../../main/vault/slices.ts';
import {
  accused,
  cityOffice,
  director,
  failureOf,
  letter,
  office as countyInfo,
  type Office,
  openOffice,
  petitionsTo,
  registrar,
} from './office.ts';
import { ledgerOf } from './rectification-ledger.ts';

const wholePage = {
  ...{ register: 'petition' as const, sort: [], offset: 0, limit: 50 },
  filters: [{ field: 'void', op: 'is' as const, value: false }],
};
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

async function newLetter(): Promise<PackagedRecord> {
  const { id } = county.save(registrar, { values: letter, children: { accused } });
  const until = county.engine.currentSeq(county.vault);
  for await (const record of county.engine.changedSince(petitionsTo(county), 0, until, {
    identities: 'none',
  }))
    if (record.id === id) return record;
  throw new Error('nothing packaged');
}

const summarised = (record: PackagedRecord, rev: number, summary: string): PackagedRecord => ({
  ...record,
  rev,
  values: { ...record.values, summary },
});

/** `lost` are the records that last came before the county was restored. */
function apply(record: PackagedRecord, lost: readonly string[] = [], register: RegisterId = 'petition') {
  const delivery = { package: 'BAO-1', sender: countyInfo.id, files: new Map() };
  const isOvertaken = (id: string): boolean => lost.includes(id);
  const review = city.engine.reviewImported(register, countyInfo.id, structuredClone(record), isOvertaken);
  const stored = city.vault.transact((tx) => {
    const { receive, finish } = city.engine.startReceiving(tx, registrar, register, delivery, 1);
    const outcome = receive(structuredClone(record), isOvertaken, false);
    finish();
    return outcome;
  });
  expect(stored).toEqual(review);
  return review;
}

/** A plan of the county with two items, as it comes to the city. */
async function newPlan() {
  const { plan, first, second } = ledgerOf(() => county).setupPlan();
  const until = county.engine.currentSeq(county.vault);
  const lines = new Map<string, PackagedRecord>();
  for (const journey of county.engine.journeys('rectification', 'up', cityOffice.id))
    for await (const record of county.engine.changedSince(journey, 0, until, { identities: 'none' }))
      lines.set(record.id, record);
  const lineOf = (id: string): PackagedRecord => {
    const line = lines.get(id);
    if (!line) throw new Error('nothing packaged');
    return line;
  };
  const [whole, item, other] = [lineOf(plan), lineOf(first), lineOf(second)];
  apply(whole, [], 'rectPlan');
  for (const part of [item, other]) apply(part, [], 'rectItem');
  return { plan: whole, item, other };
}

const read = (register: RegisterId, id: string) =>
  city.engine.reads['records.get'](director, { register, id });
const target = (register: RegisterId, id: string) => ({ register, id, rev: read(register, id).rev });

/** As two people do. */
function voidAtCity(register: RegisterId, id: string): void {
  const asked = { ...target(register, id), reason: '登记单位已经没有' };
  city.write((tx) => city.engine.writes['records.requestVoid'](tx, registrar, asked));
  const decided = { ...target(register, id), approve: true, reason: '' };
  city.write((tx) => city.engine.writes['records.decideVoid'](tx, director, decided));
}

function restoreAtCity(register: RegisterId, id: string): void {
  const input = { ...target(register, id), reason: '误作废' };
  city.write((tx) => city.engine.writes['records.restoreVoided'](tx, director, input));
}

const historyOf = (id: string) =>
  city.engine.reads['records.history'](registrar, { register: 'petition', id }).entries;

test('a number given out again is taken, and the letter that had it stays under a suffix with the reason', async () => {
  const old = await newLetter();
  apply(old);
  const other = { ...summarised(old, 1, '恢复以后登记的另一件'), id: 'again' };
  expect(apply(other).outcome).toBe('refused');
  const kept = `${old.no}（恢复前1）`;
  const review = apply(other, [old.id]);
  expect(review).toMatchObject({ outcome: 'new', displaces: old.id });
  expect(review.reason).toContain(kept);
  expect(city.get(registrar, 'again').no).toBe(old.no);
  const there = city.get(registrar, old.id);
  expect(there).toMatchObject({ no: kept, office: countyInfo.id });
  expect(there.values['summary']).toBe(letter.summary);
  const [entry] = historyOf(old.id);
  expect(entry).toMatchObject({ actionLabel: '改编号' });
  expect(entry?.reason).toContain(old.no);

  const third = { ...summarised(old, 1, '第二次恢复以后登记的'), id: 'third' };
  expect(apply(third, [old.id, 'again'])).toMatchObject({ outcome: 'new', displaces: 'again' });
  expect(city.get(registrar, 'again').no).toBe(`${old.no}（恢复前2）`);

  expect(apply(old, [old.id, 'again', 'third'])).toMatchObject({ outcome: 'changed', displaces: 'third' });
  expect(city.get(registrar, old.id).no).toBe(old.no);
  expect(city.get(registrar, 'third').values['summary']).toBe('第二次恢复以后登记的');
});

test('a letter that its owner lost is voided here by two people, and by nobody while he has it', async () => {
  const old = await newLetter();
  apply(old);
  const standing = () => city.engine.reads['records.page'](director, wholePage).rows.map(({ id }) => id);
  const target = () => ({ register: 'petition' as const, id: old.id, rev: city.get(registrar, old.id).rev });
  const ask = (): void => {
    const input = { ...target(), reason: '已按纸质原件补录' };
    city.write((tx) => city.engine.writes['records.requestVoid'](tx, registrar, input));
  };
  expect(city.get(registrar, old.id).leftOver).toBe(false);
  expect(failureOf(ask).type).toBe('NotOwner');
  apply({ ...summarised(old, 1, '恢复以后登记的另一件'), id: 'used-again' }, [old.id]);
  expect(city.get(registrar, old.id).leftOver).toBe(true);
  expect(standing()).toContain(old.id);

  ask();
  const queues = city.engine.reads['dashboard.todo'](director).queues;
  expect(queues).toContainEqual(expect.objectContaining({ label: '作废待批', count: 1 }));
  const decide = (by: typeof registrar): void => {
    const input = { ...target(), approve: true, reason: '' };
    city.write((tx) => city.engine.writes['records.decideVoid'](tx, by, input));
  };
  expect(failureOf(() => decide(registrar)).type).toBe('FourEyes');
  decide(director);
  expect(city.get(registrar, old.id).void).toMatchObject({ by: 'director', reason: '已按纸质原件补录' });
  expect(standing()).not.toContain(old.id);
  expect(historyOf(old.id).map(({ action }) => action)).toEqual(
    expect.arrayContaining(['void.request', 'void.approve', 'renumber']),
  );

  // It was not lost after all: its owner's word holds again, and nobody here voids it any more.
  apply(old, [old.id, 'used-again']);
  expect(city.get(registrar, old.id)).toMatchObject({ void: null, leftOver: false, no: old.no });
  expect(failureOf(ask).type).toBe('NotOwner');
});

test('an item that its owner lost is voided and restored here though the plan is his', async () => {
  const { item } = await newPlan();
  apply({ ...item, id: 'item-again' }, [item.id], 'rectItem');
  expect(read('rectItem', item.id)).toMatchObject({ leftOver: true, restorable: false });
  voidAtCity('rectItem', item.id);
  expect(read('rectItem', item.id)).toMatchObject({ void: { by: 'director' }, restorable: true });
  restoreAtCity('rectItem', item.id);
  expect(read('rectItem', item.id)).toMatchObject({ void: null, restorable: false });
});

test('what its owner had voided before he lost it is not restored here', async () => {
  const old = await newLetter();
  apply({ ...old, void: { by: 'owner', at: 1, reason: '重复登记' } });
  apply({ ...summarised(old, 1, '恢复以后登记的另一件'), id: 'after-void' }, [old.id]);
  expect(read('petition', old.id)).toMatchObject({
    leftOver: true,
    restorable: false,
    void: { reason: '重复登记' },
  });
  expect(failureOf(() => restoreAtCity('petition', old.id)).type).toBe('NotOwner');
});

test('an item voided here with its plan is in force again once its owner has it after all, unchanged', async () => {
  const { plan, item, other } = await newPlan();
  apply({ ...plan, id: 'plan-again' }, [plan.id], 'rectPlan');
  voidAtCity('rectPlan', plan.id);
  expect(read('rectItem', item.id).void).not.toBeNull();
  apply(plan, [plan.id, 'plan-again'], 'rectPlan');
  apply(other, [other.id], 'rectItem');

  const hash = 'the same line';
  const handed = { ...item, id: 'handed', handsTo: cityOffice.id };
  const lines = [item, other, handed].map((value) => ({
    ...{ register: 'rectItem', id: value.id, rev: value.rev, office: countyInfo.id, hash },
    value: structuredClone(value) as unknown as IncomingRecord['value'],
  }));
  city.vault.transact((tx) => {
    migrateExchange(tx);
    for (const { id, rev, register } of lines)
      tx.run(
        `INSERT INTO exchangeApplied (record, rev, register, hash, sender, packageNo, epoch)
         VALUES (?, ?, ?, ?, ?, 'BAO-1', 'first')`,
        [id, rev, register, hash, countyInfo.id],
      );
  });
  const review = (epoch: string) =>
    inOneGo(
      reviewRecords(
        city.vault,
        { sender: countyInfo.id, epoch },
        lines,
        ({ value }, isOvertaken) => city.engine.reviewImported('rectItem', countyInfo.id, value, isOvertaken),
        () => undefined,
      ),
    ).map(({ review: { outcome } }) => outcome);
  expect(review('first')).toEqual(['unchanged', 'unchanged', 'unchanged']);
  expect(review('second')).toEqual(['changed', 'unchanged', 'unchanged']);
});

test('an earlier revision from a restored office takes the place of the later one, which history keeps', async () => {
  const first = await newLetter();
  apply(first);
  apply(summarised(first, 4, '后来丢失的一版'));
  const corrected = summarised(first, 3, '恢复后改正的内容');
  expect(apply(corrected).outcome).toBe('unchanged');
  expect(apply(corrected, [first.id])).toMatchObject({ outcome: 'changed', goesBack: true });
  expect(city.get(registrar, first.id).values['summary']).toBe('恢复后改正的内容');
  expect(apply(corrected).outcome).toBe('unchanged');
  expect(apply(summarised(first, 4, '再次修改')).outcome).toBe('changed');
  expect(city.get(registrar, first.id).values['summary']).toBe('再次修改');
  expect(JSON.stringify(historyOf(first.id))).toContain('后来丢失的一版');
  const other = summarised(first, 4, '同一版次的另一内容');
  expect(apply(other)).toMatchObject({ outcome: 'refused' });
  expect(apply(other, [first.id])).toMatchObject({ outcome: 'changed', goesBack: true });
});
