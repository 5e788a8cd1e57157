/** A backup is a vault: opened on another PC it holds what was acknowledged before it was made. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { agreeToRestored, createTestPcs, fileToken, foundTestOffice, jobId } from '../support/office.ts';
import { letter, saveLetter } from './letters.ts';

const pcs = createTestPcs();
afterAll(() => pcs.dispose());

it('A copied vault opens elsewhere with everything in it, and the copy is not begun twice under one name', async () => {
  const pc = pcs.pc('old');
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
  const saved = await saveLetter(pc, letter);
  await pc.signIn('sys');
  const target = join(pcs.folder, 'backups');
  mkdirSync(target);
  const made = await pc.call('vault.backup', { job: jobId(), folder: fileToken }, { [fileToken]: target });
  const again = await pc.call('vault.backup', { job: jobId(), folder: fileToken }, { [fileToken]: target });
  expect(again.name).not.toBe(made.name);

  const other = pcs.pc('new');
  await other.call('setup.openExisting', { folder: fileToken }, { [fileToken]: join(target, made.name) });
  await agreeToRestored(other);
  await other.signInToDisclose('reg');
  const shown = await other.call('records.reveal', {
    register: 'petition',
    id: saved.id,
    child: 'petitioners',
    reason: '核对备份',
  });
  expect(shown.rows).toHaveLength(1);
}, 60_000);
