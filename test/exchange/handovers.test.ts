/** 载体交接: slips step by step. */
import { beforeEach, expect, it } from 'vitest';
import {
  endHandover,
  getHandover,
  handoversOf,
  insertHandover,
  moveHandover,
} from '../../main/exchange/ledger/handovers.ts';
import type { Handover } from '../../main/exchange/ledger/handovers.ts';
import { migrateExchange } from '../../main/exchange/ledger/schema.ts';
import { createMemoryVault } from './memory-vault.ts';
import type { MemoryVault } from './memory-vault.ts';

let vault: MemoryVault;
beforeEach(async () => {
  vault = await createMemoryVault();
  vault.transact(migrateExchange);
});

const slip: Handover = {
  id: 'h1',
  no: 'JJ-2026-0001',
  at: 1,
  place: '测试市委巡察办',
  fromOffice: '990001XCB',
  fromPerson: '张三',
  toOffice: '990000XCB',
  toPerson: '李四',
  courier1: '王五',
  courier2: '',
  supervisor: '钱七',
  packing: '双层信封',
  sealNo: 'F-1',
  items: [
    {
      seq: 1,
      packageId: 'p1',
      name: '信访登记',
      docNo: 'BAO-1',
      mark: '秘密★10年',
      copyNo: '1',
      copies: 1,
      pages: 0,
      digest: '0a1b2c3d',
      remark: '',
    },
  ],
  status: 'PREPARED',
  discrepancy: '',
  endedAt: null,
};

it('keeps hand-over slips in their order of steps, and asks what differed', () => {
  vault.transact((tx) => insertHandover(tx, slip));
  expect(handoversOf(vault, 'p1')).toEqual([slip]);
  expect(handoversOf(vault, 'p2')).toEqual([]);
  const move = (...args: [Parameters<typeof moveHandover>[2], string?]) =>
    vault.transact((tx) => moveHandover(tx, 'h1', ...args));
  expect(() => move('SIGNED')).toThrow(/HandoverStepWrong/);
  move('SEALED');
  move('SENT');
  expect(() => move('DISCREPANCY')).toThrow(/HandoverStepWrong/);
  move('DISCREPANCY', '封条破损');
  move('CHECKED');
  move('SIGNED');
  move('RETURNED_SLIP');
  vault.transact((tx) => endHandover(tx, 'h1', '孙八', 5));
  expect(getHandover(vault, 'h1')).toMatchObject({
    ...{ status: 'RETURNED_SLIP', discrepancy: '封条破损', toPerson: '孙八', endedAt: 5 },
  });
  expect(() => getHandover(vault, 'h2')).toThrow(/HandoverMissing/);
});

it('takes a carrier back only with the reason, and before it was signed for', () => {
  vault.transact((tx) => insertHandover(tx, { ...slip, status: 'SENT' }));
  expect(() => vault.transact((tx) => moveHandover(tx, 'h1', 'RETURNED'))).toThrow(/HandoverStepWrong/);
  vault.transact((tx) => moveHandover(tx, 'h1', 'RETURNED', '无人接收'));
  expect(() => vault.transact((tx) => moveHandover(tx, 'h1', 'CHECKED'))).toThrow(/HandoverStepWrong/);
});

it('adds the columns that came later to the table of an older vault', async () => {
  const old = await createMemoryVault();
  old.transact((tx) => {
    tx.run(`CREATE TABLE exchangeHandover (id TEXT PRIMARY KEY, no TEXT NOT NULL UNIQUE, at INTEGER NOT NULL,
      place TEXT NOT NULL, fromOffice TEXT NOT NULL, fromPerson TEXT NOT NULL, toOffice TEXT NOT NULL,
      toPerson TEXT NOT NULL, courier1 TEXT NOT NULL, courier2 TEXT NOT NULL, sealNo TEXT NOT NULL,
      items TEXT NOT NULL, status TEXT NOT NULL, discrepancy TEXT NOT NULL)`);
    migrateExchange(tx);
    migrateExchange(tx);
    insertHandover(tx, slip);
  });
  expect(getHandover(old, 'h1')).toEqual(slip);
});

it('wants two couriers for 绝密', () => {
  const items = slip.items.map((item) => ({ ...item, mark: '绝密★30年' }));
  expect(() => vault.transact((tx) => insertHandover(tx, { ...slip, items }))).toThrow(/TwoCouriersNeeded/);
  vault.transact((tx) => insertHandover(tx, { ...slip, items, courier2: '赵六' }));
});
