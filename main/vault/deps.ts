/** What a vault needs from its composition root. */
import type { ClockDep, RandomDep } from '../deps.ts';
import type { WasmDep } from './engine.ts';
import type { Files } from './files.ts';
import type { KdfDep } from './password.ts';

export interface VaultDeps extends ClockDep, RandomDep, KdfDep, WasmDep {
  readonly files: Files;
  /** Where this PC remembers the highest commit it has seen of each vault; outside the vault's folder. */
  readonly seenFile?: string;
  /** Plain bytes collected before a part of a transaction is written; 1 MiB when absent. */
  readonly partBytes?: number;
  /** Journal bytes after which a snapshot is taken in the background; see `snapshotDue` when absent. */
  readonly journalLimit?: number;
}

export const standardPartBytes = 1_048_576;
