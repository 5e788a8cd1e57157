/** An office with a ledger and a few invented records, and the steps its people take. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contradiction } from '../../domain/refusals.ts';
import type { PackageKind } from '../../domain/package-kinds.ts';
import { newMedium } from '../../domain/media.ts';
import { createId } from '../../main/deps.ts';
import { applyPackage } from '../../main/exchange/apply.ts';
import type { ImportResult } from '../../main/exchange/apply.ts';
import { deliverPackage, sealPackage } from '../../main/exchange/dispatch.ts';
import type { OutgoingDeps } from '../../main/exchange/dispatch.ts';
import { memorySource } from '../../main/exchange/files.ts';
import type { Files } from '../../main/exchange/files.ts';
import type { Identity } from '../../main/exchange/identity.ts';
import { addCertificate, insertKey } from '../../main/exchange/ledger/keys.ts';
import { makeReceipt, rootHash } from '../../main/exchange/ledger/receipts.ts';
import { migrateExchange } from '../../main/exchange/ledger/schema.ts';
import { findMedium, saveMedium } from '../../main/exchange/ledger/media.ts';
import { defaultLimits } from '../../main/exchange/package-reader.ts';
import { approvePackage, draftPackage, fixContent, sendingBasis } from '../../main/exchange/prepare.ts';
import type { PackageContent } from '../../main/exchange/prepare.ts';
import { receivePackage } from '../../main/exchange/receive.ts';
import type { Incoming } from '../../main/exchange/receive.ts';
import { sha256Hex, utf8ToBytes } from '../../main/exchange/bytes.ts';
import type { Classify, IncomingRecord } from '../../main/exchange/review.ts';
import { quietJob } from '../../main/service/jobs.ts';
import type { BlobStore, Reader, Slices, Writer } from '../../main/vault/api.ts';
import { inOneGo } from '../../main/vault/slices.ts';
import { privateKeyPem } from './network.ts';
import type { TestDeps } from './network.ts';

export interface OfficeVault extends Reader {
  transact<T>(work: (tx: Writer) => T): T;
  readonly blobs: BlobStore;
}

export interface TestRecord {
  readonly id: string;
  readonly rev: number;
  readonly office: string;
  readonly summary: string;
}

const maker = { id: 'u1', name: '张三' };
const director = { id: 'u2', name: '李四' };

export interface TestOffice {
  readonly id: string;
  readonly vault: OfficeVault;
  readonly deps: OutgoingDeps;
  readonly folders: { readonly outbox: string; readonly quarantine: string };
  /** Adds a record or a new revision of one. */
  edit(id: string, summary: string): void;
  records(office?: string): readonly TestRecord[];
  /** Everything changed since the last receipt, sealed and delivered; the bytes on the medium and the file's name. */
  send(kind: PackageKind, to: readonly string[], content?: Partial<PackageContent>): Promise<Sent>;
  sendReceipt(to: string): Promise<Sent>;
  inspect(file: Uint8Array): Promise<Incoming>;
  receive(file: Uint8Array): Promise<ImportResult>;
  /** SHA-256 to blob id of the attachments that came with the last record. */
  readonly attachments: Map<string, string>;
  /** The digest a receipt for all our records must name. */
  root(): string;
}

export interface Sent {
  readonly id: string;
  readonly file: Uint8Array;
  readonly sequence: number;
  readonly fileName: string;
}

/** Makes the tables; `files` is where outbox, quarantine and media lie. */
export function createOffice(
  id: string,
  vault: OfficeVault,
  base: TestDeps,
  files: Files,
  folder: string,
): TestOffice {
  const commit = <T>(work: (tx: Writer) => T): T => vault.transact(work);
  const commitLong = async <T>(work: (tx: Writer) => Slices<T>): Promise<T> =>
    Promise.resolve(commit((tx) => inOneGo(work(tx))));
  const deps = { ...base, files, ledger: vault, commit, commitLong, blobs: vault.blobs };
  const folders = { outbox: join(folder, 'outbox'), quarantine: join(folder, 'quarantine') };
  commit((tx) => {
    migrateExchange(tx);
    tx.run(`CREATE TABLE IF NOT EXISTS testRecord (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, office TEXT NOT NULL,
      summary TEXT NOT NULL, seq INTEGER NOT NULL)`);
    tx.run('CREATE TABLE IF NOT EXISTS testDocument (name TEXT PRIMARY KEY, value TEXT NOT NULL)');
  });
  const attachments = new Map<string, string>();
  const topSeq = () => vault.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM testRecord')?.seq ?? 0;
  const records = (office = id) =>
    vault.all<TestRecord>('SELECT id, rev, office, summary FROM testRecord WHERE office = ? ORDER BY id', [
      office,
    ]);

  const send = async (
    kind: PackageKind,
    to: readonly string[],
    content: Partial<PackageContent>,
  ): Promise<Sent> => {
    const basis = commit((tx) => sendingBasis(deps, tx, kind, to));
    const changed = vault.all<TestRecord>(
      'SELECT id, rev, office, summary FROM testRecord WHERE office = ? AND seq > ? ORDER BY seq',
      [id, basis.cursor],
    );
    const fixed = await fixContent(deps, {
      registers: kind === 'petitions' ? [{ register: 'petition', records: iterate(changed) }] : [],
      attachments: [],
      documents: [],
      ...content,
    });
    const packageId = createId(deps);
    const cursor = topSeq();
    commit((tx) => {
      const count = tx.get<{ count: number }>('SELECT count(*) AS count FROM exchangePackage')?.count ?? 0;
      const no = `BAO-${id}-${to[0] ?? ''}-2026-${String(count + 1).padStart(4, '0')}`;
      draftPackage(deps, tx, {
        id: packageId,
        no,
        basis,
        cursor,
        period: '',
        mark: '工作秘密',
        createdBy: maker,
        ...fixed,
      });
      approvePackage(deps, tx, packageId, director);
    });
    await sealPackage(deps, folders, packageId, null);
    const medium = join(folder, `medium-${packageId}`);
    await files.createFolder(medium);
    const { fileName } = await deliverPackage(deps, folders, packageId, {
      folder: medium,
      mediumId: stickOf(vault),
    });
    const file = await files.openForReading(join(medium, fileName ?? ''));
    const bytes = await file.read(0, file.size);
    await file.close();
    const { sequence } =
      vault.get<{ sequence: number | null }>('SELECT sequence FROM exchangeRecipient WHERE package = ?', [
        packageId,
      ]) ?? {};
    return { id: packageId, file: bytes, sequence: sequence ?? 0, fileName: fileName ?? '' };
  };
  const inspect = (file: Uint8Array) =>
    receivePackage(
      deps,
      { source: memorySource(file), quarantineFolder: folders.quarantine, limits: defaultLimits },
      () => classify(vault),
      quietJob,
    );
  return {
    id,
    vault,
    deps,
    folders,
    records,
    inspect,
    edit: (recordId, summary) => {
      commit((tx) => {
        const rev =
          (tx.get<{ rev: number }>('SELECT rev FROM testRecord WHERE id = ?', [recordId])?.rev ?? 0) + 1;
        put(tx, { id: recordId, rev, office: id, summary }, topSeq() + 1);
      });
    },
    send: (kind, to, content = {}) => send(kind, to, content),
    sendReceipt: (to) => {
      const receipt = commit((tx) => makeReceipt(deps, tx, id, to, null));
      return send('receipt', [to], { documents: [{ name: 'receipt.json', value: receipt }] });
    },
    receive: async (file) => {
      const incoming = await inspect(file);
      try {
        return await applyPackage(
          deps,
          incoming,
          { importedBy: maker, witness: director },
          {
            storeAttachment: async (sha256, open) => {
              attachments.set(sha256, (await vault.blobs.put(open())).id);
            },
            startRecords: (tx) => {
              return {
                receive: (record, isOvertaken, isRetold) => {
                  const review = classify(tx)(record, isOvertaken, isRetold);
                  if (review.outcome !== 'refused') put(tx, toTestRecord(record), 0);
                  return review;
                },
                finish: () => undefined,
              };
            },
            *applyDocument(tx, name, value) {
              tx.run('INSERT OR REPLACE INTO testDocument (name, value) VALUES (?, ?)', [
                name,
                JSON.stringify(value),
              ]);
              yield;
            },
            roomOfRecord: 0,
          },
          quietJob,
        );
      } finally {
        await incoming.opened.discard();
      }
    },
    attachments,
    root: () => ownRoot(records()),
  };
}

/** Gives an office its key and the certificates of the others, as if all had enrolled. */
export function introduce(office: TestOffice, own: Identity, others: readonly Identity[]): void {
  office.vault.transact((tx) => {
    insertKey(tx, {
      id: `key-${own.certificate.fingerprint.slice(0, 8)}`,
      purpose: 'office',
      status: 'active',
      privateKeyPem: privateKeyPem(own),
      certificate: own.certificate.der,
      root: own.root.der,
      request: null,
      createdAt: 0,
    });
    for (const { certificate } of others) addCertificate(tx, certificate, 0, '测试');
  });
}

export const readDelivered = (path: string) => new Uint8Array(readFileSync(path));

function ownRoot(records: readonly TestRecord[]): string {
  return rootHash(
    records.map((record) => ({
      record: record.id,
      rev: record.rev,
      hash: sha256Hex(utf8ToBytes(JSON.stringify(record))),
    })),
  );
}

function put(tx: Writer, record: TestRecord, seq: number): void {
  tx.run(
    `INSERT INTO testRecord (id, rev, office, summary, seq) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
     rev = excluded.rev, summary = excluded.summary, seq = excluded.seq`,
    [record.id, record.rev, record.office, record.summary, seq],
  );
}

const toTestRecord = ({ id, rev, office, value }: IncomingRecord): TestRecord => ({
  id,
  rev,
  office,
  summary: typeof value['summary'] === 'string' ? value['summary'] : '',
});

const classify =
  (reader: Reader): Classify =>
  ({ id, rev, value }, _isOvertaken, isRetold) => {
    if (isRetold) return contradiction;
    if (value['summary'] === '拒收') return { outcome: 'refused', reason: '内容摘要不能这样填写。' };
    const known = reader.get<{ rev: number; summary: string }>(
      'SELECT rev, summary FROM testRecord WHERE id = ?',
      [id],
    );
    const isHeld = known?.rev === rev && known.summary === value['summary'];
    return { outcome: isHeld ? 'unchanged' : known ? 'changed' : 'new', reason: '' };
  };

async function* iterate<T>(values: readonly T[]): AsyncGenerator<T> {
  for (const value of values) yield await Promise.resolve(value);
}

/** The office's registered stick; the test chooses the folder that stands for it. */
export function stickOf(vault: TestOffice['vault']): string {
  const id = 'stick';
  const medium = { ...newMedium('机密', '2026-01-01'), id, code: 'JZ-001' };
  if (!findMedium(vault, id)) vault.transact((tx) => saveMedium(tx, medium));
  return id;
}
