/** A real vault in a temporary folder, with cheap password parameters that only tests may accept. */
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allCompartments, type Compartment } from '../../domain/register.ts';
import type { ClockDep } from '../../main/deps.ts';
import type { Vault } from '../../main/vault/api.ts';
import { createVault } from '../../main/vault/create.ts';
import type { VaultDeps } from '../../main/vault/deps.ts';
import { nodeFiles } from '../../main/vault/files.ts';
import { openVault } from '../../main/vault/open.ts';

export const testKdf = { memoryKiB: 8, passes: 1, lanes: 1 } as const;
export const testAccount = 'clerk';
export const testPassword = '口令-Test-1';

export const sqlWasm: Uint8Array = fs.readFileSync(
  createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'),
);

/** Dependencies with the real disk and real randomness; pass what a test wants to control. */
export function testVaultDeps(own: Partial<VaultDeps> = {}): VaultDeps {
  return {
    files: nodeFiles,
    now: () => Date.now(),
    bytes: (length) => new Uint8Array(randomBytes(length)),
    wasm: sqlWasm,
    kdf: testKdf,
    kdfFloor: testKdf,
    ...own,
  };
}

export interface TestVault {
  /** The present session; changes with {@link TestVault.reopen}. */
  readonly vault: Vault;
  readonly folder: string;
  readonly recoveryShares: readonly string[];
  /** Closes the session and opens the vault again from the disk. */
  reopen(): Promise<Vault>;
  /** Closes and removes everything. */
  dispose(): Promise<void>;
}

export async function createTestVault(
  wish: {
    /** Compartments of the only user `clerk`; all when absent. */
    readonly compartments?: readonly Compartment[];
    readonly clock?: ClockDep;
    readonly deps?: Partial<VaultDeps>;
  } = {},
): Promise<TestVault> {
  const parent = fs.mkdtempSync(join(tmpdir(), 'lianxun-vault-'));
  const folder = join(parent, 'vault');
  const deps = testVaultDeps({ ...(wish.clock && { now: wish.clock.now }), ...wish.deps });
  const created = await createVault(deps, {
    folder,
    office: { id: 'test-office', name: '测试巡察办' },
    users: [
      { account: testAccount, password: testPassword, compartments: wish.compartments ?? allCompartments },
    ],
  });
  await created.vault.close();
  const open = (): Promise<Vault> =>
    openVault(deps, { folder, account: testAccount, password: testPassword });
  let vault = await open();
  return {
    get vault() {
      return vault;
    },
    folder,
    recoveryShares: created.recoveryShares,
    reopen: async () => {
      await vault.close();
      vault = await open();
      return vault;
    },
    dispose: async () => {
      await vault.close();
      fs.rmSync(parent, { recursive: true, force: true });
    },
  };
}
