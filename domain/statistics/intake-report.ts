/** R-01 信访受理情况统计表 (reference 5). */
import { codesOf } from '../codes/lookup.ts';
import { breakdownByCode, codesIn, notAmong } from './breakdown.ts';
import {
  among,
  commonRules,
  contentKnown,
  countLetters,
  letters,
  sumsToTotal,
  totalMeasures,
  type CountMeasure,
  type Measure,
  type ReportContext,
  type ReportDescription,
} from './measures.ts';

const visit = 'VISIT';
const upperSources = ['UPPER_DISCIPLINE', 'LEADER'];
const transferredSources = ['DEPARTMENT', 'LOWER'];
/** Ways that say by themselves that a letter came from above; which organ sent it, they do not say. */
const upperChannels = ['UPPER', 'LEADER'];

export function describeIntakeReport(context: ReportContext): ReportDescription {
  const channels = channelMeasures(context);
  const categories = breakdownByCode(
    context.codes,
    'petitionCategory',
    'category',
    '信访性质',
    'category',
    '未分类',
  );
  const repeats = repeatMeasures(context);
  const signatures = [
    countLetters('署名', 'realName', '实名', { field: 'isRealName', op: 'is', value: true }),
    countLetters('署名', 'anonymous', '匿名', { field: 'isRealName', op: 'is', value: false }),
  ];
  const sources = sourceMeasures(context);
  return {
    id: 'R-01',
    title: '信访受理情况统计表',
    unit: '件、批、人次',
    counter: '件',
    source: letters,
    layout: 'measuresAcross',
    measures: [...totalMeasures, ...channels, ...categories, ...repeats, ...signatures, ...sources],
    checks: [
      sumsToTotal('信访方式', channels),
      sumsToTotal('信访性质', categories),
      sumsToTotal('初次、重复、并件', repeats),
      sumsToTotal('实名、匿名', signatures),
      sumsToTotal('来源', sources),
    ],
    rules: [
      ...commonRules,
      '来信按件、来访按批和人次、来电按次统计；来访人次按联名（来访）人数，未填的按登记的反映人数，至少计1人次。',
      '信访方式按“信访方式统计分组”代码表归组；信访性质按登记的一项计，每件只计一次。',
      '并件计入合计，不计入初次件；补充件（有新内容）和尚未认定的计入初次件。',
      '来源按“信访件来源”统计：上级转办交办含上级纪委监委转、领导转（批）；来源未填，而信访方式是上级转办交办、领导批转的，列入“上级转办交办（按方式）”。',
    ],
  };
}

/** 批 next to 人次 for visits, one column for each other counting group. */
function channelMeasures({ codes }: ReportContext): readonly Measure[] {
  const channels = codesOf(codes, 'channel');
  const groups = codesOf(codes, 'channelGroup');
  const groupIds = groups.map((group) => group.code);
  return groups.flatMap((group): readonly Measure[] => {
    const inGroup = channels.filter((channel) =>
      group.code === 'OTHER'
        ? !isGrouped(channel.parent, groupIds) || channel.parent === 'OTHER'
        : channel.parent === group.code,
    );
    const values = inGroup.map((channel) => channel.code);
    const where = among('channel', group.code === 'OTHER' ? ['', ...values] : values);
    const key = `channel.${group.code}`;
    if (values.length === 0 && group.code !== 'OTHER') return [];
    if (group.code !== visit) return [countLetters('信访方式', key, group.label, where)];
    return [
      countLetters('信访方式', key, `${group.label}（批）`, where),
      {
        kind: 'persons',
        key: `${key}.persons`,
        group: '信访方式',
        label: `${group.label}（人次）`,
        where: [contentKnown, where],
      },
    ];
  });
}

function isGrouped(parent: string | null, groupIds: readonly string[]): boolean {
  return parent !== null && groupIds.includes(parent);
}

function repeatMeasures({ codes }: ReportContext): readonly CountMeasure[] {
  const notMerged = notAmong(codes, 'handling', 'handling', ['MERGE']);
  return [
    countLetters(
      '初重',
      'first',
      '初次',
      notAmong(codes, 'dupDecision', 'dupDecision', ['REPEAT']),
      notMerged,
    ),
    countLetters('初重', 'repeat', '重复', among('dupDecision', ['REPEAT']), notMerged),
    countLetters('初重', 'merged', '并件', among('handling', ['MERGE'])),
  ];
}

function sourceMeasures({ codes }: ReportContext): readonly CountMeasure[] {
  const transferred = [...upperSources, ...transferredSources];
  const own = codesIn(codes, 'source').filter((code) => !transferred.includes(code));
  return [
    countLetters('来源', 'source.own', '本级受理', among('sourceUnit', own)),
    countLetters('来源', 'source.upper', '上级转办交办', among('sourceUnit', upperSources)),
    countLetters('来源', 'source.transferred', '部门、下级转来', among('sourceUnit', transferredSources)),
    countLetters(
      '来源',
      'source.upperByChannel',
      '上级转办交办（按方式）',
      among('sourceUnit', ['']),
      among('channel', upperChannels),
    ),
    countLetters(
      '来源',
      'source.none',
      '未填',
      among('sourceUnit', ['']),
      notAmong(codes, 'channel', 'channel', upperChannels),
    ),
  ];
}
