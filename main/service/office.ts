/** An unlocked office: the vault with everything built on it. Exists between unlocking and locking only. */
import { z } from 'zod';
import { formatOfficeId } from '../../domain/office.ts';
import { officeLevel, profileId } from '../../preload/contract/session.ts';
import type { ClockDep, RandomDep, TerminalDep } from '../deps.ts';
import type { Reader, Vault, Writer } from '../vault/api.ts';

export const officeInfo = z.strictObject({
  id: z.string(),
  level: officeLevel,
  name: z.string(),
  /** GB/T 2260, six digits. */
  region: z.string(),
  profile: profileId,
  docWord: z.string(),
});
export type OfficeInfo = z.infer<typeof officeInfo>;

/** The office id used in records, certificates and packages: region code and the inspection office's suffix. */
export function officeIdOf(region: string): string {
  return formatOfficeId({ region, suffix: 'XCB' });
}

export function readSetting(reader: Reader, key: string): unknown {
  const row = reader.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', [key]);
  return row ? JSON.parse(row.value) : undefined;
}

export function writeSetting(tx: Writer, key: string, value: unknown): void {
  tx.run(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, JSON.stringify(value)],
  );
}

export interface OpenOffice extends ClockDep, RandomDep, TerminalDep {
  readonly vault: Vault;
  readonly info: OfficeInfo;
  /** Drops everything held in memory for this office and shuts the vault. */
  readonly close: () => Promise<void>;
}
