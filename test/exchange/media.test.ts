import { beforeEach, expect, it } from 'vitest';
import {
  checkMediumFor,
  handovers,
  insertHandover,
  media,
  moveHandover,
  saveMedium,
} from '../../main/exchange/ledger/media.ts';
import type { Handover, Medium } from '../../main/exchange/ledger/media.ts';
import { migrateExchange } from '../../main/exchange/ledger/schema.ts';
import { createMemoryVault } from './memory-vault.ts';
import type { MemoryVault } from './memory-vault.ts';

let vault: MemoryVault;
beforeEach(async () => {
  vault = await createMemoryVault();
  vault.transact(migrateExchange);
});

const medium: Medium = {
  id: 'm1',
  code: 'JZ-秘-2026-001',
  kind: 'USB',
  serialNo: 'S1',
  brand: '测试牌',
  capacity: '16GB',
  level: '秘密',
  custodian: '张三',
  registeredAt: '2026-10-01',
  status: 'IN_STOCK',
  remark: '',
};
const save = (change: Partial<Medium>) => vault.transact((tx) => saveMedium(tx, { ...medium, ...change }));

it('registers media under one code each and follows them step by step', () => {
  save({});
  save({ status: 'LENT' });
  expect(media(vault)).toEqual([{ ...medium, status: 'LENT' }]);
  expect(() => save({ id: 'm2' })).toThrow(/MediumCodeTaken/);
  expect(() => save({ status: 'DESTROYED' })).toThrow(/MediumStepWrong/);
  save({ status: 'RETURNED' });
  save({ status: 'DESTROYED' });
  expect(() => save({ status: 'IN_STOCK' })).toThrow(/MediumStepWrong/);
});

it('never lowers the level of a medium, and takes nothing above it', () => {
  save({});
  expect(() => save({ level: '工作秘密' })).toThrow(/MediumLevelLowered/);
  expect(() => save({ level: '特密' })).toThrow(/MediumLevelLowered/);
  expect(() => checkMediumFor(medium, '机密★20年')).toThrow(/MediumLevelTooLow/);
  expect(() => checkMediumFor({ ...medium, level: '普通' }, '工作秘密')).toThrow(/MediumLevelTooLow/);
  expect(() => checkMediumFor({ ...medium, status: 'LOST' }, '')).toThrow(/MediumNotUsable/);
  for (const mark of ['秘密★10年', '工作秘密', '']) expect(() => checkMediumFor(medium, mark)).not.toThrow();
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
  sealNo: 'F-1',
  items: [
    {
      seq: 1,
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
};

it('keeps hand-over slips in their order of steps, and asks what differed', () => {
  vault.transact((tx) => insertHandover(tx, slip));
  expect(handovers(vault)).toEqual([slip]);
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
});

it('wants two couriers for 绝密', () => {
  const items = slip.items.map((item) => ({ ...item, mark: '绝密★30年' }));
  expect(() => vault.transact((tx) => insertHandover(tx, { ...slip, items }))).toThrow(/TwoCouriersNeeded/);
  vault.transact((tx) => insertHandover(tx, { ...slip, items, courier2: '赵六' }));
});
