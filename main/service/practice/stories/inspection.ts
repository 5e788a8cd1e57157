/** One organisation under inspection: what the group did, compared, wrote down and fed back. */
import type { Values } from '../../../../domain/register.ts';
import type { Told, Teller, Telling } from '../stories.ts';
import { findings, inspected } from './findings.ts';

const activities = [
  ['REPORT', '听取党组工作汇报和专题汇报', 1],
  ['TALK', '与领导班子成员和中层干部个别谈话', 46],
  ['DOCUMENTS', '调阅党组会议记录、财务凭证', 312],
  ['SURVEY', '干部职工和服务对象问卷', 118],
  ['VISIT', '走访低保户和危房改造户', 37],
  ['FORUM', '召开乡镇民政干部座谈会', 2],
  ['SIT_IN', '列席专题民主生活会', 1],
  ['DECLARATION', '抽查个人有关事项报告', 9],
] as const;

export function* inspectionStory(teller: Teller): Telling {
  const { place, person, today, save, step } = teller;
  const belonging = inspected(place);
  const done: Told[] = [];
  for (const [index, [kind, subject, count]] of activities.entries()) {
    const told = save('activity', {
      ...belonging,
      kind,
      heldAt: today(),
      place: belonging.targetId,
      subject,
      counterpart: `${belonging.targetId}班子成员`,
      people: `${person()}、${person()}`,
      count,
      ...(kind === 'SURVEY' ? { issued: 126 } : {}),
      result: '了解到资金拨付、制度执行方面的情况，另附记录。',
      recorder: person(),
    });
    done.push(told);
    yield 3;
    if (index < activities.length - 2)
      step(told, 'check', {
        checkedName: person(),
        checkedAt: today(),
      });
  }
  const funds = compareFunds(teller, belonging);
  yield 4;
  for (const [index, fund] of funds.entries()) {
    if (index === 2) break;
    step(fund, 'prepare', {
      verdict: index === 0 ? 'DETAINED' : 'SURPLUS',
      explanation: index === 0 ? '部分乡镇验收滞后，补助资金滞留在专户。' : '按实结算后的结余，已上缴。',
      preparedName: person(),
      preparedAt: today(),
    });
    step(fund, 'review', { reviewedName: person(), reviewedAt: today() });
    if (index === 0) step(fund, 'confirm', { confirmedName: person(), confirmedAt: today() });
  }
  yield 2;
  const drafts: Told[] = [];
  for (const [index, finding] of findings.entries()) {
    drafts.push(writeDraft(teller, belonging, finding, index, index === 1 ? funds.slice(0, 1) : [], done));
    yield 2;
    signDraft(teller, drafts.at(-1), index);
  }
  yield 8;
  for (const [index, { statement, catL1, catL2, suggestion, rectType, amount }] of findings.entries()) {
    // The last two drafts are still on their way, so they cannot be fed back yet.
    if (index >= findings.length - 2) break;
    const problem = save(
      'problem',
      {
        ...belonging,
        seq: index + 1,
        catL1,
        catL2,
        statement,
        severity: index % 3 === 0 ? 'RATHER_SERIOUS' : 'GENERAL',
        rectType,
        isCommon: index % 4 === 0,
        facts: `抽查发现，${statement}`,
        amount,
        period: '2024年1月至2026年6月',
        responsible: belonging.targetId,
        suggestion,
        drafts: drafts[index] ? [drafts[index].id] : [],
      },
      { categories: otherCategories(index) },
    );
    yield 1;
    step(problem, 'confirm', { confirmedAt: today() });
    if (index === findings.length - 3) continue;
    step(problem, 'feedBack', {
      feedbackAt: today(),
      feedbackDocNo: '巡反馈〔2026〕6号',
      groupLeader: person(),
    });
    if (index < 6) step(problem, 'signFor', { signedForBy: person(), signedForAt: today() });
  }
}

function compareFunds(
  { place, today, after, save }: Teller,
  belonging: ReturnType<typeof inspected>,
): readonly Told[] {
  const projects = [
    ['农村危房改造补助', 'HOUSING', 120_000_000, 98_000_000, 96_400_000],
    ['城乡低保金发放', 'ALLOWANCE', 860_000_000, 858_200_000, 858_200_000],
    ['农村养老服务设施建设', 'INFRASTRUCTURE', 45_000_000, 45_000_000, 41_300_000],
  ] as const;
  return projects.map(([project, fundCategory, given, paid, landed], index) =>
    save(
      'fundComparison',
      {
        ...belonging,
        project,
        fundCategory,
        year: Number(today().slice(0, 4)),
        docNo: `${place}财社〔2026〕${12 + index}号`,
        comparedAt: today(),
      },
      {
        allocatedRows: [
          { level: 'CENTRAL', docNo: `财社〔2026〕${30 + index}号`, date: after(-120), amount: given / 2 },
          {
            level: 'COUNTY',
            docNo: `${place}财社〔2026〕${12 + index}号`,
            date: after(-100),
            amount: given / 2,
          },
        ],
        paidRows: [
          {
            voucherNo: `记-0${index + 3}12`,
            date: after(-80),
            payee: '城关镇财政所',
            amount: paid - 20_000_000,
          },
          { voucherNo: `记-0${index + 4}07`, date: after(-60), payee: '华丰镇财政所', amount: 20_000_000 },
        ],
        landedRows: [
          {
            name: '城关镇（抽查到户）',
            verifiedBy: 'HOME',
            quantity: '42户',
            date: after(-30),
            amount: landed - 18_000_000,
          },
          {
            name: '华丰镇（抽查到户）',
            verifiedBy: 'BANK',
            quantity: '19户',
            date: after(-28),
            amount: 18_000_000,
          },
        ],
      },
    ),
  );
}

/** Under the second scheme of the round. */
function otherCategories(index: number): readonly Values[] {
  return [{ scheme: 'MAJOR', catL1: index % 2 === 0 ? 'MAJOR_STRICT' : 'MAJOR_LEAD' }];
}

function writeDraft(
  { today, person, save }: Teller,
  belonging: ReturnType<typeof inspected>,
  { title, statement, catL1, basis }: (typeof findings)[number],
  index: number,
  funds: readonly Told[],
  activitiesDone: readonly Told[],
): Told {
  return save(
    'problemDraft',
    {
      ...belonging,
      title,
      draftedAt: today(),
      origin: index % 2 === 0 ? 'DOCUMENTS' : 'TALK',
      activities: activitiesDone.slice(index % 4, (index % 4) + 2).map(({ id }) => id),
      funds: funds.map(({ id }) => id),
      catL1,
      summary: statement,
      discovery: `查阅2024年以来有关台账、凭证，与经办人员谈话核实，${person()}、${person()}参加。`,
      ways: ['DOCUMENTS', 'TALK'],
      occurred: '2024年1月至2026年6月',
      place: belonging.targetId,
      policyBasis: basis,
      responsible: `${belonging.targetId}；分管负责人、业务科室负责人`,
    },
    {
      evidence: [
        { name: '会议记录复印件', pages: 4, origin: '党组办公室' },
        { name: '凭证和银行回单复印件', pages: 11, origin: '财务科' },
        { name: '谈话记录', pages: 3, origin: '巡察组' },
      ],
      categories: otherCategories(index),
    },
  );
}

/** Most drafts are signed by three; the last ones have stopped on the way. */
function signDraft({ person, today, step }: Teller, draft: Told | undefined, index: number): void {
  if (!draft || index === findings.length - 1) return;
  step(draft, 'memberSign', { undertakerName: person(), undertakerAt: today() });
  if (index === findings.length - 2) return;
  step(draft, 'deputyReview', { deputyName: person(), deputyAt: today() });
  step(draft, 'leaderSign', { leaderName: person(), leaderAt: today() });
  step(draft, 'report');
  if (index < 5) step(draft, 'file', { filedAt: today() });
}
