/** What stands against a scheme of crossing groups, each with its reason (reference 3.8). Deterministic. */
import {
  sameSenders,
  type CrossFinding,
  type CrossKind,
  type CrossRule as Rule,
  type CrossScheme,
  type CrossTerms,
} from './crossing.ts';
import { historyUnknown, repeated } from './history.ts';

/** Kinds in which every county sends at most once and is inspected at most once. */
const turning: readonly CrossKind[] = ['RING', 'SYSTEM', 'AREA', 'EXCHANGE'];
/** Kinds in which one group goes from county to county. */
const oneGroup: readonly CrossKind[] = ['ROLLING', 'MOBILE'];
/** The fewest counties a kind makes sense for; two can only exchange. */
const fewest: Readonly<Record<CrossKind, number>> = {
  RING: 3,
  MIXED: 3,
  EXCHANGE: 2,
  ROLLING: 2,
  MOBILE: 1,
  SYSTEM: 3,
  AREA: 3,
};

/** Everything that stands against the scheme; nothing does when the answer is empty. */
export function crossFindings(scheme: CrossScheme, terms: CrossTerms): readonly CrossFinding[] {
  const size = sizeFindings(scheme, terms);
  if (size.some(({ severity }) => severity === 'BLOCK')) return size;
  return [...size, ...rules.flatMap((rule) => rule(scheme, terms))];
}

function block(type: string, what: string, why: string, next: string): CrossFinding {
  return { type, what, why, next, severity: 'BLOCK' };
}

const sizeFindings: Rule = ({ kind, counties }, { name }) => {
  const twice = counties.filter((county, index) => counties.indexOf(county) !== index);
  if (twice.length > 0)
    return [
      block(
        'CrossCountyTwice',
        `${[...new Set(twice)].map(name).join('、')}在参加的县（市、区）中登记了不止一次。`,
        '编组按参加的县（市、区）的次序推算，每个只能有一个位置。',
        '请删去多出的一行。',
      ),
    ];
  const count = counties.length;
  if (kind === 'EXCHANGE' && count > 2)
    return [
      block(
        'CrossExchangeTooMany',
        `互派只用于两个县（市、区），现在有${count}个。`,
        '三个以上的，同一轮内不得两地互查。',
        '请改用“推磨”或者“混编”。',
      ),
    ];
  if (count >= fewest[kind]) return [];
  if (count === 2)
    return [
      block(
        'CrossTwoCounties',
        '只有两个县（市、区），只能互派。',
        '两个县（市、区）排成一圈就是两地互查，混编也必有一方是本地。',
        '请把交叉方式改为“互派”并由市级派组长，或者增加参加的县（市、区）。',
      ),
    ];
  return [
    block(
      'CrossTooFewCounties',
      `参加的县（市、区）只有${count}个，不能编组。`,
      `这种交叉方式至少要有${fewest[kind]}个县（市、区）。`,
      '请在“参加的县（市、区）”中补充。',
    ),
  ];
};

/** Says who goes where before anything else is asked of it. */
const unfinished: Rule = ({ kind, counties, crossings }, { name }) => {
  if (crossings.length === 0)
    return [
      block(
        'CrossNothingAssigned',
        '还没有编组。',
        '方案要写明每个组由哪里派出、巡察哪里。',
        '请在“推磨编组”中选定排法并采用，或者逐组填写。',
      ),
    ];
  return crossings.flatMap(({ group, senders, target }): CrossFinding[] => {
    const missing = [
      ...(senders.length === 0 && kind !== 'MOBILE' ? ['派出地'] : []),
      ...(target === '' ? ['被巡察地'] : []),
    ];
    if (missing.length > 0)
      return [
        block(
          'CrossUnfinished',
          `${group}没有填写${missing.join('、')}，或者填写的认不出是哪个县（市、区）。`,
          '派出地和被巡察地都写明，才能核对是否本地人巡察本地。',
          '请填写参加的县（市、区）的名称，几个用顿号隔开。',
        ),
      ];
    const foreign = [...senders, target].filter((county) => !counties.includes(county));
    if (foreign.length === 0) return [];
    return [
      block(
        'CrossForeignCounty',
        `${group}中的${[...new Set(foreign)].map(name).join('、')}不在参加的县（市、区）中。`,
        '编组只在参加的县（市、区）之间进行。',
        '请把它补入“参加的县（市、区）”，或者改正这一组。',
      ),
    ];
  });
};

const self: Rule = ({ crossings }, { name }) =>
  crossings
    .filter(({ senders, target }) => senders.includes(target))
    .map(({ group, target }) =>
      block(
        'CrossInspectsItself',
        `${group}由${name(target)}派人巡察${name(target)}。`,
        '交叉巡察由别处的人员进行，派出地与被巡察地不能相同。',
        '请换一种排法，或者改换这一组的派出地、被巡察地。',
      ),
    );

/** Between two single counties it is refused; where counties are mixed, or there are only two, people weigh it. */
const reciprocal: Rule = ({ kind, crossings }, { name }) =>
  crossings.flatMap((one, index) =>
    crossings.slice(index + 1).flatMap((other): CrossFinding[] => {
      if (!one.senders.includes(other.target) || !other.senders.includes(one.target)) return [];
      const pair = `${name(other.target)}与${name(one.target)}互相巡察。`;
      if (kind === 'EXCHANGE')
        return [
          {
            type: 'CrossReciprocal',
            what: pair,
            why: '两个县（市、区）互派，容易彼此留情面。',
            next: '请由市级派组长、督导组，并在审定时说明。',
            severity: 'WARN',
          },
        ];
      const alone = one.senders.length === 1 && other.senders.length === 1;
      return [
        {
          type: 'CrossReciprocal',
          what: pair,
          why: '同一轮内不得两地互查，否则彼此留情面。',
          next: '请换一种排法（推磨不要隔半圈）。',
          severity: alone ? 'BLOCK' : 'WARN',
        },
      ];
    }),
  );

const doubled: Rule = ({ kind, crossings }, { name }) => {
  if (!turning.includes(kind)) return [];
  const twice = (counties: readonly string[], verb: string): readonly CrossFinding[] =>
    [...new Set(counties.filter((county, index) => counties.indexOf(county) !== index))].map((county) =>
      block(
        'CrossDoubled',
        `${name(county)}${verb}。`,
        '首尾相接的编组，每个县（市、区）派出一次、被巡察一次。',
        '请去掉多出的一组，或者改用“混编”。',
      ),
    );
  return [
    ...twice(
      crossings.flatMap(({ senders }) => senders),
      '派出了不止一次',
    ),
    ...twice(
      crossings.map(({ target }) => target),
      '被巡察了不止一次',
    ),
  ];
};

/** In a full ring nobody is left out; same systems and areas lie in some counties only. */
const leftOut: Rule = ({ kind, counties, crossings }, { name }) => {
  if (kind !== 'RING' || crossings.length === 0) return [];
  const out = counties.filter(
    (county) =>
      !crossings.some(({ senders }) => senders.includes(county)) ||
      !crossings.some(({ target }) => target === county),
  );
  if (out.length === 0) return [];
  return [
    block(
      'CrossLeftOut',
      `${out.map(name).join('、')}没有派出，或者没有被巡察。`,
      '推磨时每个参加的县（市、区）都要派出一次、被巡察一次。',
      '请补上缺的一组；不参加的，请从“参加的县（市、区）”中删去。',
    ),
  ];
};

const mixture: Rule = ({ kind, crossings }) =>
  kind !== 'MIXED'
    ? []
    : crossings
        .filter(({ senders }) => new Set(senders).size === 1)
        .map(({ group }) =>
          block(
            'CrossNotMixed',
            `${group}的人员都从一个县（市、区）派出。`,
            '混编的组至少由两个县（市、区）的人员组成。',
            '请增加派出地，或者改用“推磨”。',
          ),
        );

const groupNames: Rule = ({ kind, crossings }) => {
  const names = crossings.map(({ group }) => group);
  if (oneGroup.includes(kind)) {
    const single =
      new Set(names).size < 2 &&
      crossings.every(({ senders }) => sameSenders(senders, crossings[0]?.senders ?? []));
    if (single) return [];
    return [
      block(
        'CrossSeveralUnits',
        '登记了几个不同的组，或者同一个组由不同的地方派出。',
        '滚动、机动都是同一支队伍依次到几个地方。',
        '请统一组别和派出地；确有几支队伍的，分别登记方案。',
      ),
    ];
  }
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  return twice.map((name) =>
    block(
      'CrossGroupTwice',
      `${name}登记了不止一次。`,
      '一个组巡察一个县（市、区）。',
      '请改正组别名称，或者改用“滚动”。',
    ),
  );
};

/** A mobile group is the city's own. */
const cityUnit: Rule = ({ kind, crossings }, { name }) => {
  if (kind !== 'MOBILE') return [];
  const sent = [...new Set(crossings.flatMap(({ senders }) => senders))];
  if (sent.length === 0) return [];
  return [
    block(
      'CrossMobileFromCounty',
      `机动组的派出地填写了${sent.map(name).join('、')}。`,
      '机动组由市级组建，不由县（市、区）派出。',
      '请清空派出地；由一个县（市、区）派出的，请改用“滚动”。',
    ),
  ];
};

const rules: readonly Rule[] = [
  unfinished,
  self,
  reciprocal,
  repeated,
  groupNames,
  doubled,
  leftOut,
  mixture,
  cityUnit,
  historyUnknown,
];
