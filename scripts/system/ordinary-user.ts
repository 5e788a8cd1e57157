import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './run.ts';

/** Somebody who is not root. Chromium's sandbox does not work for root, so Electron always runs as such a user. */
export interface OrdinaryUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

const name = 'lianxun-test';
const home = '/var/lib/lianxun-test';

/** Undefined when the caller is an ordinary user already; root gets a user of its own, made at the first call. */
export function ensureOrdinaryUser(): OrdinaryUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (spawnSync('id', [name], { stdio: 'ignore' }).status !== 0) {
    runQuietly('useradd', [
      '--system',
      '--user-group',
      '--home-dir',
      home,
      '--shell',
      '/usr/sbin/nologin',
      name,
    ]);
  }
  const uid = Number(runQuietly('id', ['-u', name]));
  const gid = Number(runQuietly('id', ['-g', name]));
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o700);
  chownSync(home, uid, gid);
  return { name, uid, gid, home };
}

/** Whether the user can read a file, e.g. the checkout's package.json below a private home. */
export function canRead(user: OrdinaryUser, file: string): boolean {
  return spawnSync('setpriv', [...asUser(user), 'test', '-r', file], { stdio: 'ignore' }).status === 0;
}

/** Arguments of `setpriv` that come before the command. */
export function asUser(user: OrdinaryUser): readonly string[] {
  return [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--init-groups'];
}

/**
 * Writes a small program that runs `executable` as the ordinary user with a home of its own, and returns its path.
 * Drivers that start Electron themselves (Playwright) are given this in place of the executable.
 */
export function writeWrapper(user: OrdinaryUser, executable: string, folder: string): string {
  const file = join(folder, 'as-ordinary-user');
  const lines = [
    '#!/bin/sh',
    `export HOME='${user.home}' USER='${user.name}' LOGNAME='${user.name}'`,
    'unset XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_RUNTIME_DIR SUDO_USER',
    `exec setpriv ${asUser(user).join(' ')} '${executable}' "$@"`,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o755 });
  return file;
}
