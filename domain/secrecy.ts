/**
 * Secrecy marks (reference 6.1): `密级★保密期限` for state secrets only; work secrets are marked in words, without
 * the star. The software proposes, the person responsible for classification (定密责任人) decides and records why.
 */
import type { Failure } from './failure.ts';
import type { Values } from './register.ts';
import { toHalfWidth } from './text/normalize.ts';

export type MarkKind = 'STATE_SECRET' | 'WORK_SECRET' | 'NONE';
export type SecrecyLevel = 'TOP_SECRET' | 'SECRET' | 'CONFIDENTIAL';

/** How long the mark holds, in months; `null` stands for 长期. */
export interface SecrecyTerm {
  readonly months: number | null;
}

export type Mark =
  | { readonly kind: 'STATE_SECRET'; readonly level: SecrecyLevel; readonly term: SecrecyTerm }
  | { readonly kind: 'WORK_SECRET' }
  | { readonly kind: 'NONE' };

/** From the highest to the lowest, with the longest term that applies when none is stated. */
export const secrecyLevelRules: readonly {
  readonly level: SecrecyLevel;
  readonly label: string;
  readonly maxYears: number;
}[] = [
  { level: 'TOP_SECRET', label: '绝密', maxYears: 30 },
  { level: 'SECRET', label: '机密', maxYears: 20 },
  { level: 'CONFIDENTIAL', label: '秘密', maxYears: 10 },
];

/** Reads `10年`, `6个月`, `长期`; undefined for everything else, e.g. `18个月` (terms from one year on are in years). */
export function parseTerm(text: string): SecrecyTerm | undefined {
  const plain = toHalfWidth(text).replace(/\s/gu, '');
  if (plain === '长期') return { months: null };
  const years = /^([1-9]\d?)年$/u.exec(plain)?.[1];
  if (years !== undefined) return { months: Number(years) * 12 };
  const months = /^([1-9]|1[01])个?月$/u.exec(plain)?.[1];
  return months === undefined ? undefined : { months: Number(months) };
}

/** `10年`, `6个月`, `长期`: whole years from one year on, months below. */
export function formatTerm(term: SecrecyTerm): string {
  if (term.months === null) return '长期';
  return term.months % 12 === 0 ? `${term.months / 12}年` : `${term.months}个月`;
}

/** The mark as printed in the upper left corner; empty when nothing is marked. */
export function formatMark(mark: Mark): string {
  if (mark.kind === 'NONE') return '';
  if (mark.kind === 'WORK_SECRET') return '工作秘密';
  return `${levelRule(mark.level).label}★${formatTerm(mark.term)}`;
}

/** The reverse of {@link formatMark}; undefined for anything that is not a well-formed mark. */
export function parseMark(text: string): Mark | undefined {
  const plain = text.trim();
  if (plain === '') return { kind: 'NONE' };
  if (plain === '工作秘密' || plain === '内部') return { kind: 'WORK_SECRET' };
  const [label, term, ...more] = plain.split('★');
  const rule = secrecyLevelRules.find((candidate) => candidate.label === label?.trim());
  const parsed = term === undefined ? undefined : parseTerm(term);
  if (!rule || !parsed || more.length > 0) return undefined;
  return { kind: 'STATE_SECRET', level: rule.level, term: parsed };
}

/** Whether paper with this printed mark is classified, so that each copy bears its number (份号, GB/T 9704). */
export function isClassified(mark: string): boolean {
  return parseMark(mark)?.kind === 'STATE_SECRET';
}

/** The fields that {@link markOf} reads. */
export const markKeys: readonly string[] = ['markKind', 'secrecyLevel', 'secrecyTerm'];

/** The mark that the values of a record describe; incomplete or contradictory values count as a work secret. */
export function markOf(values: Values): Mark {
  if (values['markKind'] === 'NONE') return { kind: 'NONE' };
  const level = secrecyLevelRules.find((rule) => rule.level === values['secrecyLevel'])?.level;
  const term = typeof values['secrecyTerm'] === 'string' ? parseTerm(values['secrecyTerm']) : undefined;
  if (values['markKind'] !== 'STATE_SECRET' || !level) return { kind: 'WORK_SECRET' };
  return { kind: 'STATE_SECRET', level, term: term ?? { months: levelRule(level).maxYears * 12 } };
}

/** Whether kind, level and term of a record go together; a refusal naming the fields otherwise. */
export function checkMark(values: Values): Failure | undefined {
  const { markKind, secrecyLevel, secrecyTerm, secrecyBasis } = values;
  const fields: Record<string, string> = {};
  if (markKind !== 'STATE_SECRET') {
    if (secrecyLevel) fields['secrecyLevel'] = '只有国家秘密才标密级。';
    if (secrecyTerm) fields['secrecyTerm'] = '只有国家秘密才标保密期限。';
  } else {
    const rule = secrecyLevelRules.find((candidate) => candidate.level === secrecyLevel);
    const term = typeof secrecyTerm === 'string' ? parseTerm(secrecyTerm) : undefined;
    if (!rule) fields['secrecyLevel'] = '请选择绝密、机密或秘密。';
    if (!term) fields['secrecyTerm'] = '请按“10年”“6个月”填写：满一年的写年数，不满一年的写月数。';
    else if (rule && term.months === null && rule.level !== 'TOP_SECRET') {
      fields['secrecyTerm'] = '只有绝密级可以标“长期”。';
    } else if (rule && term.months !== null && term.months > rule.maxYears * 12) {
      fields['secrecyTerm'] = `${rule.label}级的保密期限一般不超过${rule.maxYears}年。`;
    }
    if (typeof secrecyBasis !== 'string' || secrecyBasis.trim() === '') {
      fields['secrecyBasis'] = '定为国家秘密的，须填写定密依据。';
    }
  }
  if (Object.keys(fields).length === 0) return undefined;
  return {
    type: 'SecrecyMarkInvalid',
    what: '密级标志填写不完整或者前后矛盾。',
    why: '国家秘密须同时标明密级和保密期限并写明定密依据；工作秘密和一般材料不得使用国家秘密标志。',
    next: '请按提示改正密级与保密期限。',
    fields,
  };
}

/** What a compilation carries: the highest level and the longest term found in its parts (reference 6.1). */
export function highestMark(marks: readonly Mark[]): Mark {
  const secrets = marks.filter((mark) => mark.kind === 'STATE_SECRET');
  if (secrets.length === 0) {
    return marks.some((mark) => mark.kind === 'WORK_SECRET') ? { kind: 'WORK_SECRET' } : { kind: 'NONE' };
  }
  const level = secrecyLevelRules.find((rule) => secrets.some((mark) => mark.level === rule.level))?.level;
  if (!level) throw new Error('secrecy level without a rule');
  const months = secrets.map((mark) => mark.term.months);
  const longest = months.includes(null) ? null : Math.max(...months.map((value) => value ?? 0));
  return { kind: 'STATE_SECRET', level, term: { months: longest } };
}

/** Goes before the name of every file that leaves: `[秘密★10年]`, `[工作秘密]`, or nothing for no mark. */
export function fileNamePrefix(mark: string): string {
  return mark === '' ? '' : `[${mark}]`;
}

export interface MarkProposal {
  readonly mark: Mark;
  /** What would stand as 定密依据; it always says 待核. */
  readonly basis: string;
}

const rankProposals: readonly {
  readonly rank: string;
  readonly level: SecrecyLevel;
  readonly basis: string;
}[] = [
  { rank: 'PROVINCIAL', level: 'SECRET', basis: '检举控告省部级领导干部' },
  { rank: 'BUREAU', level: 'CONFIDENTIAL', basis: '检举控告地（市）级领导干部' },
];

/**
 * A proposal by the ranks of the accused (list `rank`), after the scope of 1995 as quoted in the press; a newer,
 * unpublished scope exists, so the proposal always says 待核 and never fills the mark by itself. Undefined while no
 * rank is known. The term is the longest the level allows, as for a mark without one (reference 6.1).
 */
export function proposeMark(ranks: readonly string[]): MarkProposal | undefined {
  if (ranks.length === 0) return undefined;
  const found = rankProposals.find((proposal) => ranks.includes(proposal.rank));
  if (!found) {
    return {
      mark: { kind: 'WORK_SECRET' },
      basis: '县处级及以下人员的一般检举控告，通常不在国家秘密范围内（1995年密级范围，待核）',
    };
  }
  const months = levelRule(found.level).maxYears * 12;
  return {
    mark: { kind: 'STATE_SECRET', level: found.level, term: { months } },
    basis: `${found.basis}（1995年密级范围，待核）`,
  };
}

function levelRule(level: SecrecyLevel): (typeof secrecyLevelRules)[number] {
  const rule = secrecyLevelRules.find((candidate) => candidate.level === level);
  if (!rule) throw new Error(`unknown secrecy level ${level}`);
  return rule;
}
