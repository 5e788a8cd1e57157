/** Leads by the round they mean. */
import { registrarOf } from '../../domain/registrar.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import type { Opener } from '../registers/sealed-record.ts';
import type { Reader } from '../vault/api.ts';
import type { EnteredRound } from './entered-rounds.ts';
import { readLeads, type OpenLead } from './lead-report.ts';
import { meantRounds } from '../registers/meant-rounds.ts';

/** A lead with the ids of the rounds it means by the name of its round. */
export interface RoundLead extends OpenLead {
  readonly rounds: readonly string[];
}

/**
 * The leads that mean one of these rounds and that these offices registered, null for all: one that was handed over is
 * still what its round brought. Takes the key of the leads.
 */
export function leadsOfRounds(
  reader: Reader,
  opener: Opener,
  offices: readonly string[] | null,
  rounds: readonly EnteredRound[],
): readonly RoundLead[] {
  const meant = meantRounds(reader);
  const entered = new Set(rounds.map(({ id }) => id));
  return readLeads(reader, opener, null)
    .filter((each) => !offices || offices.includes(registrarOf(each)))
    .map((each) => ({ ...each, rounds: meant(registrarOf(each), labelIn(each.values['roundId'])) }))
    .filter((each) => each.rounds.some((id) => entered.has(id)));
}

/** A name as names are compared; empty for what is none. */
export function labelIn(value: unknown): string {
  return typeof value === 'string' ? normalizeLabel(value) : '';
}
