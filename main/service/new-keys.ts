/**
 * A vault from before a compartment has no key of it; the first session that may write makes one. The key file and the
 * log are two files: the log says that it begins, the key is sealed to its holders, the log says that it was done. Where
 * an interruption falls between, the next opening looks into the key file and goes on from there.
 */
import { z } from 'zod';
import { compartmentLabels, compartmentsOf, withLeadReaders } from '../../domain/access/permissions.ts';
import { allCompartments, type Compartment } from '../../domain/register.ts';
import { commit, systemActor } from '../audit/commit.ts';
import { readSetting, writeSetting } from '../registers/settings.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { type Account, listAccounts, setRoles } from './accounts.ts';
import type { OpenOffice } from './office.ts';

const madeSetting = 'keys.compartments';

/** Notes that the log knows of every key there is. */
export function noteKeysMade(tx: Writer): void {
  writeSetting(tx, madeSetting, allCompartments);
}

/** The founding of vaults without the setting made this key, and says so. */
const ofFirstFormat: readonly Compartment[] = ['petitioner'];

const madeKeys = (reader: Reader): readonly string[] =>
  z.array(z.string()).parse(readSetting(reader, madeSetting) ?? ofFirstFormat);

/**
 * Makes what is missing; `own` is the session's account, or null for the recovery sheet. Returns sentences for whoever
 * signs in. Does nothing in a vault that cannot be written.
 */
export async function makeMissingKeys(office: OpenOffice, own: string | null): Promise<readonly string[]> {
  const { vault } = office;
  if (vault.state.readOnly) return [];
  const made = madeKeys(vault);
  const said: string[] = [];
  for (const compartment of allCompartments.filter((each) => !made.includes(each))) {
    const interrupted = !vault.slots.missingKeys().includes(compartment);
    said.push(interrupted ? noteMade(office, compartment) : await makeKey(office, compartment, own));
  }
  return said;
}

async function makeKey(office: OpenOffice, compartment: Compartment, own: string | null): Promise<string> {
  const { vault } = office;
  const present = listAccounts(vault).filter(({ status }) => status !== 'DISABLED');
  const people = withLeadReaders(present);
  const holders = people.filter(({ roles }) => compartmentsOf(roles).includes(compartment));
  const detail = detailOf(compartment, holders);
  const accounts = holders.map(({ account }) => account);
  await vault.slots.makeKey(compartment, accounts, own, () =>
    commit(office, systemActor, (tx) => {
      for (const [at, person] of people.entries()) {
        if (person.roles !== present[at]?.roles) setRoles(tx, person.userId, person.roles);
      }
      return { output: undefined, audit: { action: 'keys.makeCompartment', detail, result: '开始' } };
    }),
  );
  commit(office, systemActor, (tx) => {
    noteKeysMade(tx);
    return { output: undefined, audit: { action: 'keys.makeCompartment', detail } };
  });
  return `${detail}。`;
}

function noteMade(office: OpenOffice, compartment: Compartment): string {
  const holders = listAccounts(office.vault).filter(
    ({ status, roles }) => status !== 'DISABLED' && compartmentsOf(roles).includes(compartment),
  );
  const detail = `${detailOf(compartment, holders)}：办理时中断，经核对已经生效`;
  commit(office, systemActor, (tx) => {
    noteKeysMade(tx);
    return { output: undefined, audit: { action: 'keys.makeCompartment', detail } };
  });
  return `${detail}。`;
}

const detailOf = (compartment: Compartment, holders: readonly Account[]): string =>
  `新设“${compartmentLabels[compartment]}”的密钥，交恢复单和${holders.map(({ name }) => name).join('、')}`;
