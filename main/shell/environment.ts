/** Set-up of Electron's app object that must happen before it is ready. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { app, Menu, protocol } from 'electron';
import { scheme } from './addresses.ts';

/** Switches that keep Chromium from the network and from leaving caches on the disk. */
const switches: readonly (readonly [name: string, value?: string])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['disable-breakpad'],
  ['no-pings'],
  ['no-proxy-server'],
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-http-cache'],
  ['disable-gpu-shader-disk-cache'],
  ['disk-cache-size', '1'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['disable-features', 'SpareRendererForSitePerProcess,AutofillServerCommunication,MediaRouter,Translate'],
  ['lang', 'zh-CN'],
];

/** Chooses folders and switches; `userData` says where else the installation keeps its files (tests only). */
export function prepareApp(userData: string | undefined): void {
  for (const [name, value] of switches) {
    if (value === undefined) app.commandLine.appendSwitch(name);
    else app.commandLine.appendSwitch(name, value);
  }
  app.setPath('userData', userData ?? join(app.getPath('appData'), 'lianxun'));
  const chromium = join(app.getPath('userData'), 'chromium');
  rmSync(chromium, { recursive: true, force: true });
  app.setPath('sessionData', chromium);
  app.setPath('crashDumps', join(chromium, 'crashes'));
  app.enableSandbox();
  app.setAppUserModelId('lianxun');
  Menu.setApplicationMenu(null);
  const privileges = { standard: true, secure: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}
