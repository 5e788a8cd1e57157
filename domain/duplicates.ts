/**
 * 重复件: the same petitioner (同人) with the same facts and demand (同事), both needed (reference 3.1.4). The score
 * proposes, the clerk decides and the decision is kept with its basis.
 */
import type { ChildRow, ChildRowsByKey, Values } from './register.ts';
import { normalizeIdNumber, splitPhones } from './text/identifiers.ts';
import { splitNames } from './text/names.ts';
import { normalizeLabel, normalizeName, normalizeText } from './text/normalize.ts';
import { listOf, textOf } from './text/text-of.ts';

export type PetitionerKeyKind = 'idNumber' | 'phone' | 'name' | 'address';

/**
 * One way in which a petitioner can be recognised. `value` is normalised text, or a keyed digest of
 * {@link digestInput} where the plain identity may not be seen (sealed compartment, other offices).
 */
export interface PetitionerKey {
  readonly kind: PetitionerKeyKind;
  readonly value: string;
}

export interface AccusedPerson {
  readonly name: string;
  readonly unit: string;
}

/** What is compared of a letter. */
export interface DuplicateSubject {
  readonly petitioners: readonly PetitionerKey[];
  /** Nobody signed, and the letter accuses somebody: then the same accused counts as the same petitioner. */
  readonly anonymousAccusation: boolean;
  readonly accused: readonly AccusedPerson[];
  readonly accusedOrgs: readonly string[];
  readonly summary: string;
  readonly issueTypes: readonly string[];
}

/** Weights and thresholds are data of the office; these are proposals (待核). */
export interface DuplicateRule {
  readonly weights: {
    readonly accused: number;
    readonly petitioner: number;
    readonly text: number;
    readonly issues: number;
  };
  readonly keyWeights: Readonly<Record<PetitionerKeyKind, number>>;
  readonly suspected: number;
  readonly related: number;
  readonly basis: string;
  readonly verified: boolean;
}

export const duplicateRuleSeed: DuplicateRule = {
  weights: { accused: 0.45, petitioner: 0.25, text: 0.2, issues: 0.1 },
  keyWeights: { idNumber: 1, phone: 1, name: 0.8, address: 0.6 },
  suspected: 0.75,
  related: 0.5,
  basis: '软件建议的比对权重，待本办核定',
  verified: false,
};

export interface DuplicateScore {
  /** 0 to 1, two decimals. */
  readonly score: number;
  readonly level: 'suspected' | 'related' | 'none';
  /** Each 0 to 1, before weighting. */
  readonly parts: {
    readonly accused: number;
    readonly petitioner: number;
    readonly text: number;
    readonly issues: number;
  };
  /** 判定依据, for the clerk and for F10. Names no petitioner. */
  readonly explanation: string;
}

/** A letter evened out for comparing, so that one compared with thousands is evened out once. */
export interface PreparedSubject {
  readonly anonymousAccusation: boolean;
  /** Kinds by what {@link digestInput} makes of the key. */
  readonly kindByKey: ReadonlyMap<string, PetitionerKeyKind>;
  readonly accused: readonly AccusedPerson[];
  readonly accusedOrgs: readonly string[];
  readonly pieces: ReadonlySet<string>;
  readonly issueTypes: ReadonlySet<string>;
}

export function prepareSubject(subject: DuplicateSubject): PreparedSubject {
  return {
    anonymousAccusation: subject.anonymousAccusation,
    kindByKey: new Map(subject.petitioners.map((key) => [digestInput(key), key.kind])),
    accused: subject.accused.map(({ name, unit }) => ({
      name: normalizeName(name),
      unit: normalizeLabel(unit),
    })),
    accusedOrgs: subject.accusedOrgs.map(normalizeLabel),
    pieces: trigrams(subject.summary),
    issueTypes: new Set(subject.issueTypes),
  };
}

/** Compares two letters. Symmetric. */
export function compareSubjects(
  left: DuplicateSubject,
  right: DuplicateSubject,
  rule: DuplicateRule = duplicateRuleSeed,
): DuplicateScore {
  return comparePrepared(prepareSubject(left), prepareSubject(right), rule);
}

/** As {@link compareSubjects}, for letters that are compared many times. */
export function comparePrepared(
  left: PreparedSubject,
  right: PreparedSubject,
  rule: DuplicateRule = duplicateRuleSeed,
): DuplicateScore {
  const accused = accusedMatch(left, right);
  const bothAnonymous = left.anonymousAccusation && right.anonymousAccusation;
  const shared = sharedKeys(left, right);
  const known = Math.max(0, ...shared.map((kind) => rule.keyWeights[kind]));
  const parts = {
    accused,
    petitioner: bothAnonymous ? accused : known,
    text: overlap(left.pieces, right.pieces),
    issues: overlap(left.issueTypes, right.issueTypes),
  };
  const { weights } = rule;
  const exact =
    weights.accused * parts.accused +
    weights.petitioner * parts.petitioner +
    weights.text * parts.text +
    weights.issues * parts.issues;
  const score = Math.round(exact * 100) / 100;
  const level = score >= rule.suspected ? 'suspected' : score >= rule.related ? 'related' : 'none';
  return { score, level, parts, explanation: explain(score, level, parts, bothAnonymous, shared) };
}

/** What is compared of a petition; `petitioners` replaces the plain keys where only digests are at hand. */
export function duplicateSubject(
  values: Values,
  children: ChildRowsByKey,
  petitioners: readonly PetitionerKey[] = (children['petitioners'] ?? []).flatMap(petitionerKeys),
): DuplicateSubject {
  const accusing =
    values['category'] === undefined || values['category'] === null || values['category'] === 'ACCUSATION';
  return {
    petitioners,
    anonymousAccusation: values['isRealName'] !== true && petitioners.length === 0 && accusing,
    accused: (children['accused'] ?? []).map(({ values: row }) => ({
      name: textOf(row['name']),
      unit: textOf(row['unit']),
    })),
    accusedOrgs: (children['accusedOrgs'] ?? []).map(({ values: row }) => textOf(row['name'])),
    summary: textOf(values['summary']),
    issueTypes: listOf(values['issueTypes']),
  };
}

/** The normalised keys of one petitioner row: identity card, each telephone, each name, each address. */
export function petitionerKeys(row: ChildRow): readonly PetitionerKey[] {
  const { values } = row;
  const keys: PetitionerKey[] = [];
  const idNumber = normalizeIdNumber(textOf(values['idNumber']));
  if (idNumber !== '') keys.push({ kind: 'idNumber', value: idNumber });
  for (const phone of splitPhones(textOf(values['phone'])).phones) {
    keys.push({ kind: 'phone', value: phone.replace(/\D/gu, '') });
  }
  for (const name of splitNames(textOf(values['name'])).names)
    keys.push({ kind: 'name', value: normalizeName(name) });
  for (const address of new Set(
    [values['address'], values['mailAddress']].map((value) => normalizeLabel(textOf(value))),
  )) {
    if (address.length >= 6) keys.push({ kind: 'address', value: address });
  }
  return keys;
}

/**
 * What goes into the keyed digest of a petitioner key, so that offices can compare without sending identities. The
 * key must be secret to the network: names and telephone numbers are few enough to be guessed otherwise.
 */
export function digestInput(key: PetitionerKey): string {
  return `petitioner/${key.kind}/${key.value}`;
}

/**
 * Words under which a letter is filed for the search of candidates: two letters that share none of them cannot
 * reach the lower threshold by persons, and need not be compared.
 */
export function blockingKeys(subject: DuplicateSubject): readonly string[] {
  const names = subject.accused.map(({ name }) => normalizeName(name)).filter((name) => name !== '');
  const orgs = subject.accusedOrgs.map(normalizeLabel).filter((name) => name !== '');
  return [
    ...new Set([
      ...names.map((name) => `accused/${name}`),
      ...orgs.map((name) => `org/${name}`),
      ...subject.petitioners.map(digestInput),
    ]),
  ];
}

function accusedMatch(left: PreparedSubject, right: PreparedSubject): number {
  let best = 0;
  for (const one of left.accused) {
    for (const other of right.accused) best = Math.max(best, personMatch(one, other));
  }
  for (const one of left.accusedOrgs) {
    for (const other of right.accusedOrgs) best = Math.max(best, unitMatch(one, other));
  }
  return best;
}

function personMatch(one: AccusedPerson, other: AccusedPerson): number {
  if (one.name === '' || one.name !== other.name) return 0;
  if (one.unit === '' || other.unit === '') return 0.8;
  return Math.max(0.4, unitMatch(one.unit, other.unit));
}

/** 民政局 and 县民政局 are one unit; 县民政局 and 县教育局 are two. From 0 to 1; both are normalised. */
export function unitMatch(left: string, right: string): number {
  if (left === '' || right === '') return 0;
  if (left === right) return 1;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return long.includes(short) && (short.length >= 3 || isVillageIn(short, long)) ? 0.9 : 0;
}

/**
 * Two signs alone stand in too many names (政府, 学校); a village is told where one of the two writes it as such: 王村 and
 * 某镇王村, 李庄 and 某镇李庄村.
 */
function isVillageIn(short: string, long: string): boolean {
  if (short.length !== 2) return false;
  return short.endsWith('村') || ['村', '社区'].some((suffix) => long.includes(`${short}${suffix}`));
}

function sharedKeys(left: PreparedSubject, right: PreparedSubject): readonly PetitionerKeyKind[] {
  const shared = new Set<PetitionerKeyKind>();
  for (const [key, kind] of left.kindByKey) if (right.kindByKey.has(key)) shared.add(kind);
  return [...shared];
}

function trigrams(summary: string): ReadonlySet<string> {
  const plain = normalizeText(summary)
    .replace(/^(?:再次|多次|继续|又)?(?:来信|来访|来电)?(?:反映|举报|检举|控告)/u, '')
    .replace(/[\p{P}\p{S}]/gu, '');
  const signs = Array.from(plain);
  if (signs.length <= 3) return new Set(plain === '' ? [] : [plain]);
  return new Set(
    signs.slice(2).map((sign, index) => `${signs[index] ?? ''}${signs[index + 1] ?? ''}${sign}`),
  );
}

/** Jaccard similarity. */
function overlap(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size === 0 || right.size === 0) return 0;
  let common = 0;
  for (const piece of left) if (right.has(piece)) common += 1;
  return common / (left.size + right.size - common);
}

const kindLabels: Readonly<Record<PetitionerKeyKind, string>> = {
  idNumber: '身份证号',
  phone: '电话',
  name: '姓名',
  address: '地址',
};

function explain(
  score: number,
  level: DuplicateScore['level'],
  parts: DuplicateScore['parts'],
  bothAnonymous: boolean,
  shared: readonly PetitionerKeyKind[],
): string {
  const person = bothAnonymous
    ? parts.accused >= 0.8
      ? '均为匿名检举控告且被反映人相同，视为同一反映人'
      : '均为匿名，被反映人不同或者单位不同'
    : shared.length > 0
      ? `反映人${shared.map((kind) => kindLabels[kind]).join('、')}相同`
      : '没有发现相同的反映人';
  const accused =
    parts.accused >= 0.8 ? '被反映人相同' : parts.accused > 0 ? '被反映人同名、单位不同' : '被反映人不同';
  const issues = parts.issues > 0 ? '，问题类型有重合' : '';
  const verdict = { suspected: '疑似重复，须人工认定', related: '可能相关', none: '未见重复' }[level];
  return `同一反映人：${person}；同一事项：${accused}，内容相似度${Math.round(parts.text * 100)}%${issues}。综合${score.toFixed(2)}，${verdict}。`;
}
