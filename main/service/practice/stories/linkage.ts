/** What links the levels in the practice year: joint actions, a supervision group, inspection work inspected, publicity. */
import type { Teller, Telling } from '../stories.ts';
import { inspected } from './findings.ts';

export function* linkageStory(teller: Teller): Telling {
  const { place, today, after, save, step } = teller;
  const { roundId, targetId } = inspected(place);
  const level = place === '市' ? 'CITY' : 'COUNTY';
  const action = {
    year: Number(today().slice(0, 4)),
    linkage: ['TASK', 'RESULTS', 'INFORMATION'],
    lead: `${place}委巡察办`,
  };
  const campaign = save(
    'campaign',
    {
      ...action,
      name: '社会救助资金三级联动巡察',
      modes: ['LINKED', 'RELAY'],
      from: after(5),
      upperMatter: '省委巡视反馈：部分地方社会救助资金滞留、审核把关不严，要求市县对照开展监督。',
      task: '对照上级反馈的共性问题，逐单位了解社会救助资金拨付、审核、公示情况。',
    },
    {
      layers: [
        { level: 'CITY', office: '市委巡察办', mode: 'LINKED', note: '统筹部署、汇总成果' },
        { level, office: `${place}委巡察办`, roundId, mode: 'RELAY', targetId },
        { level: 'TOWNSHIP', office: '各乡镇党委', mode: 'SYNCHRONOUS', note: '同步自查' },
      ],
      focuses: [
        { focus: '社会救助资金滞留，未按月发放', source: 'UPPER_FEEDBACK', assigned: `${place}委巡察办` },
        { focus: '低保审核、公示流于形式', source: 'COMMON_PROBLEM', assigned: '各乡镇党委' },
      ],
      reused: [
        {
          result: '民政局党组巡察报告中社会救助资金问题',
          producedBy: `${place}委巡察组`,
          roundId,
          usedBy: '市委巡察办',
          usedAt: after(20),
          quality: 'SOLID',
        },
      ],
    },
  );
  yield 4;
  step(campaign, 'approve', { meeting: '巡察工作领导小组会议', approvedAt: today(), schemeNo: '' });
  yield 3;
  step(campaign, 'start', { startedAt: today() });
  yield* supervision(teller, level);
  save('campaign', {
    ...action,
    name: '教育系统同步巡察',
    modes: ['SYNCHRONOUS'],
    systemTag: '教育系统',
    from: after(40),
  });
  selfInspections(teller);
  yield 2;
  yield* publicity(teller);
}

function* supervision({ place, person, today, after, save, step, change }: Teller, level: string): Telling {
  const { roundId, groupId } = inspected(place);
  const culprit = `${place}住房和城乡建设局`;
  const notice = '某巡督〔2026〕1号';
  const group = save(
    'supervisionGroup',
    {
      name: `${place}委巡察第一督导组`,
      level,
      head: person(),
      headUnit: `${place}纪委监委`,
      headRank: 'DIVISION',
      formedAt: today(),
      campaign: '社会救助资金三级联动巡察',
      task: '督导巡察组依规开展工作，协调解决配合不力等问题。',
      phone: '0000-7654321',
    },
    {
      members: [{ name: person(), unit: `${place}委巡察办`, duty: '联络' }],
      supervised: [{ roundId, groupId }],
    },
  );
  yield 1;
  step(group, 'send', { docNo: `${place}委巡派〔2026〕2号`, startedAt: today(), headReason: '' });
  yield 6;
  save(
    'supervisionGroup',
    {
      name: `${place}委巡察第二督导组`,
      level,
      head: person(),
      headUnit: `${place}委组织部`,
      headRank: 'SECTION_DEPUTY',
      formedAt: today(),
    },
    { supervised: [{ roundId: '2026年第三轮' }] },
  );
  change(
    group,
    {},
    {
      visits: [
        {
          visitedAt: today(),
          groupId,
          visitors: person(),
          findings: '材料清单中3项未按期提供。',
          opinion: '由督导组约见责任单位。',
        },
      ],
      events: [
        {
          happenedAt: after(-2),
          unit: culprit,
          person: person(),
          post: '办公室主任',
          kind: 'CONTRADICTORY',
          fact: '报送的培训人员统计表为7人，所附名单为28人，两次核对仍不一致。',
          handling: 'CIRCULAR',
          handledAt: today(),
          noticeNo: notice,
        },
        {
          happenedAt: after(-1),
          unit: culprit,
          kind: 'LATE',
          fact: '工程合同台账超过要求日期5天仍未提供。',
          handling: 'REMIND',
          handledAt: today(),
        },
      ],
      notices: [
        {
          docNo: notice,
          issuedAt: today(),
          to: culprit,
          copyTo: `${place}直各单位党组`,
          demand: '请于5日内补齐材料，书面说明原因。',
        },
      ],
    },
  );
}

function selfInspections({ place, person, today, after, save, step }: Teller): void {
  const check = save(
    'selfInspection',
    {
      checked: `${place}委巡察工作领导小组办公室`,
      roundId: '2026年第一轮',
      from: after(-10),
      to: after(-6),
      checkedBy: place === '市' ? '省委巡视办' : '市委巡察办',
      people: `${person()}、${person()}`,
      methods: ['SPECIAL', 'FILES'],
      content: '抽查第一轮底稿、报告和整改材料，与组员谈话12人次。',
    },
    {
      items: [
        { aspect: 'QUALITY', issue: '部分底稿证据不全', demand: '建立底稿集中审核制度', owner: '巡察办' },
        { aspect: 'RECTIFICATION', issue: '整改报告审核把关不严', owner: '巡察办', doneAt: after(-1) },
      ],
    },
  );
  step(check, 'feedBack', { fedBackAt: today(), docNo: '', result: 'FAIRLY_GOOD', dueAt: after(60) });
  save('selfInspection', {
    checked: '2026年第二轮各巡察组',
    from: today(),
    checkedBy: `${place}委巡察工作领导小组`,
    methods: ['TALKS'],
  });
}

function* publicity({ place, person, today, save, step }: Teller): Telling {
  const campaign = '社会救助资金三级联动巡察';
  const article = save('publicity', {
    title: '三级联动巡察推动救助资金按月发放',
    kind: 'EFFECT',
    draftedAt: today(),
    medium: 'SOCIAL',
    outlet: `清廉${place}公众号`,
    author: person(),
    campaign,
    content: '介绍联动巡察推动资金发放、公示规范的做法。',
  });
  yield 1;
  step(article, 'approve', {
    secrecyReviewer: person(),
    reviewedAt: today(),
    approvedName: person(),
    approvedAt: today(),
  });
  yield 2;
  step(article, 'publish', { publishedAt: today(), link: '' });
  save('publicity', {
    title: '巡察整改“回头看”工作动态',
    kind: 'NEWS',
    draftedAt: today(),
    medium: 'BULLETIN',
    campaign,
  });
}
