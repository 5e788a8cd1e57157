import type { HeadingColumn } from './heading-rows.ts';
import { headingWord, type ImportTarget } from './targets.ts';

/** How well the headings of one column name each target (0–1, absent = not at all), seen among the other columns. */
export function scoreHeadings(
  columns: readonly HeadingColumn[],
  index: number,
  targets: readonly ImportTarget[],
): Map<string, number> {
  const column = columns[index];
  const words = (column?.labels ?? []).map(headingWord);
  const scores = new Map<string, number>();
  const leaf = words.at(-1);
  if (leaf === undefined || leaf === '') return scores;
  const upper = words.slice(0, -1);
  const neighbour = upper.length === 0 ? groupToTheLeft(columns, index, targets) : undefined;
  for (const [order, target] of targets.entries()) {
    const score = scoreTarget(target, { leaf, upper, neighbour }, targets);
    if (score > 0)
      scores.set(target.path, score * 0.98 + 0.02 * closeness(index, columns.length, order, targets));
  }
  return swapDirection(scores, leaf, isDecided(columns, index, targets));
}

const directions: readonly (readonly [incoming: string, outgoing: string])[] = [
  ['sourceUnitName', 'toOrg'],
  ['transferDate', 'sentAt'],
];

/** 转办单位 and 转办日期 tell where a letter came from, or, once it has been read and decided upon, where it went. */
function swapDirection(scores: Map<string, number>, leaf: string, decided: boolean): Map<string, number> {
  if (!/^[转交]办(单位|日期|时间)$/u.test(leaf)) return scores;
  for (const [incoming, outgoing] of directions) {
    const best = Math.max(scores.get(incoming) ?? 0, scores.get(outgoing) ?? 0);
    if (best === 0) continue;
    scores.set(decided ? outgoing : incoming, best);
    scores.set(decided ? incoming : outgoing, best / 2);
  }
  return scores;
}

const decisionPaths: ReadonlySet<string> = new Set(['summary', 'proposal', 'approval', 'handling']);

/** The column stands under 办理情况 or the like, or behind the content or the decision. */
function isDecided(
  columns: readonly HeadingColumn[],
  index: number,
  targets: readonly ImportTarget[],
): boolean {
  if (columns[index]?.labels.slice(0, -1).some((label) => /办理|处理|处置|转出|去向/u.test(label)) === true)
    return true;
  const decisions = targets.filter(({ path }) => decisionPaths.has(path));
  return columns
    .slice(0, index)
    .some(({ labels }) => decisions.some(({ names }) => names.has(headingWord(labels.at(-1) ?? ''))));
}

/**
 * Sheets and registers both follow the procedure from receipt to reply, so of two fields that fit equally well the one
 * in the like place is meant. Persons go by their own order.
 */
function closeness(column: number, columns: number, order: number, targets: readonly ImportTarget[]): number {
  const { child } = targets[order] ?? {};
  const alike = targets.filter((target) => (target.child === undefined) === (child === undefined));
  const inColumns = column / Math.max(1, columns - 1);
  const rank = alike.findIndex((target) => target === targets[order]);
  return 1 - Math.abs(inColumns - rank / Math.max(1, alike.length - 1));
}

interface Heading {
  readonly leaf: string;
  readonly upper: readonly string[];
  /** Key of the child table whose title column stands to the left under the same upper heading. */
  readonly neighbour: string | undefined;
}

function scoreTarget(
  target: ImportTarget,
  { leaf, upper, neighbour }: Heading,
  targets: readonly ImportTarget[],
): number {
  const full = [...upper, leaf].join('');
  if (target.names.has(full)) return 1;
  const group = groupOf(upper, targets);
  if (target.child) {
    if (group !== undefined) {
      if (group !== target.child.key) return 0;
      if (target.shortNames.has(leaf)) return 1;
      return 0.9 * similar(leaf, target.shortNames);
    }
    if (target.names.has(leaf)) return 0.97;
    if (target.shortNames.has(leaf))
      return neighbour === target.child.key ? 0.88 : takesWord(neighbour, leaf, targets) ? 0.4 : 0.65;
    return Math.max(
      0.85 * similar(leaf, target.names),
      neighbour === target.child.key ? 0.8 * similar(leaf, target.shortNames) : 0,
    );
  }
  if (target.names.has(leaf)) {
    if (group === undefined) return 0.98;
    return headingWord(target.field.section) === upper.at(-1) ? 0.95 : 0.6;
  }
  if (target.field.type === 'date' && /^(日期|时间)$/u.test(leaf))
    return 0.85 * similar(full, target.names) * Math.min(1, upper.length);
  if (group !== undefined) return 0.5 * similar(leaf, target.names);
  return 0.85 * Math.max(similar(leaf, target.names), upper.length > 0 ? similar(full, target.names) : 0);
}

/** Whether the persons to the left have a field of that name: 联系电话 behind 被反映人 is still the petitioner's. */
function takesWord(group: string | undefined, word: string, targets: readonly ImportTarget[]): boolean {
  return targets.some(
    ({ child, shortNames }) => child !== undefined && child.key === group && shortNames.has(word),
  );
}

/** The child table that an upper heading names (反映人 → petitioners). */
function groupOf(upper: readonly string[], targets: readonly ImportTarget[]): string | undefined {
  for (const word of upper.toReversed()) {
    const exact = targets.find((target) => target.child && target.groups.has(word));
    if (exact?.child) return exact.child.key;
    const bare = word.replace(/(基本)?(情况|信息|资料)$/u, '');
    const named = targets.find(
      (target) => target.child && (target.groups.has(bare) || target.names.has(bare)),
    );
    if (named?.child) return named.child.key;
  }
  return undefined;
}

/** 反映人 | 电话 | 被反映人 | 单位 | 职务: a bare 单位 belongs to the person named in the nearest column before it. */
function groupToTheLeft(
  columns: readonly HeadingColumn[],
  index: number,
  targets: readonly ImportTarget[],
): string | undefined {
  for (let left = index - 1; left >= 0; left -= 1) {
    const labels = columns[left]?.labels ?? [];
    if (labels.length > 1) return undefined;
    const word = headingWord(labels[0] ?? '');
    const title = targets.find(
      (target) => target.child?.title === target.field.key && target.names.has(word),
    );
    if (title?.child) return title.child.key;
  }
  return undefined;
}

/** 0–1: the better of containment and shared pairs of signs; 被 at the start of only one of two words parts them. */
function similar(word: string, names: ReadonlySet<string>): number {
  let best = 0;
  for (const name of names) {
    if (name.startsWith('被') !== word.startsWith('被')) continue;
    const [short, long] = name.length < word.length ? [name, word] : [word, name];
    if (short.length < 2) continue;
    const contained = long.includes(short) ? 0.45 + 0.45 * (short.length / long.length) : 0;
    const likeness = Math.max(contained, sharedPairs(word, name) * 0.8);
    best = Math.max(best, sameHead(word, name) ? likeness : likeness * 0.7);
  }
  return best >= 0.5 ? best : 0;
}

/** The last sign of a Chinese heading says what kind of thing it is: 承办人 is no 承办人意见. A second thing may follow 及. */
function sameHead(word: string, name: string): boolean {
  const end = name.at(-1) ?? '';
  return word.split(/[及和与或]/u).some((part) => part.endsWith(end)) || /[及和与或]/u.test(word);
}

function sharedPairs(left: string, right: string): number {
  if (left.length < 2 || right.length < 2) return 0;
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < left.length; at += 1) pairs.add(left.slice(at, at + 2));
  let shared = 0;
  for (let at = 0; at + 1 < right.length; at += 1) if (pairs.has(right.slice(at, at + 2))) shared += 1;
  return (2 * shared) / (left.length + right.length - 2);
}
