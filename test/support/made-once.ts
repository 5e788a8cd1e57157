/** What many files begin with, and few are about, is made once in a run and copied. */
import { cpSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { createPlaceStore } from '../../main/service/place.ts';
import { withLock } from '../../scripts/system/lock.ts';

/** The folder that `make` fills, unless another file of this run had it filled before. */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(inject('readyFolder'), name);
  const unfinished = `${folder}.new`;
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    await make(unfinished);
    renameSync(unfinished, folder);
  });
  return folder;
}

/** Puts what a PC keeps into the folder of another one, which takes it for its own. */
export function copyUserData(from: string, userData: string): void {
  cpSync(from, userData, { recursive: true });
  const place = createPlaceStore(userData);
  place.write({ ...place.read(), vault: place.defaultFolder });
}
