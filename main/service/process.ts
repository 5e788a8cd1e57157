/** Entry of the utility process: wires the service to the messages of main. Holds no rule of its own. */
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ExpectedError, type Failure } from '../../domain/failure.ts';
import type { Result } from '../../preload/contract/define.ts';
import type { FromService, ToService } from '../messages.ts';
import { createRandom } from '../random.ts';
import type { ThreadName } from '../threads.ts';
import { createService, type Service } from './service.ts';

/** Electron's end of the wire; declared here because only the shell may import electron. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: ToService }) => void): void;
  postMessage(message: FromService): void;
}

const port = (process as unknown as { readonly parentPort: ParentPort }).parentPort;
const post = (message: FromService): void => port.postMessage(message);

/** Questions to main that wait for their answer. */
const waiting = new Map<number, (result: Result<unknown>) => void>();
let questions = 0;

function ask(name: string, input: unknown): Promise<unknown> {
  questions += 1;
  const id = questions;
  return new Promise((resolve, reject) => {
    waiting.set(id, (result) => {
      if (result.ok) resolve(result.value);
      else reject(new ExpectedError(result.error as Failure));
    });
    post({ kind: 'ask', id, ask: name, input });
  });
}

/** A thread gets its program, and WebAssembly, as they are: it reads no file of the application itself. */
async function startThread(folder: string, name: ThreadName): Promise<Worker> {
  const program = await readFile(join(folder, `${name}.cjs`), 'utf8');
  const wasm = name === 'solver' ? await readFile(join(folder, 'highs.wasm')) : null;
  return new Worker(program, { eval: true, workerData: { wasm } });
}

let service: Service | undefined;

port.on('message', ({ data: message }) => {
  switch (message.kind) {
    case 'start':
      service = createService({
        now: () => Date.now(),
        bytes: createRandom(),
        terminal: hostname(),
        version: message.config.version,
        userData: message.config.userData,
        // The build puts the database engine beside the bundles.
        wasm: () => readFile(join(message.config.resources, '..', 'main', 'sql-wasm.wasm')),
        startThread: (name) => startThread(join(message.config.resources, '..', 'main'), name),
        resources: message.config.resources,
        emit: (event) => post({ kind: 'event', event }),
        reportBug: (error) => console.error('bug', error),
        ask,
      });
      break;
    case 'call': {
      const { id } = message;
      void service?.call(message.procedure, message.input, message.files).then((result) => {
        post({ kind: 'result', id, result });
      });
      break;
    }
    case 'answer':
      waiting.get(message.id)?.(message.result);
      waiting.delete(message.id);
      break;
    case 'lock':
      void service?.lock(message.reason);
      break;
    case 'idle':
      void service?.idle(message.seconds);
      break;
    case 'stop':
      void (service?.stop() ?? Promise.resolve()).finally(() => post({ kind: 'stopped' }));
      break;
  }
});
