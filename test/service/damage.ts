/** Damage as a bad sector leaves it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Turns a bit in the middle of the newest journal below the folder: from there on nothing can be read. */
export function damageJournal(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const newest = files
    .filter((name) => name.endsWith('.journal'))
    .sort()
    .at(-1);
  if (newest === undefined) throw new Error('no journal');
  const path = join(folder, newest);
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}
