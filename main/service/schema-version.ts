/**
 * Which tables a database has. A program may bring older tables up to its own; of newer ones it would understand a part
 * and damage the rest, so after a downgrade nothing is opened.
 */
import { refuseNewer } from '../vault/failures.ts';
import type { Reader, Writer } from '../vault/api.ts';

/** Raised with every change of the tables; a test compares the two. */
export const schemaVersion = 58;

/** The version of the tables in a database. */
export function storedVersion(reader: Reader): number {
  return reader.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
}

/** Refuses `VaultFormatNewer`. */
export function refuseNewerSchema(reader: Reader): void {
  if (storedVersion(reader) > schemaVersion) refuseNewer();
}

/** Notes that the tables are of this program's version. Writes nothing when that is known. */
export function noteSchemaVersion(tx: Writer): void {
  if (storedVersion(tx) !== schemaVersion) tx.run(`PRAGMA user_version = ${schemaVersion}`);
}
