/** Writing a package to a medium: what went wrong is in the log as what it was. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { testNetwork } from '../../support/network.ts';
import { cityId, fileToken, jobId, sendPackage } from '../../support/office.ts';

let now = Date.parse('2026-03-10T09:00:00+08:00');
const { pcs, county } = testNetwork({ clock: () => (now += 1000) });

beforeAll(async () => {
  await sendPackage(pcs, county, 'petitions', cityId);
});

const logged = async (action: string) => {
  await county.signIn('aud');
  const log = { offset: 0, limit: 200, action, text: null, from: null, to: null };
  return (await county.call('audit.list', log)).entries.map(({ detail, result }) => ({ detail, result }));
};

describe('writing to a medium', { timeout: 60_000 }, () => {
  it('logs the sealing and the delivery as two acts', async () => {
    expect(await logged('packages.seal')).toEqual([{ detail: '签名、加密，封装成数据包', result: '成功' }]);
    const written = await logged('packages.write');
    expect(written).toHaveLength(1);
    expect(written[0]?.detail).toContain('已回读核对');
  });

  it('never logs a failed writing as a verified one', async () => {
    await county.signIn('reg');
    const [sent] = (await county.call('packages.list', { direction: 'out', peer: null, offset: 0, limit: 1 }))
      .packages;
    const [medium] = (await county.call('media.list', {})).media;
    const target = { package: sent?.id ?? '', medium: medium?.id ?? '', folder: fileToken, job: jobId() };
    const refusal = await county.refusal('packages.write', target, {
      [fileToken]: join(pcs.folder, 'pulled-out'),
    });
    const [latest, ...earlier] = await logged('packages.write');
    expect(latest).toMatchObject({ result: '未成功' });
    expect(latest?.detail).toContain(refusal.what);
    expect(latest?.detail).not.toContain('已回读核对');
    expect(earlier).toHaveLength(1);
  });
});
