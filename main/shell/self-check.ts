/**
 * Compares the installed program with the list of hashes packed with it. Electron checks its archive on Windows only;
 * on Linux this takes its place. It finds damage and careless tampering: every changed, missing or added file. Who
 * can replace the whole program, list included, is not stopped by it; the list is in the format of `sha256sum`, so
 * that it can be compared with the one the builder publishes.
 */
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const sumsFile = 'SHA256SUMS';
const line = /^([0-9a-f]{64}) {2}([^\n\r]+)$/;

/** The list of a program folder: one line a file in the order of their names, the list itself left out. */
export function writeSums(folder: string): string {
  return filesBelow(folder, '')
    .filter((path) => path !== sumsFile)
    .map((path) => `${sha256(join(folder, path))}  ${path}\n`)
    .join('');
}

/** The first file that is not as packed; undefined when all are. Reading `.asar` files needs `process.noAsar`. */
export function findTampering(folder: string): string | undefined {
  const sums = readSums(folder);
  if (!sums) return sumsFile;
  const present = filesBelow(folder, '').filter((path) => path !== sumsFile);
  const unexpected = present.find((path) => !sums.has(path));
  if (unexpected !== undefined) return unexpected;
  for (const [path, expected] of sums) {
    if (!present.includes(path) || sha256(join(folder, path)) !== expected) return path;
  }
  return undefined;
}

function readSums(folder: string): ReadonlyMap<string, string> | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, sumsFile), 'utf8');
  } catch {
    return undefined;
  }
  const sums = new Map<string, string>();
  for (const each of text.split('\n').slice(0, -1)) {
    const [, hash, path] = line.exec(each) ?? [];
    if (hash === undefined || path === undefined || sums.has(path)) return undefined;
    sums.set(path, hash);
  }
  return text.endsWith('\n') && sums.size > 0 ? sums : undefined;
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** Relative paths with `/`, sorted by code unit; anything that is no plain file or folder stands in it by name. */
function filesBelow(folder: string, prefix: string): readonly string[] {
  const names = readdirSync(join(folder, prefix)).sort();
  return names.flatMap((name) => {
    const path = `${prefix}${name}`;
    return lstatSync(join(folder, path)).isDirectory() ? filesBelow(folder, `${path}/`) : [path];
  });
}
