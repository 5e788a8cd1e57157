import { readFileSync, writeFileSync } from 'node:fs';

/** Electron's fuses in the order of their bytes in the executable. */
export const fuseNames = [
  'RunAsNode',
  'EnableCookieEncryption',
  'EnableNodeOptionsEnvironmentVariable',
  'EnableNodeCliInspectArguments',
  'EnableEmbeddedAsarIntegrityValidation',
  'OnlyLoadAppFromAsar',
  'LoadBrowserProcessSpecificV8Snapshot',
  'GrantFileProtocolExtraPrivileges',
  'WasmTrapHandlers',
] as const;
export type FuseName = (typeof fuseNames)[number];
export type Fuses = Readonly<Record<FuseName, boolean>>;

/**
 * What every packaged build has. Cookies are never kept, and encrypting them would ask for a keychain password on
 * Linux. WasmTrapHandlers stays on: the database engine is WebAssembly.
 */
export const packagedFuses: Fuses = {
  RunAsNode: false,
  EnableCookieEncryption: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
};

const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'latin1');
const on = 0x31;
const off = 0x30;

/** Reads the fuses an executable has; older runtimes have fewer than there are names. */
export function readFuses(executable: string): Partial<Fuses> {
  const bytes = readFileSync(executable);
  const wire = findWire(bytes);
  const fuses: Partial<Record<FuseName, boolean>> = {};
  for (const [index, name] of fuseNames.entries()) {
    if (index < wire.length) fuses[name] = bytes[wire.start + index] === on;
  }
  return fuses;
}

/** Sets every fuse the executable has to the given state; throws when it has one that is not named here. */
export function setFuses(executable: string, fuses: Partial<Fuses>): void {
  const bytes = readFileSync(executable);
  const wire = findWire(bytes);
  if (wire.length > fuseNames.length)
    throw new Error(`${executable} has fuses that are not named in this script`);
  for (const [index, name] of fuseNames.entries()) {
    const state = fuses[name];
    if (index < wire.length && state !== undefined) bytes[wire.start + index] = state ? on : off;
  }
  writeFileSync(executable, bytes);
}

function findWire(bytes: Buffer): { readonly start: number; readonly length: number } {
  const at = bytes.indexOf(sentinel);
  if (at < 0) throw new Error('no fuses found: not an Electron executable');
  if (bytes.indexOf(sentinel, at + 1) >= 0) throw new Error('more than one fuse wire found');
  const version = bytes[at + sentinel.length];
  const length = bytes[at + sentinel.length + 1];
  if (version !== 1 || length === undefined) throw new Error('unknown version of the fuse wire');
  return { start: at + sentinel.length + 2, length };
}
