/** Offices of the network and the administrative divisions they stand for (reference 1.1 and 3.21). */
import { normalizeLabel } from './text/normalize.ts';

export type DivisionLevel = 'PROVINCE' | 'CITY' | 'COUNTY';

/** 市级、县级巡察办, or the stand-alone PC of one inspection group (巡察组单机) under either (decision 022). */
export const officeLevels = ['CITY', 'COUNTY', 'GROUP'] as const;
export type OfficeLevel = (typeof officeLevels)[number];

export const levelLabels: Readonly<Record<DivisionLevel | OfficeLevel, string>> = {
  PROVINCE: '省级',
  CITY: '市级',
  COUNTY: '县级',
  GROUP: '巡察组单机',
};

/** What a PC calls itself to the people before it: nobody at a group's workstation takes it for the office. */
export const selfWord = (level: OfficeLevel): string => (level === 'GROUP' ? '本机' : '本办');

export interface OfficeId {
  /** GB/T 2260, six digits. */
  readonly region: string;
  /** `XCB` for the inspection office (巡察办), `XCZ01`… for stand-alone group workstations (巡察组). */
  readonly suffix: string;
}

/** `330824XCB`: fits file names, certificate names and package numbers without a separator of its own. */
export function formatOfficeId({ region, suffix }: OfficeId): string {
  return `${region}${suffix}`;
}

const officeSuffix = 'XCB';
const workstationId = /^(\d{6})XC(Z\d{2,3})$/u;

/**
 * The office id used in records, certificates and packages: `330824XCB` for the inspection office of a division,
 * `330824XCZ01` for the first of its groups' workstations (1 to 999).
 */
export function officeIdOf(region: string, workstation?: number): string {
  const suffix = workstation === undefined ? officeSuffix : `XCZ${String(workstation).padStart(2, '0')}`;
  return formatOfficeId({ region, suffix });
}

/** The office whose group works at a workstation: `330824XCB` of `330824XCZ01`; undefined for an inspection office. */
export function hostOf(office: string): string | undefined {
  const region = workstationId.exec(office)?.[1];
  return region === undefined ? undefined : officeIdOf(region);
}

/** Whether two offices exchange packages: a workstation with its host alone, an inspection office with every other. */
export function areNeighbours(one: string, other: string): boolean {
  const hosts = [hostOf(one), hostOf(other)];
  return hosts.every((host) => host === undefined) || hosts[0] === other || hosts[1] === one;
}

/**
 * What stands for the office in numbers: the region, and at a workstation its code too (`330824Z01`), so that no number
 * given out there meets one of its host's when the records become the host's.
 */
export function numberPartOf(office: string, region: string): string {
  return `${region}${workstationId.exec(office)?.[2] ?? ''}`;
}

/** 330824 of `330824XCB`. */
export function regionOfOffice(office: string): string {
  return office.slice(0, 6);
}

/** By the digits alone: 330000 province, 330800 city, 330824 county. */
export function regionLevel(region: string): DivisionLevel {
  if (region.endsWith('0000')) return 'PROVINCE';
  return region.endsWith('00') ? 'CITY' : 'COUNTY';
}

/** Whether `inner` lies within `outer` or is the same division. */
export function isWithin(inner: string, outer: string): boolean {
  const digits = { PROVINCE: 2, CITY: 4, COUNTY: 6 }[regionLevel(outer)];
  return inner.slice(0, digits) === outer.slice(0, digits);
}

/** A node of the shipped table; codes have two, four or six digits there. */
export interface DivisionNode {
  readonly code: string;
  readonly name: string;
  readonly children?: readonly DivisionNode[];
}

export interface Division {
  /** Six digits. */
  readonly code: string;
  readonly name: string;
  /** 浙江省衢州市开化县; the filler rows 市辖区 and 县 of municipalities are left out. */
  readonly fullName: string;
  readonly level: DivisionLevel;
  readonly parent: string | null;
}

export interface DivisionIndex {
  readonly byCode: ReadonlyMap<string, Division>;
  readonly byName: ReadonlyMap<string, readonly Division[]>;
  readonly byParent: ReadonlyMap<string | null, readonly Division[]>;
}

const fillers = ['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'];

/** Prepares the shipped table (`resources/divisions`) for look-ups. */
export function createDivisionIndex(nodes: readonly DivisionNode[]): DivisionIndex {
  const index = {
    byCode: new Map<string, Division>(),
    byName: new Map<string, Division[]>(),
    byParent: new Map<string | null, Division[]>(),
  };
  for (const node of nodes) addDivision(index, node, null);
  return index;
}

/** 浙江省衢州市开化县, or the code itself when it is in no table: a stored code is never hidden. */
export function regionName(index: DivisionIndex, code: string): string {
  return index.byCode.get(code)?.fullName ?? code;
}

/** Divisions whose name or full name is `text`, with or without 省/市/县/区; several counties share a name. */
export function findRegions(index: DivisionIndex, text: string): readonly Division[] {
  return index.byName.get(normalizeLabel(text)) ?? [];
}

function addDivision(
  index: {
    byCode: Map<string, Division>;
    byName: Map<string, Division[]>;
    byParent: Map<string | null, Division[]>;
  },
  node: DivisionNode,
  parent: Division | null,
): void {
  const code = node.code.padEnd(6, '0');
  const above = parent?.fullName ?? '';
  const fullName = fillers.includes(node.name) ? above : above + node.name;
  const level: DivisionLevel =
    node.code.length === 2 ? 'PROVINCE' : node.code.length === 4 ? 'CITY' : 'COUNTY';
  const division: Division = { code, name: node.name, fullName, level, parent: parent?.code ?? null };
  index.byCode.set(code, division);
  append(index.byParent, division.parent, division);
  if (!fillers.includes(node.name)) {
    for (const name of new Set(nameForms(division).map(normalizeLabel))) append(index.byName, name, division);
  }
  for (const child of node.children ?? []) addDivision(index, child, division);
}

function nameForms({ name, fullName }: Division): readonly string[] {
  const short = name.replace(/(?:省|市|县|区|自治县|自治州|自治区|地区|盟|旗)$/u, '');
  return Array.from(short).length >= 2 ? [name, fullName, short] : [name, fullName];
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
