/**
 * Blobs that nothing leads to any more and that open to everybody in the office, though what they hold is sealed: what a
 * file was before it was sealed, and what packages of sealed records were made of. Decision 021.
 */
import { packageKinds } from '../../domain/package-kinds.ts';
import { travellingIn } from '../../domain/packages.ts';
import { standingIn } from '../../domain/sealed.ts';
import { blobsOfSent } from '../exchange/ledger/packages.ts';
import { forgetReplaced, namedBlobs, replacedBlobs } from '../registers/replaced-blobs.ts';
import { hasKept } from './before-upgrade.ts';
import type { OpenOffice } from './office.ts';

const kindsOfSealed = packageKinds.filter((kind) =>
  [...travellingIn(kind, 'up'), ...travellingIn(kind, 'down')].some(
    ({ register }) => standingIn(register) !== undefined,
  ),
);

/**
 * Removes them at a sign-in, before anybody is at work: the sealed file has been named by its row since an earlier one, and
 * a package has been sealed or given up. Nothing goes while the store can be set back to what an earlier program wrote.
 */
export async function removeClearBlobs({ vault }: Pick<OpenOffice, 'vault'>): Promise<void> {
  const { blobs } = vault;
  const replaced = replacedBlobs(vault);
  const { needed, done } = blobsOfSent(vault, kindsOfSealed);
  const present = [...new Set([...replaced, ...done])].filter((blob) => blobs.has(blob));
  if (replaced.length + present.length === 0 || (await hasKept(vault.folder))) return;
  const named = namedBlobs(vault, present);
  for (const blob of present) if (!needed.has(blob) && !named.has(blob)) blobs.remove(blob);
  // What a row names again is an attachment like any other.
  const settled = replaced.filter((blob) => !needed.has(blob));
  if (settled.length > 0) vault.transact((tx) => forgetReplaced(tx, settled));
}
