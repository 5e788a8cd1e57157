/** The PCs of the demonstration: a whole service each, real key strength, driven like the window drives it. */
import { startThread } from '../threads.ts';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Role } from '../../domain/access/permissions.ts';
import { createRandom } from '../../main/random.ts';
import { createService, type Service } from '../../main/service/service.ts';
import type { Input, Output, ServiceProcedureName } from '../../preload/contract/contract.ts';
import { projectFolder } from '../system/paths.ts';
import type { Printer } from './printer.ts';

export interface DemoPc {
  readonly name: string;
  readonly service: Service;
  readonly call: <N extends ServiceProcedureName>(
    procedure: N,
    input: Input<N>,
    file?: string,
  ) => Promise<Output<N>>;
  readonly signIn: (account: string) => Promise<void>;
}

/** Stands for the one file or folder a call names. */
export const chosen = `file_${'d'.repeat(32)}`;
export const jobId = (): string => randomBytes(8).toString('hex');

export const people: readonly { readonly account: string; readonly role: Role; readonly name: string }[] = [
  { account: 'dengji', role: 'REGISTRAR', name: '何登记' },
  { account: 'zhuren', role: 'OFFICE_DIRECTOR', name: '陆主任' },
  { account: 'xitong', role: 'SYS_ADMIN', name: '秦系统' },
  { account: 'anquan', role: 'SEC_ADMIN', name: '安保密' },
  { account: 'shenji', role: 'AUDITOR', name: '申审计' },
];

/** Passwords of the demonstration, one per person. */
export const passwordOf = (account: string): string =>
  `Yanshi-2026-${people.findIndex((person) => person.account === account) + 1}`;

export function createPc(name: string, userData: string, printer: Printer): DemoPc {
  const service = createService({
    startThread,
    now: () => Date.now(),
    bytes: createRandom(),
    wasm: () => readFile(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm')),
    terminal: name,
    version: 'demo',
    userData,
    resources: join(projectFolder, 'resources'),
    emit: () => undefined,
    reportBug: (error) => console.error(error),
    ask: (question, input) => {
      if (question !== 'print.pdf') return Promise.reject(new Error(`nobody answers ${question}`));
      return printer.pdf((input as { readonly html: string }).html);
    },
  });
  const call: DemoPc['call'] = async (procedure, input, file) => {
    const result = await service.call(procedure, input, file === undefined ? {} : { [chosen]: file });
    if (!result.ok) throw new Error(`${name}: ${procedure}: ${result.error.what}${result.error.why}`);
    return result.value as never;
  };
  return {
    name,
    service,
    call,
    signIn: async (account) => {
      await call('session.unlock', { account, password: passwordOf(account) });
    },
  };
}

export function found(pc: DemoPc, level: 'CITY' | 'COUNTY', region: string): Promise<Output<'setup.create'>> {
  return pc.call('setup.create', {
    job: jobId(),
    folder: null,
    level,
    name: pc.name,
    region,
    docWord: '演巡办',
    profile: 'WORK',
    users: people.map(({ account, role, name }) => ({
      account,
      name,
      roles: [role],
      password: passwordOf(account),
    })),
  });
}
