/** What a hostile page inside the window could try, tried in the real application. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagePolicy } from '../../main/shell/frozen-files.ts';
import { procedureNames } from '../../preload/procedure-names.ts';
import { App } from './driver.ts';
import { injections } from './injections.ts';

let app: App;

beforeAll(async () => {
  app = await App.launch();
  await app.page.waitForLoadState();
});

afterAll(async () => {
  for (const event of ['page.policyViolation', 'page.error', 'request.refused', 'navigation.refused']) {
    app.expectError(event);
  }
  await app.close();
  app.forget();
});

/** Runs JavaScript in the page as an attacker's script would, once one ran. */
function inPage<T>(script: string): Promise<T> {
  return app.page.evaluate(script);
}

describe('the page of the real application', () => {
  it('has the bridge and nothing of Node or Electron', async () => {
    expect(await inPage('Object.keys(window.lianxun).sort()')).toEqual(['call', 'onEvent', 'takeDropped']);
    expect(await inPage('Object.keys(window.lianxun.call)')).toEqual([...procedureNames]);
    const names = [
      'require',
      'process',
      'module',
      'Buffer',
      'global',
      'electron',
      'ipcRenderer',
      '__dirname',
    ];
    expect(await inPage(`${JSON.stringify(names)}.filter((name) => name in window)`)).toEqual([]);
    await inPage('Object.assign(window.lianxun.call, { "app.status": null })').catch(() => undefined);
    expect(await inPage("typeof window.lianxun.call['app.status']")).toBe('function');
  });

  it('gets a token for a file that the user handed over, and for no file that a script made', async () => {
    const path = app.file('scan.pdf', 'twelve bytes');
    await inPage(
      'document.body.append(Object.assign(document.createElement("input"), { type: "file", id: "given" }))',
    );
    await app.page.setInputFiles('#given', path);
    const given = await inPage('window.lianxun.takeDropped([...document.querySelector("#given").files])');
    expect(given).toMatchObject({ ok: true, value: { files: [{ name: 'scan.pdf', size: 12 }] } });
    expect(JSON.stringify(given)).not.toContain(app.home);
    const made = await inPage('window.lianxun.takeDropped([new File(["x"], "/etc/passwd")])');
    expect(made).toMatchObject({ ok: false, error: { type: 'DropWithoutFile' } });
    const script = 'window.lianxun.takeDropped(["/etc/passwd"]).then(() => "given", () => "refused")';
    expect(await inPage(script)).toBe('refused');
    await inPage('document.querySelector("#given").remove()');
  });

  it('is sent the policy as a header', async () => {
    const policy = await app.electron.evaluate(async ({ session }) => {
      const response = await session
        .fromPartition('pages', { cache: false })
        .fetch('app://lianxun/index.html');
      return response.headers.get('content-security-policy');
    });
    expect(policy).toBe(pagePolicy);
  });

  it('is given no permission', async () => {
    const asked = await inPage<string[]>(`Promise.all([
      () => navigator.mediaDevices.getUserMedia({ audio: true }),
      () => navigator.mediaDevices.getDisplayMedia({ video: true }),
      () => new Promise((done, failed) => navigator.geolocation.getCurrentPosition(done, failed)),
      () => Notification.requestPermission().then((state) => { if (state !== 'granted') throw state; }),
      () => navigator.clipboard.readText(),
      () => navigator.requestMIDIAccess(),
      () => document.documentElement.requestFullscreen(),
      () => navigator.usb.requestDevice({ filters: [] }),
      () => navigator.hid.requestDevice({ filters: [] }),
      () => navigator.serial.requestPort(),
      () => navigator.bluetooth.requestDevice({ acceptAllDevices: true }),
      () => showOpenFilePicker(),
      () => queryLocalFonts(),
    ].map((ask) => Promise.race([
      Promise.resolve().then(ask).then(() => 'given', () => 'not given'),
      new Promise((done) => setTimeout(done, 1000, 'not given')),
    ])))`);
    expect(asked).toHaveLength(13);
    expect(asked).toEqual(asked.map(() => 'not given'));
    expect(await inPage('document.fullscreenElement')).toBeNull();
  });

  it('reaches no address, by any means', async () => {
    const tried = `Promise.all([
      fetch('https://example.com/').then(() => 'reached', () => 'refused'),
      fetch('app://lianxun/index.html').then(() => 'reached', () => 'refused'),
      fetch('file:///etc/passwd').then(() => 'reached', () => 'refused'),
      new Promise((done) => { const r = new XMLHttpRequest(); r.onload = () => done('reached'); r.onerror = () => done('refused'); r.open('GET', 'http://127.0.0.1:9/'); r.send(); }),
      new Promise((done) => { try { const s = new WebSocket('ws://127.0.0.1:9/'); s.onopen = () => done('reached'); s.onerror = () => done('refused'); } catch { done('refused'); } }),
      new Promise((done) => { const i = new Image(); i.onload = () => done('reached'); i.onerror = () => done('refused'); i.src = 'https://example.com/a.png'; }),
      new Promise((done) => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.onload = () => done('reached'); l.onerror = () => done('refused'); l.href = 'https://example.com/a.css'; document.head.append(l); }),
      import('https://example.com/a.js').then(() => 'reached', () => 'refused'),
      Promise.resolve(navigator.sendBeacon('https://example.com/', 'x') ? 'refused' : 'refused'),
    ])`;
    expect(new Set(await inPage<string[]>(tried))).toEqual(new Set(['refused']));
  });

  it('stays where it is and opens nothing', async () => {
    const windows = (): Promise<number> =>
      app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
    const before = await windows();
    const addresses = [
      'https://example.com/',
      'file:///etc/passwd',
      'app://lianxun/assets/',
      'app://print/x',
      'javascript:document.title="ran"',
      'data:text/html,x',
      'chrome://version',
    ];
    for (const address of addresses) {
      await inPage(`void (window.open(${JSON.stringify(address)}))`);
      await inPage(
        `(() => { const a = document.createElement('a'); a.href = ${JSON.stringify(address)}; a.target = '_blank'; document.body.append(a); a.click(); a.remove(); })()`,
      );
      await inPage(`void (location.href = ${JSON.stringify(address)})`).catch(() => undefined);
      await app.page.waitForLoadState();
    }
    expect(new URL(app.page.url()).href.split('#')[0]).toBe('app://lianxun/index.html');
    expect(await windows()).toBe(before);
    expect(await app.page.title()).not.toBe('ran');
  });

  it('keeps no cookie, storage or cache on the disk', async () => {
    await inPage("void (document.cookie = 'marker=MARKER-7391; path=/')").catch(() => undefined);
    await inPage("localStorage.setItem('marker', 'MARKER-7391')").catch(() => undefined);
    await inPage(
      "new Promise((done) => { const r = indexedDB.open('MARKER-7391'); r.onsuccess = r.onerror = () => done(null); })",
    ).catch(() => undefined);
    const found = filesBelow(join(app.home, 'data')).filter((file) =>
      readFileSync(file).includes('MARKER-7391'),
    );
    expect(found).toEqual([]);
  });

  it('runs none of the injected payloads', async () => {
    await inPage('void (window.injected = 0)');
    for (const payload of injections) {
      await inPage(`(() => { const box = document.createElement('div'); document.body.append(box); box.innerHTML = ${JSON.stringify(payload)};
        for (const each of box.querySelectorAll('script')) { const copy = document.createElement('script'); for (const a of each.attributes) copy.setAttribute(a.name, a.value); copy.textContent = each.textContent; box.append(copy); }
        for (const each of box.querySelectorAll('a, button, summary, form, input')) { each.click?.(); each.focus?.(); }
        setTimeout(() => box.remove(), 50); })()`);
    }
    await inPage('new Promise((done) => setTimeout(done, 300))');
    const ran = await inPage<number>('window.injected');
    console.log(`injections: ${injections.length} payloads, ${ran} executed`);
    expect(injections.length).toBeGreaterThanOrEqual(60);
    expect(ran).toBe(0);
    expect(new URL(app.page.url()).host).toBe('lianxun');
  });

  it('cannot make text into a program', async () => {
    // In a timer, because what the test driver itself evaluates is exempt from the policy.
    const tried = await inPage<string[]>(`new Promise((done) => setTimeout(() => done(Promise.all([
      () => eval('1'),
      () => new Function('return 1')(),
      () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
      () => new Promise((yes, no) => { const worker = new Worker('data:text/javascript,postMessage(1)'); worker.onmessage = yes; worker.onerror = no; }),
      () => new Promise((yes, no) => { const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))); worker.onmessage = yes; worker.onerror = no; }),
      () => import('data:text/javascript,export default 1'),
    ].map((each) => Promise.resolve().then(each).then(() => 'ran', () => 'refused')))), 0))`);
    expect(new Set(tried)).toEqual(new Set(['refused']));
  });

  it('is replaced by a fresh page when it blanks itself', async () => {
    app.expectError('page.left');
    await app.untilLocked(() => inPage("void (location.href = 'about:blank')"));
    expect(app.page.url()).toBe('app://lianxun/index.html');
    expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}
