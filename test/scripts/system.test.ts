import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runtimeFileOf } from '../../scripts/electron-runtime.ts';
import { withLock } from '../../scripts/system/lock.ts';
import { cleanEnvironment } from '../../scripts/system/run.ts';
import { extractZip } from '../../scripts/system/zip.ts';
import { zipOf } from './zip-of.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianxun-system-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the files taken from the carrier', () => {
  it('are those of the runtime, with its executable under its own name', () => {
    expect(runtimeFileOf('Cypress/Cypress')).toBe('electron');
    expect(runtimeFileOf('Cypress/icudtl.dat')).toBe('icudtl.dat');
    expect(runtimeFileOf('Cypress/locales/zh-CN.pak')).toBe('locales/zh-CN.pak');
    const left = [
      'Cypress/resources/app/index.js',
      'Cypress/locales/fr.pak',
      'Cypress/browser_v8_context_snapshot.bin',
      'Other/electron',
    ];
    for (const name of left) expect(runtimeFileOf(name)).toBeUndefined();
  });
});

describe('an archive', () => {
  it('is unpacked stored and deflated, with its executable bits', () => {
    const file = join(folder, 'a.zip');
    writeFileSync(file, zipOf([
      { name: 'top/', content: '', mode: 0o755 },
      { name: 'top/run', content: 'x'.repeat(1000), mode: 0o755 },
      { name: 'top/data', content: 'data', mode: 0o644 },
    ])); // prettier-ignore
    const place = (name: string): string | undefined => (name === 'top/data' ? undefined : name);
    expect(extractZip(file, join(folder, 'to'), place)).toEqual(['top/run']);
    expect(readFileSync(join(folder, 'to', 'top', 'run'), 'utf8')).toBe('x'.repeat(1000));
    expect(statSync(join(folder, 'to', 'top', 'run')).mode & 0o111).not.toBe(0);
    expect(existsSync(join(folder, 'to', 'top', 'data'))).toBe(false);
  });

  it('writes nothing outside of its folder', () => {
    for (const name of ['../evil', '/evil', 'a/../../evil']) {
      const file = join(folder, 'a.zip');
      writeFileSync(file, zipOf([{ name, content: 'x', mode: 0o644 }]));
      expect(() => extractZip(file, join(folder, 'to'), (each) => each)).toThrow('unsafe name');
    }
  });

  it('is refused when it is cut or no archive', () => {
    const file = join(folder, 'a.zip');
    writeFileSync(file, zipOf([{ name: 'a', content: 'x'.repeat(500), mode: 0o644 }]).subarray(0, 60));
    expect(() => extractZip(file, folder, (each) => each)).toThrow('not a zip archive');
  });
});

describe('a lock', () => {
  it('lets one in at a time', async () => {
    const order: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      order.push(`${name} in`);
      await new Promise(setImmediate);
      order.push(`${name} out`);
    };
    await Promise.all([withLock(join(folder, 'lock'), work('a')), withLock(join(folder, 'lock'), work('b'))]);
    expect(order).toEqual(['a in', 'a out', 'b in', 'b out']);
  });

  it('is taken over from a holder that has died, and freed after a failure', async () => {
    mkdirSync(join(folder, 'lock'));
    writeFileSync(join(folder, 'lock', 'pid'), '4194305');
    const failing = withLock(join(folder, 'lock'), () => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });
});

describe('the environment for the application', () => {
  it('is free of what the start guard refuses', async () => {
    const { findRefusal } = await import('../../main/shell/guard.ts');
    const env = cleanEnvironment({
      PATH: '/bin',
      NODE_ENV: 'test',
      ELECTRON_RUN_AS_NODE: '1',
      npm_lifecycle_event: 'start',
      LD_PRELOAD: 'x',
    });
    expect(env).toEqual({ PATH: '/bin' });
    expect(findRefusal({ args: [], env, packaged: true })).toBeUndefined();
  });
});
