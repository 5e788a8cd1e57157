/** What a sender is told to do about a record that was not taken. */
import { expect, it } from 'vitest';
import { adviceOn } from '../../domain/refusals.ts';

it('is told by the code of the refusal, and something of use where a newer program gave one', () => {
  expect(adviceOn('wholeMissing')).toContain('所属的件');
  for (const code of ['laterCode', 'toString', '']) expect(adviceOn(code)).toContain('核对');
});
