/** The board of offices: what came from whom, up to when, what is missing, what waits for a receipt. */
import { certificateDaysLeft, certificateTerm } from '../../../domain/certificate.ts';
import type { Register } from '../../../domain/register.ts';
import { asRegisterId, registerById } from '../../../domain/registers/registers.ts';
import { recordKinds } from '../../../domain/package-kinds.ts';
import { packageKindLabels } from '../../../domain/packages.ts';
import { chineseDate } from '../../deps.ts';
import { openSlips } from '../../exchange/ledger/handovers.ts';
import { listPackages, unacknowledged } from '../../exchange/ledger/packages.ts';
import { type StandingRefusals, standingRefusals } from '../../exchange/ledger/refused.ts';
import { requireCertificate } from '../../exchange/prepare.ts';
import { currentEpoch } from '../../exchange/ledger/epoch.ts';
import { type Fork, forks, inStreams, missingFrom, outStream } from '../../exchange/ledger/streams.ts';
import { notResent } from '../../exchange/ledger/not-resent.ts';
import { missingToText } from '../../exchange/order.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { mostFilterValues } from '../../../preload/contract/record-shapes.ts';
import { quote } from '../../registers/sql.ts';
import type { Reader } from '../../vault/api.ts';
import type { OpenOffice } from '../office.ts';
import { activeNeighbours } from '../offices.ts';

/** Packages of an office that no receipt of ours has answered yet. */
export function receiptDue(reader: Reader, peer: string): number {
  const row = reader.get<{ count: number }>(
    `SELECT count(*) AS count FROM exchangePackage WHERE direction = 'in' AND kind <> 'receipt' AND sender = ?
     AND state IN ('IMPORTED', 'PARTIAL')`,
    [peer],
  );
  return row?.count ?? 0;
}

/** The offices this one exchanges with: neighbours whose certificates are in force. */
export function peersOf(office: OpenOffice): readonly string[] {
  return activeNeighbours(office)
    .map((peer) => peer.office)
    .sort();
}

/**
 * Places of a stream with two contents, in words. They stand until the sender has numbered anew and the recipient holds
 * something of that: then nothing more builds on what was in doubt.
 */
function forksWith(reader: Reader, peer: string): readonly string[] {
  const streams = inStreams(reader, peer);
  const isBehindUs = ({ kind, epoch }: Fork): boolean => {
    const own = currentEpoch(reader);
    return own !== undefined && own.epoch !== epoch && outStream(reader, peer, kind, own).ackSequence > 0;
  };
  return forks(reader)
    .filter((fork) =>
      fork.sender === peer
        ? streams.some(({ kind, epoch }) => kind === fork.kind && epoch === fork.epoch)
        : fork.recipient === peer && !isBehindUs(fork),
    )
    .map(
      ({ sender, kind, sequence }) =>
        `${sender === peer ? '收到' : '发出'}的${packageKindLabels[kind]}第${sequence}号`,
    );
}

export function boardRow(
  office: OpenOffice,
  nameOf: (office: string) => string,
  peer: string,
  mayRead: (register: Register) => boolean,
): Output<'exchange.board'>['offices'][number] {
  const { vault } = office;
  const { notAfter } = requireCertificate(vault, peer);
  const daysLeft = certificateDaysLeft(notAfter, office.now());
  const [lastIn] = listPackages(vault, { direction: 'in', office: peer }, 0, 1).packages;
  const lastOut = listPackages(vault, { direction: 'out', office: peer }, 0, 20).packages.find(
    (each) => each.sealedAt !== null,
  );
  const data = vault.get<{ at: number | null }>(
    `SELECT max(createdAt) AS at FROM exchangePackage WHERE direction = 'in' AND sender = ?
     AND kind IN (SELECT value FROM json_each(?)) AND state IN ('IMPORTED', 'PARTIAL', 'RECEIPTED', 'CLOSED')`,
    [peer, JSON.stringify(recordKinds)],
  );
  const petitions = vault.get<{ count: number }>('SELECT count(*) AS count FROM petition WHERE office = ?', [
    peer,
  ]);
  const missing = missingFrom(vault, peer).map(
    (gap) => `${packageKindLabels[gap.kind]}：${missingToText(gap)}`,
  );
  const forked = [...new Set(forksWith(vault, peer))];
  const waiting = unacknowledged(vault, peer);
  const due = receiptDue(vault, peer);
  const slips = openSlips(vault, peer);
  const refusals = standingRefusals(vault, { recipient: peer });
  const toMend = refusals.filter(({ againNo }) => againNo === null);
  return {
    office: peer,
    name: nameOf(peer),
    lastInNo: lastIn?.no ?? null,
    lastInAt: lastIn?.movedAt ?? null,
    dataUpTo: data?.at ?? null,
    missing,
    forks: forked,
    receiptDue: due,
    openSlips: [...slips],
    lastOutNo: lastOut?.no ?? null,
    lastOutAt: lastOut?.sealedAt ?? lastOut?.createdAt ?? null,
    unacknowledged: waiting.length,
    refused: sum(refusals),
    inTransit: waiting.filter(({ state }) => state === 'IN_TRANSIT').length,
    signedFor: waiting.filter(({ state }) => state === 'RECEIVED').length,
    oldestUnacknowledgedAt: waiting[0]?.sealedAt ?? null,
    petitions: petitions?.count ?? 0,
    notResent: [...lostThere(vault, peer, mayRead)],
    validTo: chineseDate(notAfter),
    daysLeft,
    ...judge({
      ...{ forked, missing, daysLeft, receiptDue: due, waiting: waiting.length, toMend: sum(toMend), slips },
      started: lastIn !== undefined || lastOut !== undefined,
    }),
  };
}

/**
 * Of registers this person may read, without what is void, withdrawn or no longer the office's: how many, and the first by
 * number, as many as one list can be asked for.
 */
export function lostThere(
  reader: Reader,
  peer: string,
  mayRead: (register: Register) => boolean,
): Output<'exchange.board'>['offices'][number]['notResent'] {
  return [...notResent(reader, peer)].flatMap(([key, ids]) => {
    const register = registerById(key);
    if (!register || !mayRead(register)) return [];
    const held = reader.all<{ id: string }>(
      `SELECT id FROM ${quote(register.id)} WHERE id IN (SELECT value FROM json_each(?)) AND office = ?
       AND voidAt IS NULL AND withdrawn IS NULL ORDER BY no`,
      [JSON.stringify(ids), peer],
    );
    if (held.length === 0) return [];
    const first = held.slice(0, mostFilterValues).map(({ id }) => id);
    return [{ register: asRegisterId(register.id), count: held.length, ids: first }];
  });
}

const sum = (refusals: readonly StandingRefusals[]): number =>
  refusals.reduce((total, { count }) => total + count, 0);

interface Standing {
  readonly forked: readonly string[];
  readonly missing: readonly string[];
  /** Of the peer's certificate. */
  readonly daysLeft: number;
  readonly receiptDue: number;
  readonly waiting: number;
  /** Records of ours that the peer refused and no package on its way brings again. */
  readonly toMend: number;
  readonly slips: readonly string[];
  readonly started: boolean;
}

function judge({
  forked,
  missing,
  daysLeft,
  receiptDue,
  waiting,
  toMend,
  slips,
  started,
}: Standing): Pick<Output<'exchange.board'>['offices'][number], 'tone' | 'text'> {
  if (forked.length > 0) return { tone: 'danger', text: `内容不符：${forked.join('；')}` };
  if (missing.length > 0) return { tone: 'danger', text: `缺包：${missing.join('；')}` };
  const term = certificateTerm(daysLeft);
  if (term === 'expired') return { tone: 'danger', text: '对方证书已到期' };
  if (toMend > 0) return { tone: 'warning', text: `对方拒收${toMend}条，更正后重发` };
  if (receiptDue > 0) return { tone: 'warning', text: `有${receiptDue}个包待出具回执` };
  if (waiting > 0) return { tone: 'warning', text: `有${waiting}个包待对方回执` };
  if (slips.length > 0) return { tone: 'warning', text: `交接单没有办结：${slips.join('、')}` };
  if (term === 'ending') return { tone: 'warning', text: '对方证书将到期' };
  return started ? { tone: 'success', text: '往来正常' } : { tone: 'neutral', text: '尚未交换' };
}
