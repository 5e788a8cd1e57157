import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inspectVault, openVault } from '../../main/vault/open.ts';
import { nodeFiles } from '../../main/vault/files.ts';
import { createTestVault, testAccount, testPassword, testVaultDeps } from '../support/vault.ts';
import type { TestVault } from '../support/vault.ts';

let fixture: TestVault;
beforeEach(async () => {
  fixture = await createTestVault();
});
afterEach(() => fixture.dispose());

const open = (): ReturnType<typeof openVault> =>
  openVault(testVaultDeps(), { folder: fixture.folder, account: testAccount, password: testPassword });
const locks = (): readonly string[] =>
  fs.readdirSync(fixture.folder).filter((name) => name.startsWith('lock-'));

describe('one process at a time', () => {
  test('a second session is refused while the first one stays', async () => {
    await expect(open()).rejects.toThrow('VaultLocked');
    await fixture.vault.close();
  });

  test('a session that is just ending is waited for', async () => {
    const second = open();
    await fixture.vault.close();
    const vault = await second;
    expect(locks()).toHaveLength(1);
    await vault.close();
    expect(locks()).toHaveLength(0);
  });

  test('a process that is gone blocks nothing', async () => {
    await fixture.vault.close();
    fs.writeFileSync(join(fixture.folder, 'lock-999999-1-0123456789abcdef'), '');
    const vault = await fixture.reopen();
    expect(locks()).toHaveLength(1);
    await vault.close();
  });

  test.skipIf(process.platform !== 'linux')(
    'a process that has ended but was not yet taken note of by its parent blocks nothing',
    async () => {
      const boot = locks()[0]?.split('-')[3] ?? '';
      await fixture.vault.close();
      const parent = spawn('sh', ['-c', 'head -c 1 <&3 >/dev/null & echo $!; exec sleep 600'], {
        stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
      });
      try {
        const [printed] = (await once(parent.stdio[1] as Readable, 'data')) as [Buffer];
        const pid = Number(printed.toString());
        await becomesSleep(parent.pid);
        (parent.stdio[3] as Writable).write('.');
        const started = await endedAt(pid);
        fs.writeFileSync(join(fixture.folder, `lock-${pid}-${started}-${boot}`), '');
        expect(inspectVault(nodeFiles, fixture.folder).locked).toBe(false);
      } finally {
        parent.kill('SIGKILL');
      }
    },
  );
});

/** Waits until the shell has become what it was to become: a shell takes note of children that end, `sleep` does not. */
async function becomesSleep(pid: number | undefined): Promise<void> {
  while (fs.readFileSync(`/proc/${pid}/comm`, 'utf8') !== 'sleep\n')
    await new Promise((next) => setImmediate(next));
}

/** Waits until the process has ended; returns its start time as the system tells it. */
async function endedAt(pid: number): Promise<string> {
  for (;;) {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    if (fields[0] === 'Z') return fields[19] ?? '';
    await new Promise((next) => setImmediate(next));
  }
}
