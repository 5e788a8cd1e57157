/**
 * The only names an entry of a package may have. No folders beyond these, no dots, no letters outside ASCII, nothing
 * that any file system would treat specially: an archivist can unpack with `tar` on any system.
 */
export type EntryKind = 'manifest' | 'records' | 'blob' | 'statistics' | 'settings' | 'receipt';

export interface EntryName {
  readonly kind: EntryKind;
  /** Register id, SHA-256, report code or settings name; empty for manifest and receipt. */
  readonly key: string;
}

export const manifestName = 'manifest.json';
export const receiptName = 'receipt.json';

const grammar: readonly (readonly [EntryKind, RegExp])[] = [
  ['manifest', /^manifest\.json()$/],
  ['receipt', /^receipt\.json()$/],
  ['records', /^records\/([a-z][A-Za-z0-9]{0,39})\.ndjson$/],
  ['blob', /^blobs\/([0-9a-f]{64})$/],
  ['statistics', /^statistics\/([A-Za-z][A-Za-z0-9_-]{0,39})\.json$/],
  ['settings', /^settings\/([a-z][A-Za-z0-9-]{0,39})\.json$/],
];

const reservedOnWindows = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

export function parseEntryName(name: string): EntryName | undefined {
  for (const [kind, pattern] of grammar) {
    const key = pattern.exec(name)?.[1];
    if (key !== undefined) return reservedOnWindows.test(key) ? undefined : { kind, key };
  }
  return undefined;
}
