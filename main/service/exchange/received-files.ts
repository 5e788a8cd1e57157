/** The files of a package on their way into the vault, each as the register that it is for keeps files. */
import type { ReviewedRecord } from '../../exchange/review.ts';
import type { StoredFile } from '../../registers/attachment-seal.ts';
import { attachmentRegister } from '../../registers/packaged-attachments.ts';
import type { Delivery } from '../../registers/receive.ts';
import type { Appliers } from '../../exchange/apply.ts';
import type { Writer } from '../../vault/api.ts';
import type { OpenOffice } from '../office.ts';

export interface ReceivedFiles {
  readonly store: Appliers['storeAttachment'];
  /** What has been stored. */
  readonly files: Delivery['files'];
  /** Lets files that were here already and damaged lie where they have been stored again. */
  readonly mend: (tx: Writer) => void;
}

interface Line {
  readonly register: string;
  readonly isKnown: boolean;
  readonly value: unknown;
}

/**
 * A file is stored once for each register whose lines name it. One that is here already is stored again only where that
 * mends a damaged blob and else changes nothing; sealed, one more copy under one more key would lie in the vault each time,
 * so the one that is here is read first.
 */
export function receivedFiles(
  engine: OpenOffice['engine'],
  records: readonly ReviewedRecord[],
): ReceivedFiles {
  const linesBySha256 = new Map<unknown, Line[]>();
  for (const { record, review } of records) {
    const { sha256, register } = record.value;
    if (record.register !== attachmentRegister || typeof register !== 'string') continue;
    if (!engine.hasRegister(register)) continue;
    const line = { register, isKnown: review.outcome === 'unchanged', value: record.value };
    linesBySha256.set(sha256, [...(linesBySha256.get(sha256) ?? []), line]);
  }
  const files = new Map<string, Map<string, StoredFile>>();
  const damaged: Line[] = [];
  const isWanted = async (line: Line): Promise<boolean> => {
    if (!line.isKnown || !engine.sealsFiles(line.register)) return true;
    const isDamaged = await engine.isFileDamaged(line.value);
    if (isDamaged) damaged.push(line);
    return isDamaged;
  };
  return {
    files,
    mend: (tx) => {
      for (const { register, value } of damaged) engine.mendFile(tx, value, files.get(register));
    },
    store: async (sha256, open) => {
      const wanted = new Set<string>();
      for (const line of linesBySha256.get(sha256) ?? []) if (await isWanted(line)) wanted.add(line.register);
      for (const register of wanted) {
        const stored = await engine.storeFile(register, open());
        if (stored.sha256 !== sha256) throw new Error('the vault stored other bytes than the package holds');
        files.set(register, (files.get(register) ?? new Map<string, StoredFile>()).set(sha256, stored));
      }
    },
  };
}
