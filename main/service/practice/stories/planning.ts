/** What is planned: whom to inspect, in which rounds, by whom. */
import type { Values } from '../../../../domain/register.ts';
import type { Teller, Telling, Told } from '../stories.ts';
import { inspected } from './findings.ts';

const bureaus = ['民政局', '教育局', '卫生健康局', '交通运输局', '农业农村局', '水利局', '住房和城乡建设局'];
const majors = [
  ['DISCIPLINE'],
  ['AUDIT', 'ACCOUNTING'],
  ['WRITING'],
  ['ORGANISATION'],
  ['FINANCE'],
  ['LAW'],
  ['IT'],
  ['PETITIONS', 'WRITING'],
] as const;
const units = ['纪委监委', '审计局', '党委办公室', '党委组织部', '财政局', '司法局', '大数据局', '信访局'];
const poolSize = 24;
/** Every working paper and problem of the practice set is sorted by both. */
const categorySchemes = ['FOCUS', 'MAJOR'];

interface Pooled {
  readonly told: Told;
  readonly name: string;
  readonly unit: string;
}

/** The library, the plans and the pool, then three rounds: two inspected and fed back, one still to be staffed. */
export function* planningStory(teller: Teller): Telling {
  const { place, person, save, step } = teller;
  const targets = bureaus.map((bureau) => ({
    name: `${place}${bureau}党组`,
    head: person(),
  }));
  const listed = targets.map(({ name, head }, index) =>
    save(
      'target',
      {
        name,
        aliases: name.replace('党组', ''),
        orgType: place === '市' ? 'CITY_DEPARTMENT' : 'COUNTY_DEPARTMENT',
        systemTag: index < 3 ? '民生' : '建设',
        memberCount: 20 + index * 7,
        staffCount: 60 + index * 21,
        selectionBasis: index % 2 === 0 ? ['PETITIONS', 'COVERAGE'] : ['COVERAGE'],
      },
      {
        leaders: [
          { name: head, post: '党组书记、局长', isTop: true, formerUnit: name, formerFrom: '2014-03-01' },
          { name: person(), post: '党组成员、副局长', isTop: false, formerUnit: name },
        ],
      },
    ),
  );
  yield 2;
  const merged = listed.at(-1);
  if (merged) step(merged, 'remove', {}, '机构改革，并入住房保障中心');
  yield* plans(teller, targets);
  const pool = yield* fillPool(teller, targets[2]?.head ?? '');
  const first = { roundId: '2026年第一轮', groupId: '第一巡察组', targetId: targets[1]?.name ?? '' };
  const dissolved = yield* pastRound(teller, 1, first, pool.slice(0, 7));
  step(dissolved, 'dissolve');
  yield* pastRound(teller, 2, inspected(place), pool.slice(7, 14));
  yield 120;
  // Married to the head, nothing open, and not told enough of.
  nextRound(
    teller,
    [targets[2]?.name ?? '', targets[3]?.name ?? ''],
    [15, 19, 18].flatMap((index) => pool[index] ?? []),
  );
}

function* plans({ place, today, fromEnd, save, step }: Teller, targets: readonly Values[]): Telling {
  const year = Number(fromEnd(0).slice(0, 4));
  const term = `第十四届${place}委`;
  const coverage = [{ orgType: place === '市' ? 'CITY_DEPARTMENT' : 'COUNTY_DEPARTMENT', total: 42 }];
  const whole = save(
    'inspectionPlan',
    {
      title: `${term}巡察工作规划`,
      kind: 'TERM',
      term,
      from: `${year - 4}-07-01`,
      to: `${year + 1}-06-30`,
      guidance: '届内对所管理的党组织全部巡察一遍。',
      linkage: ['TASK', 'FORCES'],
    },
    { coverage },
  );
  yield 1;
  const approval = { meeting: `${place}委常委会会议`, docNo: `${place}委办〔${year - 4}〕18号` };
  step(whole, 'approve', { ...approval, approvedAt: today() });
  for (const [offset, total] of [
    [0, 12],
    [1, 9],
  ] as const) {
    const plan = save(
      'inspectionPlan',
      {
        title: `${year + offset}年度巡察计划`,
        kind: 'YEAR',
        term,
        year: year + offset,
        from: `${year + offset}-01-01`,
        to: `${year + offset}-12-31`,
        termPlan: whole.id,
      },
      {
        coverage: coverage.map((row) => ({ ...row, total })),
        targets: targets
          .slice(offset * 3, offset * 3 + 3)
          .map(({ name }) => ({ targetId: name ?? null, mode: 'REGULAR', basis: ['COVERAGE'] })),
      },
    );
    yield 3;
    if (offset === 0) step(plan, 'approve', { meeting: approval.meeting, approvedAt: today(), docNo: '' });
  }
}

/** Everybody for the pool; the last ones are still being checked. One is married to a head who is inspected next. */
function* fillPool(
  { place, person, today, save, step }: Teller,
  head: string,
): Generator<number, readonly Pooled[]> {
  const pool: Pooled[] = [];
  for (let index = 0; index < poolSize; index += 1) {
    const name = person();
    const unit = `${place}${units[index % units.length] ?? ''}`;
    const told = save(
      'poolPerson',
      {
        name,
        unit,
        post: index % 8 === 0 ? '副主任' : '干部',
        political: 'MEMBER',
        rank: index % 8 === 0 ? 'SECTION' : index % 3 === 0 ? 'SECTION_DEPUTY' : 'STAFF',
        majors: majors[index % majors.length] ?? ['WRITING'],
        formerRounds: index % 4,
        recommendedBy: unit,
      },
      {
        // Those of the past rounds have nothing in the way of their groups.
        ...(index >= 14
          ? {
              posts: [
                { unit: `${place}${bureaus[index % bureaus.length] ?? ''}`, post: '科员', to: '2012-06-30' },
              ],
            }
          : {}),
        ...(index === 15 ? { relatives: [{ name: head, relation: 'SPOUSE' }] } : {}),
        ...(index > 15 && index % 3 !== 0 ? toldWhole(place, person) : {}),
      },
    );
    pool.push({ told, name, unit });
    if (index >= poolSize - 1) continue;
    step(told, 'check', { qualified: true });
    if (index >= poolSize - 2) continue;
    step(told, 'admit', {
      pools: index % 8 === 0 ? ['LEADER'] : ['TALENT'],
      admittedAt: today(),
      admittedBy: '巡察工作领导小组会议',
    });
    if (index % 6 === 5) yield 1;
  }
  const resting = pool[poolSize - 3];
  if (resting) step(resting.told, 'suspend', { leftReason: '本单位中心工作需要，本年度不参加' });
  return pool;
}

/** Whose record leaves nothing open. */
function toldWhole(place: string, person: Teller['person']): NonNullable<Parameters<Teller['save']>[2]> {
  return {
    education: [{ school: '省委党校', degree: '大学' }],
    relatives: [{ name: person(), relation: 'SPOUSE', unit: `${place}第一中学`, post: '教师' }],
    declarations: [{ target: `${place}自来水公司`, text: '配偶的兄弟在该公司任职' }],
  };
}

/** A round from its opening until what it found has been handed over. */
function* pastRound(
  teller: Teller,
  number: number,
  { roundId, groupId, targetId }: ReturnType<typeof inspected>,
  people: readonly Pooled[],
): Generator<number, Told> {
  const { today, after, step } = teller;
  const round = openRound(teller, roundId, number);
  const group = formGroup(teller, round, groupId, targetId, people);
  for (const { told } of people) step(told, 'draw');
  yield 4;
  enter(teller, round, number);
  yield 40;
  step(round, 'report', { stayTo: after(-1), noticeIssuedAt: after(-38) }, undefined, {
    auditMaterialOut: '整改督查还要核对，与审计局商定用后归还。',
  });
  yield 12;
  step(round, 'feedBack', {
    reportedAt: after(-6),
    leadGroupHeardAt: after(-3),
    secretaryMeetingAt: after(-1),
    reportNo: `巡报〔2026〕${number}号`,
  });
  yield 8;
  step(round, 'handOver', {
    feedbackFrom: after(-2),
    feedbackTo: today(),
    fedBackTwice: true,
    copiedToFour: true,
  });
  yield 3;
  step(round, 'rectify', { handedOverAt: today(), handoverNo: `巡移〔2026〕${number}号` });
  for (const { told } of people) step(told, 'giveBack');
  return group;
}

/** How groups could cross in it: one way given up again, another still to be drawn up with the counties that take part. */
function crossingSchemes({ save, step }: Teller, round: Told): void {
  const mobile = save('crossScheme', { round: round.id, name: '市级机动组到各县', kind: 'MOBILE' });
  step(mobile, 'withdraw', {}, '本轮不设机动组');
  save('crossScheme', { round: round.id, name: '各县推磨编组', kind: 'RING' });
}

/** To practise composing its groups: the first has some whom nobody has reviewed yet, the others have nobody. */
function nextRound(teller: Teller, targets: readonly string[], drafted: readonly Pooled[]): void {
  const round = openRound(teller, '2026年第三轮', 3);
  crossingSchemes(teller, round);
  for (const [index, targetId] of targets.entries())
    teller.save(
      'inspectionGroup',
      { ...groupValues, round: round.id, name: `第${'一二三'[index] ?? ''}巡察组` },
      {
        targets: [{ targetId }],
        members: index > 0 ? [] : drafted.map(({ name, unit }) => ({ name, unit, role: 'MEMBER' })),
      },
    );
}

const groupValues = { mode: 'NORMAL', phone: '0000-1234567', hours: '工作日 8:30—17:30' };

function openRound({ place, save }: Teller, name: string, roundNo: number): Told {
  const level = place === '市' ? 'CITY' : 'COUNTY';
  return save('inspectionRound', {
    name,
    roundNo,
    term: `第十四届${place}委`,
    level,
    kinds: ['REGULAR'],
    categorySchemes,
  });
}

function formGroup(
  { place, today, save }: Teller,
  round: Told,
  name: string,
  targetId: string,
  people: readonly Pooled[],
): Told {
  const roles = ['LEADER', 'DEPUTY', 'LIAISON'];
  return save(
    'inspectionGroup',
    { ...groupValues, round: round.id, name },
    {
      targets: [{ targetId }],
      members: people.map((each, index) => ({
        name: each.name,
        unit: each.unit,
        role: roles[index] ?? 'MEMBER',
        avoidance: 'CLEAR',
        declaredAt: today(),
        confidentialityAt: today(),
      })),
      authorizations: people.slice(0, 2).map((each, index) => ({
        kind: 'OWN',
        person: each.name,
        role: roles[index] ?? null,
        docNo: `${place}委巡授〔2026〕3号`,
        date: today(),
      })),
    },
  );
}

function enter({ place, today, after, step }: Teller, round: Told, number: number): void {
  step(round, 'enter', {
    schemeNo: `巡方案〔2026〕${number}号`,
    schemeApprovedAt: after(-4),
    taskPlanApprover: `${place}委书记`,
    authorizationNo: `${place}委巡授〔2026〕${number}号`,
    authorizedAt: after(-3),
    trainedAt: after(-2),
    startAt: after(-1),
    stayFrom: today(),
  });
}
