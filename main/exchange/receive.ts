/**
 * A package on its way in: verified, put into its place in the stream and tried out (dry run). Nothing is changed here
 * but the notes of forks and gaps; `apply.ts` does the rest.
 */
import { z } from 'zod';
import { refuse } from '../../domain/failure.ts';
import type { ClockDep, RandomDep } from '../deps.ts';
import { sha256Hex, utf8ToBytes } from './bytes.ts';
import { parseEntryName, receiptName } from './entry-names.ts';
import { failure } from './failures.ts';
import type { ByteSource, FilesDep } from './files.ts';
import { encodeLine, parseDocument, readLines } from './json.ts';
import type { Json } from './json.ts';
import { identities, isPeer, revocationList } from './ledger/keys.ts';
import type { CommitDep, Job, LedgerDep } from './ledger/schema.ts';
import { decidePlace, recordFork, recordMissing } from './ledger/streams.ts';
import { MalformedError, malformed } from './malformed.ts';
import type { Manifest, StreamPlace } from './manifest.ts';
import { missingToText } from './order.ts';
import type { Decision } from './order.ts';
import { readPackage } from './package-reader.ts';
import type { OpenedPackage, PackageLimits } from './package-reader.ts';
import { requireIdentity } from './prepare.ts';
import type { BlobsDep } from './prepare.ts';
import { parseReceipt } from './receipt.ts';
import type { Receipt } from './receipt.ts';
import { reviewRecords } from './review.ts';
import type { Classify, IncomingRecord, ReviewedRecord } from './review.ts';
import { atPace } from '../vault/slices.ts';

export type IncomingDeps = ClockDep & RandomDep & FilesDep & LedgerDep & CommitDep & BlobsDep;

export interface Incoming {
  readonly opened: OpenedPackage;
  /** Null for receipts. */
  readonly place: StreamPlace | null;
  readonly decision: Decision;
  /** A leap in the numbers or a restored sender: a second person has to confirm. */
  readonly needsTwoPersons: boolean;
  readonly records: readonly ReviewedRecord[];
  /** `settings/…` and `statistics/…`. */
  readonly documents: readonly { readonly name: string; readonly value: Json }[];
  readonly receipt: Receipt | null;
}

/** Some milliseconds. */
const recordsAtOnce = 100;

/** Of one package, scans left aside; senders keep within it (main/registers/portion.ts). */
export const contentLimits = { records: 200_000, bytes: 256 * 2 ** 20 } as const;
const recordSchema = z.looseObject({
  id: z.string().min(1).max(64),
  rev: z.int().min(1).max(999_999_999),
  office: z.string().min(1).max(36),
});

/**
 * Verifies a package and tries it out; nothing is changed but the notes of forks and gaps. The caller discards
 * `opened` when done. Throws what `readPackage` and `job` throw, and `OwnPackage`, `StreamForked`, `PackagesMissing`,
 * `EpochOver`.
 */
export async function receivePackage(
  deps: IncomingDeps,
  request: { readonly source: ByteSource; readonly quarantineFolder: string; readonly limits: PackageLimits },
  classifyOf: (manifest: Manifest) => Classify,
  job: Job,
): Promise<Incoming> {
  const { ledger } = deps;
  const own = identities(ledger);
  const { root } = requireIdentity(ledger);
  await deps.files.createFolder(request.quarantineFolder);
  const opened = await readPackage(deps, {
    ...request,
    identities: own,
    isPeer: (sender) =>
      isPeer(ledger, sender) || own.some((each) => each.certificate.fingerprint === sender.fingerprint),
    revocations: revocationList(ledger, root),
  });
  try {
    const { manifest } = opened;
    const fingerprints = own.map((each) => each.certificate.fingerprint);
    if (fingerprints.includes(manifest.sender.fingerprint)) ownPackage();
    const place = manifest.recipients.find((each) => fingerprints.includes(each.fingerprint))?.stream ?? null;
    const decision = place
      ? decidePlace(ledger, manifest.sender.office, manifest.kind, place, opened.contentSha256)
      : ({ kind: 'new', newEpoch: false, skipped: null } as const);
    if (place) refuseDisorder(deps, opened, place, decision);
    const content = await readContent(opened, job);
    const from = { sender: manifest.sender.office, epoch: place?.epoch ?? '' };
    return {
      opened,
      place,
      decision,
      needsTwoPersons: decision.kind === 'jump' || (decision.kind === 'new' && decision.newEpoch),
      ...content,
      records: await atPace(
        reviewRecords(ledger, from, content.records, classifyOf(manifest), (done) => {
          job.progress(done, content.records.length, '正在试算');
        }),
        job,
      ),
    };
  } catch (error) {
    await opened.discard();
    if (error instanceof MalformedError) return failure.rulesBroken();
    throw error;
  }
}

// ---- internals

async function readContent(opened: OpenedPackage, job: Job) {
  const records: IncomingRecord[] = [];
  const documents: { readonly name: string; readonly value: Json }[] = [];
  let receipt: Receipt | null = null;
  let bytes = 0;
  for (const entry of opened.entries()) {
    const name = parseEntryName(entry.name);
    if (name?.kind === 'blob') continue;
    bytes += entry.size;
    if (bytes > contentLimits.bytes) failure.tooLarge();
    if (name?.kind === 'records') {
      for await (const value of readLines(opened.open(entry.name))) {
        if (records.length === contentLimits.records) failure.tooLarge();
        records.push(toRecord(name.key, value));
        if (records.length % recordsAtOnce > 0) continue;
        job.progress(records.length, 0, '正在读取记录');
        await job.breathe();
      }
      continue;
    }
    const value = parseDocument(await collect(opened.open(entry.name), entry.size));
    if (entry.name === receiptName) receipt = checkReceipt(opened, parseReceipt(value));
    else documents.push({ name: entry.name, value });
  }
  return { records, documents, receipt };
}

function toRecord(register: string, value: Json): IncomingRecord {
  const parsed = recordSchema.safeParse(value);
  if (!parsed.success || typeof value !== 'object' || value === null || Array.isArray(value)) {
    return malformed('record without id, rev or office');
  }
  const { id, rev, office } = parsed.data;
  const hash = sha256Hex(utf8ToBytes(encodeLine(value)));
  return { register, id, rev, office, hash, value: value as IncomingRecord['value'] };
}

function checkReceipt({ manifest }: OpenedPackage, receipt: Receipt): Receipt {
  const isForUs = manifest.recipients.some((recipient) => recipient.office === receipt.to);
  return receipt.from === manifest.sender.office && isForUs
    ? receipt
    : malformed('receipt of another office');
}

function refuseDisorder(
  deps: IncomingDeps,
  opened: OpenedPackage,
  place: StreamPlace,
  decision: Decision,
): void {
  const { office, name } = opened.manifest.sender;
  const { kind } = opened.manifest;
  if (decision.kind === 'forked') {
    const { sequence, knownHash, otherHash } = decision;
    deps.commit((tx) => {
      recordFork(tx, {
        ...{
          sender: office,
          recipient: '',
          kind,
          epoch: place.epoch,
          sequence,
          knownHash,
          otherHash,
          at: deps.now(),
        },
      });
    });
    refuse(
      'StreamForked',
      `${name}的第${sequence}号数据包出现了两个不同的内容，没有导入。`,
      '同一顺序号对应两份不同的内容，可能是来文单位恢复备份后没有重新起号，也可能有人伪造。',
      '请保留介质并立即与来文单位核对；核清之前不要再导入该单位的这类数据包。本单位的下一份回执会自动带上这一情况。',
    );
  }
  if (decision.kind === 'gap') {
    const { missing } = decision;
    deps.commit((tx) => {
      recordMissing(tx, office, kind, place.epoch, missing, deps.now());
    });
    refuse(
      'PackagesMissing',
      `缺少${name}的${missingToText(missing)}数据包，不能导入。`,
      `来文单位认为本单位已经收到${missingToText(missing)}，而本单位没有导入过。`,
      '请先导入所缺的数据包；确已丢失的，向来文单位送交一份回执，由其重新发送全部变化。',
    );
  }
  if (decision.kind === 'oldEpoch') {
    refuse(
      'EpochOver',
      `这是${name}恢复备份以前制作的数据包，没有导入。`,
      '来文单位恢复备份后已经重新起号，这个数据包里的内容可能在对方那里已不存在。',
      '请保留介质并告知来文单位，由其核对这个数据包中的记录是否需要补录。对方确认是恢复以后制作的，说明其以前恢复时电脑时钟偏快：请用介质送交对方一份回执，对方导入后会自动重新起号，再重新制作数据包。',
    );
  }
}

function ownPackage(): never {
  return refuse(
    'OwnPackage',
    '这是本单位自己制作的数据包。',
    '数据包的来文单位就是本单位，不需要导入。',
    '请选择其他单位送来的数据包。',
  );
}

async function collect(chunks: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array> {
  const out = new Uint8Array(size);
  let at = 0;
  for await (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}
