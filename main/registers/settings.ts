/** Settings of this vault: one JSON value per key. */
import type { Reader, Writer } from '../vault/api.ts';

export function readSetting(reader: Reader, key: string): unknown {
  const row = reader.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', [key]);
  return row === undefined ? undefined : (JSON.parse(row.value) as unknown);
}

export function writeSetting(tx: Writer, key: string, value: unknown): void {
  tx.run(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, JSON.stringify(value)],
  );
}

export function readTextSetting(reader: Reader, key: string, otherwise: string): string {
  const value = readSetting(reader, key);
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

export function readNumberSetting(reader: Reader, key: string, otherwise: number): number {
  const value = readSetting(reader, key);
  return typeof value === 'number' ? value : otherwise;
}

/** Keys that more than one module reads. */
export const settingKeys = {
  docWord: 'office.docWord',
  idleLockMinutes: 'office.idleLockMinutes',
  secrecyMark: 'office.secrecyMark',
  /** `numbering.<register>`: the office's own mask. */
  numbering: (register: string): string => `numbering.${register}`,
} as const;
