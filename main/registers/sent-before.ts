/**
 * Packages from before it was remembered what they hold (sent.ts). What was in them has left all the same: a hand-over among
 * it is not taken back, and what the recipient is to have no longer is withdrawn.
 */
import type { OfficeLevel } from '../../domain/office.ts';
import { directionBetween, type RecordKind } from '../../domain/package-kinds.ts';
import { travellingIn } from '../../domain/packages.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { noteSealed, noteSent, type SentRecord } from './sent.ts';
import { type Chart, inForceFor, type Journey, staysSent } from './travelling.ts';

export interface SentBefore {
  readonly package: string;
  readonly office: string;
  readonly kind: RecordKind;
  readonly cursor: number;
  readonly isSealed: boolean;
  /** What of it may have to be withdrawn one day, and how it went. */
  readonly journeys: readonly Journey[];
  /** Null when the package can no longer be read. */
  readonly records: readonly SentRecord[] | null;
}

/** Whether this vault made packages without remembering what they hold. */
export function hasUnnotedPackages(reader: Reader): boolean {
  const tables = reader.all<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('sentRecord', 'exchangePackage')",
  );
  return tables.length === 1 && tables[0]?.name === 'exchangePackage';
}

/** The registers of which not everything goes to an office in that kind. */
export function journeysToNote(
  chart: Chart,
  kind: RecordKind,
  peer: { readonly id: string; readonly level: OfficeLevel },
): readonly Journey[] {
  const direction = directionBetween(chart.office.level, peer.level);
  return travellingIn(kind, direction)
    .map((each) => ({ ...each, peer: peer.id }))
    .filter((journey) => !staysSent(chart, journey));
}

/** Once, after the tables have been made: the packages in the order they were sealed in, those still waiting last. */
export function noteSentBefore(tx: Writer, chart: Chart, packages: readonly SentBefore[]): void {
  for (const each of packages) {
    noteSent(tx, each, each.records ?? addressedIn(tx, each));
    if (each.isSealed) noteSealed(tx, each.package);
  }
  for (const { office, journeys } of packages)
    for (const each of journeys) leaveParts(tx, chart, office, each);
}

/** What was addressed to the recipient by then lay in it or in one before. */
function addressedIn(tx: Writer, { office, cursor, journeys }: SentBefore): readonly SentRecord[] {
  return tx.all<SentRecord>(
    `SELECT register, record AS id FROM addressee WHERE office = ? AND seq <= ?
     AND register IN (SELECT value FROM json_each(?)) ORDER BY record`,
    [office, cursor, JSON.stringify(journeys.map(({ register }) => register.id))],
  );
}

/**
 * Parts that had stopped going with their whole have no revision that says so: the recipient would refuse the line as
 * another content of the same revision. They stay with him as they were.
 */
function leaveParts(tx: Writer, chart: Chart, office: string, journey: Journey): void {
  if (journey.travel.which !== 'withWhole') return;
  const inForce = inForceFor(chart, journey);
  tx.run(
    `DELETE FROM sentRecord WHERE office = ? AND register = ? AND kind = ?
     AND record NOT IN (SELECT id FROM (${inForce.sql}))`,
    [office, journey.register.id, journey.travel.kind, ...inForce.params],
  );
}
