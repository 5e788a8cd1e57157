/**
 * A receipt on paper (docs/package-format.md): short enough for one QR code and for fingers, so that an
 * acknowledgement needs no medium. It is no signature, but only someone who has opened the last package knows the key
 * of its check value: the package's content hash.
 */
import { createHash, createHmac } from 'node:crypto';
import { type PackageKind, packageKinds } from '../../domain/package-kinds.ts';
import { refuse } from '../../domain/failure.ts';
import { mostReceiptDigits, readReceiptLines, writeReceiptLines } from '../../domain/receipt-lines.ts';
import type { Reader } from '../vault/api.ts';
import { currentEpoch } from './ledger/epoch.ts';
import type { Receipt, ReceiptStream } from './receipt.ts';

const format = 2;
const tagLength = 2;
const epochLength = 16;
const checkLength = 10;

/** What a printed receipt says of one stream: everything up to a package, and what became of that package's records. */
interface Statement {
  readonly kind: PackageKind;
  readonly epochTag: string;
  readonly contiguous: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly check: string;
}

/**
 * The lines to print. Empty while nothing of any stream has arrived. Of more streams than fit, others stand in the next
 * receipt: what one does not name it says nothing of.
 */
export function receiptToLines(receipt: Receipt): readonly string[] {
  const statements = receipt.streams.flatMap((stream) => stateStream(receipt, stream) ?? []);
  if (statements.length === 0) return [];
  const first = receipt.number % statements.length;
  const inTurn = [...statements.slice(first), ...statements.slice(0, first)];
  const choices = [statements, ...statements.map((_, left) => inTurn.slice(0, inTurn.length - left))];
  for (const chosen of choices) {
    const content = contentOf(receipt, chosen);
    if (content.length <= mostReceiptDigits) return writeReceiptLines(content);
  }
  throw new Error('one statement always fits');
}

function contentOf(receipt: Receipt, statements: readonly Uint8Array[]): string {
  const bytes = Buffer.concat([
    Buffer.from([format]),
    tagOf(receipt.from),
    tagOf(receipt.to),
    Buffer.from(receipt.epoch.replaceAll('-', ''), 'hex'),
    varint(receipt.number),
    ...statements,
  ]);
  return BigInt(`0x${bytes.toString('hex')}`).toString();
}

export interface TypedReceipt extends Receipt {
  /**
   * It also speaks of an epoch we know nothing of: we were restored, and the giver holds packages of ours from a time the
   * backup does not reach. Two bytes of that epoch are no proof of it, so only the receipt on a medium helps us past it.
   */
  readonly namesUnknown: boolean;
}

/**
 * Reads what was typed or scanned and compares its check values with the packages we sent. Throws ExpectedError
 * `ReceiptTextWrong`, `ReceiptNotForUs`, `ReceiptForeign`, `ReceiptEpochOver`, `ReceiptEpochUnknown`, `ReceiptForged`.
 */
export function parseReceiptText(reader: Reader, own: string, text: string): TypedReceipt {
  const { content, problems, total, right } = readReceiptLines(text);
  if (content === undefined) return incomplete(problems, total, right);
  const parsed = parseContent(content) ?? notAReceipt();
  if (!tagOf(own).equals(parsed.to)) notForUs();
  const senders = reader
    .all<{ office: string }>('SELECT DISTINCT office FROM exchangeRecipient ORDER BY office')
    .map(({ office }) => office)
    .filter((office) => tagOf(office).equals(parsed.from));
  if (senders.length === 0) foreign();
  const epoch = currentEpoch(reader)?.epoch ?? '';
  const current = parsed.statements.filter(({ epochTag }) => epochTag === epochTagOf(epoch));
  const known = [epoch, ...earlierEpochs(reader, senders)].map(epochTagOf);
  const namesUnknown = parsed.statements.some(({ epochTag }) => !known.includes(epochTag));
  if (current.length === 0) return namesUnknown ? epochUnknown() : epochOver();
  if (current.some((said) => senders.every((office) => isUnsent(reader, office, epoch, said))))
    epochUnknown();
  for (const from of senders) {
    const head = { format: 1 as const, from, to: own, epoch: parsed.epoch, number: parsed.number };
    const streams = current.map((statement) => believe(reader, head, epoch, statement));
    if (streams.every((stream) => stream !== undefined))
      return { ...head, streams, audit: null, namesUnknown };
  }
  return forged();
}

// ---- internals

type Head = Pick<Receipt, 'from' | 'to' | 'epoch' | 'number'>;

function stateStream(receipt: Receipt, stream: ReceiptStream): Uint8Array | undefined {
  const { kind, epoch, contiguous, hash } = stream;
  const place = stream.packages.find(({ sequence }) => sequence === contiguous);
  if (hash === null || place === undefined) return undefined;
  const statement = { kind, contiguous, ...countsOf(place) };
  return Buffer.concat([
    Buffer.from([packageKinds.indexOf(kind)]),
    Buffer.from(epochTagOf(epoch), 'hex'),
    ...[contiguous, place.accepted, place.unchanged, place.refused].map(varint),
    checkValue(receipt, epoch, statement, hash),
  ]);
}

function countsOf({ accepted, unchanged, refused }: Pick<Statement, 'accepted' | 'unchanged' | 'refused'>) {
  return { accepted, unchanged, refused };
}

/** Epochs in which we have sent these offices anything, as far as we remember. */
function earlierEpochs(reader: Reader, offices: readonly string[]): readonly string[] {
  return reader
    .all<{ epoch: string }>(
      `SELECT DISTINCT epoch FROM exchangeRecipient WHERE epoch IS NOT NULL
       AND office IN (SELECT value FROM json_each(?))`,
      [JSON.stringify(offices)],
    )
    .map(({ epoch }) => epoch);
}

/** Speaks of more packages than we have sent: a backup, or the whole PC, set us back behind them. */
function isUnsent(reader: Reader, office: string, epoch: string, { kind, contiguous }: Statement): boolean {
  const row = reader.get<{ sequence: number }>(
    'SELECT sequence FROM exchangeStreamOut WHERE recipient = ? AND kind = ? AND epoch = ?',
    [office, kind, epoch],
  );
  return contiguous > (row?.sequence ?? 0);
}

/** The statement as a stream of a receipt, or undefined when its check value is not that of the package we sent. */
function believe(reader: Reader, head: Head, epoch: string, said: Statement): ReceiptStream | undefined {
  const { kind, contiguous } = said;
  const sent = reader.get<{ hash: string }>(
    `SELECT p.contentSha256 AS hash FROM exchangePackage p JOIN exchangeRecipient r ON r.package = p.id
     WHERE r.office = ? AND r.epoch = ? AND r.sequence = ? AND p.kind = ? AND p.contentSha256 IS NOT NULL`,
    [head.from, epoch, contiguous, kind],
  );
  if (!sent || checkValue(head, epoch, said, sent.hash).toString('hex') !== said.check) return undefined;
  const { hash } = sent;
  return {
    kind,
    epoch,
    contiguous,
    hash,
    missing: null,
    forks: [],
    packages: [{ sequence: contiguous, hash, ...countsOf(said) }],
    root: '0'.repeat(64),
  };
}

function checkValue(
  head: Head,
  epoch: string,
  { kind, contiguous, accepted, unchanged, refused }: Omit<Statement, 'epochTag' | 'check'>,
  contentSha256: string,
): Buffer {
  const parts = [format, head.from, head.to, head.epoch, head.number, kind, epoch, contiguous];
  const text = [...parts, accepted, unchanged, refused].join('/');
  return createHmac('sha256', Buffer.from(contentSha256, 'hex'))
    .update(text)
    .digest()
    .subarray(0, checkLength);
}

/** Two bytes to find the office by; whether it is the one is settled by the check value. */
function tagOf(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, tagLength);
}

function epochTagOf(epoch: string): string {
  return tagOf(epoch).toString('hex');
}

/** Seven bits a byte, the lowest first, the top bit on all but the last. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}

interface Content {
  readonly from: Buffer;
  readonly to: Buffer;
  readonly epoch: string;
  readonly number: number;
  readonly statements: readonly Statement[];
}

function parseContent(digits: string): Content | undefined {
  const hex = BigInt(digits).toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  let at = 0;
  const take = (length: number): Buffer => {
    const part = bytes.subarray(at, at + length);
    at += length;
    return part;
  };
  const number = (): number => {
    for (let value = 0, unit = 1; unit <= 128 ** 4; unit *= 128) {
      const [byte = 0] = take(1);
      value += (byte % 128) * unit;
      if (byte < 128) return value;
    }
    return Number.NaN;
  };
  if (take(1)[0] !== format) return undefined;
  const head = {
    from: take(tagLength),
    to: take(tagLength),
    epoch: toUuid(take(epochLength)),
    number: number(),
  };
  const statements: Statement[] = [];
  while (at < bytes.length) {
    const kind = packageKinds[take(1)[0] ?? packageKinds.length];
    const epochTag = take(tagLength).toString('hex');
    const counts = { contiguous: number(), accepted: number(), unchanged: number(), refused: number() };
    const check = take(checkLength).toString('hex');
    if (!kind || kind === 'receipt' || Object.values(counts).some(Number.isNaN)) return undefined;
    statements.push({ kind, epochTag, ...counts, check });
  }
  const isWhole = at === bytes.length && statements.length > 0 && head.number > 0;
  const kinds = new Set(statements.map(({ kind, epochTag }) => kind + epochTag));
  return isWhole && kinds.size === statements.length ? { ...head, statements } : undefined;
}

function toUuid(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

// ---- refusals

function incomplete(problems: readonly string[], total: number, right: readonly number[]): never {
  const missing = Array.from({ length: total }, (_, index) => index + 1).filter(
    (each) => !right.includes(each),
  );
  const lacking = missing.length === 0 ? '还没有一行完整的数字。' : `还缺第${missing.join('、')}行。`;
  return refuse(
    'ReceiptTextWrong',
    '回执码没有录入完整，或者有误。',
    problems.length === 0 ? lacking : problems.join(''),
    '请对照纸质回执，重新扫描二维码，或者改正、补齐后再核验。',
  );
}

function notAReceipt(): never {
  return refuse(
    'ReceiptTextWrong',
    '这不是回执码。',
    '数字的内容不是本软件打印的回执，或者对方软件的版本较新。',
    '请确认扫描的是“数据包回执”上的二维码；仍不正确时，请对方用介质送回执。',
  );
}

function notForUs(): never {
  return refuse(
    'ReceiptNotForUs',
    '这不是给本单位的回执。',
    '回执码写明的接收单位是另一个单位。',
    '请核对纸质回执上的接收单位；误送的，退回出具单位。',
  );
}

function foreign(): never {
  return refuse(
    'ReceiptForeign',
    '这份回执不是与本单位往来的单位出具的。',
    '本单位没有向出具回执的单位发送过数据包。',
    '请核对纸质回执的来历，不要登记。',
  );
}

function epochOver(): never {
  return refuse(
    'ReceiptEpochOver',
    '这份回执说的是以前的数据包，没有登记。',
    '本单位恢复过备份并已重新起号，回执说的是恢复以前发出的数据包。',
    '请把恢复以后的数据包送交对方，由对方另行出具回执。',
  );
}

function epochUnknown(): never {
  return refuse(
    'ReceiptEpochUnknown',
    '这份回执说的数据包，本机没有记录，没有登记。',
    '本单位恢复过备份，对方收到的是备份以后、恢复以前发出的数据包；或者以前恢复时电脑时钟偏快，对方只认那一次起的号。纸上的数字不够核验这种情况。',
    '请对方用介质送一份回执；导入后软件按需自动重新起号，再重新制作数据包。',
  );
}

function forged(): never {
  return refuse(
    'ReceiptForged',
    '回执的验证码不符，没有登记。',
    '验证码只有打开过本单位所发数据包的单位才能算出；回执可能是伪造的，或者说的不是本单位发出的数据包。',
    '请保留纸质回执，与出具单位电话核实，并请对方用介质送回执。',
  );
}
