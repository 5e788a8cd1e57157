/**
 * Numbers by mask (reference 3.21). No national rule exists, so the mask of every register is a setting of the office
 * (`settings.saveOffice`); those of packages, carriers, slips and reports are the same everywhere, because other offices read
 * them. The counter belongs to the number without its sequence, i.e. to mask, year and whatever else the mask names.
 */
import { refuse } from './failure.ts';
import { toHalfWidth } from './text/normalize.ts';

/** What numbers that are no record of a register, by what they number; of letters the mask a new vault starts with. */
export const numberMasks = {
  petition: 'XF{region}-{year}-{seq:5}',
  package: 'BAO-{from}-{to}-{year}-{seq:4}',
  medium: 'JZ-{level}-{year}-{seq:3}',
  handover: 'JJ-{year}-{seq:4}',
  /** `report` is its code. */
  report: '{report}-{region}-{year}-{seq:4}',
} as const;

/** Values of the placeholders other than `seq`. */
export type NumberParts = Readonly<Record<string, string>>;

const patterns: Readonly<Record<string, string>> = {
  region: '\\d{6}(?:Z\\d{2,3})?',
  year: '\\d{4}',
  level: '[绝机秘内普]',
  report: 'R-\\d{2}',
};

/** What the number of a record may name; nothing else is known when it is drawn. */
export const recordPlaces: readonly string[] = ['region', 'year'];
const allPlaces: readonly string[] = ['region', 'year', 'level', 'from', 'to', 'report'];

/** Refuses a mask that could not tell two records apart or could not be read back; `places` is what it may name. */
export function checkMask(mask: string, places: readonly string[] = allPlaces): void {
  const sequences = mask.match(/\{seq:[1-9]\}/gu) ?? [];
  const names = Array.from(mask.matchAll(/\{([^}]*)\}/gu), ([, name]) => name ?? '').filter(
    (name) => !/^seq:[1-9]$/u.test(name),
  );
  const known = names.every((name) => places.includes(name));
  const clean = /^[\p{L}\p{N}〔〕\-_]*$/u.test(mask.replace(/\{[^}]*\}/gu, ''));
  if (
    sequences.length === 1 &&
    known &&
    clean &&
    new Set(names).size === names.length &&
    names.includes('year')
  )
    return;
  refuse(
    'NumberMaskInvalid',
    `编号规则“${mask}”不能使用。`,
    '编号规则须含年份 {year} 和一个顺序号（例如 {seq:5}），其余只能用文字、数字、横线和行政区划代码 {region}。',
    '请按“XF{region}-{year}-{seq:5}”的样子填写。',
  );
}

/** The number; a sequence longer than the mask foresees is written in full, never cut. */
export function formatNumber(mask: string, parts: NumberParts, sequence: number): string {
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new Error(`not a sequence number: ${sequence}`);
  return mask.replace(/\{([^}:]*)(?::(\d))?\}/gu, (_whole, name: string, digits: string | undefined) => {
    if (name === 'seq') return String(sequence).padStart(Number(digits ?? 1), '0');
    const part = parts[name];
    if (part === undefined) throw new Error(`numbering: no value for {${name}}`);
    return part;
  });
}

/** What a number says, or undefined when it was not made by this mask. */
export function parseNumber(
  mask: string,
  text: string,
): { readonly parts: NumberParts; readonly sequence: number } | undefined {
  const names: string[] = [];
  const source = mask
    .split(/(\{[^}]*\})/u)
    .map((piece) => {
      const [, name, digits] = /^\{([^}:]*)(?::(\d))?\}$/u.exec(piece) ?? [];
      if (name === undefined) return piece.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
      names.push(name);
      return name === 'seq' ? `(\\d{${digits ?? 1},15})` : `(${patterns[name] ?? '[^-]+'})`;
    })
    .join('');
  const found = new RegExp(`^${source}$`, 'u').exec(toHalfWidth(text).trim());
  if (!found) return undefined;
  const parts: Record<string, string> = {};
  let sequence = 0;
  for (const [index, name] of names.entries()) {
    const value = found[index + 1] ?? '';
    if (name === 'seq') sequence = Number(value);
    else parts[name] = value;
  }
  return sequence > 0 && formatNumber(mask, parts, sequence) === toHalfWidth(text).trim()
    ? { parts, sequence }
    : undefined;
}

/** The region that a number names, whatever the rest of its mask; undefined where it names none. */
export function regionIn(number: string): string | undefined {
  return /(?<!\d)(\d{6})(?:Z\d{2,3})?(?!\d)/u.exec(toHalfWidth(number))?.[1];
}

/** Identity of the counter a number is drawn from: the number with its sequence left open. */
export function counterKey(mask: string, parts: NumberParts): string {
  return formatNumber(mask.replace(/\{seq:\d\}/u, '#'), parts, 1);
}

/** The number after the counter's last one (0 before the first). Drawn in the transaction that stores the record. */
export function nextNumber(
  mask: string,
  parts: NumberParts,
  last: number,
): { readonly number: string; readonly sequence: number } {
  const sequence = last + 1;
  return { number: formatNumber(mask, parts, sequence), sequence };
}

/** Sequence numbers missing between 1 and the highest one; voided numbers count as present, they stay visible. */
export function gaps(sequences: Iterable<number>): readonly number[] {
  const present = new Set(sequences);
  let highest = 0;
  for (const sequence of present) highest = Math.max(highest, sequence);
  const missing: number[] = [];
  for (let sequence = 1; sequence < highest; sequence += 1)
    if (!present.has(sequence)) missing.push(sequence);
  return missing;
}
