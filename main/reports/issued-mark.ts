/** What tells an issued report from one counted for a look: its number, when and by whom, and its digest. */
import { groupedDigest } from '../../domain/text/grouped-digest.ts';
import { chineseDateTime } from '../deps.ts';

export interface IssuedMark {
  readonly no: string;
  readonly officeName: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly byName: string;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
}

/** As it stands on paper and in a workbook. Of the digest what can be compared by eye. */
export function issuedLine({ no, at, byName, digest }: IssuedMark): string {
  return `编号：${no}　出具：${byName}　${chineseDateTime(at).slice(0, 16)}　摘要：${groupedDigest(digest)}`;
}
