/**
 * Lines that say less than the record (`sendsReduced`): what is common to all is told to every office below, but whom it was
 * found with, and the facts, only to the office of the county where it was found (decision 023). A line that says less takes
 * nothing away: what its recipient has been told of the record before stays there.
 */
import { regionOfOffice } from '../../domain/office.ts';
import { regionOfUnit } from '../../domain/planning/unit-region.ts';
import type { Register, Values } from '../../domain/register.ts';
import { reducedOf } from '../../domain/sent-part.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { isAddressedTo } from './addressee-table.ts';
import type { EngineContext } from './commands.ts';
import type { PackagedRecord } from './packaged.ts';
import { partsIn } from './parties.ts';
import type { Journey } from './travelling.ts';

type Found = { readonly id: string; readonly values: Values };

/** Whether a record goes to the journey's office with no more than the register sends reduced. */
export function isReducedOn(
  { vault, places }: Pick<EngineContext, 'vault' | 'places'>,
  { register, travel, peer }: Journey,
): (record: Found) => boolean {
  if (!travel.reducedElsewhere) return () => false;
  const where = places?.();
  const region = regionOfOffice(peer);
  return ({ id, values }) => {
    if (where === undefined) return true;
    // Whoever was given it by itself knows it whole.
    if (isAddressedTo(vault, id, peer)) return false;
    const partOf = partsIn(vault, where, register, values);
    if (where.counties.some(({ code }) => partOf(code) === 'inspected'))
      return partOf(region) !== 'inspected';
    const organisation = values['targetId'];
    return (
      typeof organisation !== 'string' || regionOfUnit(organisation, where.city, where.counties) !== region
    );
  };
}

/** The register as far as the line tells of it. */
export function registerOfLine(register: Register, { reduced }: Pick<PackagedRecord, 'reduced'>): Register {
  return reduced ? reducedOf(register) : register;
}

/** Whether what is held of another office's record, as it stands in its last revision, came in a reduced line. */
export function isReducedCopy(reader: Reader, record: string): boolean {
  return reader.get('SELECT 1 AS found FROM reducedCopy WHERE record = ?', [record]) !== undefined;
}

/** Remembers of a line that was stored whether it was reduced. */
export function noteReduced(tx: Writer, { sendsReduced }: Register, { id, reduced }: PackagedRecord): void {
  if (!sendsReduced) return;
  if (reduced) tx.run('INSERT OR IGNORE INTO reducedCopy (record) VALUES (?)', [id]);
  else tx.run('DELETE FROM reducedCopy WHERE record = ?', [id]);
}
