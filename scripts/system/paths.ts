import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout this script belongs to. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Where runtimes are kept, outside of git. Root's own cache cannot be read by the ordinary user that has to run
 * Electron, so root uses the machine's.
 */
export function cacheFolder(): string {
  const chosen = process.env['LIANXUN_CACHE'];
  if (chosen) return chosen;
  if (process.getuid?.() === 0) return '/var/cache/lianxun';
  const base =
    process.platform === 'win32' ? process.env['LOCALAPPDATA'] : process.env['XDG_CACHE_HOME'] || undefined;
  return join(base ?? join(homedir(), '.cache'), 'lianxun');
}

/** A short name that differs for each checkout, so that two of them never share a run folder. */
export function checkoutName(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 12);
}
