/** What F45 交接单 and F52 数据包清单 say about a package. */
import { formatMark, highestMark, parseMark } from '../../domain/secrecy.ts';
import { countLabel, packageKindLabels } from '../../domain/packages.ts';
import { certificateOf } from '../exchange/ledger/keys.ts';
import {
  getHandover,
  type Handover as CarrierHandover,
  type HandoverItem,
} from '../exchange/ledger/handovers.ts';
import {
  getPackage,
  type PackageRecord,
  receiptNoOf,
  recipientsOf,
  resultIn,
  sequenceOf,
} from '../exchange/ledger/packages.ts';
import { packageStates } from '../exchange/package-state.ts';
import { fingerprintToText } from '../exchange/pki/certificate.ts';
import { groupedDigest } from '../../domain/text/grouped-digest.ts';
import { chineseDateTime } from '../deps.ts';
import type { Handover } from '../reports/forms/carrier-handover.ts';
import type { PackageSheet } from '../reports/forms/package-list.ts';
import type { Reader } from '../vault/api.ts';
import { officeName, ownFingerprint } from './offices.ts';
import type { OpenOffice } from './office.ts';

/** The first sixteen signs of the file's digest in groups of four: short enough to compare by eye on paper. */
export function shortDigest(sha256: string): string {
  return groupedDigest(sha256).toUpperCase();
}

function sizeText(bytes: number | null): string {
  if (bytes === null) return '';
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

export const timeText = (at: number | null): string => (at === null ? '' : chineseDateTime(at).slice(0, 16));

function mediumCode(office: OpenOffice, record: PackageRecord): string {
  if (record.mediumId === null) return '';
  const row = office.vault.get<{ code: string }>('SELECT code FROM exchangeMedium WHERE id = ?', [
    record.mediumId,
  ]);
  return row?.code ?? '';
}

function recipientNames(office: OpenOffice, record: PackageRecord): string {
  return recipientsOf(office.vault, record.id)
    .map((recipient) => officeName(office, recipient.office))
    .join('、');
}

function signerFingerprint(office: OpenOffice, record: PackageRecord): string {
  // Before it is sealed: who will sign it. Packages from before the signer was remembered: whose key it is now.
  const fingerprint =
    record.signer ??
    (record.sender === office.info.id
      ? ownFingerprint(office)
      : certificateOf(office.vault, record.sender)?.fingerprint);
  return fingerprint ? fingerprintToText(fingerprint) : '';
}

/** For F45: the slip of the last hand-over; before it, one package as one item, and the rest is filled in by hand. */
export function handoverOf(
  office: OpenOffice,
  packageId: string | null,
): { readonly handover: Handover | null; readonly mark: string } {
  if (packageId === null) return { handover: null, mark: '' };
  const record = getPackage(office.vault, packageId);
  if (record.handoverId !== null) return slipOf(office, getHandover(office.vault, record.handoverId));
  return {
    mark: record.mark,
    handover: {
      ...{ no: '', at: '', place: '', fromPerson: '', toPerson: '', courier1: '', courier2: '' },
      ...{ supervisor: '', packing: '', sealNo: '' },
      fromOrg: officeName(office, record.sender),
      toOrg: recipientNames(office, record),
      items: [printedItem(handoverItem(office, record, 1))],
    },
  };
}

/** One package as an item of a hand-over slip. */
export function handoverItem(office: OpenOffice, record: PackageRecord, seq: number): HandoverItem {
  return {
    seq,
    packageId: record.id,
    name: `${packageKindLabels[record.kind]}数据包`,
    docNo: record.no,
    mark: record.mark,
    copyNo: mediumCode(office, record),
    copies: 1,
    pages: null,
    digest: shortDigest(record.fileSha256 ?? ''),
    remark: '',
  };
}

function printedItem({ copyNo, digest, ...item }: HandoverItem): Handover['items'][number] {
  return { ...item, serial: copyNo, checkCode: digest };
}

function slipOf(
  office: OpenOffice,
  slip: CarrierHandover,
): { readonly handover: Handover; readonly mark: string } {
  const { items, at, fromOffice, toOffice, ...rest } = slip;
  const marks = items.map(({ mark }) => parseMark(mark)).filter((mark) => mark !== undefined);
  return {
    mark: marks.length === 0 ? '' : formatMark(highestMark(marks)),
    handover: {
      ...rest,
      at: timeText(at),
      fromOrg: officeName(office, fromOffice),
      toOrg: officeName(office, toOffice),
      items: items.map(printedItem),
    },
  };
}

/** What became of a package where it arrived; '' while that is not known. */
function verdictOf(record: PackageRecord, told: string | null): string {
  const came = record.direction === 'in';
  const result = resultIn(came ? record.result : told);
  if (record.kind === 'receipt' && came) return '摘要一致，签名有效，已导入';
  if (!result) return came || record.state === 'RECEIPTED' ? packageStates[record.state].label : '';
  const { accepted, unchanged, refused } = result;
  const counts = `${refused > 0 ? '部分导入' : '已导入'}：接收${accepted}，无变化${unchanged}，拒收${refused}`;
  return came ? `摘要一致，签名有效，${counts}` : counts;
}

/** Who wrote a package of ours to its medium last, as the log has it; '' while nobody has. */
function writingOf(
  office: OpenOffice,
  { direction, no, createdAt }: PackageRecord,
): Pick<PackageSheet, 'writtenBy' | 'writtenAt'> {
  const last = direction === 'out' ? writings(office.vault, no, createdAt).at(-1) : undefined;
  return { writtenBy: last?.by ?? '', writtenAt: timeText(last?.at ?? null) };
}

/** A package that was written to a medium; `detail` says to which. */
export interface Writing {
  readonly at: number;
  readonly by: string;
  readonly no: string;
  readonly detail: string;
}

/** What the log says of a package that was written to the medium of this code. */
export const writtenTo = (code: string): string => `写入介质（${code}），已回读核对`;

/** The code in what {@link writtenTo} gave; all of it where it is said otherwise. */
export const mediumWritten = (detail: string): string => /（(.+)）/u.exec(detail)?.[1] ?? detail;

/** Oldest first; `no` null for all packages, else of the one that bears the number since that moment. */
export function writings(reader: Reader, no: string | null = null, since = 0): readonly Writing[] {
  return reader.all<Writing & Record<string, string | number>>(
    `SELECT at, actorName AS "by", entityNo AS no, detail FROM audit
      WHERE action = 'packages.write' AND result = '成功' AND (?1 IS NULL OR entityNo = ?1) AND at >= ?2 ORDER BY seq`,
    [no, since],
  );
}

/** For F52: what is inside, who made and approved it, and what has come back. */
export function packageSheetOf(
  office: OpenOffice,
  packageId: string | null,
): { readonly package: PackageSheet | null; readonly mark: string } {
  if (packageId === null) return { package: null, mark: '' };
  const record = getPackage(office.vault, packageId);
  const recipients = recipientsOf(office.vault, packageId);
  const came = record.direction === 'in';
  return {
    mark: record.mark,
    package: {
      no: record.no,
      directionLabel: came ? '收' : '发',
      kindLabel: packageKindLabels[record.kind],
      sequence: sequenceOf(office.vault, record),
      period: record.period,
      fromName: officeName(office, record.sender),
      toName: came ? office.info.name : recipientNames(office, record),
      fileName: record.fileName ?? '',
      size: sizeText(record.bytes),
      counts: Object.entries(record.counts).map(([key, count]) => ({
        label: countLabel(key),
        count,
      })),
      digestName: 'SHA-256',
      digest: record.fileSha256 ?? '',
      signer: officeName(office, record.sender),
      signerFingerprint: signerFingerprint(office, record),
      createdBy: record.createdBy.name,
      createdAt: timeText(record.createdAt),
      approvedBy: record.approvedBy?.name ?? '',
      approvedAt: timeText(record.approvedAt),
      mediumCode: mediumCode(office, record),
      ...writingOf(office, record),
      receivedAt: timeText(came ? record.importedAt : (recipients[0]?.acknowledgedAt ?? null)),
      importedBy: record.importedByName ?? '',
      witness: record.witnessName ?? '',
      verdict: verdictOf(record, recipients[0]?.result ?? null),
      receiptNo: receiptNoOf(record, recipients) ?? '',
    },
  };
}
