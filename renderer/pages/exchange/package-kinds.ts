/** What may travel between which offices, and what its pages call it. */
import { type Direction, isRecordKind } from '../../../domain/package-kinds.ts';
import { countLabel, goesThatWay, packageKindLabels, permissionsToSend } from '../../../domain/packages.ts';
import type { Output } from '../../../preload/contract/contract.ts';

export type PackageRow = Output<'packages.list'>['packages'][number];
export type PackageKind = PackageRow['kind'];
export type Peer = Output<'network.status'>['peers'][number];

export interface KindInfo {
  readonly kind: PackageKind;
  readonly label: string;
  readonly text: string;
  /** Reports are sent for a period; everything else is what changed since the last receipt. */
  readonly withPeriod: boolean;
  readonly withAttachments: boolean;
}

const texts: Readonly<Record<PackageKind, string>> = {
  petitions: '自对方上次回执以来登记和变更的信访件，不含反映人身份。',
  statistics: '按统计期汇总的报表数字。',
  settings: '本市统一的代码表、时限规则、工作日历和吊销名单。',
  receipt: '告诉对方哪些数据包已经收到、缺哪些。',
  problems:
    '已反馈的问题。下发的先在问题页面上选定接收单位（共性问题另发通报）；上报的为本办全部已反馈问题。',
  rectification: '整改方案、事项、措施的进展。上报的为本办整本台账；下发的先在方案页面上选定接收单位。',
  leads: '移交给对方的问题线索，以及其后的办理情况；内容加密，只有对方能打开。',
  commonProblems:
    '标为“共性问题”的全部已反馈问题，供下级各单位对照整改；不必逐件选定接收单位。只发问题、分类和整改建议，不含被巡察党组织、事实、责任主体和附件；在该单位所在地发现的，或者选定过发往该单位的，发全部内容。',
  coordination: '已发出的协作事项，先在其页面上选定接收单位；或者对其来函的回复。',
  planning:
    '规划计划、轮次、巡察组。下发的先在其页面上选定接收单位；上报的为本办的全部，以及对象库和选定推荐的人才库人员。组员只含姓名、组内职务、单位、来源地，都不含附件。',
  configuration:
    '一个巡察组到现场用的单机：先在巡察组页面上“发往其他单位”选定该单机，轮次、巡察组（含组员分工）、所巡察的党组织和基础数据一并带去。',
  handIn:
    '收尾以后，本机登记的全部内容（问题线索另包）连同反映人信息、附件、办理经过、查看和带出记录移交派出巡察组的巡察办，只有对方能打开。',
  instructions: '选定发往对方的督办文书、监督任务；或者对其来文的回复。',
};

/** In the order in which an office needs them. */
const ordered: readonly PackageKind[] = [
  'petitions',
  'problems',
  'rectification',
  'instructions',
  'commonProblems',
  'planning',
  'coordination',
  'leads',
  'statistics',
  'configuration',
  'handIn',
  'settings',
  'receipt',
];

/** What this person may send to offices one of these ways. */
export function kindsFrom(ways: readonly Direction[], held: readonly string[]): readonly KindInfo[] {
  const maySend = (kind: PackageKind, way: Direction): boolean =>
    goesThatWay(kind, way) && permissionsToSend(kind, way).every((permission) => held.includes(permission));
  return ordered
    .filter((kind) => ways.some((way) => maySend(kind, way)))
    .map((kind) => ({
      kind,
      label: packageKindLabels[kind],
      text: texts[kind],
      withPeriod: kind === 'statistics',
      withAttachments: isRecordKind(kind),
    }));
}

/** 信访件 12 in words for the record counts of a package; what it holds none of goes without saying, unless it holds nothing. */
export function countsText(counts: Readonly<Record<string, number>>): string {
  const all = Object.entries(counts);
  const held = all.filter(([, count]) => count > 0);
  const parts = (held.length > 0 ? held : all).map(([name, count]) => `${countLabel(name)} ${count}`);
  return parts.length === 0 ? '—' : parts.join('，');
}

/**
 * What a receipt says became of the records of a package that went out; the refused ones stand in a list of their own.
 * Undefined where nothing has been answered.
 */
export function outcomeText({
  outcome,
  receiptNo,
}: Pick<PackageRow, 'outcome' | 'receiptNo'>): string | undefined {
  if (outcome === null) return receiptNo === null ? undefined : '回执没有写明本包的处理结果';
  const { accepted, unchanged, refused } = outcome;
  const counts = `接收 ${accepted}，无变化 ${unchanged}，拒收 ${refused}`;
  return refused === 0 ? counts : `${counts}。拒收的见“未接收的记录”，更正后随下一个数据包重新发送。`;
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

/** What can be printed of a package that came from elsewhere. */
export const formsOfReceived: readonly string[] = ['F52', 'F51'];
export const printReceived = '打印清单与回执、审批单';

/** What can be printed of it: hand-over slip, approval and list; a receipt's code stands on paper once it has been given out. */
export function printedForms(item: PackageRow): readonly string[] {
  if (isWaitingForApproval(item) || mayBeIssued(item)) return [];
  if (item.direction === 'in') return formsOfReceived;
  return item.state === 'PRINTED' ? ['F52'] : ['F45', 'F51', 'F52'];
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
