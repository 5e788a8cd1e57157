/** Puts the parts together: sessions, service, window, and what happens between them. */
import { join } from 'node:path';
import {
  app,
  clipboard,
  dialog,
  ipcMain,
  type BrowserWindow,
  type IpcMainInvokeEvent,
  type Session,
} from 'electron';
import type { ServiceEvent } from '../../preload/contract/contract.ts';
import { pageOrigin, paperOrigin } from './addresses.ts';
import { createAsks } from './asks.ts';
import { createCalls, type Sender } from './calls.ts';
import { hardenContents } from './contents.ts';
import { createCopiedText } from './copied-text.ts';
import { createDrops } from './drops.ts';
import { prepareApp } from './environment.ts';
import { createFileTokens } from './file-tokens.ts';
import { forkService } from './fork-service.ts';
import { pagePolicy, paperPolicy, readFrozenFiles } from './frozen-files.ts';
import { createLog, describeError, type LogDep } from './log.ts';
import { createPrinting, type Printing } from './printing.ts';
import { createShellProcedures } from './procedures.ts';
import { startService, type ServiceClient } from './service-client.ts';
import { createSession } from './session.ts';
import { watchPresence } from './watch-presence.ts';
import { openMainWindow, type MainWindow } from './window.ts';

/** How long closing waits for the vault; what was acknowledged is on the disk before. */
const stopLimit = 60_000;

export interface ApplicationOptions {
  readonly packaged: boolean;
  /** Folder of the built main process; the other bundles stand beside it. */
  readonly bundle: string;
}

/** Prepares Electron and opens the window when it is ready. Call once, before anything else of Electron. */
export function startApplication(options: ApplicationOptions): void {
  prepareApp(options.packaged ? undefined : process.env['LIANXUN_USER_DATA']);
  const deps = createLog(join(app.getPath('userData'), 'log'));
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  process.on('uncaughtException', (error) => deps.log('error', 'main.uncaught', describeError(error)));
  process.on('unhandledRejection', (error) => deps.log('error', 'main.unhandled', describeError(error)));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => app.quit());
  app.on('web-contents-created', (_event, contents) => hardenContents(deps, contents));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, reply) => {
    event.preventDefault();
    reply(false);
  });
  void app.whenReady().then(() => open(deps, options));
}

/** What is loaded from where: pages and sheets each from their own map, in a session of their own. */
function openSessions(deps: LogDep, options: ApplicationOptions, resources: string): Sessions {
  const pages = readFrozenFiles(pageOrigin, join(options.bundle, '..', 'renderer'));
  const sheets = readFrozenFiles(`${paperOrigin}/fonts`, join(resources, 'fonts'));
  const paper = createSession(deps, {
    name: 'paper',
    origin: paperOrigin,
    policy: paperPolicy,
    files: sheets,
  });
  return {
    pages: createSession(deps, { name: 'pages', origin: pageOrigin, policy: pagePolicy, files: pages }),
    printing: createPrinting({ session: paper, files: sheets }),
  };
}

interface Sessions {
  readonly pages: Session;
  readonly printing: Printing;
}

function open(deps: LogDep, options: ApplicationOptions): void {
  const resources = join(options.bundle, '..', 'resources');
  const sessions = openSessions(deps, options, resources);
  const tokens = createFileTokens();
  const copied = createCopiedText(clipboard);
  let leaving = false;

  const service: ServiceClient = startService({
    ...deps,
    fork: () => forkService(deps, join(options.bundle, 'service.cjs'), !options.packaged),
    config: {
      userData: app.getPath('userData'),
      resources,
      version: app.getVersion(),
      packaged: options.packaged,
    },
    onEvent: (event) => onServiceEvent(event),
    onAsk: createAsks({ printing: sessions.printing }),
    onCrash: (restarted) => (restarted ? startAfresh() : giveUp()),
    now: () => Date.now(),
  });
  const stopWatching = watchPresence(service, () => window.send({ type: 'leaving' }));

  const window: MainWindow = openMainWindow({
    ...deps,
    session: sessions.pages,
    preload: join(options.bundle, '..', 'preload', 'index.cjs'),
    icon: join(resources, 'icons', 'lianxun-256.png'),
    devTools: !options.packaged,
    mayClose: (current) => mayClose(current),
    onClosed: () => app.quit(),
    onGone: () => {
      service.lock();
      startAfresh();
    },
  });
  const shell = createShellProcedures({
    tokens,
    copied,
    window: window.current,
    quit: () => window.current().close(),
  });
  const windowId = (): number => window.current().webContents.id;
  const calls = createCalls({ ...deps, tokens, service, shell, windowId });
  ipcMain.handle('call', (event, message: unknown) => calls.answer(senderOf(event), message));
  const drops = createDrops({ ...deps, tokens, windowId });
  ipcMain.handle('drop', (event, paths: unknown) => drops(senderOf(event), paths));

  app.on('second-instance', () => {
    if (window.current().isMinimized()) window.current().restore();
    window.current().focus();
  });
  app.on('before-quit', (event) => {
    if (leaving) return;
    event.preventDefault();
    leaving = true;
    stopWatching();
    const limit = new Promise((resolve) => setTimeout(resolve, stopLimit));
    const stopped = Promise.all([service.stop(), copied.takeBack()]);
    void Promise.race([stopped, limit]).then(() => app.exit(0));
  });

  function onServiceEvent(event: ServiceEvent): void {
    if (event.type === 'locked') startAfresh();
    else window.send(event);
  }

  function startAfresh(): void {
    tokens.clear();
    void copied.takeBack();
    window.replace();
  }

  function mayClose(current: BrowserWindow): boolean {
    if (leaving || !calls.isBusy()) return true;
    dialog.showMessageBoxSync(current, {
      type: 'info',
      title: '联巡',
      message: '有一项工作还没有做完，暂时不能关闭。',
      detail: '请等它完成，或者先在进度窗口中点“停止”。',
      buttons: ['知道了'],
    });
    return false;
  }

  function giveUp(): void {
    dialog.showErrorBox(
      '联巡',
      '数据服务多次意外停止，程序将关闭。已经提示成功的内容不受影响，请与技术人员联系。',
    );
    app.exit(70);
  }
}

function senderOf(event: IpcMainInvokeEvent): Sender {
  const frame = event.senderFrame;
  return {
    windowId: event.sender.id,
    isTopFrame: frame !== null && frame.parent === null,
    origin: frame?.origin ?? '',
  };
}
