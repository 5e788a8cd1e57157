/** What a program from before the compartment `lead` left on the disk: a key file of format 1, without its key. */
import * as fs from 'node:fs';
import { join } from 'node:path';
import { nodeFiles } from '../../main/vault/files.ts';
import { encodeKeyFile, readKeyFiles } from '../../main/vault/key-file.ts';
import { currentMaster, dropKeys } from '../../main/vault/keyring.ts';
import { unlock } from '../../main/vault/unlock.ts';
import { testVaultDeps } from './vault.ts';

/** Makes the closed vault in `folder` one of the first key file format; the account may be anybody's. */
export async function makeFirstFormat(folder: string, account: string, password: string): Promise<void> {
  const { newest } = readKeyFiles(nodeFiles, folder);
  if (!newest) throw new Error(`no vault in ${folder}`);
  const { keyring } = await unlock(testVaultDeps(), newest, account, password);
  const slots = newest.keyFile.slots.map((slot) => {
    const { lead: _lead, ...compartments } = slot.compartments;
    return { ...slot, compartments };
  });
  const bytes = encodeKeyFile({ ...newest.keyFile, format: 1, slots }, currentMaster(keyring));
  dropKeys(keyring);
  for (const name of ['vault.json', 'vault.copy.json']) fs.writeFileSync(join(folder, name), bytes);
}
