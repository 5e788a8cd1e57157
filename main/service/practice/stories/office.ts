/** Meetings, audit material, institutions, use of results, visits afterwards, interference and the volumes on the shelf. */
import type { Teller, Telling } from '../stories.ts';
import { inspected } from './findings.ts';

const meetings = [
  ['LEADING_GROUP', '委巡察工作领导小组会议', '听取第二轮巡察情况汇报', '同意巡察报告，按程序反馈移交。'],
  ['SECRETARY', '委书记专题会议', '听取第二轮巡察综合情况汇报', '点人点事的问题移交处置，限期反馈。'],
  [
    'FEEDBACK',
    '第二轮巡察反馈会',
    '向被巡察党组织反馈巡察意见',
    '被巡察党组织表态认领，一个月内报整改方案。',
  ],
  ['RECT_JOINT', '巡察整改联席会议', '研究整改方案会审和进度督查', '五家单位联合督查，每月通报一次。'],
  ['OFFICE_GROUP', '巡察办与巡察组会商', '研究问题底稿和线索', '底稿补充后再次会商。'],
] as const;

export function* meetingStory({ place, person, today, after, save, step }: Teller): Telling {
  for (const [index, [kind, title, topic, decision]] of meetings.entries()) {
    const meeting = save(
      'meeting',
      {
        ...inspected(place),
        title: title.startsWith('委') ? `${place}${title}` : title,
        kind,
        heldAt: today(),
        hours: '09:00—11:20',
        place: `${place}委常委会议室`,
        presided: person(),
        recorder: person(),
        summary: `会议${topic}，进行了讨论。`,
        decisions: decision,
        needsMinutes: true,
      },
      {
        topics: [{ topic, reporter: person(), decision, carriedOutBy: `${place}委巡察办`, dueAt: after(30) }],
        attendees: [
          { name: person(), unit: `${place}纪委监委`, post: '书记', role: 'PRESENT' },
          { name: person(), unit: `${place}委组织部`, post: '部长', role: 'PRESENT' },
          { name: person(), unit: `${place}委巡察办`, post: '主任', role: 'OBSERVER' },
          { name: person(), unit: `${place}委巡察办`, post: '科员', role: 'RECORDER' },
          { name: person(), unit: `${place}审计局`, post: '局长', role: 'ABSENT' },
        ],
      },
    );
    yield 1;
    if (index === meetings.length - 1) return;
    step(meeting, 'hold', { heldAt: after(-1), presided: person() });
    yield 3;
    if (index < 3)
      step(meeting, 'signMinutes', {
        minutesNo: `巡纪要〔2026〕${index + 1}号`,
        minutesAt: today(),
        signedBy: person(),
      });
    if (index === 0) step(meeting, 'archive', { archiveBoxNo: '2026-会议-01' });
    yield 55;
  }
}

export function* institutionStory({ place, person, today, save, step }: Teller): Telling {
  const titles = [
    ['社会救助资金监管办法', 'NEW'],
    ['党组议事规则', 'REVISED'],
    ['敬老院食材采购管理细则', 'NEW'],
    ['公务用车管理规定', 'IMPROVED'],
  ] as const;
  for (const [index, [title, kind]] of titles.entries()) {
    const institution = save('institution', {
      ...inspected(place),
      title: `${place}民政局${title}`,
      kind,
      level: 'DEPARTMENT',
      issuedBy: `${place}民政局`,
      docNo: `${place}民发〔2026〕${20 + index}号`,
      issuedAt: today(),
      effectiveAt: today(),
      trigger: 'RECTIFICATION',
      isCommonFix: index === 0,
      summary: '明确审批权限、公示要求和责任追究。',
    });
    yield 40;
    if (index === 0)
      step(institution, 'evaluate', { evaluation: '执行良好，资金按期拨付。', evaluatedAt: today() });
    if (index === 2)
      step(institution, 'abolish', { abolishedAt: today() }, '并入县级统一规定，不再单独执行。');
    if (index === 1)
      save(
        'resultUse',
        {
          ...inspected(place),
          title: '关于规范社会救助资金监管的巡察建议书',
          kind: 'PROPOSAL',
          draftedAt: today(),
          content: '针对多个乡镇存在的资金滞留问题，建议主管部门建立按月比对、按季督查机制。',
          toOrg: `${place}民政局`,
        },
        { receivers: [{ name: person(), reason: '分管负责人' }] },
      );
  }
}

export function* smallRegistersStory(teller: Teller): Telling {
  const { place, person, today, after, save, step } = teller;
  const belonging = inspected(place);
  const audits = ['经济责任审计报告', '社会救助资金专项审计报告', '审计整改报告'].map((title, index) =>
    save(
      'auditMaterial',
      {
        ...belonging,
        title: `${place}民政局${title}`,
        kind: (['ACCOUNTABILITY', 'SPECIAL', 'RECTIFICATION'] as const)[index] ?? 'REPORT',
        year: Number(today().slice(0, 4)) - 1,
        docNo: `${place}审报〔2025〕${8 + index}号`,
        auditedOrg: `${place}民政局`,
        auditor: `${place}审计局`,
        requestedAt: today(),
        requestNo: `巡调〔2026〕${3 + index}号`,
        ...(index === 0 ? { issuesStated: 2, amountStated: 26_400_000 } : {}),
      },
      index === 0
        ? {
            issues: [
              { issue: '专项资金滞留', amount: 22_000_000, category: '资金管理', rectified: false },
              { issue: '往来款长期挂账', amount: 4_400_000, category: '财务核算', rectified: true },
            ],
          }
        : {},
    ),
  );
  yield 5;
  for (const audit of audits.slice(0, 2))
    step(audit, 'receive', {
      receivedAt: today(),
      receivedFrom: `${place}审计局`,
      copies: 1,
      pages: 38,
      holder: person(),
      dueBackAt: after(60),
    });
  yield 10;
  const [first] = audits;
  if (first) step(first, 'use', { holder: person(), usedIn: '问题底稿：危房改造补助拨付滞后' });
  yield 40;
  if (first) step(first, 'giveBack', { returnedAt: today(), returnedTo: person() });
  interference(teller, belonging);
  yield 60;
  visits(teller, belonging);
  yield 60;
  uses(teller, belonging);
  volumes(teller, belonging);
}

function interference({ person, today, save, step }: Teller, belonging: ReturnType<typeof inspected>): void {
  const cases = [
    ['PHONE', '要求对其分管科室的问题从轻表述。', '当场拒绝，告知须如实登记报告。'],
    ['THROUGH', '托同事转达，希望不再核查采购事项。', '未接受，当日报告。'],
    ['IN_PERSON', '到驻地说明情况时提出请吃饭。', '婉拒并登记。'],
  ] as const;
  for (const [index, [way, content, answer]] of cases.entries()) {
    const entry = save('interferenceLog', {
      ...belonging,
      happenedAt: today(),
      way,
      handler: person(),
      name: person(),
      unit: '某单位中层干部',
      identity: 'CONCERNED',
      forWhom: '本单位有关人员',
      content,
      answer,
    });
    if (index === 2) continue;
    step(entry, 'report', { reportedTo: '巡察组组长', reportedAt: today() });
    if (index === 0)
      step(entry, 'handle', {
        handling: '约谈提醒，并函告其所在单位党组织。',
        handledName: person(),
        handledAt: today(),
      });
  }
}

function visits({ person, today, after, save, step }: Teller, belonging: ReturnType<typeof inspected>): void {
  for (const [index, matter] of [
    '危房改造补助到户情况',
    '低保复核公示情况',
    '敬老院伙食改善情况',
  ].entries()) {
    const visit = save('followUpVisit', {
      ...belonging,
      visitedAt: index === 2 ? after(20) : today(),
      way: 'ON_SITE',
      place: '城关镇',
      matter,
      visitedKind: 'RESIDENT',
    });
    if (index === 2) continue;
    step(visit, 'visit', {
      visitedAt: today(),
      visitedCount: 12,
      visitors: `${person()}、${person()}`,
      satisfaction: index === 0 ? 'SATISFIED' : 'BASICALLY',
      findings: '走访12户，补助已到账，群众知晓公示内容。',
    });
    if (index === 0) step(visit, 'close', { closedAt: today() });
  }
}

function uses(
  { place, person, today, after, save, step }: Teller,
  belonging: ReturnType<typeof inspected>,
): void {
  const circular = save('resultUse', {
    ...belonging,
    title: '第二轮巡察共性问题通报',
    kind: 'CIRCULAR',
    draftedAt: today(),
    content: '通报资金滞留、采购不规范等共性问题，要求未被巡察单位对照自查。',
    toOrg: `各乡镇党委、${place}直各单位党组`,
  });
  step(circular, 'approve', { approvedName: person() });
  step(circular, 'send', {
    docNo: '巡通〔2026〕2号',
    sentAt: today(),
    needsReply: true,
    replyDueAt: after(30),
  });
  save(
    'resultUse',
    {
      ...belonging,
      title: '干部选拔任用意见回复',
      kind: 'APPOINTMENT',
      draftedAt: today(),
      content: '就拟提拔人选回复巡察发现情况。',
      toOrg: `${place}委组织部`,
    },
    { people: [{ name: person(), unit: `${place}民政局`, opinion: '未发现影响使用的问题' }] },
  );
}

function volumes(
  { place, person, today, after, save, step }: Teller,
  belonging: ReturnType<typeof inspected>,
): void {
  for (const [index, title] of ['进驻准备和动员材料', '问题底稿和支撑材料', '整改材料'].entries()) {
    const volume = save(
      'archiveFile',
      {
        ...belonging,
        title: `第二轮巡察${place}民政局党组${title}`,
        class: 'BUSINESS',
        year: Number(today().slice(0, 4)),
        retention: 'Y30',
        openedAt: today(),
        from: after(-120),
        to: after(-10),
      },
      {
        documents: [
          {
            title: '巡察工作方案',
            docNo: '巡发〔2026〕3号',
            author: `${place}委巡察办`,
            date: after(-120),
            pages: 12,
            pageFrom: '1—12',
            part: 'PREPARATION',
          },
          {
            title: '进驻动员会讲话',
            author: '第二巡察组',
            date: after(-115),
            pages: 9,
            pageFrom: '13—21',
            part: 'PREPARATION',
          },
          {
            title: '巡察公告',
            author: `${place}委巡察办`,
            date: after(-114),
            pages: 2,
            pageFrom: '22—23',
            part: 'PREPARATION',
          },
        ],
      },
    );
    if (index === 2) continue;
    step(volume, 'compile', {
      boxNo: `2026-巡察-0${index + 1}`,
      compiledName: person(),
      compiledAt: today(),
      situation: '本卷材料齐全，无缺页。',
    });
    if (index === 0) step(volume, 'check', { checkedName: person(), checkedAt: today() });
  }
}
