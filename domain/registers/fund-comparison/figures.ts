/** The three figures and what lies between them (reference 3.13); amounts in 分, the rate in hundredths of a percent. */
import type { ChildRowsByKey, Values } from '../../register.ts';
import { sumOf } from '../../stated-total.ts';
import { shareOf } from '../../statistics/numbers.ts';

export interface FundFigures {
  readonly allocated: number;
  readonly paid: number;
  readonly landed: number;
  /** Allocated but not paid: 滞留 or 结余. Negative when more was paid than allocated. */
  readonly gap1: number;
  /** Paid but not landed: 截留, 挪用, 虚列 or on its way. */
  readonly gap2: number;
  readonly gapTotal: number;
  /** 落地率; null when nothing was allocated. */
  readonly rate: number | null;
}

export function figuresOf(children: ChildRowsByKey): FundFigures {
  const allocated = sumOf(children['allocatedRows'], 'amount');
  const paid = sumOf(children['paidRows'], 'amount');
  const landed = sumOf(children['landedRows'], 'amount');
  return {
    allocated,
    paid,
    landed,
    gap1: allocated - paid,
    gap2: paid - landed,
    gapTotal: allocated - landed,
    rate: shareOf(landed, allocated),
  };
}

/** More was paid than allocated, or more landed than was paid: shown red, and to be explained. */
export function isNegative({ gap1, gap2 }: FundFigures): boolean {
  return gap1 < 0 || gap2 < 0;
}

/** Whether a gap is larger than the record's tolerance (none when blank). */
export function exceedsTolerance({ gap1, gap2 }: FundFigures, values: Values): boolean {
  const { tolerance } = values;
  const allowed = typeof tolerance === 'number' ? tolerance : 0;
  return Math.abs(gap1) > allowed || Math.abs(gap2) > allowed;
}
