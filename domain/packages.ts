/** 数据包 (reference 3.16): what travels in which kind, and what kinds and counts are called, on the screen as on paper. */
import { type Permission, permissionOn } from './access/permissions.ts';
import {
  type Direction,
  directions,
  isRecordKind,
  type PackageKind,
  packageKinds,
  type RecordKind,
} from './package-kinds.ts';
import type { Register } from './register.ts';
import type { Travel } from './travel.ts';
import { registerById, registers } from './registers/registers.ts';
import { standingIn } from './sealed.ts';
import { handInsOf } from './sent-part.ts';

/** 信访登记 travel without the petitioners. */
export const packageKindLabels: Readonly<Record<PackageKind, string>> = {
  settings: '基础字典与模板',
  petitions: '信访登记（脱敏）',
  statistics: '统计报表',
  receipt: '回执',
  problems: '反馈问题清单',
  rectification: '整改进展',
  leads: '问题线索',
  commonProblems: '共性问题通报',
  instructions: '督办交办与回复',
  planning: '计划与编组',
  coordination: '协作事项与回复',
  configuration: '单机配置',
  handIn: '单机移交',
};

const countLabels: Readonly<Record<string, string>> = {
  petition: '信访件',
  attachment: '附件',
  change: '办理经过',
  disclosure: '查看和带出记录',
  code: '代码',
  deadlineRule: '时限规则',
  calendarYear: '日历年度',
  report: '报表',
  package: '所答复的数据包',
};

/** What is counted under this name in a package; a name that a newer program gave is shown as it came. */
export function countLabel(name: string): string {
  return countLabels[name] ?? registerById(name)?.label ?? name;
}

export interface Travelling {
  readonly register: Register;
  readonly travel: Travel;
}

/** What a kind carries that way, wholes before their parts. */
export function travellingIn(
  kind: PackageKind,
  direction: Direction,
  among: readonly Register[] = registers,
): readonly Travelling[] {
  return among.flatMap((register) =>
    (direction === 'fromGroup' ? handInsOf(register) : (register.travels ?? []))
      .filter((travel) => travel.kind === kind && travel.direction === direction)
      .map((travel) => ({ register, travel })),
  );
}

/** What of each register goes with a kind that way, in a sentence: what a clerk looks at who misses a record. */
export function whatGoes(kind: PackageKind, direction: Direction): string {
  const texts = travellingIn(kind, direction)
    .filter(({ travel }) => travel.which !== 'withWhole')
    .map(({ register, travel: { which, states, only } }) => {
      const labels = register.workflow.states.filter(({ code }) => states?.includes(code) ?? false);
      const marked = only && register.fields.find(({ key }) => key === only.field)?.label;
      return [
        register.label,
        ...(labels.length === 0 ? [] : [`${labels.map(({ label }) => label).join('、')}的`]),
        ...(only ? [`“${marked ?? only.field}”${only.is ? '勾“是”' : '不勾“是”'}的`] : []),
        ...(which === 'addressed' ? ['在其页面上用“发往其他单位”选定该单位的'] : []),
        ...(which === 'named' ? ['所发记录中写明的'] : []),
        ...(which === 'toOwnerOfWhole' ? ['所答复的文书归该单位的'] : []),
        ...(which === 'all' && labels.length === 0 && !only ? ['本办的全部'] : []),
      ].join('，');
    });
  return texts.length === 0 ? '' : `能随此包发出的：${texts.join('；')}。`;
}

const waysOfDocuments: Readonly<Record<Exclude<PackageKind, RecordKind>, readonly Direction[]>> = {
  settings: ['down', 'toGroup'],
  statistics: ['up'],
  receipt: ['up', 'down', 'toGroup', 'fromGroup'],
};

/** Whether a kind goes that way at all: documents as listed here, records as their registers say. */
export function goesThatWay(kind: PackageKind, direction: Direction): boolean {
  return isRecordKind(kind)
    ? travellingIn(kind, direction).length > 0
    : waysOfDocuments[kind].includes(direction);
}

/** The sentence a refusal gives for a kind that does not go that way. */
export function waysText(): string {
  const labels = (direction: Direction, other: Direction): string =>
    packageKinds
      .filter((kind) => goesThatWay(kind, direction) && !goesThatWay(kind, other))
      .map((kind) => packageKindLabels[kind])
      .join('、');
  return `${labels('down', 'up')}由市级下发；${labels('up', 'down')}由县级上报；其他种类可以上下传递。`;
}

/** Registers a kind may carry, whichever way. */
export function registersOf(kind: RecordKind): ReadonlySet<string> {
  return new Set(
    directions.flatMap((direction) => travellingIn(kind, direction).map(({ register }) => register.id)),
  );
}

/**
 * What it takes to draw up a package of a kind besides `exchange.prepare`: to take along what it carries, as a list or a
 * workbook does, and to hand over what changes its owner.
 */
export function permissionsToSend(kind: PackageKind, direction: Direction): readonly Permission[] {
  // Whoever hands in hands over what everybody has registered, and opens what is sealed of it.
  if (kind === 'handIn') return ['petition.export', 'petition.revealPetitioner'];
  const needed = travellingIn(kind, direction).flatMap(({ register, travel }) => [
    permissionOn(register, 'export'),
    // A workstation hands everything in once nobody may hand over single records on it any more.
    travel.handsOver && direction !== 'fromGroup' ? permissionOn(register, 'handOver') : undefined,
  ]);
  return [...new Set(needed.filter((each) => each !== undefined))];
}

/** What it takes to import a package of a kind besides `exchange.import`: to open what its registers keep sealed. */
export function permissionsToImport(kind: PackageKind): readonly Permission[] {
  if (!isRecordKind(kind)) return [];
  if (kind === 'handIn') return ['petition.revealPetitioner'];
  const sealing = [...registersOf(kind)].flatMap((id) => {
    const register = registerById(id);
    return register && standingIn(register) ? [permissionOn(register, 'scan')] : [];
  });
  return sealing.filter((each) => each !== undefined);
}
