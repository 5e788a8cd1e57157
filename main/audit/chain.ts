/**
 * The audit log: gapless, hash-chained, written in the same transaction as the act it records (reference 3.18).
 * Each entry's hash covers the entry and the hash before it, so an edited, dropped, inserted or moved entry shows.
 * Whoever holds the whole vault could rewrite the chain from some point on; what finds that is the checkpoint that
 * leaves the machine in every package and receipt.
 */
import { createHash } from 'node:crypto';
import type { Reader, Writer } from '../vault/api.ts';

export interface AuditEntry {
  readonly at: number;
  readonly actor: string;
  readonly actorName: string;
  readonly roles: string;
  readonly terminal: string;
  readonly action: string;
  readonly entity: string | null;
  readonly entityId: string | null;
  readonly entityNo: string | null;
  /** What was done, in Chinese, without petitioner data or letter content. */
  readonly detail: string;
  readonly reason: string | null;
  readonly result: string;
}

export interface StoredAuditEntry extends AuditEntry {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
}

export interface Checkpoint {
  readonly seq: number;
  readonly hash: string;
}

/** The hash "before" the first entry. */
export const genesisHash = '0'.repeat(64);

const columns =
  'seq, at, actor, actorName, roles, terminal, action, entity, entityId, entityNo, detail, reason, result, prevHash, hash';

export function migrateAudit(tx: Writer): void {
  tx.run(`CREATE TABLE IF NOT EXISTS audit (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, actorName TEXT NOT NULL, roles TEXT NOT NULL,
    terminal TEXT NOT NULL, action TEXT NOT NULL, entity TEXT, entityId TEXT, entityNo TEXT, detail TEXT NOT NULL,
    reason TEXT, result TEXT NOT NULL, prevHash TEXT NOT NULL, hash TEXT NOT NULL)`);
  tx.run('CREATE INDEX IF NOT EXISTS audit_action ON audit(action, seq)');
  tx.run('CREATE INDEX IF NOT EXISTS audit_at ON audit(at)');
}

/** SHA-256 over the entry in a fixed order, its number and the hash before it. */
export function entryHash(seq: number, entry: AuditEntry, prevHash: string): string {
  const canonical = JSON.stringify([
    seq,
    entry.at,
    entry.actor,
    entry.actorName,
    entry.roles,
    entry.terminal,
    entry.action,
    entry.entity,
    entry.entityId,
    entry.entityNo,
    entry.detail,
    entry.reason,
    entry.result,
    prevHash,
  ]);
  return createHash('sha256').update(canonical).digest('hex');
}

/** Number and hash of the newest entry; what packages, receipts and printed pages carry away. */
export function checkpoint(reader: Reader): Checkpoint {
  const last = reader.get<{ seq: number; hash: string }>(
    'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1',
  );
  return last ?? { seq: 0, hash: genesisHash };
}

/** Adds one entry to the chain inside the caller's transaction. */
export function appendAudit(tx: Writer, entry: AuditEntry): StoredAuditEntry {
  const before = checkpoint(tx);
  const seq = before.seq + 1;
  const hash = entryHash(seq, entry, before.hash);
  tx.run(`INSERT INTO audit (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
    seq,
    entry.at,
    entry.actor,
    entry.actorName,
    entry.roles,
    entry.terminal,
    entry.action,
    entry.entity,
    entry.entityId,
    entry.entityNo,
    entry.detail,
    entry.reason,
    entry.result,
    before.hash,
    hash,
  ]);
  return { ...entry, seq, prevHash: before.hash, hash };
}

export interface Verification {
  readonly ok: boolean;
  readonly entries: number;
  /** The first entry that does not fit, or null. */
  readonly brokenAt: number | null;
  readonly checkpoint: Checkpoint;
}

/** Rechecks entries `from`..`to` (both included) against the hash before `from`; called in slices by the job. */
export function verifySlice(
  reader: Reader,
  from: number,
  to: number,
  hashBefore: string,
): { readonly brokenAt: number | null; readonly hash: string; readonly entries: number } {
  let hash = hashBefore;
  let expected = from;
  const rows = reader.all<StoredAuditEntry>(
    `SELECT ${columns} FROM audit WHERE seq BETWEEN ? AND ? ORDER BY seq`,
    [from, to],
  );
  for (const row of rows) {
    const fits = row.seq === expected && row.prevHash === hash && row.hash === entryHash(row.seq, row, hash);
    if (!fits) return { brokenAt: expected, hash, entries: expected - from };
    hash = row.hash;
    expected += 1;
  }
  return { brokenAt: expected <= to ? expected : null, hash, entries: expected - from };
}

/**
 * Rechecks the whole chain. `known` are checkpoints that have left the machine: an entry they name that is missing
 * or different is found even when the chain was rewritten and closed again behind it.
 */
export async function verifyAudit(
  reader: Reader,
  known: readonly Checkpoint[],
  progress: (done: number, total: number) => Promise<void>,
): Promise<Verification> {
  const end = checkpoint(reader);
  const slice = 2000;
  let hash = genesisHash;
  for (let from = 1; from <= end.seq; from += slice) {
    const to = Math.min(from + slice - 1, end.seq);
    const checked = verifySlice(reader, from, to, hash);
    if (checked.brokenAt !== null) {
      return { ok: false, entries: end.seq, brokenAt: checked.brokenAt, checkpoint: end };
    }
    hash = checked.hash;
    await progress(to, end.seq);
  }
  for (const point of known) {
    const stored = reader.get<{ hash: string }>('SELECT hash FROM audit WHERE seq = ?', [point.seq]);
    if (point.seq > 0 && stored?.hash !== point.hash) {
      return { ok: false, entries: end.seq, brokenAt: point.seq, checkpoint: end };
    }
  }
  return { ok: true, entries: end.seq, brokenAt: null, checkpoint: end };
}
