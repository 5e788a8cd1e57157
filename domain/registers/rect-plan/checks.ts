/** Rules over a whole plan, checked at every save and at import. */
import type { RecordCheck, Values } from '../../register.ts';

/** Whether a mark is above what can be had for it. */
export function isAboveFull({ score, full }: Values): boolean {
  return typeof score === 'number' && typeof full === 'number' && score > full;
}

/** No mark above its maximum (reference 3.5.5). */
export const marksCheck: RecordCheck = {
  key: 'marksAboveFull',
  severity: 'error',
  check: ({ children }) => {
    const wrong = (children['scores'] ?? []).flatMap(({ values }, index) =>
      isAboveFull(values) ? [{ index, values }] : [],
    );
    if (wrong.length === 0) return undefined;
    const named = wrong.map(
      ({ index, values }) =>
        `第${index + 1}行${String(values['indicator'] ?? '')}得${String(values['score'])}分，满分${String(values['full'])}分`,
    );
    return {
      type: 'MarkAboveFull',
      what: '有指标的得分超过满分。',
      why: `${named.join('；')}。`,
      next: '请核对得分和满分。',
      fields: Object.fromEntries(
        wrong.map(({ index, values }) => [
          `scores.${index}.score`,
          `不能超过满分${String(values['full'])}分。`,
        ]),
      ),
    };
  },
};
