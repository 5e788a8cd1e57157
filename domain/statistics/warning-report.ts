/** R-10 整改预警 (reference 5, 3.5.3): which lights are on today, and what has been sent and answered. */
import { addDays } from '../calendar/dates.ts';
import { lightSpans, type LightColour, type LightSpan } from '../calendar/lights.ts';
import { itemLights } from '../registers/rect-item/rect-item.ts';
import {
  among,
  count,
  totalKey,
  type Condition,
  type CountMeasure,
  type ReportContext,
  type ReportDescription,
  type Source,
} from './measures.ts';
import { notCancelled, notComplete, rectItems } from './rectification-report.ts';

const notices: Source = { register: 'urgeNotice', dateField: 'draftedAt' };

export function describeWarningReport({ today, rules }: ReportContext): ReportDescription {
  const spans = lightSpans(itemLights, rules, today);
  const on = (colour: LightColour): readonly Condition[] => {
    const { from, to } = spans.find((span) => span.colour === colour) ?? { from: 1, to: 0 };
    const first = from === -Infinity ? null : addDays(today, from);
    return [
      notCancelled,
      notComplete,
      { field: 'currentDueAt', op: 'between', from: first, to: addDays(today, to) },
    ];
  };
  return {
    id: 'R-10',
    title: '整改预警情况统计表',
    unit: '个、份',
    counter: '个',
    source: rectItems,
    layout: 'measuresAcross',
    measures: [
      count('', totalKey, '整改事项'),
      count('', 'open', '其中未完成', notCancelled, notComplete),
      count('', 'undated', '未定期限', notCancelled, notComplete, {
        field: 'currentDueAt',
        op: 'empty',
        value: true,
      }),
      count('应预警事项', 'GREEN', '绿', ...on('GREEN')),
      count('应预警事项', 'YELLOW', '黄', ...on('YELLOW')),
      count('应预警事项', 'RED', '红', ...on('RED')),
      ...['GREEN', 'YELLOW', 'RED'].flatMap((kind, index) => sentMeasures(kind, '绿黄红'.charAt(index))),
    ],
    checks: [],
    rules: [
      '整改事项按反馈日期计入统计期，预警函按拟制日期计入；已作废的不计。',
      `${spans.map(sayWhen).join('，')}；天数按制表日和现行时限计算，可在时限规则中修改。`,
      '已认定完成情况的和已核销的事项不再预警；未定期限的无从预警，单独列出。',
    ],
  };
}

function sayWhen({ colour, to }: LightSpan): string {
  const names = { GREEN: '绿色', BLUE: '蓝色', YELLOW: '黄色', RED: '红色' };
  return `${names[colour]}为${to < 0 ? '已经超期' : `剩余${to}天以内`}`;
}

function sentMeasures(kind: string, colour: string): readonly CountMeasure[] {
  const sent: readonly Condition[] = [among('kind', [kind]), { field: 'sentAt', op: 'empty', value: false }];
  const group = `${colour}色预警函`;
  return [
    { ...count(group, `${kind}.sent`, '已发', ...sent), of: notices },
    {
      ...count(group, `${kind}.replied`, '已回复', ...sent, { field: 'replyAt', op: 'empty', value: false }),
      of: notices,
    },
  ];
}
