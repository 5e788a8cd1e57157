/** Makes a .deb of a program folder with dpkg-deb alone. */
import { chmodSync, copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runQuietly } from '../system/run.ts';

export interface DebianOptions {
  readonly program: string;
  readonly version: string;
  readonly architecture: string;
  readonly icon: string;
  /** The .deb to write. */
  readonly file: string;
}

const depends = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libcups2 | libcups2t64',
];

/** `ulimit -c 0`: a core dump would hold keys. Arguments are passed on, for the start guard to refuse. */
const launcher = '#!/bin/sh\nulimit -c 0\nexec /opt/lianxun/lianxun "$@"\n';

const desktopEntry = `[Desktop Entry]
Type=Application
Name=联巡
Comment=巡察信访登记与传递
Exec=/usr/bin/lianxun
Icon=lianxun
Terminal=false
Categories=Office;
StartupWMClass=lianxun
`;

export function makeDeb(options: DebianOptions): void {
  const root = `${options.file}.root`;
  rmSync(root, { recursive: true, force: true });
  const program = join(root, 'opt', 'lianxun');
  mkdirSync(dirname(program), { recursive: true });
  cpSync(options.program, program, { recursive: true });
  put(root, 'usr/bin/lianxun', launcher, 0o755);
  put(root, 'usr/share/applications/lianxun.desktop', desktopEntry, 0o644);
  const icon = join(root, 'usr/share/icons/hicolor/256x256/apps/lianxun.png');
  mkdirSync(dirname(icon), { recursive: true });
  copyFileSync(options.icon, icon);
  put(root, 'DEBIAN/control', control(options), 0o644);
  runQuietly('chmod', ['-R', 'u=rwX,go=rX', root]);
  // Where the kernel keeps user namespaces from ordinary users, Chromium's sandbox needs its helper to be setuid.
  chmodSync(join(program, 'chrome-sandbox'), 0o4755);
  runQuietly('dpkg-deb', ['--root-owner-group', '-Zxz', '--build', root, options.file]);
  rmSync(root, { recursive: true, force: true });
}

function control(options: DebianOptions): string {
  return `Package: lianxun
Version: ${options.version}
Architecture: ${options.architecture}
Maintainer: lianxun
Section: misc
Priority: optional
Depends: ${depends.join(', ')}
Recommends: fonts-noto-cjk
Description: offline, encrypted register of petition letters for inspection offices
 Keeps letters, exchanges signed and encrypted packages on removable media
 and prints the official forms. Opens no network connection.
`;
}

function put(root: string, path: string, text: string, mode: number): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  chmodSync(join(root, path), mode);
}
