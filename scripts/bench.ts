/**
 * `npm run bench`: runs every exported function named `bench…` of `test/bench/*.ts` and prints one table. Such a
 * function takes nothing and returns rows of what it measured. `npm run bench -- vault` runs files whose name has it.
 */
import { existsSync, readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from './system/paths.ts';

/** One measured figure. */
export interface BenchRow {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
}
type Bench = () => Promise<readonly BenchRow[]> | readonly BenchRow[];

async function bench(filter: string): Promise<void> {
  const folder = join(projectFolder, 'test', 'bench');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ts')) : [];
  console.log(
    `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${gigabytes(totalmem())} GiB`,
  );
  for (const file of files.filter((name) => name.includes(filter)).sort()) {
    const found = (await import(pathToFileURL(join(folder, file)).href)) as Readonly<Record<string, unknown>>;
    for (const [name, work] of Object.entries(found)) {
      if (!name.startsWith('bench') || typeof work !== 'function') continue;
      const rows = await (work as Bench)();
      for (const row of rows) console.log(line(file.replace('.ts', ''), row));
    }
  }
}

function line(file: string, row: BenchRow): string {
  const value = row.value.toLocaleString('en-US', { maximumFractionDigits: 2 });
  return `${file.padEnd(20)} ${row.what.padEnd(64)} ${value.padStart(14)} ${row.unit}`;
}

function gigabytes(bytes: number): string {
  return (bytes / 1024 ** 3).toFixed(0);
}

await bench(process.argv[2] ?? '');
