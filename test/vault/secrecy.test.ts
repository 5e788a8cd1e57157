import * as fs from 'node:fs';
import { join } from 'node:path';
import { getCiphers, getCurves, getHashes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestVault, testAccount, testPassword } from '../support/vault.ts';
import type { TestVault } from '../support/vault.ts';

let fixture: TestVault;
beforeEach(async () => {
  fixture = await createTestVault();
});
afterEach(() => fixture.dispose());

const markers = Array.from(
  { length: 200 },
  (_, n) => `来信人${String(n).padStart(3, '0')}证件11010119900101${1000 + n}`,
);

test('none of 200 planted names and numbers is found in any file, in UTF-8 or UTF-16', async () => {
  const { vault } = fixture;
  const text = markers.join(' ');
  vault.transact((tx) => {
    tx.run('CREATE TABLE secret (no INTEGER PRIMARY KEY, text TEXT)');
    markers.forEach((marker, no) => tx.run('INSERT INTO secret VALUES (?, ?)', [no, marker]));
  });
  await vault.snapshot();
  vault.transact((tx) => tx.run('UPDATE secret SET text = text || ?', [text]));
  await vault.blobs.put(
    (async function* () {
      yield Buffer.from(text);
    })(),
  );
  await vault.close();
  const files = fs.readdirSync(fixture.folder, { recursive: true, withFileTypes: true });
  const contents = files
    .filter((file) => file.isFile())
    .map((file) => fs.readFileSync(join(file.parentPath, file.name)));
  expect(contents.length).toBeGreaterThan(6);
  for (const encoding of ['utf8', 'utf16le'] as const) {
    for (const marker of [...markers, testPassword, testAccount, 'CREATE TABLE', 'SQLite format']) {
      for (const part of [marker, marker.slice(0, 6), marker.slice(-10)]) {
        const bytes = Buffer.from(part, encoding);
        expect(contents.some((content) => bytes.length > 4 && content.includes(bytes))).toBe(false);
      }
    }
  }
});

test('a sealed field opens only in its place, and equal fields look different', () => {
  const { vault } = fixture;
  const plain = Buffer.from('张三');
  const sealed = vault.sealField('petitioner', 'record-1/name', plain);
  expect(Buffer.from(vault.openField('petitioner', 'record-1/name', sealed))).toEqual(plain);
  expect(vault.sealField('petitioner', 'record-1/name', plain)).not.toEqual(sealed);
  expect(() => vault.openField('petitioner', 'record-2/name', sealed)).toThrow('FieldDamaged');
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 4 : byte));
    expect(() => vault.openField('petitioner', 'record-1/name', changed)).toThrow('FieldDamaged');
  }
  expect(vault.blindToken('petitioner', '张三')).toBe(vault.blindToken('petitioner', '张三'));
  expect(vault.blindToken('petitioner', '张三')).not.toBe(vault.blindToken('petitioner', '张四'));
});

test('no nonce repeats under a key when a copied folder goes its own way', async () => {
  const { vault } = fixture;
  vault.transact((tx) => tx.run('CREATE TABLE t (n INTEGER)'));
  await vault.close();
  const journal = join(fixture.folder, 'store/000001.journal');
  const start = fs.readFileSync(journal);
  const nonces = new Set<string>();
  for (let copy = 0; copy < 5; copy += 1) {
    fs.writeFileSync(journal, start);
    const session = await fixture.reopen();
    for (let n = 0; n < 200; n += 1)
      session.transact((tx) => tx.run('INSERT INTO t VALUES (?)', [copy * 1000 + n]));
    await session.close();
    const bytes = fs.readFileSync(journal);
    for (let at = start.length; at < bytes.length; at += 60 + bytes.readUInt32LE(at)) {
      nonces.add(bytes.subarray(at + 32, at + 44).toString('hex'));
    }
  }
  expect(nonces.size).toBe(1000);
});

test('the vault names no algorithm beyond those that BoringSSL has', () => {
  const folder = join(import.meta.dirname, '../../main/vault');
  const source = fs
    .readdirSync(folder)
    .map((name) => fs.readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const named = [
    ...source.matchAll(/create(?:Cipheriv|Decipheriv|Hash|Hmac|ECDH)\(\s*'([^']+)'|hkdfSync\('([^']+)'/g),
  ];
  expect(new Set(named.map(([, one, two]) => one ?? two))).toEqual(
    new Set(['aes-256-gcm', 'sha256', 'prime256v1']),
  );
  const imports = [...source.matchAll(/import \{([^}]+)\} from 'node:crypto'/g)].flatMap(([, names = '']) =>
    names.split(','),
  );
  expect(new Set(imports.map((name) => name.trim()).filter(Boolean))).toEqual(
    new Set([
      'createCipheriv',
      'createDecipheriv',
      'createECDH',
      'createHash',
      'createHmac',
      'hkdfSync',
      'timingSafeEqual',
    ]),
  );
  expect(getCiphers()).toContain('aes-256-gcm');
  expect(getHashes()).toContain('sha256');
  expect(getCurves()).toContain('prime256v1');
});
