/**
 * Made-up letters for the practice set, the demonstration and the benchmarks. Everything is invented: names are put
 * together from common syllables, telephone numbers use a range that is not given out. The same seed gives the same
 * letters.
 */
import type { ChildRow, ChildRowsByKey, Values } from '../../../domain/register.ts';

/** A small, fast generator (mulberry32); not for keys. */
export function createDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface SyntheticLetter {
  readonly receivedAt: string;
  readonly values: Values;
  readonly children: ChildRowsByKey;
  /** Index of the earlier letter this one repeats, or null. */
  readonly repeats: number | null;
}

const surnames = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎',
];
/** Of people who do not write letters: none of these stands among the surnames of petitioners. */
const otherSurnames = [...'鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝安常乐于傅'];
const givens = [
  '建国 志强 秀兰 桂英 海燕 国庆 文斌 丽华 永福 金凤 德胜 雪梅 晓东 玉珍 卫东 春生 明亮 小红 振华 宝珠 立新 家豪 思远 慧敏 子轩 一鸣 长根 水娟 火土 阿毛',
]
  .join(' ')
  .split(' ');
const towns = '城关镇 华丰镇 马溪镇 杨岭镇 池口镇 云山乡 桥南乡 龙潭街道 石门乡 白沙镇'.split(' ');
const villages = '坎上村 后坞村 方家村 李家坞村 苑前村 下淤村 石壁村 横塘村 新桥村 东山社区'.split(' ');
const bureaus =
  '县民政局 县农业农村局 县住建局 县教育局 县交通运输局 县水利局 县卫生健康局 县自然资源局 县人社局 县林业局'.split(
    ' ',
  );
const villagePosts: readonly (readonly [string, string])[] = [
  ['村党支部书记', 'RURAL'],
  ['村委会主任', 'RURAL'],
  ['村会计', 'RURAL'],
  ['村文书', 'RURAL'],
];
const officePosts = '局长 副局长 办公室主任 科长 中心主任 财政所所长 民政所所长 副镇长 镇党委委员'.split(' ');

interface Matter {
  readonly text: string;
  readonly issue: string;
  readonly theme: string;
  readonly village: boolean;
}

const matters: readonly Matter[] = [
  { text: '虚报冒领低保资金', issue: 'M1', theme: 'CIVIL_AFFAIRS', village: true },
  { text: '侵占村集体土地出租收入', issue: 'I6', theme: 'COLLECTIVE_ASSETS', village: true },
  { text: '危房改造补贴未发放到户', issue: 'M1', theme: 'HOUSING', village: true },
  { text: '在换届选举中拉票', issue: 'O5', theme: 'APPOINTMENT', village: true },
  { text: '违规发放津贴补贴', issue: 'I8', theme: 'EIGHT_RULES', village: false },
  { text: '收受管理服务对象礼品礼金', issue: 'I2', theme: 'EIGHT_RULES', village: false },
  { text: '在工程招投标中指定施工队', issue: 'W2', theme: 'TENDER', village: false },
  { text: '公款报销私人旅游费用', issue: 'I9', theme: 'EIGHT_RULES', village: false },
  { text: '扶贫项目验收弄虚作假', issue: 'W1', theme: 'POVERTY', village: false },
  { text: '对群众反映的饮水问题推诿拖延', issue: 'M2', theme: 'FORMALISM', village: false },
];

const channels: readonly (readonly [string, number])[] = [
  ['LETTER', 0.42],
  ['VISIT', 0.16],
  ['CALL', 0.14],
  ['NETWORK', 0.12],
  ['BOX', 0.07],
  ['UPPER', 0.07],
  ['SMS', 0.02],
];

/** What the register of one office looks like over the days from `from` on, in order of receipt. */
export function syntheticLetters(options: {
  readonly seed: number;
  readonly count: number;
  readonly from: string;
  readonly days: number;
  /** Fresh row ids, e.g. UUIDs. */
  readonly rowId: () => string;
}): readonly SyntheticLetter[] {
  const dice = createDice(options.seed);
  const start = Date.parse(`${options.from}T00:00:00Z`);
  const offsets = Array.from({ length: options.count }, () => Math.floor(dice() * options.days)).sort(
    (a, b) => a - b,
  );
  const letters: SyntheticLetter[] = [];
  for (const offset of offsets) {
    const receivedAt = new Date(start + offset * 86_400_000).toISOString().slice(0, 10);
    const earlier = letters.length > 20 && dice() < 0.08 ? Math.floor(dice() * letters.length) : null;
    const first = earlier === null ? undefined : letters[earlier];
    letters.push(
      first && first.repeats === null
        ? repeatOf(first, earlier, receivedAt, options.rowId)
        : freshLetter(dice, receivedAt, options.rowId),
    );
  }
  return letters;
}

function pick<T>(dice: () => number, items: readonly T[]): T {
  const item = items[Math.floor(dice() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function weighted(dice: () => number, items: readonly (readonly [string, number])[]): string {
  let left = dice();
  for (const [item, weight] of items) {
    left -= weight;
    if (left <= 0) return item;
  }
  return items[0]?.[0] ?? '';
}

export const fullName = (dice: () => number): string => pick(dice, surnames) + pick(dice, givens);

/**
 * Somebody who answers for a measure or signs a paper. Never called like who wrote a letter, or the first list printed would
 * stop at a namesake.
 */
export const otherName = (dice: () => number): string => pick(dice, otherSurnames) + pick(dice, givens);
/** 0690 is no area code in use. */
const telephone = (dice: () => number): string => `0690-${Math.floor(2_000_000 + dice() * 7_999_999)}`;

function freshLetter(dice: () => number, receivedAt: string, rowId: () => string): SyntheticLetter {
  const matter = pick(dice, matters);
  const accused = fullName(dice);
  const unit = matter.village ? pick(dice, towns) + pick(dice, villages) : pick(dice, bureaus);
  const [post, rank] = matter.village
    ? pick(dice, villagePosts)
    : ([pick(dice, officePosts), 'TOWNSHIP'] as const);
  const amount = dice() < 0.5 ? `，涉及金额${(dice() * 90_000 + 500).toFixed(0)}元` : '';
  const isRealName = dice() < 0.35;
  const channel = weighted(dice, channels);
  const inScope = dice() < 0.82;
  const values: Values = {
    receivedAt,
    channel,
    sourceUnit: channel === 'UPPER' ? 'UPPER_DISCIPLINE' : 'DIRECT',
    isRealName,
    category: inScope ? 'ACCUSATION' : pick(dice, ['SUGGESTION', 'OUT_OF_SCOPE', 'NO_SUBSTANCE', 'APPEAL']),
    issueTypes: inScope ? [matter.issue] : [],
    themeTags: [matter.theme],
    accusedClass: matter.village ? 'VILLAGE_CADRE' : post === '局长' ? 'PRINCIPAL' : 'OTHER_CADRE',
    summary: `反映${accused}${matter.text}${amount}。`,
    checkability: dice() < 0.6 ? 'CONCRETE' : 'VAGUE',
    copies: 1,
    pages: 1 + Math.floor(dice() * 6),
    roundId: '2026年第二轮',
    groupId: pick(dice, ['第一巡察组', '第二巡察组', '第三巡察组']),
    targetId: matter.village ? `${unit.slice(0, unit.length - 3)}党委` : `${unit}党组`,
  };
  const accusedRow: ChildRow = {
    rowId: rowId(),
    values: { name: accused, unit, post, rank, isTopLeader: post === '局长' },
  };
  const petitioners: readonly ChildRow[] = isRealName
    ? [
        {
          rowId: rowId(),
          values: {
            name: fullName(dice),
            phone: telephone(dice),
            address: pick(dice, towns) + pick(dice, villages),
          },
        },
      ]
    : [];
  return { receivedAt, values, children: { accused: [accusedRow], petitioners }, repeats: null };
}

function repeatOf(
  first: SyntheticLetter,
  index: number | null,
  receivedAt: string,
  rowId: () => string,
): SyntheticLetter {
  const again = (rows: readonly ChildRow[] | undefined): readonly ChildRow[] =>
    (rows ?? []).map((row) => ({ ...row, rowId: rowId() }));
  return {
    receivedAt,
    values: { ...first.values, receivedAt, summary: `再次${String(first.values['summary'])}` },
    children: {
      accused: again(first.children['accused']),
      petitioners: again(first.children['petitioners']),
    },
    repeats: index,
  };
}
