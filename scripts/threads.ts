/** Threads that run from their TypeScript source, as the built application runs them from its bundles. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { ThreadName } from '../main/threads.ts';

const sources: Readonly<Record<ThreadName, string>> = {
  solver: '../main/planning/solver-worker.ts',
  word: '../main/reports/word/word-worker.ts',
};
const tsx = import.meta.resolve('tsx/esm/api');

/** `wasm` are other bytes than the solver's own. */
export async function startThread(name: ThreadName, wasm?: Uint8Array): Promise<Worker> {
  const source = new URL(sources[name], import.meta.url).href;
  const bytes =
    wasm ??
    (name === 'solver' ? await readFile(createRequire(import.meta.url).resolve('highs/runtime')) : null);
  const program = `import(${JSON.stringify(tsx)}).then(({ tsImport }) => tsImport(${JSON.stringify(source)}, ${JSON.stringify(source)}))`;
  return new Worker(program, { eval: true, workerData: { wasm: bytes } });
}
