/**
 * Time passing in a practice office: what its people do is put in a queue by day and done in order, through the same
 * engine and with the same rules as in real use.
 */
import type { Actor, Role } from '../../../domain/access/permissions.ts';
import { ExpectedError } from '../../../domain/failure.ts';
import type { Value } from '../../../domain/register.ts';
import type { Contract, Output } from '../../../preload/contract/contract.ts';
import { note, type Written } from '../../audit/commit.ts';
import type { Writer } from '../../vault/api.ts';
import { accountToActor, listAccounts } from '../accounts.ts';
import type { JobControl } from '../jobs.ts';
import type { OpenOffice } from '../office.ts';

type Names = Extract<keyof Contract, 'records.save' | 'records.transition'>;

/** The clock of the simulation; the office has been opened with it. */
export interface SimulatedClock {
  at: number;
}

export interface Event {
  readonly at: number;
  readonly run: (tx: Writer) => void;
}

/** Events that share one transaction; single commits would make the set slow to build for no gain. */
const eventsAtOnce = 100;

const openingHour = 9 * 3_600_000;

/** The instant of a working hour on a Chinese date. */
export function hourOf(date: string, dice: () => number): number {
  return Date.parse(`${date}T00:00:00Z`) - 8 * 3_600_000 + openingHour + Math.floor(dice() * 7 * 3_600_000);
}

/** Does what is in the queue, and what is put there meanwhile, in the order of time. */
export async function liveThrough(
  office: OpenOffice,
  clock: SimulatedClock,
  queue: Event[],
  job: JobControl,
  progress: () => void,
): Promise<void> {
  while (queue.length > 0) {
    office.vault.transact((tx) => {
      for (let done = 0; done < eventsAtOnce; done += 1) {
        queue.sort((left, right) => right.at - left.at);
        const event = queue.pop();
        if (!event) break;
        clock.at = event.at;
        event.run(tx);
      }
    });
    progress();
    await job.breathe();
  }
}

export function peopleByRole(office: OpenOffice): (role: Role) => Actor {
  const accounts = listAccounts(office.vault);
  return (role) => {
    const account = accounts.find((each) => each.roles.includes(role));
    if (!account) throw new Error(`nobody is ${role}`);
    return accountToActor(account, office.info.id);
  };
}

/** Runs one write as a person; a refusal is reported with what was tried, because the plan is ours. */
export function act<N extends Names>(
  tx: Writer,
  office: OpenOffice,
  actor: Actor,
  name: N,
  input: Parameters<OpenOffice['engine']['writes'][N]>[2],
): Output<N> {
  const write = office.engine.writes[name] as (
    tx: Writer,
    actor: Actor,
    input: unknown,
  ) => Written<Output<N>>;
  try {
    const { output, audit } = write(tx, actor, input);
    note(tx, office, actor, audit);
    return output;
  } catch (error) {
    if (error instanceof ExpectedError) {
      throw new Error(`${name} was refused: ${JSON.stringify(error.failure)}`, { cause: error });
    }
    throw error;
  }
}

export function mutable(
  values: Readonly<Record<string, Value>>,
): Record<string, string | number | boolean | null | string[]> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null ? [...value] : value,
    ]),
  );
}
