/**
 * A receipt short enough for a printed line, to be typed or scanned by a keyboard-wedge reader, so that an
 * acknowledgement needs no medium. It is no signature, but only someone who has opened the last package knows the key
 * of its check value: the package's content hash.
 */
import { createHmac } from 'node:crypto';
import { refuse } from '../../domain/failure.ts';
import type { ClockDep } from '../deps.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { currentEpoch } from './ledger/epoch.ts';
import { applyReceipt } from './ledger/receipts.ts';
import type { AppliedReceipt } from './ledger/receipts.ts';
import { packageKinds } from './manifest.ts';
import type { PackageKind } from './manifest.ts';
import type { Receipt } from './receipt.ts';

const version = 'LXR1';
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const checkLength = 16;

/**
 * `LXR1/from/to/kind/epoch/contiguous/giver's epoch/number/check`, capital letters, digits, `-` and `/` only (the
 * alphanumeric mode of a QR code), below 250 characters. Undefined while nothing of that stream has arrived.
 */
export function receiptToText(receipt: Receipt, kind: PackageKind): string | undefined {
  const stream = receipt.streams.find((each) => each.kind === kind);
  if (!stream?.hash) return undefined;
  const body = [
    version,
    receipt.from,
    receipt.to,
    packageKinds.indexOf(kind),
    stream.epoch,
    stream.contiguous,
    receipt.epoch,
    receipt.number,
  ]
    .join('/')
    .toUpperCase();
  return `${body}/${checkValue(body, stream.hash)}`;
}

export interface TypedReceipt {
  readonly from: string;
  readonly kind: PackageKind;
  readonly contiguous: number;
  readonly receipt: Receipt;
}

/**
 * Reads what was typed or scanned; spaces, line breaks, full-width and small letters do not matter. The check value is
 * compared with the package we sent. Throws ExpectedError `ReceiptTextWrong`.
 */
export function parseReceiptText(reader: Reader, own: string, text: string): TypedReceipt {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  const pattern =
    /^LXR1\/([A-Z0-9-]{1,36})\/([A-Z0-9-]{1,36})\/(\d)\/([0-9A-F-]{36})\/(\d{1,9})\/([0-9A-F-]{36})\/(\d{1,9})\/([0-9A-Z]{16})$/;
  const [, from = '', to, kindIndex, epoch = '', contiguous, giver = '', number, check] =
    pattern.exec(plain) ?? [];
  const kind = packageKinds[Number(kindIndex)];
  if (!kind || to !== own.toUpperCase()) return wrong();
  const sent = reader.get<{ hash: string; office: string }>(
    `SELECT p.contentSha256 AS hash, r.office FROM exchangePackage p JOIN exchangeRecipient r ON r.package = p.id
     WHERE upper(r.office) = ? AND r.epoch = ? AND r.sequence = ? AND p.kind = ? AND p.contentSha256 IS NOT NULL`,
    [from, epoch.toLowerCase(), Number(contiguous), kind],
  );
  const body = plain.slice(0, -checkLength - 1);
  if (!sent || currentEpoch(reader)?.epoch !== epoch.toLowerCase() || checkValue(body, sent.hash) !== check)
    return wrong();
  const stream = {
    kind,
    epoch: epoch.toLowerCase(),
    contiguous: Number(contiguous),
    hash: sent.hash,
    missing: null,
    forks: [],
    packages: [],
    root: '0'.repeat(64),
  };
  const receipt: Receipt = {
    format: 1,
    from: sent.office,
    to: own,
    epoch: giver.toLowerCase(),
    number: Number(number),
    streams: [stream],
    audit: null,
  };
  return { from: sent.office, kind, contiguous: Number(contiguous), receipt };
}

/** Applies a typed receipt like one that came on a medium. */
export function applyReceiptText(deps: ClockDep, tx: Writer, own: string, text: string): AppliedReceipt {
  const { from, receipt } = parseReceiptText(tx, own, text);
  return applyReceipt(deps, tx, from, receipt, { namesAll: false });
}

/** 80 bits of HMAC-SHA-256 under the content hash, in digits and letters that are not mistaken for one another. */
function checkValue(body: string, contentSha256: string): string {
  const mac = createHmac('sha256', Buffer.from(contentSha256, 'hex')).update(body).digest();
  let bits = BigInt(`0x${mac.subarray(0, 10).toString('hex')}`);
  let text = '';
  for (let i = 0; i < checkLength; i++) {
    text = (digits[Number(bits & 31n)] ?? '') + text;
    bits >>= 5n;
  }
  return text;
}

function wrong(): never {
  return refuse(
    'ReceiptTextWrong',
    '回执码不正确，没有登记。',
    '录入有误，或者不是给本单位最近所发数据包的回执。',
    '请对照纸质回执重新扫描或者录入；仍不正确时，请对方用介质送回执数据包。',
  );
}
