/** A thread that runs the solver from its TypeScript source, as the built application runs it from its bundle. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

const source = new URL('../main/planning/solver-worker.ts', import.meta.url).href;
const tsx = import.meta.resolve('tsx/esm/api');

/** `wasm` are other bytes than the solver's own. */
export async function startSolver(wasm?: Uint8Array): Promise<Worker> {
  const bytes = wasm ?? (await readFile(createRequire(import.meta.url).resolve('highs/runtime')));
  const program = `import(${JSON.stringify(tsx)}).then(({ tsImport }) => tsImport(${JSON.stringify(source)}, ${JSON.stringify(source)}))`;
  return new Worker(program, { eval: true, workerData: { wasm: bytes } });
}
