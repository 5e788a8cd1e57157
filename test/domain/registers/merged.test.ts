import { expect, it } from 'vitest';
import { joined } from '../../../domain/registers/common/merged.ts';

const sources = ['会计孙某', '出纳钱某', '会计孙某', ' ', '主任李某'].map((who) => ({
  values: { who },
})) as unknown as Parameters<typeof joined>[0];

it('texts of merged records are joined once each, and what has no room is left out whole', () => {
  expect(joined(sources, 'who', 60)).toBe('会计孙某\n出纳钱某\n主任李某');
  expect(joined(sources, 'who', 12)).toBe('会计孙某\n出纳钱某等');
  expect(joined(sources, 'who', 3)).toBe('会计孙');
  expect(joined([], 'who', 60)).toBeNull();
});
