/** A founding that fails leaves nothing in the way of the next; a vault stands where it may stand. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  passwordOf,
  testUsers,
} from '../support/office.ts';

const pcs = createTestPcs();
afterAll(() => pcs.dispose());

const founding = (job: string) => ({
  job,
  level: 'COUNTY' as const,
  name: '测试县委巡察办',
  region: '330824',
  docWord: '测巡办',
  profile: 'WORK' as const,
  users: testUsers.map(({ account, role }) => ({
    account,
    name: account,
    roles: [role],
    password: passwordOf(account),
  })),
});

describe('a founding', { timeout: 60_000 }, () => {
  it('that is stopped half-way can be begun again in the same folder', async () => {
    const pc = pcs.pc('stopped');
    const job = jobId();
    const stopped = pc.service.call('setup.create', { ...founding(job), folder: null }, {});
    await pc.call('jobs.cancel', { job });
    expect(await stopped).toMatchObject({ ok: false, error: { type: 'Canceled' } });
    expect(readdirSync(join(pc.userData, 'vault'))).toEqual([]);
    await foundTestOffice(pc, 'COUNTY');
    await pc.signIn('reg');
  });

  it('asked for twice makes one office and leaves it whole', async () => {
    const pc = pcs.pc('twice');
    const both = await Promise.all(
      [jobId(), jobId()].map((job) =>
        pc.service.call('setup.create', { ...founding(job), folder: null }, {}),
      ),
    );
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    await pc.signIn('reg');
  });

  it('never goes into the folder that resetting the practice set empties', async () => {
    const pc = pcs.pc('practising');
    const folder = join(pc.userData, 'practice', 'real');
    const refused = await pc.refusal(
      'setup.create',
      { ...founding(jobId()), folder: fileToken },
      { [fileToken]: folder },
    );
    expect(refused.type).toBe('FolderUnusable');
    expect(readdirSync(pc.userData)).toEqual([]);
  });
});
