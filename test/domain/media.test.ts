import { expect, it } from 'vitest';
import { mediumLevelFor, mediumLevels } from '../../domain/media.ts';

it('asks of a medium the level of what it is to carry', () => {
  expect(mediumLevelFor('')).toBe('普通');
  expect(mediumLevelFor('内部')).toBe('工作秘密');
  expect(['工作秘密', '秘密★10年', '机密★20年', '绝密★长期'].map(mediumLevelFor)).toEqual(
    mediumLevels.slice(1),
  );
});
