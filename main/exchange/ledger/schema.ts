import type { Pace, Reader, Slices, Writer } from '../../vault/api.ts';

/** What the ledger's readers need of a vault. */
export interface LedgerDep {
  readonly ledger: Reader;
}

/**
 * Runs one transaction. The service passes its audited commit, so that every step of the exchange stands in the audit
 * log or does not happen.
 */
export interface CommitDep {
  readonly commit: <T>(work: (tx: Writer) => T) => T;
}

/** The same for work of seconds, slice by slice; `room` as in `Vault.transactLong`. */
export interface LongCommitDep {
  readonly commitLong: <T>(work: (tx: Writer) => Slices<T>, pace: Pace, room: number) => Promise<T>;
}

/** Who waits for work of seconds: it gives way to others, says how far it is, and may be given up. */
export interface Job extends Pace {
  readonly progress: (done: number, total: number, text: string) => void;
}

const statements: readonly string[] = [
  // One row: this vault's own line of time. A restored backup gets a new epoch before it sends anything.
  `CREATE TABLE IF NOT EXISTS exchangeEpoch (
    id INTEGER PRIMARY KEY CHECK (id = 1), epoch TEXT NOT NULL, reason TEXT NOT NULL, startedAt INTEGER NOT NULL,
    receipts INTEGER NOT NULL)`,
  // Own keys. Private keys rest in the vault's sealed database only.
  `CREATE TABLE IF NOT EXISTS exchangeKey (
    id TEXT PRIMARY KEY, purpose TEXT NOT NULL, status TEXT NOT NULL, privateKeyPem TEXT NOT NULL, certificate BLOB,
    root BLOB, request TEXT, createdAt INTEGER NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS exchangeCertificate (
    fingerprint TEXT PRIMARY KEY, office TEXT NOT NULL, serial TEXT NOT NULL, der BLOB NOT NULL, status TEXT NOT NULL,
    addedAt INTEGER NOT NULL, checkedWith TEXT NOT NULL, reason TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS exchangeRevocation (number INTEGER PRIMARY KEY, der BLOB NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS exchangeStreamOut (
    recipient TEXT NOT NULL, kind TEXT NOT NULL, epoch TEXT NOT NULL, sequence INTEGER NOT NULL, lastHash TEXT,
    ackSequence INTEGER NOT NULL, ackCursor INTEGER NOT NULL, ackAt INTEGER, PRIMARY KEY (recipient, kind))`,
  `CREATE TABLE IF NOT EXISTS exchangeStreamIn (
    sender TEXT NOT NULL, kind TEXT NOT NULL, epoch TEXT NOT NULL, contiguous INTEGER NOT NULL, lastHash TEXT,
    lastAt INTEGER NOT NULL, superseded INTEGER NOT NULL, PRIMARY KEY (sender, kind, epoch))`,
  // Hashes known for places of incoming streams, by import or from the next package's previousHash.
  `CREATE TABLE IF NOT EXISTS exchangePlace (
    sender TEXT NOT NULL, kind TEXT NOT NULL, epoch TEXT NOT NULL, sequence INTEGER NOT NULL, hash TEXT NOT NULL,
    imported INTEGER NOT NULL, packageNo TEXT NOT NULL, accepted INTEGER NOT NULL, unchanged INTEGER NOT NULL,
    refused INTEGER NOT NULL, PRIMARY KEY (sender, kind, epoch, sequence))`,
  `CREATE TABLE IF NOT EXISTS exchangeFork (
    sender TEXT NOT NULL, recipient TEXT NOT NULL, kind TEXT NOT NULL, epoch TEXT NOT NULL, sequence INTEGER NOT NULL,
    knownHash TEXT NOT NULL, otherHash TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (sender, recipient, kind, epoch, sequence, otherHash))`,
  `CREATE TABLE IF NOT EXISTS exchangeMissing (
    sender TEXT NOT NULL, kind TEXT NOT NULL, epoch TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    at INTEGER NOT NULL, PRIMARY KEY (sender, kind, epoch))`,
  `CREATE TABLE IF NOT EXISTS exchangeApplied (
    record TEXT NOT NULL, rev INTEGER NOT NULL, register TEXT NOT NULL, hash TEXT NOT NULL, sender TEXT NOT NULL,
    packageNo TEXT NOT NULL, PRIMARY KEY (record, rev))`,
  `CREATE INDEX IF NOT EXISTS exchangeAppliedBySender ON exchangeApplied (sender, register)`,
  `CREATE TABLE IF NOT EXISTS exchangeReceiptIn (
    sender TEXT NOT NULL, epoch TEXT NOT NULL, number INTEGER NOT NULL, superseded INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (sender, epoch))`,
  // What an office has said of our streams, by its epoch: `heard` is our sequence when we first heard of that epoch,
  // `acknowledged` the most it has acknowledged in it.
  `CREATE TABLE IF NOT EXISTS exchangeHeard (
    giver TEXT NOT NULL, giverEpoch TEXT NOT NULL, kind TEXT NOT NULL, epoch TEXT NOT NULL, heard INTEGER NOT NULL,
    acknowledged INTEGER NOT NULL, PRIMARY KEY (giver, giverEpoch, kind, epoch))`,
  `CREATE TABLE IF NOT EXISTS exchangePackage (
    id TEXT PRIMARY KEY, no TEXT NOT NULL, direction TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
    sender TEXT NOT NULL, period TEXT NOT NULL, mark TEXT NOT NULL, counts TEXT NOT NULL, entries TEXT NOT NULL,
    cursor INTEGER NOT NULL, createdById TEXT NOT NULL, createdByName TEXT NOT NULL, createdAt INTEGER NOT NULL,
    approvedById TEXT, approvedByName TEXT, approvedAt INTEGER, sealedAt INTEGER, bytes INTEGER, fileName TEXT,
    fileSha256 TEXT, contentSha256 TEXT, mediumId TEXT, handoverId TEXT, movedAt INTEGER, result TEXT, reason TEXT)`,
  `CREATE INDEX IF NOT EXISTS exchangePackageByState ON exchangePackage (direction, state)`,
  `CREATE TABLE IF NOT EXISTS exchangeRecipient (
    package TEXT NOT NULL, office TEXT NOT NULL, fingerprint TEXT NOT NULL, epoch TEXT, sequence INTEGER,
    previousHash TEXT, since INTEGER NOT NULL, sinceEpoch TEXT NOT NULL, acknowledgedAt INTEGER, result TEXT,
    PRIMARY KEY (package, office))`,
  // Which attachments went with a package; a recipient holds those of the packages it says it has imported in full.
  `CREATE TABLE IF NOT EXISTS exchangePackageAttachment (
    package TEXT NOT NULL, attachment TEXT NOT NULL, PRIMARY KEY (package, attachment))`,
  // Where the sender's audit log stood when a package was sealed.
  `CREATE TABLE IF NOT EXISTS exchangeCheckpoint (
    package TEXT PRIMARY KEY, sequence INTEGER NOT NULL, hash TEXT NOT NULL)`,
  `CREATE INDEX IF NOT EXISTS exchangeRecipientByOffice ON exchangeRecipient (office, epoch, sequence)`,
  `CREATE TABLE IF NOT EXISTS exchangeMedium (
    id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, serialNo TEXT NOT NULL, brand TEXT NOT NULL,
    capacity TEXT NOT NULL, level TEXT NOT NULL, custodian TEXT NOT NULL, registeredAt TEXT NOT NULL,
    status TEXT NOT NULL, remark TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS exchangeMediumLoan (
    id TEXT PRIMARY KEY, medium TEXT NOT NULL, lentAt TEXT NOT NULL, borrower TEXT NOT NULL, unit TEXT NOT NULL,
    purpose TEXT NOT NULL, dueAt TEXT NOT NULL, lentBy TEXT NOT NULL, returnedAt TEXT, returnedBy TEXT,
    condition TEXT, takenBackBy TEXT)`,
  `CREATE INDEX IF NOT EXISTS exchangeMediumLoanByMedium ON exchangeMediumLoan (medium, returnedAt)`,
  `CREATE TABLE IF NOT EXISTS exchangeMediumDestruction (
    id TEXT PRIMARY KEY, destroyedAt TEXT NOT NULL, place TEXT NOT NULL, method TEXT NOT NULL, reason TEXT NOT NULL,
    approvedBy TEXT NOT NULL, approvedAt TEXT NOT NULL, destroyedBy TEXT NOT NULL, supervisor1 TEXT NOT NULL,
    supervisor2 TEXT NOT NULL, notedBy TEXT NOT NULL, confirmedBy TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS exchangeHandover (
    id TEXT PRIMARY KEY, no TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, place TEXT NOT NULL, fromOffice TEXT NOT NULL,
    fromPerson TEXT NOT NULL, toOffice TEXT NOT NULL, toPerson TEXT NOT NULL, courier1 TEXT NOT NULL,
    courier2 TEXT NOT NULL, sealNo TEXT NOT NULL, items TEXT NOT NULL, status TEXT NOT NULL, discrepancy TEXT NOT NULL)`,
];

/** Columns that came later than their table; `fill` gives the rows from before what they should have. */
const laterColumns: readonly {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly fill?: string;
}[] = [
  { table: 'exchangeHandover', name: 'supervisor', type: "TEXT NOT NULL DEFAULT ''" },
  { table: 'exchangeHandover', name: 'packing', type: "TEXT NOT NULL DEFAULT ''" },
  { table: 'exchangeHandover', name: 'endedAt', type: 'INTEGER' },
  { table: 'exchangeMedium', name: 'destruction', type: 'TEXT' },
  // What F52 says of the way a package took: who signed it, who took it in before whom, and which receipt answered it.
  { table: 'exchangePackage', name: 'signer', type: 'TEXT' },
  { table: 'exchangePackage', name: 'importedAt', type: 'INTEGER' },
  { table: 'exchangePackage', name: 'importedByName', type: 'TEXT' },
  { table: 'exchangePackage', name: 'witnessName', type: 'TEXT' },
  { table: 'exchangePackage', name: 'receiptNo', type: 'TEXT' },
  // Each recipient of a package gives a receipt of his own; the one that was kept with the package came first.
  {
    table: 'exchangeRecipient',
    name: 'receiptNo',
    type: 'TEXT',
    fill: `UPDATE exchangeRecipient SET receiptNo = (SELECT p.receiptNo FROM exchangePackage p
      WHERE p.id = exchangeRecipient.package AND p.direction = 'out')
      WHERE acknowledgedAt = (SELECT min(o.acknowledgedAt) FROM exchangeRecipient o
        WHERE o.package = exchangeRecipient.package)`,
  },
  // Whoever approves it has yet to have its texts read for petitioners: its maker may not know them.
  { table: 'exchangePackage', name: 'namesDue', type: 'INTEGER NOT NULL DEFAULT 0' },
  // 1 once none of the blobs it was made of is left in the vault; see main/service/clear-blobs.ts.
  { table: 'exchangePackage', name: 'blobsGone', type: 'INTEGER NOT NULL DEFAULT 0' },
  // The sender's epoch in which this revision last came. Package numbers may stand twice: the later epoch counts.
  {
    table: 'exchangeApplied',
    name: 'epoch',
    type: "TEXT NOT NULL DEFAULT ''",
    fill: `UPDATE exchangeApplied SET epoch = coalesce((
      SELECT max(p.epoch) FROM exchangePlace p WHERE p.sender = exchangeApplied.sender AND p.kind = 'petitions'
      AND p.packageNo = exchangeApplied.packageNo), '')`,
  },
];

/** Creates the exchange's tables and columns where they are missing. */
export function migrateExchange(tx: Writer): void {
  for (const statement of statements) tx.run(statement);
  for (const { table, name, type, fill } of laterColumns) {
    if (tx.get('SELECT 1 AS found FROM pragma_table_info(?) WHERE name = ?', [table, name])) continue;
    tx.run(`ALTER TABLE ${table} ADD COLUMN ${name} ${type}`);
    if (fill) tx.run(fill);
  }
}
