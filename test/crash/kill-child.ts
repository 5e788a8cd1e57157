/**
 * The process that is killed: commits as fast as it can on the real disk and writes the number of each acknowledged
 * transaction to standard output, which the killer keeps as the ledger.
 */
import * as fs from 'node:fs';
import type { VaultDeps } from '../../main/vault/deps.ts';
import { openVault } from '../../main/vault/open.ts';
import { testVaultDeps } from '../support/vault.ts';
import { longTransaction, textChunks, transaction, transactionsIn } from './workload.ts';

const [folder = '', password = ''] = process.argv.slice(2);
const deps: VaultDeps = testVaultDeps({ partBytes: 1500 });
const vault = await openVault(deps, { folder, account: 'anna', password });
let n = transactionsIn(vault);

async function renewSheet(): Promise<void> {
  const witness = await vault.slots.openWitness('anna', password);
  const { shares, enact } = witness.newRecovery({ shares: 3, threshold: 2 });
  fs.writeSync(1, `sheet ${shares.join(',')}\n`);
  await enact(() => undefined);
  fs.writeSync(1, 'sheet valid\n');
  witness.release();
}

fs.writeSync(1, 'ready\n');
for (;;) {
  n += 1;
  if (n % 3 === 0) await longTransaction(vault, n);
  else transaction(vault, n);
  fs.writeSync(1, `commit ${n}\n`);
  if (n % 11 === 0) {
    const writing = vault.snapshot();
    transaction(vault, (n += 1));
    fs.writeSync(1, `commit ${n}\n`);
    await writing;
  }
  if (n % 7 === 0) {
    const { id } = await vault.blobs.put(textChunks(`attachment of ${n}`));
    fs.writeSync(1, `blob ${id} attachment of ${n}\n`);
  }
  if (n % 13 === 0) await vault.slots.changePassword('anna', password, password);
  if (n % 17 === 0) await vault.slots.rekey();
  if (n % 19 === 0) await renewSheet();
}
