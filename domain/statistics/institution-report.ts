/** R-17 制度建设 (reference 5, 3.14). */
import { codesOf } from '../codes/lookup.ts';
import {
  among,
  count,
  totalKey,
  type ReportContext,
  type ReportDescription,
  type Source,
} from './measures.ts';

const institutions: Source = { register: 'institution', dateField: 'issuedAt' };

export function describeInstitutionReport({ codes }: ReportContext): ReportDescription {
  const kinds = codesOf(codes, 'institutionKind').map(({ code, label }) =>
    count('制修类别', `kind.${code}`, label, among('kind', [code])),
  );
  const triggers = [
    ...codesOf(codes, 'institutionTrigger').map(({ code, label }) =>
      count('来由', `trigger.${code}`, label, among('trigger', [code])),
    ),
    count('来由', 'trigger.none', '未填', among('trigger', [''])),
  ];
  return {
    id: 'R-17',
    title: '制度建设情况统计表',
    unit: '项',
    counter: '项',
    source: institutions,
    layout: 'measuresAcross',
    measures: [
      count('', totalKey, '登记制度'),
      count('', 'made', '建章立制（新建＋修订）', among('kind', ['NEW', 'REVISED'])),
      ...kinds,
      ...triggers,
      count('其他', 'ofItems', '已指明整改事项', { field: 'items', op: 'empty', value: false }),
      count('其他', 'common', '针对共性问题', { field: 'isCommonFix', op: 'is', value: true }),
      count('其他', 'evaluated', '已评估', { field: 'evaluatedAt', op: 'empty', value: false }),
      count('其他', 'abolished', '已停止执行', { field: 'abolishedAt', op: 'empty', value: false }),
    ],
    checks: [
      { text: '各制修类别之和＝登记制度', parts: kinds.map(({ key }) => key), whole: totalKey },
      { text: '各来由之和＝登记制度', parts: triggers.map(({ key }) => key), whole: totalKey },
    ],
    rules: [
      '制度按印发日期计入统计期；已作废的不计。',
      '“来由”按登记时所选统计；“已指明整改事项”只计“来自整改事项”栏写明是哪一件的，来由为整改事项而没有写明的不计，两者可以不等。',
      '建章立制＝新建＋修订；废止、完善单列，不计入建章立制。',
    ],
  };
}
