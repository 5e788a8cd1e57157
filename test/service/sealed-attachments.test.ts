/**
 * Files of leads: whoever holds the library's key reads them, here and where the lead goes; with the keys everybody has,
 * neither bytes nor name nor the reason of a removal are to be had.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Vault, Writer } from '../../main/vault/api.ts';
import { openVault } from '../../main/vault/open.ts';
import { testNetwork } from '../support/network.ts';
import {
  agreeToRestored,
  cityId,
  fileToken,
  jobId,
  passwordOf,
  receivePackageFrom,
  type TestPc,
} from '../support/office.ts';
import { testVaultDeps } from '../support/vault.ts';
import { address, approveLead, get, send, signedLead } from './kinds.ts';

const { pcs, city, county } = testNetwork();
let id = '';
const name = '李某某转账凭证.pdf';
const marker = Buffer.from('暗标：李某某收受礼金');
const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), marker, randomBytes(3_000_000), marker]);

beforeAll(async () => {
  id = await signedLead(county, { problemIntro: '违规收受礼金' });
  await add(name, scan);
});

async function add(file: string, bytes: Uint8Array): Promise<void> {
  const path = join(pcs.folder, file);
  writeFileSync(path, bytes);
  const target = { job: jobId(), register: 'lead' as const, record: id, files: [fileToken] };
  await county.call('attachments.add', target, { [fileToken]: path });
}

const listed = async (pc: TestPc) => (await get(pc, 'lead', id)).attachments;
const file = (attachment: string) => ({ register: 'lead' as const, record: id, attachment });

async function read(pc: TestPc, attachment: string | undefined): Promise<Buffer> {
  return Buffer.from((await pc.call('attachments.read', file(attachment ?? ''))).content);
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly blob: string;
  readonly removedReason: string | null;
  readonly sealed: Uint8Array | null;
}
const rowsIn = (vault: Pick<Vault, 'all'>): readonly Row[] =>
  vault.all<Row>('SELECT * FROM attachment WHERE record = ? ORDER BY addedAt, id', [id]);

/** What somebody without the library's key can do to the vault of an office. */
async function inVault<T>(pc: 'city' | 'county', work: (vault: Vault) => Promise<T>): Promise<T> {
  await (pc === 'city' ? city : county).service.lock('system');
  const folder = join(pcs.folder, pc, 'vault');
  const opening = { folder, account: 'reg', password: passwordOf('reg') };
  const vault = await openVault(testVaultDeps(), opening);
  try {
    return await work(vault);
  } finally {
    await vault.close();
  }
}

async function blobOf(vault: Vault, blob: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of vault.blobs.read(blob)) parts.push(part);
  return Buffer.concat(parts);
}

/** Whether what the rows of the lead lead to tells anything to who has the master key. */
const tells = async (pc: 'city' | 'county') =>
  inVault(pc, async (vault) => {
    const rows = rowsIn(vault);
    const blobs = await Promise.all(rows.map(({ blob }) => blobOf(vault, blob)));
    const text = Buffer.from(JSON.stringify(rows.map((row) => ({ ...row, sealed: null }))));
    return [text, ...blobs].some((bytes) => bytes.includes(marker) || bytes.includes('李某某'));
  });

const blobsIn = (pc: 'city' | 'county') => join(pcs.folder, pc, 'vault', 'blobs');

/** Whether any blob at all tells it, named or not. */
const anyBlobTells = async (pc: 'city' | 'county') =>
  inVault(pc, async (vault) => {
    const names = readdirSync(blobsIn(pc), { recursive: true, encoding: 'utf8' }).filter(
      (each) => each.length > 3,
    );
    const blobs = await Promise.all(names.map((each) => blobOf(vault, each.slice(3))));
    return blobs.some((bytes) => bytes.includes(marker) || bytes.includes('违规收受礼金'));
  });

describe('a file of a lead', { timeout: 60_000 }, () => {
  it('comes back whole to who holds the key', async () => {
    await county.signIn('clue');
    const [attachment] = await listed(county);
    expect(attachment).toMatchObject({ name, size: scan.length, mediaType: 'application/pdf' });
    expect((await read(county, attachment?.id)).equals(scan)).toBe(true);
  });

  it('is neither read, named, taken out nor joined by another without it', async () => {
    await county.signIn('clue');
    const [attachment] = await listed(county);
    const asked = file(attachment?.id ?? '');
    await county.signIn('reg');
    const refusals = [
      await county.refusal('attachments.read', asked),
      await county.refusal('attachments.remove', { ...asked, reason: '重复' }),
      await county.refusal('records.get', { register: 'lead', id }),
    ];
    expect(JSON.stringify(refusals)).not.toContain('李某某');
    expect(await tells('county')).toBe(false);
  });

  it('is read under a new master key, and from a backup on another PC', async () => {
    await inVault('county', (vault) => vault.slots.rekey());
    await county.signIn('clue');
    const [attachment] = await listed(county);
    expect((await read(county, attachment?.id)).equals(scan)).toBe(true);
    await county.signIn('sys');
    const target = join(pcs.folder, 'backups');
    mkdirSync(target);
    const to = { [fileToken]: target };
    const made = await county.call('vault.backup', { job: jobId(), folder: fileToken }, to);
    const other = pcs.pc('restored');
    await other.call('setup.openExisting', { folder: fileToken }, { [fileToken]: join(target, made.name) });
    await agreeToRestored(other);
    await other.signIn('clue');
    expect((await read(other, attachment?.id)).equals(scan)).toBe(true);
    expect(await tells('county')).toBe(false);
  });

  it('goes with the lead and is sealed again where it arrives, once', async () => {
    await county.signIn('clue');
    await approveLead(county, id);
    await address(county, 'lead', id, cityId);
    const made = await send(pcs, county, 'leads', cityId, 'clue');
    expect(await receivePackageFrom(city, made, 'clue')).toMatchObject({ applied: 2, refused: 0 });
    const [attachment, ...more] = await listed(city);
    expect(more).toEqual([]);
    expect(attachment).toMatchObject({ name, size: scan.length });
    expect((await read(city, attachment?.id)).equals(scan)).toBe(true);
    const blobs = async () =>
      inVault('city', async (vault) => {
        expect(rowsIn(vault)).toHaveLength(1);
        return Promise.resolve(rowsIn(vault).map(({ blob }) => blob));
      });
    const before = await blobs();
    const again = await send(pcs, county, 'leads', cityId, 'clue');
    expect(await receivePackageFrom(city, again, 'clue')).toMatchObject({ applied: 0, refused: 0 });
    expect(await blobs()).toEqual(before);
    expect(await tells('city')).toBe(false);
  });

  it('leaves no copy in clear once the package is sealed', async () => {
    expect(await anyBlobTells('county')).toBe(true);
    await county.signIn('reg');
    expect(await anyBlobTells('county')).toBe(false);
    expect(await anyBlobTells('city')).toBe(false);
    await county.signIn('clue');
    const [attachment] = await listed(county);
    expect((await read(county, attachment?.id)).equals(scan)).toBe(true);
  });

  it('is mended by a package that brings it again', async () => {
    const damaged = await inVault('city', async (vault) => Promise.resolve(rowsIn(vault)[0]?.blob ?? ''));
    const path = join(blobsIn('city'), damaged.slice(0, 2), damaged);
    writeFileSync(path, readFileSync(path).fill(0, 5000, 5100));
    await city.signIn('clue');
    const [attachment] = await listed(city);
    expect((await city.refusal('attachments.read', file(attachment?.id ?? ''))).type).toBe('BlobDamaged');
    const again = await send(pcs, county, 'leads', cityId, 'clue');
    expect(await receivePackageFrom(city, again, 'clue')).toMatchObject({ applied: 0, refused: 0 });
    expect((await read(city, attachment?.id)).equals(scan)).toBe(true);
    await city.signIn('reg');
    expect(await inVault('city', (vault) => vault.verify())).toEqual([]);
    expect(await tells('city')).toBe(false);
  });

  it('is not even listed to who may decide about leads without holding the key', async () => {
    await county.signIn('clue');
    const [attachment] = await listed(county);
    const asked = file(attachment?.id ?? '');
    await inVault('county', (vault) => vault.slots.revoke('dir', 'lead'));
    await county.signIn('dir');
    expect(await listed(county)).toEqual([]);
    expect((await county.refusal('attachments.read', asked)).type).toBe('CompartmentClosed');
    const removal = await county.refusal('attachments.remove', { ...asked, reason: '重复' });
    expect(['CompartmentClosed', 'NotAllowed']).toContain(removal.type);
  });
});

describe('a file that an earlier program left in clear', { timeout: 60_000 }, () => {
  /** The tables before, with one file in the library and one that was removed from it. */
  function makeOlder(tx: Writer, blob: string, sha256: string): void {
    tx.run('DROP INDEX attachment_clear_lead');
    tx.run('ALTER TABLE attachment DROP COLUMN sealed');
    tx.run('DROP TABLE replacedBlob');
    for (const [row, removedAt, reason] of [
      ['kept', null, null],
      ['gone', 1, '李某某名下的不对'],
    ] as const)
      tx.run(
        `INSERT INTO attachment (id, register, record, name, mediaType, blob, size, sha256, pages, addedBy, addedAt,
         removedAt, removedReason) VALUES (?, 'lead', ?, ?, 'application/pdf', ?, ?, ?, NULL, 'clue', 0, ?, ?)`,
        [row, id, name, blob, scan.length, sha256, removedAt, reason],
      );
    tx.run('DELETE FROM attachment WHERE addedAt > 0 AND record = ?', [id]);
    tx.run('PRAGMA user_version = 21');
  }

  it('is sealed when the next holder signs in, keeps its content and passes the self-check', async () => {
    const older = await inVault('city', async (vault) => {
      async function* once() {
        yield await Promise.resolve(scan);
      }
      const ref = await vault.blobs.put(once());
      vault.transact((tx) => makeOlder(tx, ref.id, ref.sha256));
      return ref.id;
    });
    await city.signIn('reg');
    expect(await tells('city')).toBe(true);
    await city.signIn('clue');
    expect((await read(city, 'kept')).equals(scan)).toBe(true);
    expect(await tells('city')).toBe(false);
    await inVault('city', async (vault) => {
      expect(rowsIn(vault)).toMatchObject([
        { id: 'gone', name: '', removedReason: null },
        { id: 'kept', name: '' },
      ]);
      expect(vault.all('SELECT blob FROM replacedBlob')).toEqual([{ blob: older }]);
      expect(await vault.verify()).toEqual([]);
    });
  });

  it('is in clear nowhere once nobody can go back to the earlier program', async () => {
    await city.signIn('reg');
    expect(await anyBlobTells('city')).toBe(true);
    await city.service.lock('system');
    rmSync(join(pcs.folder, 'city', 'vault', 'kept'), { recursive: true });
    await city.signIn('reg');
    expect(await anyBlobTells('city')).toBe(false);
    await inVault('city', async (vault) => {
      expect(vault.all('SELECT blob FROM replacedBlob')).toEqual([]);
      expect(await vault.verify()).toEqual([]);
    });
    await city.signIn('clue');
    expect((await read(city, 'kept')).equals(scan)).toBe(true);
  });

  it('is taken out by a holder with a reason that stands in clear nowhere', async () => {
    await city.signIn('clue');
    await city.call('attachments.remove', { ...file('kept'), reason: '李某某的另存' });
    expect(await listed(city)).toEqual([]);
    const { entries } = await city.call('records.history', { register: 'lead', id });
    expect(entries[0]?.reason).toBe(`${name}：李某某的另存`);
    expect(await tells('city')).toBe(false);
  });
});
