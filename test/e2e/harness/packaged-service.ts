/**
 * The vault service out of a packaged archive, in the runtime's own Node: the window of a packaged program takes no driver,
 * and yet everything the service loads has to be found inside the archive.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError, type Failure } from '../../../domain/failure.ts';
import type { FromService, ServiceConfig, ToService } from '../../../main/messages.ts';
import { contract } from '../../../preload/contract/contract.ts';
import type { TestPc } from '../../support/office.ts';

export interface PackagedService {
  readonly call: TestPc['call'];
  readonly stop: () => Promise<void>;
}

/** The utility process's end of the wire, over that of a forked process. */
const wire = `
process.parentPort = {
  on: (_event, listener) => process.on('message', (data) => listener({ data })),
  postMessage: (message) => process.send(message),
};
require(process.argv[2]);
`;

/** `electron` is a runtime whose fuses are not set; `archive` the packaged app.asar; `folder` empty. */
export function startPackagedService(electron: string, archive: string, folder: string): PackagedService {
  const entry = join(folder, 'wire.cjs');
  writeFileSync(entry, wire);
  const child = fork(entry, [join(archive, 'out', 'main', 'service.cjs')], {
    execPath: electron,
    execArgv: [],
    env: { ELECTRON_RUN_AS_NODE: '1' },
    serialization: 'advanced',
  });
  const send = (message: ToService): void => void child.send(message);
  const waiting = new Map<number, (result: Extract<FromService, { kind: 'result' }>['result']) => void>();
  child.on('message', (message: FromService) => {
    if (message.kind === 'result') waiting.get(message.id)?.(message.result);
  });
  const resources = join(archive, 'out', 'resources');
  const config: ServiceConfig = {
    userData: join(folder, 'service'),
    resources,
    version: '0.0.0-test',
    packaged: true,
  };
  send({ kind: 'start', config });
  let calls = 0;
  return {
    call: async (procedure, input, files = {}) => {
      const id = (calls += 1);
      const gone = once(child, 'exit').then(() => Promise.reject(new Error('the service ended')));
      const answered = new Promise<Extract<FromService, { kind: 'result' }>['result']>((resolve) => {
        waiting.set(id, resolve);
      });
      send({ kind: 'call', id, procedure, input, files });
      const result = await Promise.race([answered, gone]);
      if (!result.ok) throw new ExpectedError(result.error as Failure);
      return contract[procedure].output.parse(result.value) as never;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
