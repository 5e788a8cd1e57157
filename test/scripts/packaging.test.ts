import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { NtExecutable, NtExecutableResource } from 'resedit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTampering, sumsFile } from '../../main/shell/self-check.ts';
import { builtFolders } from '../../scripts/build.ts';
import { makeDeb } from '../../scripts/packaging/debian.ts';
import { stage } from '../../scripts/packaging/stage.ts';
import { findOfficialZip, missingZip, targets, type Target } from '../../scripts/packaging/targets.ts';
import { packagedFuses, readFuses } from '../../scripts/system/fuses.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianxun-packaging-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function targetNamed(name: string): Target {
  const target = targets.find((each) => each.name === name);
  if (!target) throw new Error(`no target ${name}`);
  return target;
}

/** An executable that has nothing of Electron but its nine fuses, in the state Electron ships them. */
function writeDummyElectron(into: string, name: string): void {
  mkdirSync(join(into, 'resources'), { recursive: true });
  const wire = [
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, 9]),
    Buffer.from('101100011'),
  ];
  const fuses = Buffer.concat([Buffer.alloc(100, 7), ...wire, Buffer.alloc(100, 7)]);
  writeFileSync(join(into, name), name.endsWith('.exe') ? windowsProgramWith(fuses) : fuses, { mode: 0o755 });
  writeFileSync(join(into, 'chrome-sandbox'), 'helper', { mode: 0o755 });
  writeFileSync(join(into, 'version'), '45.4.1');
  writeFileSync(join(into, 'resources', 'default_app.asar'), 'not ours');
}

function windowsProgramWith(data: Buffer): Buffer {
  const executable = NtExecutable.createEmpty();
  executable.setExtraData(new Uint8Array(data).buffer);
  return Buffer.from(executable.generate());
}

/** A checkout with the least a package needs. */
function writeDummyProject(): string {
  const project = join(folder, 'project');
  for (const name of [...builtFolders, 'left-over'])
    mkdirSync(join(project, 'out', name), { recursive: true });
  writeFileSync(join(project, 'out', 'main', 'index.cjs'), '');
  writeFileSync(join(project, 'out', 'built'), '');
  writeFileSync(join(project, 'LICENSE'), 'MIT');
  writeFileSync(join(project, 'icon.png'), 'icon');
  mkdirSync(join(project, 'resources'));
  cpSync('resources/icons', join(project, 'resources', 'icons'), { recursive: true });
  const manifest = {
    name: 'lianxun',
    productName: '联巡',
    version: '1.2.3',
    main: 'out/main/index.cjs',
    scripts: {},
  };
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(project, 'package-lock.json'), JSON.stringify({ packages: {} }));
  return project;
}

async function stageDummy(target: Target): Promise<string> {
  const program = join(folder, 'program');
  const unpackElectron = (into: string): void => writeDummyElectron(into, target.electron);
  await stage({ target, project: writeDummyProject(), unpackElectron, folder: program });
  return program;
}

describe('a staged program', () => {
  it.each(targets)(
    'for $name has its executable, all nine fuses and one archive, and passes its own check',
    async (target) => {
      const program = await stageDummy(target);
      expect(readFuses(join(program, target.executable))).toEqual(packagedFuses);
      const packed = listPackage(join(program, 'resources', 'app.asar'), { isPack: false });
      const built = ['main', 'main/index.cjs', 'preload', 'renderer', 'resources'];
      expect(packed.sort()).toEqual(['/out', ...built.map((name) => `/out/${name}`), '/package.json']);
      const list = readFileSync(join(program, sumsFile), 'utf8');
      expect(list).toContain('resources/app.asar');
      expect(list).not.toContain('default_app');
      expect(findTampering(program)).toBeUndefined();
    },
  );

  it('for Windows carries the hash of its archive, its name and its icon in the executable', async () => {
    const program = await stageDummy(targetNamed('win32-x64'));
    const executable = NtExecutable.from(readFileSync(join(program, 'lianxun.exe')));
    const resources = NtExecutableResource.from(executable);
    const header = getRawHeader(join(program, 'resources', 'app.asar')).headerString;
    const value = createHash('sha256').update(header).digest('hex');
    const found = resources
      .getResourceEntriesAsString('INTEGRITY', 'ELECTRONASAR')
      .map(([, text]) => JSON.parse(text) as unknown);
    expect(found).toEqual([[{ file: 'resources\\app.asar', alg: 'sha256', value }]]);
    expect(resources.entries.filter((entry) => entry.type === 14)).toHaveLength(1);
    expect(
      Buffer.from(resources.entries.find((entry) => entry.type === 16)?.bin ?? new ArrayBuffer(0)).toString(
        'utf16le',
      ),
    ).toContain('联巡');
  });

  it('is not made from a checkout that is not built', async () => {
    const project = writeDummyProject();
    rmSync(join(project, 'out'), { recursive: true });
    const target = targetNamed('linux-x64');
    const unpackElectron = (into: string): void => writeDummyElectron(into, target.electron);
    const staged = stage({ target, project, unpackElectron, folder: join(folder, 'program') });
    await expect(staged).rejects.toThrow('not built');
  });
});

describe('the .deb', () => {
  it('holds the program, a launcher, a menu entry, and the sandbox helper as setuid root', async () => {
    const program = await stageDummy(targetNamed('linux-x64'));
    chmodSync(program, 0o700);
    const file = join(folder, 'lianxun.deb');
    makeDeb({
      program,
      version: '1.2.3',
      architecture: 'amd64',
      icon: join(folder, 'project', 'icon.png'),
      file,
    });
    const content = execFileSync('dpkg-deb', ['--contents', file], { encoding: 'utf8' });
    expect(content).toMatch(/-rwsr-xr-x root\/root +\d+ .* \.\/opt\/lianxun\/chrome-sandbox/);
    expect(content).toMatch(/-rwxr-xr-x root\/root +\d+ .* \.\/usr\/bin\/lianxun/);
    expect(content).toMatch(/drwxr-xr-x root\/root +0 .* \.\/opt\/lianxun\/\n/);
    expect(content).toContain('./usr/share/applications/lianxun.desktop');
    const field = (name: string): string =>
      execFileSync('dpkg-deb', ['--field', file, name], { encoding: 'utf8' }).trim();
    expect([field('Package'), field('Version'), field('Architecture')]).toEqual([
      'lianxun',
      '1.2.3',
      'amd64',
    ]);
    expect(field('Depends')).toContain('libgtk-3-0');
    const unpacked = join(folder, 'unpacked');
    spawnSync('dpkg-deb', ['--extract', file, unpacked]);
    expect(findTampering(join(unpacked, 'opt', 'lianxun'))).toBeUndefined();
  });
});

describe('the official archive of a target', () => {
  it('is asked for in one clear sentence when it is not at hand', () => {
    const target = targetNamed('win32-x64');
    expect(findOfficialZip(target, folder)).toBeUndefined();
    expect(missingZip(target)).toMatch(
      /No Electron archive for win32-x64\. Put the official .* into .* and run this again\./,
    );
  });

  it('is refused when it is not the published one', () => {
    const { version } = JSON.parse(readFileSync('node_modules/electron/package.json', 'utf8')) as {
      version: string;
    };
    writeFileSync(join(folder, `electron-v${version}-linux-arm64.zip`), 'not it');
    expect(() => findOfficialZip(targetNamed('linux-arm64'), folder)).toThrow(
      'not the archive that Electron published',
    );
  });
});
