import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTampering, sumsFile, writeSums } from '../../main/shell/self-check.ts';

let folder: string;
const files = ['lianxun', 'icudtl.dat', 'locales/zh-CN.pak', 'resources/app.asar', '许可 证.txt'];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianxun-check-'));
  for (const name of ['locales', 'resources']) mkdirSync(join(folder, name));
  for (const name of files) writeFileSync(join(folder, name), `content of ${name}`);
  writeFileSync(join(folder, sumsFile), writeSums(folder));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the self-check', () => {
  it('finds nothing in a folder as it was packed', () => {
    expect(findTampering(folder)).toBeUndefined();
  });

  it('names the file for every single changed byte of every file', () => {
    let changes = 0;
    for (const name of files) {
      const bytes = readFileSync(join(folder, name));
      for (let at = 0; at < bytes.length; at += 1) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 1;
        writeFileSync(join(folder, name), changed);
        expect(findTampering(folder)).toBe(name);
        changes += 1;
      }
      writeFileSync(join(folder, name), bytes);
    }
    console.log(`self-check: ${changes} single-byte changes, all found`);
  });

  it('finds every single changed byte of the list itself', () => {
    const list = readFileSync(join(folder, sumsFile));
    for (let at = 0; at < list.length; at += 1) {
      const changed = Buffer.from(list);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(join(folder, sumsFile), changed);
      expect(findTampering(folder)).toBeDefined();
    }
  });

  it('finds missing and added files, links among them, and a missing list', () => {
    writeFileSync(join(folder, 'resources', 'extra.so'), '');
    expect(findTampering(folder)).toBe('resources/extra.so');
    rmSync(join(folder, 'resources', 'extra.so'));
    symlinkSync('/etc', join(folder, 'etc'));
    expect(findTampering(folder)).toBe('etc');
    rmSync(join(folder, 'etc'));
    rmSync(join(folder, 'icudtl.dat'));
    expect(findTampering(folder)).toBe('icudtl.dat');
    rmSync(join(folder, sumsFile));
    expect(findTampering(folder)).toBe(sumsFile);
  });

  it('writes a list that sha256sum itself verifies', () => {
    const copy = `${folder}-copy`;
    cpSync(folder, copy, { recursive: true });
    const result = spawnSync('sha256sum', ['--check', '--strict', '--quiet', sumsFile], { cwd: copy });
    rmSync(copy, { recursive: true });
    expect(result.status).toBe(0);
  });
});
