/**
 * The avoidance rules a new vault starts with (reference 3.7). They are rows the office edits: lengths, weight and who
 * they hold for differ from place to place; what each one looks at is one of the {@link predicates}.
 */
/** What a rule looks at; the questions themselves are in `findings.ts`. */
export const predicates = [
  'residence',
  'workplace',
  'served',
  'upbringing',
  'kin',
  'together',
  'studied',
  'interest',
  'sameTarget',
] as const;
export type Predicate = (typeof predicates)[number];

/** The three legal kinds, and what only the office's own practice asks for. */
export const legalClasses = ['POST', 'PLACE', 'DUTY', 'PRACTICE'] as const;
export type LegalClass = (typeof legalClasses)[number];

export const legalClassLabels: Readonly<Record<LegalClass, string>> = {
  POST: '任职回避',
  PLACE: '地域回避',
  DUTY: '公务回避',
  PRACTICE: '轮换要求',
};

export interface AvoidanceRule {
  readonly code: string;
  readonly name: string;
  readonly legalClass: LegalClass;
  readonly predicate: Predicate;
  /** Parts in a group the rule holds for; empty means all. */
  readonly roles: readonly string[];
  /** BLOCK keeps the person out; WARN asks the office to look. */
  readonly severity: 'BLOCK' | 'WARN';
  /** How far back it looks into posts in the same place, in years; null means ever. */
  readonly yearsRegion: number | null;
  /** The same for posts in the organisation itself. */
  readonly yearsUnit: number | null;
  readonly active: boolean;
  readonly basis: string;
  readonly verified: boolean;
}

type Row = Partial<AvoidanceRule> &
  Pick<AvoidanceRule, 'code' | 'name' | 'legalClass' | 'predicate' | 'basis'>;

function rule(row: Row): AvoidanceRule {
  return {
    roles: [],
    severity: 'BLOCK',
    yearsRegion: null,
    yearsUnit: null,
    active: true,
    verified: true,
    ...row,
  };
}

const fourAvoidances = '福建县级交叉巡察“四回避”';

export const avoidanceRuleSeed: readonly AvoidanceRule[] = [
  rule({ code: 'A1', name: '居住地', legalClass: 'PLACE', predicate: 'residence', basis: fourAvoidances }),
  rule({ code: 'A2', name: '工作地', legalClass: 'PLACE', predicate: 'workplace', basis: fourAvoidances }),
  rule({
    code: 'A3',
    name: '任职地',
    legalClass: 'POST',
    predicate: 'served',
    yearsRegion: 5,
    basis: `${fourAvoidances}；回看年限待本办核定`,
    verified: false,
  }),
  rule({ code: 'A4', name: '成长地', legalClass: 'PLACE', predicate: 'upbringing', basis: fourAvoidances }),
  rule({
    code: 'A5',
    name: '亲属关系',
    legalClass: 'POST',
    predicate: 'kin',
    basis: '公务员回避规定：夫妻、直系血亲、三代以内旁系血亲、近姻亲',
  }),
  rule({
    code: 'A6',
    name: '上下级、共事关系',
    legalClass: 'POST',
    predicate: 'together',
    yearsUnit: 3,
    basis: '巡察工作回避规定的通行做法（三年内）',
    verified: false,
  }),
  rule({
    code: 'A7',
    name: '学习经历',
    legalClass: 'POST',
    predicate: 'studied',
    severity: 'WARN',
    basis: '巡察工作回避规定的通行做法',
    verified: false,
  }),
  rule({ code: 'A8', name: '公务利害', legalClass: 'DUTY', predicate: 'interest', basis: '公务员回避规定' }),
  rule({
    code: 'A9',
    name: '连续巡察同一单位',
    legalClass: 'PRACTICE',
    predicate: 'sameTarget',
    roles: ['LEADER'],
    basis: '“三个不固定”（待核）',
    verified: false,
  }),
];

/** Parts in a group that people of the inspected place may take under a way of crossing. */
export interface AvoidanceProfile {
  readonly code: string;
  readonly name: string;
  /** Excused from what ties them to the place; from what ties them to the organisation itself nobody is. */
  readonly localRoles: readonly string[];
  /** Printed as the reason beside everybody who is in the group by this exception. */
  readonly reason: string;
  readonly basis: string;
  readonly verified: boolean;
}

export const avoidanceProfileSeed: readonly AvoidanceProfile[] = [
  {
    code: 'STRICT',
    name: '四回避（三明）',
    localRoles: [],
    reason: '',
    basis: '福建三明：成建制推磨，居住地、工作地、任职地、成长地一律回避',
    verified: true,
  },
  {
    code: 'LOCAL_DEPUTY',
    name: '混编（龙岩）',
    localRoles: ['DEPUTY', 'LIAISON'],
    reason: '副组长、联络员由被巡察县干部担任，便于联络协调',
    basis: '福建龙岩：七个混编组，组长和其他成员来自不同县',
    verified: true,
  },
  {
    code: 'EXCHANGE',
    name: '互派（曲靖）',
    localRoles: ['LEADER', 'LIAISON'],
    reason: '组长、联络员由被巡察地干部担任，巡察组由被巡察地党委授权',
    basis: '云南曲靖互派式交叉',
    verified: true,
  },
];

/**
 * Parts that people of the inspected place may never have, whatever the profile: who receives petitioners, sorts leads and
 * leads the important talks comes from elsewhere.
 */
export const neverLocalRoles: readonly string[] = ['PETITION'];
