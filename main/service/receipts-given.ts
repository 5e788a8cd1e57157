/** The receipts this office has given to another one, and what each vouches for. */
import { receiptNameOnPaper } from '../../domain/receipt-lines.ts';
import { getPackage } from '../exchange/ledger/packages.ts';
import type { Receipt } from '../exchange/receipt.ts';
import type { WipeStatement } from '../exchange/wipe-statement.ts';
import type { OpenOffice } from './office.ts';
import { isGivenOut, receiptInside } from './receipt-paper.ts';

export interface GivenReceipt {
  /** 包编号, by which it is named when it came on a medium. */
  readonly no: string;
  readonly receipt: Receipt;
}

/** Those that have left this office, on a medium or on paper, oldest first. */
export async function receiptsGiven(office: OpenOffice, to: string): Promise<readonly GivenReceipt[]> {
  const rows = office.vault.all<{ id: string }>(
    `SELECT p.id FROM exchangePackage p JOIN exchangeRecipient r ON r.package = p.id
     WHERE p.direction = 'out' AND p.kind = 'receipt' AND r.office = ? ORDER BY p.createdAt, p.id`,
    [to],
  );
  const given: GivenReceipt[] = [];
  for (const { id } of rows) {
    const record = getPackage(office.vault, id);
    const receipt = isGivenOut(record) ? await receiptInside(office, record) : undefined;
    if (receipt) given.push({ no: record.no, receipt });
  }
  return given;
}

/**
 * Whether it says that this hand-in is here, and bears the name under which the other office remembers its receipt. One
 * without a name was noted by an earlier version.
 */
export function vouchesFor(
  { no, receipt: { number, streams } }: GivenReceipt,
  { kind, sequence, receiptNo }: WipeStatement['handedIn'][number],
): boolean {
  const isNamed = receiptNo === null || receiptNo === no || receiptNo === receiptNameOnPaper(number);
  return isNamed && streams.some((stream) => stream.kind === kind && stream.contiguous >= sequence);
}
