/**
 * Reasons and names of files in the trail of closed records stood in clear before they were sealed with them. The first
 * holder of the key who opens the office seals them.
 */
import { standingIn } from '../../domain/sealed.ts';
import type { Register } from '../../domain/register.ts';
import type { Slices, Vault, Writer } from '../vault/api.ts';
import { isReasonOpen, sealReason } from './history.ts';
import { isClosed } from './sealed-record.ts';
import { readSetting, writeSetting } from './settings.ts';

const settingKey = ({ id }: Register): string => `sealedReasons.${id}`;

/** Registers whose older reasons this session could seal. */
export function withOlderReasons(vault: Vault, registers: readonly Register[]): readonly Register[] {
  return registers.filter(
    (register) =>
      standingIn(register) !== undefined &&
      !isClosed(vault, register) &&
      readSetting(vault, settingKey(register)) === undefined,
  );
}

interface Row {
  readonly record: string;
  readonly rev: number;
  readonly action: string;
  readonly reason: string;
  readonly sealed: Uint8Array | null;
}

const rowsAtOnce = 200;

/** Seals them, and notes that there are none left. */
export function* sealOlderReasons(tx: Writer, vault: Vault, register: Register): Slices<void> {
  const rows = tx.all<Row>(
    'SELECT record, rev, action, reason, sealed FROM change WHERE register = ? AND reason IS NOT NULL',
    [register.id],
  );
  for (const [at, row] of rows.filter(({ action }) => !isReasonOpen(action)).entries()) {
    const { reason, sealed } = sealReason(vault, register, row.record, row);
    tx.run('UPDATE change SET reason = ?, sealed = ? WHERE record = ? AND rev = ?', [
      reason,
      sealed,
      row.record,
      row.rev,
    ]);
    if (at % rowsAtOnce === 0) yield;
  }
  writeSetting(tx, settingKey(register), true);
}
