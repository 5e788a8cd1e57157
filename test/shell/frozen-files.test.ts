import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc } from '../support/property.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answer,
  pagePolicy,
  pdfWorkerPolicy,
  readFrozenFiles,
  type FilesByAddress,
} from '../../main/shell/frozen-files.ts';

const base = 'app://lianxun';
let folder: string;
let files: FilesByAddress;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianxun-frozen-'));
  mkdirSync(join(folder, 'app', 'assets'), { recursive: true });
  mkdirSync(join(folder, 'app-evil'));
  writeFileSync(join(folder, 'app', 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'app', 'assets', 'index.js'), 'export {};');
  writeFileSync(join(folder, 'app', 'assets', '字 体.woff2'), 'font');
  writeFileSync(join(folder, 'app', 'notes.exe'), 'no');
  writeFileSync(join(folder, 'app-evil', 'index.html'), 'evil');
  writeFileSync(join(folder, 'secret.html'), 'secret');
  symlinkSync(join(folder, 'secret.html'), join(folder, 'app', 'link.html'));
  files = readFrozenFiles(base, join(folder, 'app'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = (address: string, method = 'GET'): Response => answer(files, pagePolicy, method, address);

describe('the frozen files', () => {
  it('hold exactly the plain files of a served kind', () => {
    expect([...files.keys()].sort()).toEqual([
      'app://lianxun/assets/%E5%AD%97%20%E4%BD%93.woff2',
      'app://lianxun/assets/index.js',
      'app://lianxun/index.html',
    ]);
  });

  it('give a file with its type and the policy', async () => {
    const response = ask('app://lianxun/index.html');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<!doctype html>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(pagePolicy);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('send the policy with refusals too, and take no method but GET', () => {
    expect(ask('app://lianxun/none').headers.get('content-security-policy')).toBe(pagePolicy);
    for (const method of ['POST', 'PUT', 'HEAD', 'OPTIONS', 'get']) {
      expect(ask('app://lianxun/index.html', method).status).toBe(405);
    }
  });

  it('let the worker that reads PDF files run WebAssembly, and nothing else', () => {
    const policyOf = (path: string): string | null => {
      const file = { type: 'text/javascript', bytes: new Uint8Array() };
      const given = answer(new Map([[path, file]]), pagePolicy, 'GET', path);
      return given.headers.get('content-security-policy');
    };
    expect(policyOf('app://lianxun/assets/pdf-worker-PpE0_-wl.js')).toBe(pdfWorkerPolicy);
    for (const path of [
      'assets/index-a.js',
      'pdf-worker-a.js',
      'assets/pdf-worker-a.html',
      'assets/x/pdf-worker-a.js',
    ])
      expect(policyOf(`app://lianxun/${path}`)).toBe(pagePolicy);
    expect(policyOf('app://print/assets/pdf-worker-a.js')).toBe(pagePolicy);
  });

  it('are empty for a folder that is not there', () => {
    expect(readFrozenFiles(base, join(folder, 'none')).size).toBe(0);
  });
});

/** Pieces that have opened other programs: dots in every coding, drives, network names, NULs, sibling folders. */
const pieces = [
  '..', '.', '%2e%2e', '%2E%2e', '%252e%252e', '%c0%ae%c0%ae', '%e0%80%ae', '\\..', '..\\', '%5c..%5c', '%2f', '/',
  '//', '\\\\server\\share', '//server/share', 'C:', 'C:/Windows/win.ini', '/etc/passwd', '%00', '\0', '\n', '%0a',
  'app-evil', 'secret.html', 'link.html', 'notes.exe', 'index.html', 'INDEX.HTML', 'assets', 'assets/index.js',
  '?', '?x=1', '#', '#/a', '@', ':80', 'lianxun', 'print', 'user:pw@', ';', '%', '%zz', '\u202e', 'index.html%20',
  'index.html.', 'index.html::$DATA', '~', '...', '．．', '／',
] as const; // prettier-ignore
const heads = ['app://lianxun', 'app://lianxun/', 'app://LIANXUN/', 'app:/lianxun/', 'app:lianxun/', 'App://lianxun/',
  'app://lianxun.evil/', 'app://lianxun@evil/', 'app://print/', 'file:///', 'http://lianxun/', 'app-evil://lianxun/',
  'app://lianxun:80/', 'app://./', 'app:///'] as const; // prettier-ignore

describe('the frozen files under fuzzing', () => {
  it('serve nothing outside of the list for 100,000 hostile addresses', () => {
    const seed = Number(process.env['SEED'] ?? 20_260_721);
    let asked = 0;
    let served = 0;
    const hostile = fc
      .tuple(
        fc.constantFrom(...heads),
        fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 7 }),
      )
      .map(([head, tail]) => head + tail.join(''));
    const check = (address: string): void => {
      asked += 1;
      const { status } = ask(address);
      if (status === 200) {
        served += 1;
        expect(files.has(address)).toBe(true);
      } else {
        expect(status).toBe(404);
      }
    };
    fc.assert(fc.property(hostile, check), { numRuns: 100_000, seed });
    console.log(`frozen files: ${asked} addresses asked, ${served} served (all on the list), seed ${seed}`);
    expect(asked).toBe(100_000);
  });

  it('serve nothing else after an address went through a URL parser, as Chromium does', () => {
    const seed = 7;
    const parsed = fc
      .array(fc.constantFrom(...pieces), { maxLength: 6 })
      .map((tail) => `app://lianxun/${tail.join('/')}`);
    fc.assert(
      fc.property(parsed, (address) => {
        if (!URL.canParse(address)) return;
        const { href } = new URL(address);
        expect(ask(href).status === 200).toBe(files.has(href));
      }),
      { numRuns: 5_000, seed },
    );
  });
});
