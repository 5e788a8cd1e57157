/**
 * Writes the vectors of docs/vault-format.md with a fixed clock and fixed random numbers:
 * `npx tsx test/vectors/make-vault.ts`. A format that has been released keeps its vectors for ever.
 */
import * as fs from 'node:fs';
import { join } from 'node:path';
import { emptyImage } from '../crash/disk-image.ts';
import { createMemoryDisk } from '../crash/memory-disk.ts';
import { repeatableDeps, startFolder, textChunks, vaultFolder } from '../crash/workload.ts';
import { allCompartments } from '../../domain/register.ts';
import { createVault } from '../../main/vault/create.ts';

/** Of every format of the key file there has been, the one of today last. */
export const vectorFolders = [join(import.meta.dirname, 'vault'), join(import.meta.dirname, 'vault-2')] as const;

export interface VectorNotes {
  readonly account: string;
  readonly password: string;
  readonly recoveryShares: readonly string[];
  /** What the database and its parts must hold. */
  readonly rows: readonly unknown[];
  readonly blob: { readonly id: string; readonly text: string };
  readonly field: { readonly context: string; readonly plain: string; readonly sealed: string };
}

/** Every file of the vector by its relative name. */
export async function makeVector(): Promise<ReadonlyMap<string, Buffer>> {
  const disk = createMemoryDisk(emptyImage(startFolder));
  const [account, password] = ['王五', '口令 vector'];
  const { vault, recoveryShares } = await createVault(repeatableDeps(1, { files: disk.files }), {
    folder: vaultFolder,
    office: { id: 'vector-office', name: '样例巡察办' },
    users: [{ account, password, compartments: allCompartments }],
  });
  vault.transact((tx) => {
    tx.run('CREATE TABLE letters (no INTEGER PRIMARY KEY, body TEXT, data BLOB, weight REAL)');
    tx.run('INSERT INTO letters VALUES (?, ?, ?, ?)', [1, '第一封', new Uint8Array([0, 255]), 0.5]);
  });
  await vault.slots.rekey();
  vault.transact((tx) => {
    for (let no = 2; no < 30; no += 1) {
      tx.run('INSERT INTO letters VALUES (?, ?, ?, ?)', [no, '来信'.repeat(20), null, no * 1e12]);
    }
  });
  vault.transact((tx) => tx.run('DELETE FROM letters WHERE no > ?', [4]));
  const text = 'attachment '.repeat(20);
  const { id } = await vault.blobs.put(textChunks(text));
  const sealed = Buffer.from(vault.sealField('petitioner', 'record/name', Buffer.from('张三'))).toString(
    'base64',
  );
  const rows = vault.all('SELECT no, body, hex(data) AS data, weight FROM letters ORDER BY no');
  const field = { context: 'record/name', plain: '张三', sealed };
  const notes: VectorNotes = { account, password, recoveryShares, rows, blob: { id, text }, field };
  await vault.close();
  const files = new Map<string, Buffer>();
  for (const [path, content] of disk.image().files) files.set(path.slice(vaultFolder.length + 1), content);
  files.set('notes.json', Buffer.from(`${JSON.stringify(notes, null, 2)}\n`));
  return files;
}

if (process.argv[1] === import.meta.filename) {
  for (const [name, content] of await makeVector()) {
    const path = join(vectorFolders[1], name);
    fs.mkdirSync(join(path, '..'), { recursive: true });
    fs.writeFileSync(path, content);
  }
}
