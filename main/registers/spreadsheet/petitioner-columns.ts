/**
 * Which columns of a sheet say who petitioned (reference 6: 反映人 is sealed apart). They go where petitioners are sealed, or
 * stay out: 备注 and every other text of a register is read by whoever keeps it, and some of it is printed and sent.
 */
import { registers } from '../../../domain/registers/registers.ts';
import type { SheetLayout } from './header-detection.ts';
import { headingWord, importTargets, type ImportTarget } from './targets.ts';

/** `named`: the heading says so itself (反映人电话). `beside`: 联系电话 and the like in a sheet that has such a column. */
export type PetitionerColumn = 'named' | 'beside';

const isSealed = ({ child }: Pick<ImportTarget, 'child'>): boolean => child?.compartment === 'petitioner';

interface Headings {
  /** 反映人, 举报人 …; shorter ones (署名) mean other things elsewhere. */
  readonly groups: readonly string[];
  /** 姓名, 联系电话 … */
  readonly ofPetitioners: ReadonlySet<string>;
  /** 反映人数, 反映人意见: what is said of petitioners without saying who they are. */
  readonly said: ReadonlySet<string>;
}

let gathered: Headings | undefined;

/** From the descriptions of all registers, gathered for the first sheet: starting does not wait for it. */
function headings(): Headings {
  if (gathered) return gathered;
  const everywhere = registers.flatMap(importTargets);
  const sealed = everywhere.filter(isSealed);
  gathered = {
    groups: [...new Set(sealed.flatMap((target) => [...target.groups]))].filter(({ length }) => length >= 3),
    ofPetitioners: new Set(sealed.flatMap((target) => [...target.shortNames])),
    said: new Set(everywhere.filter((target) => !isSealed(target)).flatMap(({ names }) => [...names])),
  };
  return gathered;
}

/** By column; `targets` are those of the register that the sheet goes into. */
export function petitionerColumns(
  { columns }: Pick<SheetLayout, 'columns'>,
  targets: readonly ImportTarget[],
): ReadonlyMap<number, PetitionerColumn> {
  const words = columns.map(({ column, labels }) => ({ column, words: labels.map(headingWord) }));
  const named = words
    .filter((each) => each.words.some(namesPetitioner) && !isContent(each.words.at(-1) ?? ''))
    .map(({ column }) => column);
  const isElsewhere = named.length > 0 && !targets.some(isSealed);
  const beside = isElsewhere
    ? words
        .filter((each) => headings().ofPetitioners.has(each.words.at(-1) ?? ''))
        .map(({ column }) => column)
    : [];
  return new Map([
    ...beside.map((column) => [column, 'beside'] as const),
    ...named.map((column) => [column, 'named'] as const),
  ]);
}

/** Whether what such a column holds may go to a target, or to 备注 where there is none. */
export function mayTakePetitioner(
  kind: PetitionerColumn | undefined,
  target: ImportTarget | undefined,
): boolean {
  if (kind === undefined || (target && isSealed(target))) return true;
  if (target === undefined) return false;
  // Whoever petitioned cannot be told by a code or a date.
  return kind === 'beside' || !['text', 'longText'].includes(target.field.type);
}

function namesPetitioner(word: string): boolean {
  const { groups, said } = headings();
  return (
    !said.has(word) && groups.some((group) => word.startsWith(group) && !isContent(word.slice(group.length)))
  );
}

/** 信访人诉求, 举报人反映的问题: what the letter says. 与被反映人关系 is about the petitioner again. */
function isContent(word: string): boolean {
  return /反映|诉求|要求|问题|事项|内容|意见|满意/u.test(word.replace(/被?反映人/gu, ''));
}
