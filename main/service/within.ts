import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/** Whether `path` is the folder `parent` or lies in it, links followed as far as both exist. */
export function isWithin(parent: string, path: string): boolean {
  const way = relative(real(parent), real(path));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function real(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    // What is not there, or cannot be looked at, goes by its name.
    return resolve(path);
  }
}
