import * as fs from 'node:fs';
import { join, relative } from 'node:path';
import initSqlJs from 'sql.js';
import { describe, expect, test } from 'vitest';
import { openVault, openVaultWithShares } from '../../main/vault/open.ts';
import { createMemoryDisk } from '../crash/memory-disk.ts';
import type { Image } from '../crash/disk-image.ts';
import { repeatableDeps, vaultFolder } from '../crash/workload.ts';
import { makeVector, vectorFolders } from '../vectors/make-vault.ts';
import type { VectorNotes } from '../vectors/make-vault.ts';
import { sqlWasm } from '../support/vault.ts';
import { readField, readVault } from './format-reader.ts';

const vectors = vectorFolders.map((folder, at) => {
  const files: ReadonlyMap<string, Buffer> = new Map(
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).replaceAll('\\', '/'), fs.readFileSync(path)] as const),
  );
  const notes: VectorNotes = JSON.parse(files.get('notes.json')?.toString() ?? '');
  return { format: at + 1, files, notes };
});
const query = 'SELECT no, body, hex(data) AS data, weight FROM letters ORDER BY no';

describe.each(vectors)('a vault with a key file of format $format', ({ files, notes }) => {
  test('a vector of the format opens and holds what it should, by password and by recovery sheet', async () => {
    for (const way of ['password', 'shares']) {
      const deps = repeatableDeps(9, { files: createMemoryDisk(vectorImage(files)).files });
      const folder = vaultFolder;
      const vault =
        way === 'password'
          ? await openVault(deps, { folder, account: notes.account, password: notes.password })
          : await openVaultWithShares(deps, { folder, shares: notes.recoveryShares.slice(0, 2) });
      expect(vault.all(query)).toEqual(notes.rows);
      expect(await vault.verify()).toEqual([]);
      const sealed = new Uint8Array(Buffer.from(notes.field.sealed, 'base64'));
      const plain = vault.openField('petitioner', notes.field.context, sealed);
      expect(Buffer.from(plain).toString()).toBe(notes.field.plain);
      await vault.close();
    }
  });

  test('a reader written from the description alone reads the same', async () => {
    const vault = await readVault(files, notes.account, notes.password);
    const sqlJs = await initSqlJs({ wasmBinary: new Uint8Array(sqlWasm).buffer });
    const database = new sqlJs.Database(vault.image);
    database.run('PRAGMA foreign_keys = ON');
    for (const statements of vault.transactions) {
      for (const { sql, params } of statements) database.run(sql, [...params]);
    }
    const [result] = database.exec(query);
    const rows = result?.values.map((row) =>
      Object.fromEntries(result.columns.map((name, at) => [name, row[at]])),
    );
    expect(rows).toEqual(notes.rows);
    expect(Buffer.from(await vault.readBlob(notes.blob.id)).toString()).toBe(notes.blob.text);
    const sealed = new Uint8Array(Buffer.from(notes.field.sealed, 'base64'));
    expect(await readField(vault, 'petitioner', notes.field.context, sealed)).toBe(notes.field.plain);
  });
});

test('today the writer makes the newest vector byte for byte', async () => {
  const files = vectors.at(-1)?.files ?? new Map<string, Buffer>();
  const made = await makeVector();
  expect([...made.keys()].sort()).toEqual([...files.keys()].sort());
  for (const [name, content] of made)
    expect(content.equals(files.get(name) ?? Buffer.alloc(0)), name).toBe(true);
});

function vectorImage(files: ReadonlyMap<string, Buffer>): Image {
  const folders = new Set(['/disk', vaultFolder]);
  const placed = new Map<string, Buffer>();
  for (const [name, content] of files) {
    if (name === 'notes.json') continue;
    const path = `${vaultFolder}/${name}`;
    placed.set(path, content);
    for (let at = path.indexOf('/', 1); at >= 0; at = path.indexOf('/', at + 1))
      folders.add(path.slice(0, at));
  }
  return { folders, files: placed };
}
