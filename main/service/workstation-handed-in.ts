/**
 * Whether everything on a group's workstation is with its host, as the host's receipts say (decision 022). Nobody's word will
 * do instead: what is not on a receipt may be on a medium that was lost.
 */
import { hostOf } from '../../domain/office.ts';
import { packageKindLabels } from '../../domain/packages.ts';
import { heldAttachments } from '../exchange/ledger/attachments.ts';
import { currentEpoch } from '../exchange/ledger/epoch.ts';
import { resultIn } from '../exchange/ledger/packages.ts';
import { outStream } from '../exchange/ledger/streams.ts';
import type { Reader } from '../vault/api.ts';
import { disclosuresToSend } from './exchange/disclosures.ts';
import type { OpenOffice } from './office.ts';
import { closingOf } from './workstation-closing.ts';

/** The kinds that hand in; see `handInsOf`. */
export const handInKinds = ['handIn', 'leads'] as const;
export type HandInKind = (typeof handInKinds)[number];

export type MissingKind =
  /** The workstation has not been closed: what it holds may change. */
  | 'open'
  /** No package of the kind has been sealed, and there is something that goes with it. */
  | 'nothingSent'
  /** The newest package has no receipt, or none of the host's present line of time. */
  | 'unanswered'
  /** The host took less than all of it. */
  | 'refused'
  /** Records changed after it. */
  | 'unsent'
  /** Scans the host does not hold. */
  | 'scans'
  /** Entries of the log the host does not hold. */
  | 'disclosures';

export interface Missing {
  readonly kind: MissingKind;
  /** What is missing and what to do, in whole sentences. */
  readonly text: string;
}

/** The newest package of one hand-in stream and the receipt that answered it. */
export interface HandedIn {
  readonly kind: HandInKind;
  /** 包编号. */
  readonly no: string;
  readonly sequence: number;
  /** SHA-256 of its content, hex. */
  readonly hash: string;
  /** 包编号 of the receipt; null where it came on paper. */
  readonly receiptNo: string | null;
}

/**
 * What the host's receipts do not vouch for, one line for each; nothing when the workstation may be wiped. Reads no sealed
 * content, so it takes no key.
 */
export function missingBeforeWiping(office: OpenOffice): readonly Missing[] {
  const { vault } = office;
  if (closingOf(vault) === null)
    return [{ kind: 'open', text: '本机还没有收尾。请先办理收尾，再编制移交数据包。' }];
  return [...handInKinds.flatMap((kind) => missingOf(office, kind)), ...missingLines(office)];
}

/** What a statement of wiping rests on; of kinds that were sent at all. */
export function handedIn(office: OpenOffice): readonly HandedIn[] {
  return handInKinds.flatMap((kind) => {
    const newest = newestOf(office, kind);
    if (!newest) return [];
    const { no, sequence, hash, receiptNo } = newest;
    return [{ kind, no, sequence, hash, receiptNo }];
  });
}

// ---- internals

function missingOf(office: OpenOffice, kind: HandInKind): readonly Missing[] {
  const label = packageKindLabels[kind];
  const newest = newestOf(office, kind);
  const unsent = countSince(office, kind, newest?.ackCursor ?? 0);
  if (!newest) {
    // Whoever hands in nothing at all still needs a receipt: the statement of wiping names it.
    if (kind === 'leads' && unsent === 0) return [];
    const text = `“${label}”数据包还没有编制、写入介质。请编制后送交派出巡察组的巡察办。`;
    return [{ kind: 'nothingSent', text }];
  }
  const { no, result } = newest;
  const taken = resultIn(result);
  if (!newest.isAcknowledged || !taken) {
    const text = `${no}（${label}）还没有回执。请把它送交巡察办，导入巡察办的回执；介质丢失的，重新写入介质。`;
    return [{ kind: 'unanswered', text }];
  }
  if (taken.refused > 0) {
    const text = `${no}（${label}）中有${taken.refused}条巡察办没有接收。请向巡察办问明原因，处理后再编制一包，没有接收的会重发。`;
    return [{ kind: 'refused', text }];
  }
  if (unsent === 0) return [];
  return [{ kind: 'unsent', text: `${no}（${label}）以后又有${unsent}件有变动。请再编制一包，送交巡察办。` }];
}

function missingLines(office: OpenOffice): readonly Missing[] {
  const { vault, engine, info } = office;
  const held = heldAttachments(vault, currentEpoch(vault)?.epoch ?? '', hostIdOf(office));
  const until = engine.currentSeq(vault);
  const scans = handInKinds
    .flatMap((kind) => journeysOf(office, kind))
    .map((journey) => engine.attachmentsToSend(journey, until, held))
    .reduce((sum, { attachments, left }) => sum + attachments.length + left, 0);
  const entries = disclosuresToSend(vault, info.id, held).length;
  const missing: Missing[] = [];
  if (scans > 0) {
    const text = `有${scans}个附件巡察办还没有收到。请再编制移交数据包，勾选附带附件，送交巡察办并导入回执。`;
    missing.push({ kind: 'scans', text });
  }
  if (entries > 0) {
    const text = `有${entries}条查看和带出记录巡察办还没有收到。请再编制“${packageKindLabels.handIn}”数据包，送交巡察办并导入回执。`;
    missing.push({ kind: 'disclosures', text });
  }
  return missing;
}

function hostIdOf({ info }: OpenOffice): string {
  const host = hostOf(info.id);
  if (host === undefined) throw new Error('only a workstation is handed in');
  return host;
}

function journeysOf(office: OpenOffice, kind: HandInKind) {
  return office.engine.journeys(kind, 'fromGroup', hostIdOf(office));
}

function countSince(office: OpenOffice, kind: HandInKind, since: number): number {
  return journeysOf(office, kind)
    .map((journey) => office.engine.countChangedSince(journey, since))
    .reduce((sum, count) => sum + count, 0);
}

interface Newest extends Omit<HandedIn, 'kind'> {
  /** By a receipt of the host's latest epoch. */
  readonly isAcknowledged: boolean;
  /** What the receipt says of this very package, as JSON. */
  readonly result: string | null;
  /** The host has everything up to this change. */
  readonly ackCursor: number;
}

/** The newest sealed package of the stream in the present epoch: one from before a restore proves nothing. */
function newestOf(office: OpenOffice, kind: HandInKind): Newest | undefined {
  const { vault } = office;
  const epoch = currentEpoch(vault);
  if (!epoch) return undefined;
  const stream = outStream(vault, hostIdOf(office), kind, epoch);
  const row = sealedAt(vault, hostIdOf(office), kind, stream);
  return (
    row && {
      ...row,
      sequence: stream.sequence,
      isAcknowledged: stream.ackSequence === stream.sequence,
      ackCursor: stream.ackCursor,
    }
  );
}

function sealedAt(
  reader: Reader,
  host: string,
  kind: HandInKind,
  { epoch, sequence }: { readonly epoch: string; readonly sequence: number },
) {
  return reader.get<{ no: string; hash: string; receiptNo: string | null; result: string | null }>(
    `SELECT p.no, p.contentSha256 AS hash, r.receiptNo, r.result FROM exchangePackage p
     JOIN exchangeRecipient r ON r.package = p.id
     WHERE r.office = ? AND r.epoch = ? AND r.sequence = ? AND p.kind = ? AND p.contentSha256 IS NOT NULL`,
    [host, epoch, sequence, kind],
  );
}
