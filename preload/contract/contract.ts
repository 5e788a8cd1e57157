/**
 * The contract: every procedure the window can call, once. The wrapper in main checks the sender, the one in the
 * service checks session, permission and input; a procedure cannot exist without declaring its access.
 */
import type { z } from 'zod';
import { accountsContract } from './accounts.ts';
import { attachmentsContract } from './attachments.ts';
import { crossingContract } from './crossing.ts';
import type { Procedure, Result } from './define.ts';
import { exchangeContract } from './exchange.ts';
import { forManyContract } from './for-many.ts';
import { keysContract } from './keys.ts';
import { handoversContract } from './handovers.ts';
import { mediaContract } from './media.ts';
import { overviewContract } from './overview.ts';
import { issuedReportsContract } from './issued-reports.ts';
import { paperContract } from './paper.ts';
import { personalContract } from './personal.ts';
import { planningContract } from './planning.ts';
import { receiptsContract } from './receipts.ts';
import { recordsContract } from './records.ts';
import { relationsContract } from './relations.ts';
import { referenceContract } from './reference.ts';
import { selectionContract } from './selection.ts';
import { sessionContract } from './session.ts';
import { shellContract } from './shell.ts';
import { spreadsheetsContract } from './spreadsheets.ts';
import { workstationContract } from './workstation.ts';

/** Answered by the vault service. */
export const serviceContract = {
  ...sessionContract,
  ...accountsContract,
  ...keysContract,
  ...recordsContract,
  ...forManyContract,
  ...personalContract,
  ...attachmentsContract,
  ...overviewContract,
  ...relationsContract,
  ...referenceContract,
  ...spreadsheetsContract,
  ...exchangeContract,
  ...handoversContract,
  ...mediaContract,
  ...receiptsContract,
  ...paperContract,
  ...issuedReportsContract,
  ...planningContract,
  ...crossingContract,
  ...selectionContract,
  ...workstationContract,
} satisfies Record<string, Procedure>;

/** Everything, including what main answers itself. */
export const contract = { ...serviceContract, ...shellContract } satisfies Record<string, Procedure>;

export type Contract = typeof contract;
export type ProcedureName = keyof Contract;
export type ServiceProcedureName = keyof typeof serviceContract;
export type ShellProcedureName = keyof typeof shellContract;
/** What the caller passes. */
export type Input<N extends ProcedureName> = z.input<Contract[N]['input']>;
/** What the handler receives after parsing. */
export type Parsed<N extends ProcedureName> = z.output<Contract[N]['input']>;
export type Output<N extends ProcedureName> = z.output<Contract[N]['output']>;

/** Pushed to the window, never asked for. */
export type ServiceEvent =
  | {
      readonly type: 'progress';
      readonly job: string;
      readonly done: number;
      readonly total: number;
      readonly text: string;
    }
  /** Locks in a moment: what is being typed has to be kept now. */
  | { readonly type: 'leaving' }
  /** Topics name what may have changed: a register id, `packages`, `accounts`, `codes`, `dashboard`, … */
  | { readonly type: 'changed'; readonly topics: readonly string[] }
  | { readonly type: 'locked'; readonly reason: 'idle' | 'user' | 'system' | 'poisoned' };

/** What preload puts on `window.lianxun`. */
export interface Bridge {
  readonly call: { readonly [N in ProcedureName]: (input: Input<N>) => Promise<Result<Output<N>>> };
  readonly onEvent: (listener: (event: ServiceEvent) => void) => () => void;
  /** Tokens for files the user dropped on the window; only Chromium's own `File` objects lead to a path. */
  readonly takeDropped: (files: readonly File[]) => Promise<Result<Output<'shell.pickOpen'>>>;
}
