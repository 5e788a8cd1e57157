/**
 * The bridge. The page gets one function for each procedure of the contract, one way to hear events and one to hand over
 * dropped files: no channel names, no event objects, no paths, nothing of Electron.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { procedureNames } from './procedure-names.ts';

type Call = (input: unknown) => Promise<unknown>;

const call: Record<string, Call> = {};
for (const procedure of procedureNames) {
  call[procedure] = (input) => ipcRenderer.invoke('call', { procedure, input });
}

function onEvent(listener: (event: unknown) => void): () => void {
  const forward = (_event: unknown, payload: unknown): void => listener(payload);
  ipcRenderer.on('event', forward);
  return () => void ipcRenderer.removeListener('event', forward);
}

/** The path of a file is read here, out of the page's reach; a `File` that a script made has none. */
async function takeDropped(files: readonly File[]): Promise<unknown> {
  return ipcRenderer.invoke(
    'drop',
    files.map((file) => webUtils.getPathForFile(file)),
  );
}

contextBridge.exposeInMainWorld('lianxun', { call, onEvent, takeDropped });
