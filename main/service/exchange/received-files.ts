/** The files of a package on their way into the vault, each as the register that it is for keeps files. */
import type { ReviewedRecord } from '../../exchange/review.ts';
import type { StoredFile } from '../../registers/attachment-seal.ts';
import { attachmentRegister } from '../../registers/packaged-attachments.ts';
import type { Delivery } from '../../registers/receive.ts';
import type { Appliers } from '../../exchange/apply.ts';
import type { OpenOffice } from '../office.ts';

export interface ReceivedFiles {
  readonly store: Appliers['storeAttachment'];
  /** What has been stored. */
  readonly files: Delivery['files'];
}

/**
 * A file is stored once for each register whose lines name it. One that is here already is stored again only where that
 * mends a damaged blob and else changes nothing; sealed, one more copy under one more key would lie in the vault each time.
 */
export function receivedFiles(
  engine: OpenOffice['engine'],
  records: readonly ReviewedRecord[],
): ReceivedFiles {
  const registersBySha256 = new Map<unknown, Set<string>>();
  for (const { record, review } of records) {
    const { sha256, register } = record.value;
    if (record.register !== attachmentRegister || typeof register !== 'string') continue;
    if (!engine.hasRegister(register) || (review.outcome === 'unchanged' && engine.sealsFiles(register)))
      continue;
    registersBySha256.set(sha256, (registersBySha256.get(sha256) ?? new Set()).add(register));
  }
  const files = new Map<string, Map<string, StoredFile>>();
  return {
    files,
    store: async (sha256, open) => {
      for (const register of registersBySha256.get(sha256) ?? []) {
        const stored = await engine.storeFile(register, open());
        if (stored.sha256 !== sha256) throw new Error('the vault stored other bytes than the package holds');
        files.set(register, (files.get(register) ?? new Map<string, StoredFile>()).set(sha256, stored));
      }
    },
  };
}
