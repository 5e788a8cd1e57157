/** What no page may do, whichever window it stands in. */
import type { WebContents } from 'electron';
import { isStartPage } from './addresses.ts';
import type { LogDep } from './log.ts';

/** Applied to every web contents that is ever created. */
export function hardenContents(deps: LogDep, contents: WebContents): void {
  const refuse = (event: { preventDefault: () => void }, kind: string): void => {
    event.preventDefault();
    deps.log('error', 'navigation.refused', { kind });
  };
  contents.on('will-navigate', (event) => {
    if (!isStartPage(event.url)) refuse(event, 'navigate');
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isStartPage(event.url) || !event.isMainFrame) refuse(event, 'frame');
  });
  contents.on('will-redirect', (event) => refuse(event, 'redirect'));
  contents.on('will-attach-webview', (event) => refuse(event, 'webview'));
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.setWindowOpenHandler(() => {
    deps.log('error', 'navigation.refused', { kind: 'window' });
    return { action: 'deny' };
  });
}
