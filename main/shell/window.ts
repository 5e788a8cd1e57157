/** The main window: shown when its page is ready, replaced by a fresh one at each lock. */
import { BrowserWindow, Menu, screen, type Session } from 'electron';
import { isStartPage, startPage } from './addresses.ts';
import type { LogDep } from './log.ts';
import { pagePreferences, windowOptions } from './window-options.ts';

export interface MainWindowDeps extends LogDep {
  readonly session: Session;
  readonly preload: string;
  readonly icon: string;
  readonly devTools: boolean;
  /** Asked when the user closes the window; false keeps it open. */
  readonly mayClose: (window: BrowserWindow) => boolean;
  readonly onClosed: () => void;
  /** The page's process ended by itself, or the page left the application's one address. */
  readonly onGone: () => void;
}

export interface MainWindow {
  readonly current: () => BrowserWindow;
  /** Ends the page's process with everything it remembers and shows a fresh page in the same place. */
  readonly replace: () => void;
  readonly send: (payload: unknown) => void;
}

export function openMainWindow(deps: MainWindowDeps): MainWindow {
  let window = create(deps);
  deps.log('info', 'window.opened');
  watch();

  function watch(): void {
    const watched = window;
    watched.on('close', (event) => {
      if (!deps.mayClose(watched)) event.preventDefault();
    });
    watched.on('closed', () => {
      if (watched === window) deps.onClosed();
    });
    watched.webContents.on('render-process-gone', (_event, details) => {
      if (watched !== window || details.reason === 'clean-exit') return;
      deps.log('error', 'page.gone', { reason: details.reason });
      deps.onGone();
    });
    // Chromium asks nobody before it shows about:blank.
    watched.webContents.on('did-navigate', (_event, address) => {
      if (watched !== window || isStartPage(address)) return;
      deps.log('error', 'page.left');
      deps.onGone();
    });
  }

  return {
    current: () => window,
    replace: () => {
      const old = window;
      if (old.isDestroyed()) return;
      const bounds = old.getNormalBounds();
      const maximized = old.isMaximized();
      window = create(deps);
      window.setBounds(bounds);
      if (maximized) window.maximize();
      watch();
      old.destroy();
      deps.log('info', 'window.replaced');
    },
    send: (payload) => {
      if (!window.isDestroyed()) window.webContents.send('event', payload);
    },
  };
}

function create(deps: MainWindowDeps): BrowserWindow {
  const preferences = pagePreferences(deps.session, deps.preload, deps.devTools);
  const window = new BrowserWindow({
    ...windowOptions(preferences, screen.getPrimaryDisplay().workAreaSize),
    icon: deps.icon,
  });
  // Windows keeps the window out of screenshots and recordings; Linux has no such means.
  window.setContentProtection(process.platform === 'win32');
  window.once('ready-to-show', () => window.show());
  window.webContents.on('context-menu', (_event, at) => {
    if (at.isEditable || at.selectionText !== '') editMenu(at.isEditable).popup({ window });
  });
  window.webContents.on('preload-error', () => deps.log('error', 'preload.failed'));
  logPageErrors(deps, window);
  void window.loadURL(startPage).catch((error: NodeJS.ErrnoException) => {
    // A page that loads itself again ends its first loading.
    if (!window.isDestroyed() && error.code !== 'ERR_ABORTED') deps.log('error', 'page.unloadable');
  });
  return window;
}

function editMenu(editable: boolean): Menu {
  const copy = { role: 'copy', label: '复制' } as const;
  const all = { role: 'selectAll', label: '全选' } as const;
  if (!editable) return Menu.buildFromTemplate([copy, all]);
  return Menu.buildFromTemplate([
    { role: 'undo', label: '撤销' },
    { type: 'separator' },
    { role: 'cut', label: '剪切' },
    copy,
    { role: 'paste', label: '粘贴' },
    all,
  ]);
}

/** The page's error messages may quote data: a packaged build writes down only that there was one, and where. */
function logPageErrors(deps: MainWindowDeps, window: BrowserWindow): void {
  const listener = (event: { level?: unknown; message?: unknown }, ...older: readonly unknown[]): void => {
    // Electron 35 moved these from arguments into the event.
    const level = event.level ?? older[0];
    const message = String(event.message ?? older[1]);
    if (level !== 'error' && level !== 3) return;
    const kind = message.includes('Content Security Policy') ? 'page.policyViolation' : 'page.error';
    deps.log('error', kind, deps.devTools ? { message } : {});
  };
  window.webContents.on('console-message', listener as () => void);
}
