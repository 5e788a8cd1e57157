/** What packages of leads were made of goes once they are sealed, and is looked for no longer than that. */
import { expect, it } from 'vitest';
import type { PreparedEntry } from '../../main/exchange/ledger/packages.ts';
import type { Vault } from '../../main/vault/api.ts';
import { inVaultOf } from '../support/vault-of.ts';
import { testNetwork } from '../support/network.ts';
import { approveAndWrite, cityId } from '../support/office.ts';
import { address, approveLead, signedLead } from './kinds.ts';

const { pcs, county } = testNetwork();

interface Left {
  readonly blobsGone: number;
  readonly left: number;
}

/** Of every package of leads we made, in the order they were made in: how many of its blobs there are. */
function packagesIn(vault: Vault): readonly Left[] {
  return vault
    .all<{ blobsGone: number; entries: string }>(
      "SELECT blobsGone, entries FROM exchangePackage WHERE kind = 'leads' ORDER BY createdAt, no",
    )
    .map(({ blobsGone, entries }) => ({
      blobsGone,
      left: (JSON.parse(entries) as readonly PreparedEntry[]).filter(({ blob }) => vault.blobs.has(blob))
        .length,
    }));
}

it('a sealed package of leads leaves no line in clear, and is noted when a sign-in has found none', async () => {
  const prepared = async (): Promise<string> => {
    const id = await signedLead(county, { problemIntro: '礼金' });
    await approveLead(county, id);
    await address(county, 'lead', id, cityId);
    const plan = { kind: 'leads' as const, peer: cityId, period: null, withAttachments: false, remark: '' };
    return (await county.call('packages.prepare', plan)).package;
  };
  const first = await prepared();
  await prepared();
  await approveAndWrite(pcs, county, first);
  const [sealed] = await inVaultOf(county, 'reg', packagesIn);
  expect(sealed).toMatchObject({ blobsGone: 0 });
  expect(sealed?.left).toBeGreaterThan(0);

  await county.signIn('reg');
  expect(await inVaultOf(county, 'reg', packagesIn)).toMatchObject([
    { blobsGone: 0, left: 0 },
    { blobsGone: 0, left: sealed?.left },
  ]);
  await county.signIn('reg');
  expect(await inVaultOf(county, 'reg', packagesIn)).toMatchObject([
    { blobsGone: 1, left: 0 },
    { blobsGone: 0, left: sealed?.left },
  ]);
}, 60_000);
