/** Data exchange: packages out and in, the board of offices, the register of media. */
import { createId } from '../../deps.ts';
import { certificates } from '../../exchange/ledger/keys.ts';
import { media, saveMedium } from '../../exchange/ledger/media.ts';
import {
  listPackages,
  type PackageRecord,
  recipientsOf,
  unacknowledged,
} from '../../exchange/ledger/packages.ts';
import { missingFrom } from '../../exchange/ledger/streams.ts';
import { missingToText } from '../../exchange/order.ts';
import { packageStates } from '../../exchange/package-state.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import type { Desk } from '../desk.ts';
import { applyIncoming, inspectPackage } from '../exchange/incoming.ts';
import {
  decidePackage,
  preparePackage,
  previewPackage,
  voidPackage,
  writeToMedium,
} from '../exchange/outgoing.ts';
import { packageKindLabels, shortDigest } from '../package-paper.ts';
import { officeName } from '../offices.ts';
import type { OpenOffice } from '../office.ts';
import type { Handlers } from '../router.ts';

type PackageHandlers = Pick<
  Handlers,
  | 'packages.list'
  | 'packages.preview'
  | 'packages.prepare'
  | 'packages.approve'
  | 'packages.write'
  | 'packages.void'
  | 'packages.inspect'
  | 'packages.apply'
  | 'packages.discardIncoming'
  | 'exchange.board'
  | 'media.list'
  | 'media.save'
>;

export function packageHandlers(desk: Desk): PackageHandlers {
  return {
    'packages.list': ({ input }) => {
      const office = desk.office();
      const filter = {
        ...(input.direction === null ? {} : { direction: input.direction }),
        ...(input.peer === null ? {} : { office: input.peer }),
      };
      const { packages, total } = listPackages(office.vault, filter, input.offset, input.limit);
      return { packages: packages.map((each) => toRow(office, each)), total };
    },
    'packages.preview': ({ input }) => previewPackage(desk, input),
    'packages.prepare': ({ input }) => preparePackage(desk, input),
    'packages.approve': ({ input }) => {
      decidePackage(desk, input);
      return {};
    },
    'packages.write': ({ input, job, path }) => writeToMedium(desk, input, path(input.folder), job),
    'packages.void': ({ input }) => {
      voidPackage(desk, input.package, input.reason);
      return {};
    },
    'packages.inspect': ({ input, job, path }) => {
      job.progress(0, 0, '正在解密、验签并核对内容');
      return inspectPackage(desk, path(input.file));
    },
    'packages.apply': ({ input, job }) => {
      job.progress(0, 0, '正在导入');
      return applyIncoming(desk, input.incoming, input.witness);
    },
    'packages.discardIncoming': async ({ input }) => {
      await desk.incoming.discard(input.incoming);
      return {};
    },
    'exchange.board': () => ({
      offices: peersOf(desk.office()).map((peer) => boardRow(desk.office(), peer)),
    }),
    'media.list': () => ({ media: media(desk.office().vault).map((each) => ({ ...each })) }),
    'media.save': ({ input }) => {
      const id = input.id ?? createId(desk);
      return desk.commit(['media'], (tx) => {
        saveMedium(tx, { ...input, id });
        return {
          output: { id },
          audit: { action: 'media.save', entity: 'medium', entityNo: input.code, detail: '登记（变更）介质' },
        };
      });
    },
  };
}

function toRow(office: OpenOffice, record: PackageRecord): Output<'packages.list'>['packages'][number] {
  const [recipient] = recipientsOf(office.vault, record.id);
  const peer = record.direction === 'out' ? (recipient?.office ?? '') : record.sender;
  const { label, tone } = packageStates[record.state];
  return {
    id: record.id,
    no: record.no,
    direction: record.direction,
    kind: record.kind,
    kindLabel: packageKindLabels[record.kind],
    peer,
    peerName: officeName(office, peer),
    sequence: recipient?.sequence ?? 0,
    state: record.state,
    stateLabel: label,
    tone,
    createdByName: record.createdBy.name,
    createdAt: record.createdAt,
    approvedByName: record.approvedBy?.name ?? null,
    approvedAt: record.approvedAt,
    counts: { ...record.counts },
    size: record.bytes,
    digest: record.fileSha256 === null ? null : shortDigest(record.fileSha256),
    mark: record.mark,
    period: record.period || null,
    fileName: record.fileName,
  };
}

/** The offices this one exchanges with: those whose certificates are in force. */
function peersOf(office: OpenOffice): readonly string[] {
  return certificates(office.vault)
    .filter((each) => each.status === 'active')
    .map((each) => each.certificate.office.office)
    .sort();
}

function boardRow(office: OpenOffice, peer: string): Output<'exchange.board'>['offices'][number] {
  const { vault } = office;
  const [lastIn] = listPackages(vault, { direction: 'in', office: peer }, 0, 1).packages;
  const [lastOut] = listPackages(vault, { direction: 'out', office: peer }, 0, 1).packages;
  const data = vault.get<{ at: number | null }>(
    `SELECT max(createdAt) AS at FROM exchangePackage WHERE direction = 'in' AND kind = 'petitions' AND sender = ?`,
    [peer],
  );
  const due = vault.get<{ count: number }>(
    `SELECT count(*) AS count FROM exchangePackage WHERE direction = 'in' AND kind <> 'receipt' AND sender = ?
     AND state IN ('IMPORTED', 'PARTIAL')`,
    [peer],
  );
  const petitions = vault.get<{ count: number }>('SELECT count(*) AS count FROM petition WHERE office = ?', [
    peer,
  ]);
  const missing = missingFrom(vault, peer).map(
    (gap) => `${packageKindLabels[gap.kind]}：${missingToText(gap)}`,
  );
  const waiting = unacknowledged(vault, peer);
  const receiptDue = due?.count ?? 0;
  return {
    office: peer,
    name: officeName(office, peer),
    lastInNo: lastIn?.no ?? null,
    lastInAt: lastIn?.movedAt ?? null,
    dataUpTo: data?.at ?? null,
    missing,
    receiptDue,
    lastOutNo: lastOut?.no ?? null,
    lastOutAt: lastOut?.sealedAt ?? lastOut?.createdAt ?? null,
    unacknowledged: waiting.length,
    oldestUnacknowledgedAt: waiting[0]?.sealedAt ?? null,
    petitions: petitions?.count ?? 0,
    ...judge(missing, receiptDue, waiting.length, lastIn !== undefined || lastOut !== undefined),
  };
}

function judge(
  missing: readonly string[],
  receiptDue: number,
  waiting: number,
  started: boolean,
): Pick<Output<'exchange.board'>['offices'][number], 'tone' | 'text'> {
  if (missing.length > 0) return { tone: 'danger', text: `缺包：${missing.join('；')}` };
  if (receiptDue > 0) return { tone: 'warning', text: `有${receiptDue}个包待出具回执` };
  if (waiting > 0) return { tone: 'warning', text: `有${waiting}个包待对方回执` };
  return started ? { tone: 'success', text: '往来正常' } : { tone: 'neutral', text: '尚未交换' };
}
