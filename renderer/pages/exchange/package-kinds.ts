/** What may travel between which offices, and what its pages call it. */
import { countLabel, packageKindLabels } from '../../../domain/packages.ts';
import type { Output } from '../../../preload/contract/contract.ts';

export type PackageRow = Output<'packages.list'>['packages'][number];
export type PackageKind = PackageRow['kind'];
export type Peer = Output<'network.status'>['peers'][number];
type Level = Peer['level'];

export interface KindInfo {
  readonly kind: PackageKind;
  readonly label: string;
  readonly text: string;
  /** Reports are sent for a period; everything else is what changed since the last receipt. */
  readonly withPeriod: boolean;
  readonly withAttachments: boolean;
}

const kinds: readonly (KindInfo & { readonly from: readonly Level[] })[] = [
  {
    kind: 'petitions',
    label: packageKindLabels.petitions,
    text: '自对方上次回执以来登记和变更的信访件，不含反映人身份。',
    withPeriod: false,
    withAttachments: true,
    from: ['COUNTY'],
  },
  {
    kind: 'statistics',
    label: packageKindLabels.statistics,
    text: '按统计期汇总的报表数字。',
    withPeriod: true,
    withAttachments: false,
    from: ['COUNTY'],
  },
  {
    kind: 'settings',
    label: packageKindLabels.settings,
    text: '本市统一的代码表、时限规则、工作日历和吊销名单。',
    withPeriod: false,
    withAttachments: false,
    from: ['CITY'],
  },
  {
    kind: 'receipt',
    label: packageKindLabels.receipt,
    text: '告诉对方哪些数据包已经收到、缺哪些。',
    withPeriod: false,
    withAttachments: false,
    from: ['CITY', 'COUNTY'],
  },
];

export function kindsFrom(level: Level): readonly KindInfo[] {
  return kinds.filter(({ from }) => from.includes(level));
}

/** 信访件12件 in words for the record counts of a package. */
export function countsText(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([name, count]) => `${countLabel(name)} ${count}`);
  return parts.length === 0 ? '—' : parts.join('，');
}

export function isWaitingForApproval({ direction, state }: PackageRow): boolean {
  return direction === 'out' && state === 'DRAFT';
}

export function isReadyToWrite({ direction, state }: PackageRow): boolean {
  return direction === 'out' && state === 'APPROVED';
}

/** A receipt may go out on paper instead of on a medium. */
export function mayBeIssued(item: PackageRow): boolean {
  return item.kind === 'receipt' && isReadyToWrite(item);
}

/** What can be printed of it: hand-over slip and list; a receipt's code stands on paper once it has been given out. */
export function printedForms(item: PackageRow): readonly string[] {
  if (isWaitingForApproval(item) || mayBeIssued(item)) return [];
  return item.state === 'PRINTED' || item.direction === 'in' ? ['F52'] : ['F45', 'F52'];
}

/** 补写: the same bytes once more, e.g. because the medium was lost on its way. */
export function mayBeWrittenAgain({ direction, state }: PackageRow): boolean {
  return direction === 'out' && ['WRITTEN', 'PRINTED', 'IN_TRANSIT', 'RECEIVED'].includes(state);
}

/** Handed over: F45 is printed from its slip. */
export function isOnItsWay({ direction, state }: PackageRow): boolean {
  return direction === 'out' && ['IN_TRANSIT', 'RECEIVED'].includes(state);
}

/** 办理移交: on a medium, and not on its way yet. */
export function mayBeHandedOver({ direction, state }: PackageRow): boolean {
  return direction === 'out' && state === 'WRITTEN';
}

/** What has been written may be in another office's hands and cannot be taken back. */
export function mayBeVoided({ direction, state }: PackageRow): boolean {
  return direction === 'out' && state === 'APPROVED';
}
