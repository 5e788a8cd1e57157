import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ExpectedError } from '../../domain/failure.ts';
import { allCompartments } from '../../domain/register.ts';
import type { NewRecovery, Vault } from '../../main/vault/api.ts';
import { openVault, openVaultWithShares } from '../../main/vault/open.ts';
import { createTestVault, testPassword, testVaultDeps } from '../support/vault.ts';
import type { TestVault } from '../support/vault.ts';
import { makeFirstFormat } from '../support/older-vault.ts';

let fixture: TestVault;
beforeEach(async () => {
  fixture = await createTestVault();
});
afterEach(() => fixture.dispose());

const openAs = (account: string, password: string, folder = fixture.folder): Promise<Vault> =>
  openVault(testVaultDeps(), { folder, account, password });

/** Closes the fixture's session, looks at the vault as someone else, and leaves it closed. */
async function heldBy(account: string, password: string): Promise<readonly string[]> {
  await fixture.vault.close();
  const vault = await openAs(account, password);
  const held = [...vault.compartments];
  await vault.close();
  return held;
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ExpectedError ? error.failure : error;
}

describe('opening', () => {
  test('a wrong password and an unknown account give the same refusal', async () => {
    await fixture.vault.close();
    const wrong = await failureOf(openAs('clerk', 'wrong'));
    expect(wrong).toMatchObject({ type: 'WrongPassword' });
    expect(await failureOf(openAs('nobody', testPassword))).toEqual(wrong);
  });

  test('takes a password typed with composed or decomposed characters', async () => {
    await fixture.vault.slots.add('zoé', 'caf\u00e9', []);
    expect(await heldBy('zoe\u0301', 'cafe\u0301')).toEqual([]);
  });

  test('refuses parameters below the floor and above the ceiling', async () => {
    await fixture.vault.close();
    const strict = testVaultDeps({ kdfFloor: { memoryKiB: 65_536, passes: 3, lanes: 1 } });
    const { folder } = fixture;
    const wish = { folder, account: 'clerk', password: testPassword };
    expect(await failureOf(openVault(strict, wish))).toMatchObject({ type: 'VaultDamaged' });
  });

  test('finds no account name and no password in any file', async () => {
    await fixture.vault.slots.add('一个很特别的账号', '一个很特别的口令', []);
    for (const name of fs.readdirSync(fixture.folder)) {
      if (!name.endsWith('.json')) continue;
      const text = fs.readFileSync(join(fixture.folder, name), 'utf8');
      expect(text).not.toContain('特别');
      expect(text).not.toContain('clerk');
    }
  });
});

describe('changing slots', () => {
  test('a new password opens and the old one does not', async () => {
    await fixture.vault.slots.changePassword('clerk', testPassword, 'next');
    expect(await heldBy('clerk', 'next')).toEqual(allCompartments);
    expect(await failureOf(openAs('clerk', testPassword))).toMatchObject({ type: 'WrongPassword' });
    const vault = await openAs('clerk', 'next');
    await vault.slots.changePassword('clerk', 'next', testPassword);
    await vault.close();
  });

  test('the current password must be right', async () => {
    expect(await failureOf(fixture.vault.slots.changePassword('clerk', 'wrong', 'next'))).toMatchObject({
      type: 'WrongPassword',
    });
  });

  test('a compartment is granted without the receiver and revoked again', async () => {
    const { slots } = fixture.vault;
    await slots.add('boris', 'b', []);
    await slots.grant('boris', 'petitioner');
    expect(await heldBy('boris', 'b')).toEqual(['petitioner']);
    const vault = await fixture.reopen();
    await vault.slots.revoke('boris', 'petitioner');
    expect(await heldBy('boris', 'b')).toEqual([]);
  });

  test('a session without the key can neither grant it nor add a holder', async () => {
    await fixture.vault.slots.add('boris', 'b', []);
    await fixture.vault.close();
    const vault = await openAs('boris', 'b');
    const closed = { type: 'CompartmentClosed' };
    expect(await failureOf(vault.slots.grant('boris', 'petitioner'))).toMatchObject(closed);
    expect(await failureOf(vault.slots.add('carl', 'c', ['petitioner']))).toMatchObject(closed);
    expect(() => vault.sealField('petitioner', 'x', Buffer.from('y'))).toThrow('CompartmentClosed');
    const witness = await vault.slots.openWitness('clerk', testPassword);
    await witness.grant('boris', 'petitioner');
    witness.release();
    expect(vault.slots.list().filter((slot) => slot.compartments.length > 0)).toHaveLength(3);
    await vault.close();
  });

  test('changes asked for at the same time all take place', async () => {
    const { slots } = fixture.vault;
    await Promise.all(['a', 'b', 'c'].map((name) => slots.add(name, name, [])));
    expect(slots.list()).toHaveLength(5);
    for (const name of ['a', 'b', 'c']) expect(await heldBy(name, name)).toEqual([]);
  });

  test('the last user stays, and an account is not added twice', async () => {
    const { slots } = fixture.vault;
    expect(await failureOf(slots.remove('clerk'))).toMatchObject({ type: 'LastHolder' });
    expect(await failureOf(slots.add('clerk', 'x', []))).toMatchObject({ type: 'AccountExists' });
    expect(await failureOf(slots.remove('nobody'))).toMatchObject({ type: 'AccountMissing' });
    expect(await failureOf(slots.add('boris', '', []))).toMatchObject({ type: 'PasswordEmpty' });
  });

  test('a damaged key file is replaced from its copy; both damaged are refused and left alone', async () => {
    await fixture.vault.close();
    const paths = ['vault.json', 'vault.copy.json'].map((name) => join(fixture.folder, name));
    const [first = '', second = ''] = paths;
    const good = fs.readFileSync(first);
    fs.writeFileSync(first, good.subarray(0, 100));
    const vault = await openAs('clerk', testPassword);
    expect(vault.state.notices).toHaveLength(1);
    await vault.close();
    expect(fs.readFileSync(first)).toEqual(good);
    for (const path of paths) fs.writeFileSync(path, good.subarray(0, 100));
    expect(await failureOf(openAs('clerk', testPassword))).toMatchObject({ type: 'VaultDamaged' });
    expect(fs.readFileSync(second)).toEqual(good.subarray(0, 100));
    for (const path of paths) fs.writeFileSync(path, good);
  });
});

describe('recovery', () => {
  test('two of three shares open the vault and set a new password', async () => {
    await fixture.vault.close();
    const shares = fixture.recoveryShares;
    expect(shares).toHaveLength(3);
    const vault = await openVaultWithShares(testVaultDeps(), {
      folder: fixture.folder,
      shares: shares.slice(1),
    });
    expect([...vault.compartments]).toEqual(allCompartments);
    await vault.slots.reset('clerk', 'recovered', ['petitioner']);
    await vault.close();
    expect(await heldBy('clerk', 'recovered')).toEqual(['petitioner']);
  });

  const openWith = (shares: readonly string[]): Promise<Vault> =>
    openVaultWithShares(testVaultDeps(), { folder: fixture.folder, shares });
  const makeSheet = async (account = 'clerk', password = testPassword): Promise<NewRecovery> => {
    const witness = await fixture.vault.slots.openWitness(account, password);
    const sheet = witness.newRecovery({ shares: 5, threshold: 3 });
    witness.release();
    return sheet;
  };

  test('a renewed sheet retires the old one, and only when it is enacted', async () => {
    const { vault } = fixture;
    const old = vault.slots.mark(null);
    const sheet = await makeSheet();
    expect(vault.slots.mark(null)).toBe(old);
    await vault.close();
    await (await openWith(fixture.recoveryShares)).close();
    const { slots } = await fixture.reopen();
    const again = await makeSheet();
    let announced = 0;
    await again.enact(() => (announced += 1));
    expect(announced).toBe(1);
    expect(slots.mark(null)).not.toBe(old);
    await fixture.vault.close();
    expect(await failureOf(openWith(fixture.recoveryShares))).toMatchObject({ type: 'RecoverySharesMixed' });
    expect(await failureOf(openWith(sheet.shares))).toMatchObject({ type: 'RecoverySharesMixed' });
    expect(await failureOf(openWith(again.shares.slice(0, 2)))).toMatchObject({
      type: 'RecoverySharesTooFew',
    });
    const recovered = await openWith(again.shares.slice(2));
    expect([...recovered.compartments]).toEqual(allCompartments);
    await recovered.close();
  });

  test('a sheet made before a re-key opens the vault after it', async () => {
    const sheet = await makeSheet();
    await fixture.vault.slots.rekey();
    await sheet.enact(() => undefined);
    await fixture.vault.close();
    await (await openWith(sheet.shares.slice(0, 3))).close();
  });

  test('who lacks a compartment cannot make a sheet, and a refused announcement changes nothing', async () => {
    for (const compartment of [...allCompartments, undefined]) {
      const account = `b${compartment}`;
      await fixture.vault.slots.add(account, 'b', compartment ? [compartment] : []);
      expect(await failureOf(makeSheet(account, 'b'))).toMatchObject({ type: 'CompartmentClosed' });
    }
    const sheet = await makeSheet();
    const stop = (): never => {
      throw new Error('not now');
    };
    await expect(sheet.enact(stop)).rejects.toThrow('not now');
    await fixture.vault.close();
    await (await openWith(fixture.recoveryShares)).close();
  });
});

describe('a vault from before a compartment', () => {
  const announce = (): void => undefined;
  /** Closes the fixture, takes the key out, and opens it as `clerk`. */
  async function openOlder(): Promise<Vault> {
    await fixture.vault.slots.add('boris', 'b', ['petitioner']);
    await fixture.vault.close();
    await makeFirstFormat(fixture.folder, 'boris', 'b');
    return await openAs('clerk', testPassword);
  }

  test('opens as before and still changes its slots', async () => {
    const vault = await openOlder();
    expect(vault.slots.missingKeys()).toEqual(['lead']);
    expect([...vault.compartments]).toEqual(['petitioner']);
    expect(() => vault.sealField('lead', 'x', Buffer.from('y'))).toThrow('CompartmentClosed');
    await vault.slots.changePassword('boris', 'b', 'bb');
    await vault.slots.revoke('boris', 'petitioner');
    await vault.slots.rekey();
    expect(vault.slots.missingKeys()).toEqual(['lead']);
    await vault.close();
  });

  test('gets one key, opened by those it was made for and by the recovery sheet, and by nobody else', async () => {
    const vault = await openOlder();
    const [closed, pub] = [vault.slots.mark('boris'), vault.slots.mark(null)];
    await vault.slots.makeKey('lead', ['boris', 'nobody'], 'clerk', announce);
    expect(vault.slots.missingKeys()).toEqual([]);
    // No password and no sheet has changed by it.
    expect([vault.slots.mark('boris'), vault.slots.mark(null)]).toEqual([closed, pub]);
    expect([...vault.compartments]).toEqual(['petitioner']);
    await vault.close();
    const boris = await openAs('boris', 'b');
    const sealed = boris.sealField('lead', 'x', Buffer.from('线索'));
    expect(() => boris.openField('petitioner', 'x', sealed)).toThrow('FieldDamaged');
    await boris.close();
    const { folder, recoveryShares: shares } = fixture;
    const recovered = await openVaultWithShares(testVaultDeps(), { folder, shares });
    expect(Buffer.from(recovered.openField('lead', 'x', sealed)).toString()).toBe('线索');
    await recovered.close();
    const clerk = await openAs('clerk', testPassword);
    expect(() => clerk.openField('lead', 'x', sealed)).toThrow('CompartmentClosed');
    await clerk.close();
  });

  test('lets the session that takes part in the making use the key at once', async () => {
    const vault = await openOlder();
    await vault.slots.makeKey('lead', ['clerk'], 'clerk', announce);
    expect([...vault.compartments]).toEqual(allCompartments);
    const sealed = vault.sealField('lead', 'x', Buffer.from('y'));
    await vault.slots.grant('boris', 'lead');
    await vault.close();
    const boris = await openAs('boris', 'b');
    expect(Buffer.from(boris.openField('lead', 'x', sealed)).toString()).toBe('y');
    await boris.close();
  });

  test('is of a format that programs of that time call newer, from then on', async () => {
    const vault = await openOlder();
    const format = (): unknown =>
      JSON.parse(fs.readFileSync(join(fixture.folder, 'vault.json'), 'utf8')).format;
    expect(format()).toBe(1);
    await vault.slots.makeKey('lead', ['clerk'], 'clerk', announce);
    expect(format()).toBe(2);
    await vault.close();
  });
});

describe('re-keying', () => {
  test('keeps everything readable, and a removed user with the old key file reads nothing new', async () => {
    const { vault } = fixture;
    await vault.slots.add('boris', 'b', []);
    const stale = fs.readFileSync(join(fixture.folder, 'vault.json'));
    const { id } = await vault.blobs.put(
      (async function* () {
        yield Buffer.from('before');
      })(),
    );
    vault.transact((tx) => tx.run('CREATE TABLE t (id INTEGER PRIMARY KEY)'));
    const audit = vault.deriveKey('audit');
    await vault.slots.remove('boris');
    await vault.slots.rekey();
    await vault.snapshot();
    vault.transact((tx) => tx.run('INSERT INTO t VALUES (?)', [1]));
    const again = await fixture.reopen();
    expect(again.all('SELECT id FROM t')).toEqual([{ id: 1 }]);
    expect(again.deriveKey('audit')).toEqual(audit);
    for await (const part of again.blobs.read(id)) expect(Buffer.from(part).toString()).toBe('before');
    await again.close();
    for (const name of ['vault.json', 'vault.copy.json']) fs.writeFileSync(join(fixture.folder, name), stale);
    expect(await failureOf(openAs('boris', 'b'))).toMatchObject({ type: 'VaultDamaged' });
  });
});
