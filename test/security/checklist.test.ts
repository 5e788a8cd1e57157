/**
 * Electron's security checklist (docs/tutorial/security.md of Electron 33), item by item. The last test fails when an
 * item has no test. What only the running application can show stands in test/e2e/hardening.test.ts.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session, WebContents } from 'electron';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { isStartPage, mayLoad, pageOrigin } from '../../main/shell/addresses.ts';
import { isTrusted } from '../../main/shell/calls.ts';
import { pagePolicy, paperPolicy, pdfWorkerPolicy } from '../../main/shell/frozen-files.ts';
import { hardenContents } from '../../main/shell/contents.ts';
import { pagePreferences, paperPreferences } from '../../main/shell/window-options.ts';
import { procedureNames } from '../../preload/procedure-names.ts';
import { fuseNames, packagedFuses } from '../../scripts/system/fuses.ts';
import { project, readSources, withoutComments } from './sources.ts';

// What files before this one have read is not what is read with the mock, and none of that stays for those after it.
vi.hoisted(() => vi.resetModules());
afterAll(() => void vi.resetModules());
const exposed = vi.hoisted(() => ({ worlds: new Map<string, unknown>(), invoked: [] as unknown[][] }));
vi.mock('electron', () => ({
  session: {},
  contextBridge: { exposeInMainWorld: (name: string, api: unknown) => exposed.worlds.set(name, api) },
  ipcRenderer: {
    invoke: (...args: unknown[]) => exposed.invoked.push(args),
    on: () => undefined,
    removeListener: () => undefined,
  },
  webUtils: { getPathForFile: (file: { place?: string }) => file.place ?? '' },
}));

const session = {} as Session;
const preferences = [pagePreferences(session, '/preload.cjs', false), paperPreferences(session)];
const sources = readSources('main', 'preload', 'renderer').map(({ path, text }) => ({
  path,
  code: withoutComments(text),
}));
const where = (pattern: RegExp): readonly string[] =>
  sources.filter(({ code }) => pattern.test(code)).map(({ path }) => path);
const tested = new Set<number>();

function item(number: number, title: string, test: () => void | Promise<void>): void {
  tested.add(number);
  it(`${number}: ${title}`, test);
}

type Listener = (event: Record<string, unknown>) => void;

/** A stand-in for web contents that lets the test fire its events. */
function hardened() {
  const listeners = new Map<string, Listener>();
  let opener: () => unknown = () => undefined;
  const contents = {
    on: (name: string, listener: Listener) => listeners.set(name, listener),
    setWindowOpenHandler: (handler: () => unknown) => (opener = handler),
  };
  hardenContents({ log: () => undefined }, contents as unknown as WebContents);
  const isPrevented = (name: string, event: Record<string, unknown> = {}): boolean => {
    const preventDefault = vi.fn();
    const listener = listeners.get(name);
    if (!listener) throw new Error(`${name} is not listened to`);
    listener({ ...event, preventDefault });
    return preventDefault.mock.calls.length === 1;
  };
  return { isPrevented, open: () => opener() };
}

const foreign = [
  'http://lianxun/', 'https://example.com/', 'file:///etc/passwd', 'app://lianxun/other.html', 'app://print/x',
  'app://lianxun.evil/index.html', 'app://lianxun@evil/index.html', 'app://lianxun/index.html/../x',
  'app://lianxun/index.html?x', 'app://lianxun/index.htmlx', 'APP://lianxun/index.html', 'javascript:alert(1)',
  'data:text/html,x', 'blob:app://lianxun/1', 'about:blank', 'chrome://gpu', 'devtools://devtools/x', 'view-source:app://lianxun/index.html',
  '', '//lianxun/index.html', 'ws://lianxun/',
]; // prettier-ignore

describe("Electron's checklist", () => {
  item(1, 'only app:// is loaded', () => {
    expect(where(/\.loadFile\s*\(/)).toEqual([]);
    expect(where(/\.loadURL\s*\(/)).toEqual(['main/shell/printing.ts', 'main/shell/window.ts']);
    for (const address of foreign.filter((each) => !/^(?:blob:)?app:\/\/lianxun\//.test(each))) {
      expect(mayLoad(pageOrigin, address)).toBe(false);
    }
  });

  item(2, 'no Node in any page, worker or frame', () => {
    for (const each of preferences) {
      expect(each).toMatchObject({
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
      });
    }
  });

  item(3, 'contexts are isolated', () => {
    for (const each of preferences) expect(each.contextIsolation).toBe(true);
  });

  item(4, 'every process is sandboxed, and the switch that undoes it is refused', async () => {
    for (const each of preferences) expect(each.sandbox).toBe(true);
    expect(where(/app\.enableSandbox\(\)/)).toEqual(['main/shell/environment.ts']);
    const { findRefusal } = await import('../../main/shell/guard.ts');
    expect(findRefusal({ args: ['--no-sandbox'], env: {}, packaged: false })).toBeDefined();
    const everything = [
      ...sources,
      ...readSources('scripts').map(({ path, text }) => ({ path, code: withoutComments(text) })),
    ];
    expect(everything.filter(({ code }) => code.includes('no-sandbox')).map(({ path }) => path)).toEqual([]);
  });

  item(5, 'every way to ask for a permission is answered no', async () => {
    const { grantNothing } = await import('../../main/shell/session.ts');
    const handlers = new Map<string, (...args: never[]) => unknown>();
    const target = new Proxy({}, {
      get: (_target, name: string) => (first: unknown, second?: unknown) =>
        handlers.set(name === 'on' ? String(first) : name, (name === 'on' ? second : first) as () => unknown),
    }); // prettier-ignore
    grantNothing(target as Session);
    const ask = (name: string, ...args: unknown[]): unknown => handlers.get(name)?.(...(args as never[]));
    const permissions = ['clipboard-read', 'media', 'geolocation', 'notifications', 'midi', 'midiSysex', 'pointerLock',
      'fullscreen', 'openExternal', 'window-management', 'hid', 'serial', 'usb', 'fileSystem', 'idle-detection',
      'display-capture', 'mediaKeySystem', 'keyboardLock', 'speaker-selection', 'storage-access', 'unknown']; // prettier-ignore
    for (const permission of permissions) {
      const reply = vi.fn();
      ask('setPermissionRequestHandler', null, permission, reply);
      expect(reply).toHaveBeenCalledExactlyOnceWith(false);
      expect(ask('setPermissionCheckHandler', null, permission)).toBe(false);
    }
    expect(ask('setDevicePermissionHandler', {})).toBe(false);
    const media = vi.fn();
    ask('setDisplayMediaRequestHandler', {}, media);
    expect(media).toHaveBeenCalledExactlyOnceWith({});
    for (const name of ['select-serial-port', 'select-hid-device', 'select-usb-device'])
      expect(handlers.has(name)).toBe(true);
  });

  item(6, 'webSecurity is on', () => {
    for (const each of preferences) expect(each.webSecurity).toBe(true);
  });

  item(7, 'a strict policy is sent by header and none by the page', () => {
    expect(pagePolicy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(paperPolicy).toMatch(/^default-src 'none';/);
    for (const policy of [pagePolicy, paperPolicy])
      expect(policy).not.toMatch(/unsafe-eval|\*|https?:|script-src [^;]*'unsafe/);
    expect(paperPolicy).not.toContain('script-src');
    expect(pdfWorkerPolicy).toMatch(
      /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none';/,
    );
    expect(readFileSync(join(project, 'renderer/index.html'), 'utf8')).not.toMatch(
      /Content-Security-Policy/i,
    );
  });

  item(8, 'insecure content is never allowed', () => {
    for (const each of preferences) expect(each.allowRunningInsecureContent).toBe(false);
  });

  item(9, 'no experimental features', () => {
    for (const each of preferences) expect(each.experimentalFeatures).toBe(false);
  });

  item(10, 'no Blink feature is switched on', () => {
    expect(where(/enableBlinkFeatures|enable-blink-features/)).toEqual([]);
  });

  item(11, 'there is no webview', () => {
    for (const each of preferences) expect(each.webviewTag).toBe(false);
    expect(where(/<webview|allowpopups/)).toEqual([]);
  });

  item(12, 'a webview would not be attached', () => {
    expect(hardened().isPrevented('will-attach-webview')).toBe(true);
  });

  item(13, 'the window stays on its page', () => {
    const { isPrevented } = hardened();
    for (const url of foreign) {
      expect(isStartPage(url)).toBe(false);
      expect(isPrevented('will-navigate', { url })).toBe(true);
      expect(isPrevented('will-frame-navigate', { url, isMainFrame: true })).toBe(true);
    }
    expect(isPrevented('will-redirect', { url: 'app://lianxun/index.html' })).toBe(true);
    expect(isPrevented('will-frame-navigate', { url: 'app://lianxun/index.html', isMainFrame: false })).toBe(
      true,
    );
    expect(isPrevented('will-navigate', { url: 'app://lianxun/index.html#/petitions' })).toBe(false);
  });

  item(14, 'no page opens a window', () => {
    expect(hardened().open()).toEqual({ action: 'deny' });
  });

  item(15, 'nothing is handed to the system to open', () => {
    expect(where(/openExternal|openPath|showItemInFolder/)).toEqual([]);
  });

  item(16, 'release builds name one exact Electron of a supported line', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    expect(devDependencies['electron']).toMatch(/^45\.\d+\.\d+$/);
  });

  item(17, 'the sender of every message is checked, in the one place there is', () => {
    expect(where(/ipcMain\.(?:on|once|handle|handleOnce)\b/)).toEqual(['main/shell/application.ts']);
    expect(isTrusted({ windowId: 1, isTopFrame: true, origin: pageOrigin }, 1)).toBe(true);
    expect(isTrusted({ windowId: 1, isTopFrame: true, origin: 'file://' }, 1)).toBe(false);
  });

  item(18, 'no file:// is used', () => {
    expect(where(/file:\/\//)).toEqual([]);
    expect(packagedFuses.GrantFileProtocolExtraPrivileges).toBe(false);
  });

  item(19, 'each of the nine fuses is set on purpose', () => {
    expect(Object.keys(packagedFuses).sort()).toEqual([...fuseNames].sort());
    expect(fuseNames).toHaveLength(9);
    const on = fuseNames.filter((name) => packagedFuses[name]);
    expect(on).toEqual(['EnableEmbeddedAsarIntegrityValidation', 'OnlyLoadAppFromAsar', 'WasmTrapHandlers']);
  });

  item(20, 'the page gets functions of the contract, nothing of Electron', async () => {
    await import('../../preload/index.ts');
    expect([...exposed.worlds.keys()]).toEqual(['lianxun']);
    const api = exposed.worlds.get('lianxun') as {
      call: Record<string, (...args: unknown[]) => unknown>;
      takeDropped: (...args: unknown[]) => unknown;
    };
    expect(Object.keys(api).sort()).toEqual(['call', 'onEvent', 'takeDropped']);
    expect(procedureNames).not.toContain('drop');
    expect(Object.keys(api.call)).toEqual([...procedureNames]);
    void api.call['app.status']?.({ a: 1 }, 'surplus');
    void api.takeDropped([{ place: '/media/usb/a.pdf' }, {}], 'surplus');
    expect(exposed.invoked).toEqual([
      ['call', { procedure: 'app.status', input: { a: 1 } }],
      ['drop', ['/media/usb/a.pdf', '']],
    ]);
  });

  it('has a test for each of its 20 items', () => {
    expect([...tested].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});
