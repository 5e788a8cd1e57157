/**
 * The selection sheet: how strongly what is known speaks for inspecting an organisation (reference 2.1, 2.2, 3.6). Factors,
 * weights and caps are rows the office edits; nothing here decides, the sheet only puts what is known side by side.
 */

/** Where the points of a factor come from. */
export type Measure =
  /** Letters about the organisation in the months before today. */
  | 'letters'
  /** Years since it was last inspected and fed back; never inspected counts as the cap. */
  | 'yearsSince'
  /** Points from 0 to 10 that people have given (评分情况). */
  | 'given';

export interface ScoreFactor {
  /** A code of the list 确定依据. */
  readonly code: string;
  readonly label: string;
  /** Its share of the weights of all factors in use. */
  readonly weight: number;
  readonly measure: Measure;
  /** The measured number that earns all points; for given points 10. */
  readonly cap: number;
  readonly basis: string;
  readonly verified: boolean;
}

const proposal = { basis: '软件建议，待本办核定', verified: false };

export const scoreFactorSeed: readonly ScoreFactor[] = [
  { code: 'PETITIONS', label: '信访反映量', weight: 25, measure: 'letters', cap: 20, ...proposal },
  { code: 'COVERAGE', label: '距上次巡察年数', weight: 20, measure: 'yearsSince', cap: 5, ...proposal },
  { code: 'CONCERN', label: '社会关注度', weight: 15, measure: 'given', cap: 10, ...proposal },
  { code: 'UPPER_FEEDBACK', label: '上级巡视反馈重点', weight: 15, measure: 'given', cap: 10, ...proposal },
  { code: 'UPPER_FIELD', label: '上级重点领域', weight: 10, measure: 'given', cap: 10, ...proposal },
  { code: 'AUDIT_PLAN', label: '经济责任审计计划', weight: 10, measure: 'given', cap: 10, ...proposal },
  { code: 'KEY_ELEVATED', label: '重点、难点单位', weight: 5, measure: 'given', cap: 10, ...proposal },
];

export interface Measured {
  readonly letters: number;
  /** Whole years; undefined when it was never inspected. */
  readonly yearsSince: number | undefined;
  /** 0 to 10 by factor code. */
  readonly given: Readonly<Record<string, number>>;
}

export interface ScoreLine {
  readonly code: string;
  readonly label: string;
  /** What was measured, for the sheet: 12件, 4年, 7分, 从未巡察. */
  readonly measured: string;
  /** Hundredths of a point of 100. */
  readonly points: number;
}

export interface Score {
  /** Hundredths of a point of 100. */
  readonly total: number;
  readonly lines: readonly ScoreLine[];
}

/** Weighs what was measured; no weights at all give no points. */
export function scoreTarget(measured: Measured, factors: readonly ScoreFactor[]): Score {
  const whole = factors.reduce((sum, { weight }) => sum + weight, 0);
  const lines = factors.map((factor): ScoreLine => {
    const { amount, text } = measure(measured, factor);
    const share = Math.min(Math.max(amount, 0), factor.cap);
    return {
      code: factor.code,
      label: factor.label,
      measured: text,
      points: whole === 0 ? 0 : Math.round((factor.weight * 10_000 * share) / (factor.cap * whole)),
    };
  });
  return { total: lines.reduce((sum, { points }) => sum + points, 0), lines };
}

function measure(
  { letters, yearsSince, given }: Measured,
  { code, measure: by, cap }: ScoreFactor,
): { readonly amount: number; readonly text: string } {
  switch (by) {
    case 'letters':
      return { amount: letters, text: `${letters}件` };
    case 'yearsSince':
      return yearsSince === undefined
        ? { amount: cap, text: '从未巡察' }
        : { amount: yearsSince, text: `${yearsSince}年` };
    case 'given': {
      const points = given[code];
      return { amount: points ?? 0, text: points === undefined ? '未评分' : `${points}分` };
    }
  }
}
