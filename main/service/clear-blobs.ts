/**
 * Blobs that nothing leads to any more and that open to everybody in the office, though what they hold is sealed: what a
 * file was before it was sealed, and what packages of sealed records were made of. Decision 021.
 */
import { directions, packageKinds } from '../../domain/package-kinds.ts';
import { travellingIn } from '../../domain/packages.ts';
import { standingIn } from '../../domain/sealed.ts';
import { blobsOfSent, noteBlobsGone } from '../exchange/ledger/packages.ts';
import { forgetReplaced, namedBlobs, replacedBlobs } from '../registers/replaced-blobs.ts';
import { hasKept } from './before-upgrade.ts';
import type { OpenOffice } from './office.ts';

const kindsOfSealed = packageKinds.filter(
  (kind) =>
    kind === 'handIn' ||
    directions.some((direction) =>
      travellingIn(kind, direction).some(({ register }) => standingIn(register) !== undefined),
    ),
);

/**
 * Removes them at a sign-in, before anybody is at work: the sealed file has been named by its row since an earlier one, and
 * a package has been sealed or given up. Nothing goes while the store can be set back to what an earlier program wrote.
 * What was found to be gone, at a later sign-in than it was removed, is not looked for again.
 */
export async function removeClearBlobs({ vault }: Pick<OpenOffice, 'vault'>): Promise<void> {
  const { blobs } = vault;
  const replaced = replacedBlobs(vault);
  const { needed, done } = blobsOfSent(vault, kindsOfSealed);
  const present = [...new Set([...replaced, ...done.flatMap((each) => each.blobs)])].filter((blob) =>
    blobs.has(blob),
  );
  if (replaced.length + done.length === 0 || (await hasKept(vault.folder))) return;
  const named = namedBlobs(vault, present);
  const leftover = new Set(present.filter((blob) => !named.has(blob)));
  for (const blob of leftover) if (!needed.has(blob)) blobs.remove(blob);
  // What a row names again is an attachment like any other.
  const settled = replaced.filter((blob) => !needed.has(blob));
  const gone = done.filter((each) => !each.blobs.some((blob) => leftover.has(blob))).map(({ id }) => id);
  if (settled.length + gone.length === 0) return;
  vault.transact((tx) => {
    forgetReplaced(tx, settled);
    noteBlobsGone(tx, gone);
  });
}
