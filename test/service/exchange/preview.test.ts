/** Looking at what a package would hold is no act: nothing is written for it. */
import { expect, it } from 'vitest';
import { startTexts } from '../../../main/service/exchange/preview.ts';
import { testNetwork } from '../../support/network.ts';
import { cityId } from '../../support/office.ts';
import { letter, saveLetter } from '../letters.ts';

const { county } = testNetwork();

it('a preview counts what was never sent and leaves the database as it was', async () => {
  await county.signIn('reg');
  await saveLetter(county, letter);
  const sequence = async (): Promise<number> => (await county.call('vault.health', {})).sequence;
  await county.signIn('sys');
  const before = await sequence();
  await county.signIn('reg');
  const preview = await county.call('packages.preview', {
    kind: 'petitions',
    peer: cityId,
    period: null,
  });
  expect(preview.since).toContain('包含全部内容');
  expect(Object.values(preview.counts)).toContain(1);
  await county.signIn('sys');
  const afterwards = await sequence();
  await county.signIn('reg');
  await county.signIn('sys');
  // Signing in and out alone writes as much.
  expect((await sequence()) - afterwards).toBe(afterwards - before);
}, 60_000);

it('a preview says from where the content starts when the recipient left something out', () => {
  expect(startTexts({ sequence: 3, refused: 0 }, 3).since).toBe('第3号包（已回执）之后的变化');
  const behind = startTexts({ sequence: 1, refused: 2 }, 3);
  expect(behind.since).toBe('第1号包（已全部导入）之后的变化');
  expect(behind.received).toContain('第3号包，其中2条没有导入');
  expect(startTexts({ sequence: 0, refused: 1 }, 1).since).toContain('包含全部内容');
  expect(startTexts({ sequence: 1, refused: 0 }, 2).received).toContain('没有说明');
});
