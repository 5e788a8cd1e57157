/** The vault service as one value: the same in the utility process, in the demonstration and in the tests. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { passwordProfile } from '../../domain/access/passwords.ts';
import type { ServiceEvent } from '../../preload/contract/contract.ts';
import type { Result } from '../../preload/contract/define.ts';
import type { TerminalDep } from '../deps.ts';
import type { ThreadDeps } from '../threads.ts';
import { createAttempts } from './attempts.ts';
import { createDesk } from './desk.ts';
import { createDocuments } from './documents.ts';
import { createIncomingStore } from './exchange/incoming.ts';
import { createFontSource } from './fonts.ts';
import { createHandlers } from './handlers/all.ts';
import { createImportSessions } from './imports/import-session.ts';
import { createJobs } from './jobs.ts';
import { createPlaceStore } from './place.ts';
import { createRecoveryInHand } from './recovery-in-hand.ts';
import { createRouter } from './router.ts';
import { nodeFiles } from '../vault/files.ts';
import type { VaultPlaceDep } from './vaults.ts';
import { createWiping } from './wiping.ts';
import { createWitnesses } from './witnesses.ts';

export interface ServiceDeps extends VaultPlaceDep, TerminalDep, ThreadDeps {
  readonly version: string;
  readonly resources: string;
  readonly emit: (event: ServiceEvent) => void;
  readonly reportBug: (error: unknown) => void;
  /** Questions only main can answer: `print.pdf`, `print.paper`, `drives.list`. */
  readonly ask: (name: string, input: unknown) => Promise<unknown>;
}

export interface Service {
  /** Runs one procedure. `files` holds the paths behind the tokens in `input`. Never rejects. */
  readonly call: (
    name: string,
    input: unknown,
    files: Readonly<Record<string, string>>,
  ) => Promise<Result<unknown>>;
  readonly lock: (reason: 'system') => Promise<void>;
  /** Told every few seconds how long keyboard and mouse have been still. */
  readonly idle: (seconds: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export function createService(deps: ServiceDeps): Service {
  mkdirSync(deps.userData, { recursive: true, mode: 0o700 });
  const jobs = createJobs(deps.emit);
  const place = createPlaceStore(deps.userData);
  const wiping = createWiping({
    files: deps.files ?? nodeFiles,
    userData: deps.userData,
    forget: (folder) => {
      const known = place.read();
      if (known.vault === folder) place.write({ ...known, vault: null, adopted: false, agreed: null });
    },
  });
  // What was begun before ends before anybody can sign in.
  wiping.proceed();
  const desk = createDesk({
    ...deps,
    place,
    wiping,
    attempts: createAttempts(join(deps.userData, 'attempts.json')),
    witnesses: createWitnesses(deps),
    documents: createDocuments(deps),
    imports: createImportSessions(),
    fonts: createFontSource(deps.resources),
    incoming: createIncomingStore(deps),
    beingWritten: new Set(),
    jobs,
    recoveryInHand: createRecoveryInHand(),
    shell: {
      renderPdf: async (html) => {
        const pdf = await deps.ask('print.pdf', { html });
        if (!(pdf instanceof Uint8Array)) throw new Error('main did not answer with a PDF');
        return pdf;
      },
      print: async (job) => {
        await deps.ask('print.paper', job);
      },
    },
  });
  /** The last sign of running work, and for how long nobody had touched the PC then. */
  let busy = { signs: 0, seconds: 0 };
  const route = createRouter({
    handlers: createHandlers(desk),
    jobs,
    session: desk.session,
    asCaller: desk.asCaller,
    settled: desk.settled,
    reportBug: deps.reportBug,
    afterCall: () => undefined,
  });
  return {
    call: async (name, input, files) => {
      const result = await route(name, input, files);
      // A store that refused to write is of no more use: shut it, so that the next sign-in reopens it from the disk.
      if (!result.ok && result.error.type === 'VaultPoisoned') await desk.leave('poisoned');
      return result;
    },
    lock: (reason) => desk.leave(reason),
    idle: async (seconds) => {
      const office = desk.officeOrNull();
      if (!office) return;
      const { idleLockMinutes } = passwordProfile(office.info.profile);
      // An office may only be stricter than its profile.
      const minutes = Math.min(office.idleLockMinutes() ?? idleLockMinutes, idleLockMinutes);
      // Work that goes on keeps the desk; a printer that never answers does not.
      if (jobs.running() > 0 && (jobs.signs() !== busy.signs || seconds < busy.seconds)) {
        busy = { signs: jobs.signs(), seconds };
      }
      const still = jobs.running() > 0 ? seconds - busy.seconds : seconds;
      if (still >= minutes * 60) await desk.leave('idle');
    },
    stop: () => desk.leave('system'),
  };
}
