/** Data exchange: packages out and in and the board of offices. */
import { packageKindLabels } from '../../../domain/packages.ts';
import {
  listPackages,
  outcomeOf,
  type PackageRecord,
  receiptNoOf,
  recipientsOf,
  sequenceOf,
} from '../../exchange/ledger/packages.ts';
import { shownState } from '../../exchange/package-state.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { mayOn } from '../../../domain/access/permissions.ts';
import type { Register } from '../../../domain/register.ts';
import type { Desk } from '../desk.ts';
import { boardRow, peersOf } from '../exchange/board.ts';
import { applyIncoming, inspectPackage } from '../exchange/incoming.ts';
import { decidePackage, preparePackage, voidPackage, writeToMedium } from '../exchange/outgoing.ts';
import { previewPackage } from '../exchange/preview.ts';
import { listRefusals } from '../exchange/refusals.ts';
import { shortDigest } from '../package-paper.ts';
import { officeNames } from '../offices.ts';
import type { OpenOffice } from '../office.ts';
import type { Handlers } from '../router.ts';

type PackageHandlers = Pick<
  Handlers,
  | 'packages.list'
  | 'packages.refusals'
  | 'packages.preview'
  | 'packages.prepare'
  | 'packages.approve'
  | 'packages.write'
  | 'packages.void'
  | 'packages.inspect'
  | 'packages.apply'
  | 'packages.discardIncoming'
  | 'exchange.board'
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
      const nameOf = officeNames(office);
      return { packages: packages.map((each) => toRow(office, nameOf, each)), total };
    },
    'packages.refusals': ({ input }) => listRefusals(desk, input.package),
    'packages.preview': ({ input }) => previewPackage(desk, input),
    'packages.prepare': ({ input }) => preparePackage(desk, input),
    'packages.approve': async ({ input }) => {
      await decidePackage(desk, input);
      return {};
    },
    'packages.write': ({ input, job, path }) => writeToMedium(desk, input, path(input.folder), job),
    'packages.void': ({ input }) => {
      voidPackage(desk, input.package, input.reason);
      return {};
    },
    'packages.inspect': ({ input, job, path }) => {
      job.progress(0, 0, '正在解密、验签并核对内容');
      return inspectPackage(desk, path(input.file), job);
    },
    'packages.apply': ({ input, job }) => {
      job.progress(0, 0, '正在导入');
      return applyIncoming(desk, input.incoming, input.witness, job);
    },
    'packages.discardIncoming': async ({ input }) => {
      await desk.incoming.discard(input.incoming);
      return {};
    },
    'exchange.board': () => {
      const office = desk.office();
      const nameOf = officeNames(office);
      const { permissions } = desk.person().actor;
      const mayRead = (register: Register): boolean => mayOn(permissions, register, 'read');
      return { offices: peersOf(office).map((peer) => boardRow(office, nameOf, peer, mayRead)) };
    },
  };
}

function toRow(
  office: OpenOffice,
  nameOf: (office: string) => string,
  record: PackageRecord,
): Output<'packages.list'>['packages'][number] {
  const recipients = recipientsOf(office.vault, record.id);
  const peers = record.direction === 'out' ? recipients.map((each) => each.office) : [record.sender];
  const outcome = record.direction === 'out' ? outcomeOf(recipients) : null;
  const { label, tone } = shownState(record.state, outcome);
  return {
    id: record.id,
    no: record.no,
    direction: record.direction,
    kind: record.kind,
    kindLabel: packageKindLabels[record.kind],
    peer: peers[0] ?? '',
    peerName: peers.map(nameOf).join('、'),
    sequence: sequenceOf(office.vault, record),
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
    remark: record.reason,
    importedAt: record.importedAt,
    importedByName: record.importedByName,
    witnessName: record.witnessName,
    receiptNo: receiptNoOf(record, recipients),
    outcome,
  };
}
