/**
 * The bridge. The page gets one function for each procedure of the contract and one way to hear events: no channel
 * names, no event objects, nothing of Electron.
 */
import { contextBridge, ipcRenderer } from 'electron';
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

contextBridge.exposeInMainWorld('lianxun', { call, onEvent });
