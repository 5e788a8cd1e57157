/**
 * The one wrapper around every procedure: parse the input, check the session and the declared permission, run, map
 * errors. Handlers behind it can rely on all three.
 */
import { mayOn, type Permission } from '../../domain/access/permissions.ts';
import { ExpectedError, type Failure } from '../../domain/failure.ts';
import { registerOf, registers } from '../../domain/registers/registers.ts';
import {
  type Output,
  type Parsed,
  serviceContract,
  type ServiceProcedureName,
} from '../../preload/contract/contract.ts';
import type { Access, Procedure, Result } from '../../preload/contract/define.ts';
import { toFailure } from './errors.ts';
import { type JobControl, type Jobs, quietJob } from './jobs.ts';
import type { Session } from './sessions.ts';

export interface Call<N extends ServiceProcedureName> {
  readonly input: Parsed<N>;
  readonly job: JobControl;
  /** The path behind a file token of this call. */
  readonly path: (token: string) => string;
}

export type Handlers = {
  readonly [N in ServiceProcedureName]: (call: Call<N>) => Output<N> | Promise<Output<N>>;
};

export interface RouterDeps {
  readonly handlers: Handlers;
  readonly jobs: Jobs;
  readonly session: () => Session | null;
  /** Runs a call in the name of the person at the desk, so that it ends with that person's sitting. */
  readonly asCaller: <T>(work: () => T) => T;
  /** Resolves when no transaction of seconds is under way; who writes before would make it end in one go. */
  readonly settled: () => Promise<void>;
  readonly reportBug: (error: unknown) => void;
  /** Called after each successful call, e.g. to note that the user is active. */
  readonly afterCall: (name: ServiceProcedureName) => void;
}

const notSignedIn: Failure = {
  type: 'NotSignedIn',
  what: '当前没有登录。',
  why: '可能已因长时间未操作自动锁定。',
  next: '请重新登录；未保存的内容已存为草稿。',
};

const notAllowed: Failure = {
  type: 'NotAllowed',
  what: '您没有办理此事项的权限。',
  why: '此操作未授予您所在的岗位。',
  next: '请由相应岗位的人员办理，或请安全保密管理员调整授权。',
};

/** Whether a person with these permissions may make the call; a session alone is enough for `signedIn`. */
export function isAllowed(access: Access, input: unknown, held: ReadonlySet<Permission>): boolean {
  if (access === 'anyone' || access === 'signedIn') return true;
  if (typeof access === 'string') return held.has(access);
  if ('anyRegister' in access) return registers.some((register) => mayOn(held, register, access.anyRegister));
  const source = input as { readonly register?: string; readonly query?: { readonly register?: string } };
  const register = registerOf(source.register ?? source.query?.register ?? '');
  return mayOn(held, register, access.perRegister);
}

const passwordFirst: Failure = {
  type: 'PasswordExpired',
  what: '请先修改口令。',
  why: '口令已过期，或为管理员代设的初始口令。',
  next: '修改本人口令后即可继续办理。',
};

/** The only thing a session with an expired password may do. */
const passwordChange = 'session.changePassword';

function checkAccess(name: string, access: Access, input: unknown, session: Session | null): void {
  if (access === 'anyone') return;
  if (!session) throw new ExpectedError(notSignedIn);
  if (session.mustChangePassword && name !== passwordChange) throw new ExpectedError(passwordFirst);
  if (!isAllowed(access, input, session.actor.permissions)) throw new ExpectedError(notAllowed);
}

export type Route = (
  name: string,
  input: unknown,
  files: Readonly<Record<string, string>>,
) => Promise<Result<unknown>>;

export function createRouter(deps: RouterDeps): Route {
  const proceduresByName: Readonly<Record<string, Procedure>> = serviceContract;
  const handlersByName = deps.handlers as Readonly<Record<string, (call: unknown) => unknown>>;
  return async (name, input, files) => {
    try {
      const procedure = Object.hasOwn(proceduresByName, name) ? proceduresByName[name] : undefined;
      const handler = Object.hasOwn(handlersByName, name) ? handlersByName[name] : undefined;
      if (!procedure || !handler) throw new Error(`unknown procedure ${name}`);
      const parsed: unknown = procedure.input.parse(input);
      checkAccess(name, procedure.access, parsed, deps.session());
      const path = (token: string): string => {
        const found = Object.hasOwn(files, token) ? files[token] : undefined;
        if (found === undefined) throw new Error('a file token without a path');
        return found;
      };
      // What anyone may call is what changes who sits at the desk, and what stops a job.
      const open = procedure.access === 'anyone';
      const work = async (job: JobControl): Promise<unknown> => {
        if (procedure.effect === 'write' && !open) await deps.settled();
        job.signal.throwIfAborted();
        return handler({ input: parsed, job, path });
      };
      const handle = (): Promise<unknown> =>
        procedure.job ? runJob(deps.jobs, (parsed as { readonly job: string }).job, work) : work(quietJob);
      const value = await (open ? handle() : deps.asCaller(handle));
      deps.afterCall(name as ServiceProcedureName);
      return { ok: true, value };
    } catch (error) {
      return { ok: false, error: toFailure(error, Object.values(files), deps.reportBug) };
    }
  };
}

async function runJob(jobs: Jobs, id: string, work: (job: JobControl) => Promise<unknown>): Promise<unknown> {
  const job = jobs.start(id);
  try {
    return await work(job);
  } finally {
    job.end();
  }
}
