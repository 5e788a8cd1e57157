import { beforeEach, expect, it } from 'vitest';
import { newMedium } from '../../domain/media.ts';
import { checkMediumFor, followMedium, media, saveMedium } from '../../main/exchange/ledger/media.ts';
import type { Medium } from '../../main/exchange/ledger/media.ts';
import { migrateExchange } from '../../main/exchange/ledger/schema.ts';
import { createMemoryVault } from './memory-vault.ts';
import type { MemoryVault } from './memory-vault.ts';

let vault: MemoryVault;
beforeEach(async () => {
  vault = await createMemoryVault();
  vault.transact(migrateExchange);
});

const medium: Medium = {
  ...newMedium('秘密', '2026-10-01'),
  id: 'm1',
  code: 'JZ-秘-2026-001',
  serialNo: 'S1',
  brand: '测试牌',
  capacity: '16GB',
  custodian: '张三',
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

it('follows a medium on its way as far as the register allows', () => {
  save({});
  const follow = (status: Medium['status']) => vault.transact((tx) => followMedium(tx, 'm1', status));
  follow('IN_TRANSIT');
  expect(media(vault)[0]?.status).toBe('IN_TRANSIT');
  follow('DESTROYED');
  expect(media(vault)[0]?.status).toBe('IN_TRANSIT');
  follow('RETURNED');
  expect(media(vault)[0]?.status).toBe('RETURNED');
});
