/**
 * `npm run bench`: runs every exported function named `bench…` of `test/bench/*.ts` and prints one table: what was
 * measured, the figure, the limit it is meant to stay under, whether it does, and a note; where it does not and the cause
 * is known, the cause. `npm run bench -- registers` runs the files whose name has that word. The exit code is 1 when a
 * figure is over its limit.
 */
import { existsSync, readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from './system/paths.ts';

/** Given to each bench function; call it once for each figure. `cause`: why it may be over its limit. */
type Report = (name: string, value: number, limit: number, note: string, cause?: string) => void;
type Bench = (report: Report) => Promise<void> | void;

async function bench(filter: string): Promise<boolean> {
  const folder = join(projectFolder, 'test', 'bench');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => isBench(name)) : [];
  const memory = (totalmem() / 1024 ** 3).toFixed(0);
  console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${memory} GiB`);
  console.log(line('', 'figure', 'limit', '', ''));
  let within = true;
  const report: Report = (name, value, limit, note, cause) => {
    if (value > limit) within = false;
    console.log(line(name, shorten(value), shorten(limit), value > limit ? 'NOT MET' : 'met', note));
    if (value > limit && cause !== undefined) console.log(`    because ${cause}`);
  };
  for (const file of files.filter((name) => name.includes(filter)).sort()) {
    const found = (await import(pathToFileURL(join(folder, file)).href)) as Readonly<Record<string, unknown>>;
    for (const [name, work] of Object.entries(found)) {
      if (name.startsWith('bench') && typeof work === 'function') await (work as Bench)(report);
    }
  }
  return within;
}

/** Beside benches stand the programs they start as processes of their own. */
const isBench = (name: string): boolean => name.endsWith('.ts') && !name.endsWith('-child.ts');

function shorten(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : 0 });
}

function line(name: string, value: string, limit: string, verdict: string, note: string): string {
  return `${name.padEnd(58)} ${value.padStart(10)} ${limit.padStart(8)}  ${verdict.padEnd(8)} ${note}`;
}

process.exitCode = (await bench(process.argv[2] ?? '')) ? 0 : 1;
