/** What F52 says of a receipt: what has arrived of every kind, and the code the other office scans or types. */
import { packageKindLabels } from '../../domain/packages.ts';
import { receiptName } from '../exchange/entry-names.ts';
import { parseDocument } from '../exchange/json.ts';
import type { PackageRecord } from '../exchange/ledger/packages.ts';
import { missingToText } from '../exchange/order.ts';
import { parseReceipt, type Receipt, type ReceiptStream } from '../exchange/receipt.ts';
import { receiptToLines } from '../exchange/receipt-text.ts';
import type { ReceiptRow, ReceiptSheet } from '../reports/forms/receipt-sheet.ts';
import type { OpenOffice } from './office.ts';
import { officeName } from './offices.ts';
import { timeText } from './package-paper.ts';

/** The receipt inside a receipt package of our own; undefined for every other package. */
export async function receiptInside(
  { vault }: OpenOffice,
  { direction, entries }: PackageRecord,
): Promise<Receipt | undefined> {
  const entry = direction === 'out' ? entries.find(({ name }) => name === receiptName) : undefined;
  if (!entry) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of vault.blobs.read(entry.blob)) chunks.push(chunk);
  return parseReceipt(parseDocument(Buffer.concat(chunks)));
}

/** Whether it has left the office, on a medium or on paper. */
export const isGivenOut = ({ state }: PackageRecord): boolean =>
  state !== 'APPROVED' && state !== 'DRAFT' && state !== 'VOID';

/** Its code is printed only after it has been given out on paper or on a medium, which settles what it answers. */
export function receiptSheetOf(office: OpenOffice, record: PackageRecord, receipt: Receipt): ReceiptSheet {
  return {
    no: record.no,
    number: receipt.number,
    fromName: officeName(office, receipt.from),
    toName: officeName(office, receipt.to),
    createdBy: record.createdBy.name,
    createdAt: timeText(record.createdAt),
    approvedBy: record.approvedBy?.name ?? '',
    approvedAt: timeText(record.approvedAt),
    rows: receipt.streams.map(rowOf),
    lines: isGivenOut(record) ? receiptToLines(receipt) : [],
  };
}

function rowOf({ kind, contiguous, missing, forks, packages }: ReceiptStream): ReceiptRow {
  const last = packages.at(-1);
  const problems = [
    ...(missing ? [`缺${missingToText(missing)}`] : []),
    ...forks.map(({ sequence }) => `第${sequence}号有两种内容`),
  ];
  return {
    kindLabel: packageKindLabels[kind],
    upTo: contiguous === 0 ? '尚未收到' : `第${contiguous}号及以前`,
    result: last ? `接收${last.accepted}，无变化${last.unchanged}，拒收${last.refused}` : '',
    problems: problems.join('；') || '无',
  };
}
