/** Reads what an earlier program put into packages from the packages themselves: their content lies in the vault for good. */
import { ExpectedError } from '../../domain/failure.ts';
import { recordKinds, type RecordKind } from '../../domain/package-kinds.ts';
import { readLines } from '../exchange/json.ts';
import { certificates } from '../exchange/ledger/keys.ts';
import type { PreparedEntry } from '../exchange/ledger/packages.ts';
import { hasUnnotedPackages, journeysToNote, type SentBefore } from '../registers/sent-before.ts';
import type { SentRecord } from '../registers/sent.ts';
import type { Chart } from '../registers/travelling.ts';
import type { Vault } from '../vault/api.ts';

interface Row {
  readonly package: string;
  readonly office: string;
  readonly kind: RecordKind;
  readonly cursor: number;
  readonly sealedAt: number | null;
  readonly entries: string;
}

/** Before the tables are changed; nothing when it has been remembered all along. */
export async function readSentBefore(vault: Vault, chart: Chart): Promise<readonly SentBefore[]> {
  if (!hasUnnotedPackages(vault)) return [];
  const rows = vault.all<Row>(
    `SELECT p.id AS package, r.office, p.kind, p.cursor, p.sealedAt, p.entries
     FROM exchangePackage p JOIN exchangeRecipient r ON r.package = p.id
     WHERE p.direction = 'out' AND (p.state <> 'VOID' OR p.sealedAt IS NOT NULL)
     AND p.kind IN (SELECT value FROM json_each(?)) ORDER BY p.sealedAt IS NULL, p.sealedAt, p.id`,
    [JSON.stringify(recordKinds)],
  );
  const levels = new Map(
    certificates(vault).map(({ certificate: { office } }) => [office.office, office.level]),
  );
  const packages: SentBefore[] = [];
  for (const { entries, sealedAt, ...row } of rows) {
    const level = levels.get(row.office);
    const journeys = level ? journeysToNote(chart, row.kind, { id: row.office, level }) : [];
    if (journeys.length === 0) continue;
    // The column is written by insertPackage only.
    const files = JSON.parse(entries) as readonly PreparedEntry[];
    const names = new Map(journeys.map(({ register: { id } }) => [`records/${id}.ndjson`, id]));
    packages.push({
      ...row,
      isSealed: sealedAt !== null,
      journeys,
      records: await recordsIn(vault, files, names),
    });
  }
  return packages;
}

async function recordsIn(
  { blobs }: Vault,
  files: readonly PreparedEntry[],
  registersByName: ReadonlyMap<string, string>,
): Promise<readonly SentRecord[] | null> {
  const records: SentRecord[] = [];
  try {
    for (const { name, blob } of files) {
      const register = registersByName.get(name);
      if (register === undefined) continue;
      for await (const line of readLines(blobs.read(blob))) {
        const { id } = line as { readonly id: string };
        records.push({ register, id });
      }
    }
    return records;
  } catch (error) {
    // A damaged file keeps nobody from his work; the check of the vault names it.
    if (error instanceof ExpectedError) return null;
    throw error;
  }
}
