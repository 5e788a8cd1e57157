import type { BrowserWindowConstructorOptions, Session, Size, WebPreferences } from 'electron';

/** Every setting that security depends on is stated, also where it is Electron's default. */
export function pagePreferences(session: Session, preload: string, devTools: boolean): WebPreferences {
  return {
    session,
    preload,
    devTools,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    autoplayPolicy: 'document-user-activation-required',
    spellcheck: false,
    enableWebSQL: false,
    v8CacheOptions: 'none',
    backgroundThrottling: true,
  };
}

/** The main window; it fits a 1366×768 screen with a task bar, and `area` when that is smaller. */
export function windowOptions(webPreferences: WebPreferences, area: Size): BrowserWindowConstructorOptions {
  return {
    title: '联巡',
    width: Math.min(1366, area.width),
    height: Math.min(728, area.height),
    minWidth: Math.min(1180, area.width),
    minHeight: Math.min(640, area.height),
    show: false,
    backgroundColor: '#f5f5f5',
    autoHideMenuBar: true,
    webPreferences,
  };
}

/** A sheet on its way to paper: no preload, no bridge, no tools. */
export function paperPreferences(session: Session): WebPreferences {
  const { preload: _preload, ...preferences } = pagePreferences(session, '', false);
  return { ...preferences, images: true, webgl: false };
}
