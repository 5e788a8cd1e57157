/**
 * Reasons and names of files in the trail of closed records that stand in clear: an earlier program wrote them, or somebody
 * who takes steps on such records without holding their key. The next holder who opens the office seals them.
 */
import { standingIn } from '../../domain/sealed.ts';
import type { Register } from '../../domain/register.ts';
import type { Slices, Vault, Writer } from '../vault/api.ts';
import { clearReasons, sealReason } from './history-seal.ts';
import { isClosed } from './sealed-record.ts';

/** Registers with reasons in clear that this session could seal. Costs a look into an index that is empty as a rule. */
export function withOlderReasons(vault: Vault, registers: readonly Register[]): readonly Register[] {
  return registers.filter(
    (register) =>
      standingIn(register) !== undefined &&
      !isClosed(vault, register) &&
      vault.get(`SELECT 1 FROM change WHERE ${clearReasons(register)} LIMIT 1`) !== undefined,
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

export function* sealOlderReasons(tx: Writer, vault: Vault, register: Register): Slices<void> {
  const rows = tx.all<Row>(
    `SELECT record, rev, action, reason, sealed FROM change WHERE ${clearReasons(register)}`,
  );
  for (const [at, row] of rows.entries()) {
    const { reason, sealed } = sealReason(vault, register, row.record, row);
    tx.run('UPDATE change SET reason = ?, sealed = ? WHERE record = ? AND rev = ?', [
      reason,
      sealed,
      row.record,
      row.rev,
    ]);
    if (at % rowsAtOnce === 0) yield;
  }
}
