/** Forms of rounds, groups, people and requests (reference 4.2, 组织 group). */
import { describe, expect, it } from 'vitest';
import { authorizationForm } from '../../main/reports/forms/planning/authorization.ts';
import { borrowedMaterialsForm, coordinationForm } from '../../main/reports/forms/planning/coordination.ts';
import { declarationForm } from '../../main/reports/forms/planning/declaration.ts';
import { announcementForm, borrowingForm } from '../../main/reports/forms/planning/group-papers.ts';
import { nonCooperationForm } from '../../main/reports/forms/planning/non-cooperation.ts';
import { crossGroupsForm, taskPlanForm } from '../../main/reports/forms/planning/round-tables.ts';
import { wipingForm } from '../../main/reports/forms/planning/workstation-wiping.ts';
import type { PrintedRecord, PrintedRow } from '../../main/reports/forms/printed-record.ts';
import { record, textOf } from './support/papers.ts';
import { sampleContext } from './support/samples.ts';

const context = sampleContext();

const round = record({
  name: '十四届县委第三轮巡察',
  petitionCutoffAt: '2026-06-27',
  authorizationNo: '委〔2026〕3号',
});
const group = record(
  { name: '第一巡察组', round: 'LC-1', sendingRegions: '甲县', targetRegion: '乙县', phone: '0000-1' },
  {
    members: [
      {
        role: '组长',
        'code.role': 'LEADER',
        name: '王某',
        unit: '甲县纪委',
        region: '甲县',
        major: '纪检监察',
        avoidance: '无需回避',
        'code.avoidance': 'CLEAR',
      },
      {
        role: '联络员',
        'code.role': 'LIAISON',
        name: '李某',
        unit: '乙县巡察办',
        avoidance: '例外准入',
        'code.avoidance': 'EXCEPTION',
        avoidanceReason: '熟悉当地情况',
      },
      { role: '成员', 'code.role': 'MEMBER', name: '孙某', unit: '甲县纪委', borrowedFrom: '2026-05-01' },
    ],
    targets: [
      { targetId: '乙县民政局党组', from: '2026-05-06', to: '2026-06-30' },
      { targetId: '乙县池淮镇党委', from: '2026-05-08', to: '2026-06-20' },
    ],
    authorizations: [
      { kind: '市委授权', 'code.kind': 'CITY', docNo: '市委〔2026〕1号' },
      { kind: '被巡察县（市、区）党委授权', 'code.kind': 'TARGET_COUNTY', docNo: '乙委〔2026〕2号' },
    ],
  },
  { related: (field) => (field === 'round' ? [round] : []) },
);
const whole = record({ name: '第三轮' }, {}, { parts: () => [group] });

describe('a round on paper', () => {
  it('F33 names leader, liaison, members and organisations of each group with the whole span', () => {
    const text = textOf(taskPlanForm(context, [whole]));
    for (const each of [
      '第一巡察组',
      '王某',
      '李某',
      '孙某',
      '乙县民政局党组',
      '2026年5月6日至',
      '2026年6月30日',
    ])
      expect(text).toContain(each);
    expect(textOf(taskPlanForm(context, []))).toContain('任务分工方案表');
  });

  it('F35 keeps the two authorisations apart and says who is not simply clear', () => {
    const text = textOf(crossGroupsForm(context, [whole]));
    expect(text).toContain('王某（甲县·纪检监察）');
    expect(text.indexOf('市委〔2026〕1号')).toBeLessThan(text.indexOf('乙委〔2026〕2号'));
    expect(text).toContain('李某：例外准入（熟悉当地情况）');
    expect(text).toContain('孙某：未审查');
    expect(text).not.toContain('王某：');
  });

  it('F35 says in its title how the counties cross', () => {
    const scheme = record({ kind: '混编' }, {}, { state: 'APPLIED' });
    const parts = (register: string) => (register === 'crossScheme' ? [scheme] : [group]);
    expect(textOf(crossGroupsForm(context, [record({ name: '第三轮' }, {}, { id: 'r', parts })]))).toContain(
      '第三轮交叉巡察编组表（混编）',
    );
    expect(textOf(crossGroupsForm(context, [record({ name: '第三轮' }, {}, { id: 'r' })]))).toContain(
      '第三轮交叉巡察编组表 ',
    );
    expect(textOf(crossGroupsForm(context, []))).toContain('交叉巡察编组表（推磨）');
  });

  it('F33 writes no 至 between days that are not known', () => {
    const staying = (from: string, to: string) => {
      const part = record({}, { targets: [{ from, to }] });
      return textOf(taskPlanForm(context, [record({ name: '第三轮巡察' }, {}, { parts: () => [part] })]));
    };
    expect(staying('', '')).not.toContain('至');
    expect(staying('2026-05-06', '')).toContain('2026年5月6日起');
    expect(staying('', '')).toContain('第三轮巡察任务分工方案表');
  });

  it('F35 counts what an office authorised itself at its own level', () => {
    const own = { kind: '本级党委授权', 'code.kind': 'OWN', docNo: '本委〔2026〕9号' };
    const printed = (office: string) => {
      const rows = (key: string) => (key === 'authorizations' ? [own] : []);
      const part = { ...group, office, rows };
      const { markup } = crossGroupsForm(context, [record({}, {}, { parts: () => [part] })]).body;
      const cells = [...markup.matchAll(/<td[^>]*>(.*?)<\/td>/gsu)].map(([, cell = '']) => cell);
      return cells.findIndex((cell) => cell.includes(own.docNo));
    };
    expect(printed('330802XCB') - printed('330800XCB')).toBe(1);
  });

  it('leaves out a group that was dissolved before the round began, and keeps one dissolved at its end', () => {
    const dissolved: PrintedRecord = { ...group, state: 'DISSOLVED' };
    const shown = (state: string, part: PrintedRecord) => {
      const paper = record({ name: '第三轮' }, {}, { state, parts: () => [part] });
      return [taskPlanForm, authorizationForm, crossGroupsForm].map((form) =>
        textOf(form(context, [paper])).includes('王某'),
      );
    };
    expect(shown('PREPARE', group)).toEqual([true, true, true]);
    expect(shown('PREPARE', dissolved)).toEqual([false, false, false]);
    expect(shown('CLOSED', dissolved)).toEqual([true, true, true]);
    const bare = { ...dissolved, rows: (key: string) => (key === 'authorizations' ? [] : group.rows(key)) };
    expect(shown('CLOSED', bare)).toEqual([false, false, false]);
  });

  it('F34 authorises leaders and deputies for this round and no other', () => {
    const text = textOf(
      authorizationForm(context, [record({ name: '第三轮' }, {}, { parts: () => [group] })]),
    );
    expect(text).toContain('仅对本轮巡察有效');
    expect(text).toContain('乙县民政局党组、乙县池淮镇党委');
  });
});

describe('a group on paper', () => {
  it('F37 writes one letter to each lending unit with its own people only', () => {
    const letters = borrowingForm(context, [group], {}).body.markup.split('class="part letter"').slice(1);
    expect(letters).toHaveLength(2);
    expect(letters[0]).toContain('孙某');
    expect(letters[0]).not.toContain('李某');
    expect(letters[1]).toContain('李某');
  });

  it('F39 is an announcement for each organisation with its own days and the closing day for letters', () => {
    const text = textOf(announcementForm(context, [group]));
    expect(text.match(/巡察公告/g)).toHaveLength(2);
    expect(text).toContain('于2026年5月8日至2026年6月20日对乙县池淮镇党委开展巡察');
    expect(text).toContain('截止时间：2026年6月27日');
    expect(text).not.toContain('短信手机');
  });
});

describe('the closing day for letters that nobody has entered', () => {
  const of = (texts: Readonly<Record<string, string>>, targets: readonly PrintedRow[]): string => {
    const round = record({ name: '第三轮', ...texts });
    return textOf(
      announcementForm(context, [record({ round: 'LC-1' }, { targets }, { related: () => [round] })]),
    );
  };
  const stay = { stayFrom: '2023-03-01', stayTo: '2023-04-28' };

  it('lies before the last day as the rule says: three days before 28 April', () => {
    expect(of(stay, [{ targetId: '乙县民政局党组' }])).toContain('截止时间：2023年4月25日');
    expect(of({ ...stay, petitionCutoffAt: '2023-04-20' }, [])).toContain('截止时间：2023年4月20日');
  });

  it('follows the last day at each organisation, and is left to write where no day is known', () => {
    expect(of(stay, [{ targetId: '乙县池淮镇党委', to: '2023-04-10' }])).toContain('截止时间：2023年4月7日');
    expect(of({ stayFrom: '2023-03-01' }, [])).not.toMatch(/截止时间：\d/u);
  });
});

it('F36 shows where somebody has lived, worked and grown up, and what was declared', () => {
  const text = textOf(
    declarationForm([
      record(
        { name: '孙某', residence: '甲县', upbringing: '乙县' },
        {
          posts: [{ unit: '乙县财政局', post: '科员', from: '2015-03-01', to: '2018-05-01' }],
          relatives: [{ name: '孙甲', relation: '父亲', unit: '乙县民政局' }],
          holdings: [{ company: '某公司', holder: '配偶', share: '10%' }],
          declarations: [{ target: '乙县民政局党组', text: '租用本人房屋' }],
        },
      ),
    ]),
  );
  expect(text).toContain('2015年3月1日至2018年5月1日 乙县财政局 科员');
  for (const each of ['孙甲', '租用本人房屋', '某公司', '配偶持股，10%', '承诺人签名'])
    expect(text).toContain(each);
  expect(textOf(declarationForm([]))).toContain('领导小组');
});

it('F36 says for which group and organisations it is declared, and what the office has found', () => {
  const sheet = (state: string) => {
    const under = record({ name: '十四届县委第三轮巡察' }, {}, { state });
    const seat = {
      record: { ...group, state: 'FORMED', related: () => [under] },
      row: { role: '组长', avoidance: '例外准入', avoidanceReason: '领导小组同意' },
    };
    return textOf(declarationForm([record({ name: '王某' }, {}, { naming: () => [seat] })]));
  };
  for (const each of [
    '十四届县委第三轮巡察',
    '第一巡察组',
    '组长',
    '乙县民政局党组',
    '例外准入：领导小组同意',
  ])
    expect(sheet('PREPARE')).toContain(each);
  expect(sheet('CLOSED')).not.toContain('第一巡察组');
});

describe('a request on paper', () => {
  const request = record(
    { title: '商请提供审计报告', toDept: '县审计局', content: '请提供三年报告。', dueAt: '2026-05-20' },
    { materials: [{ name: '审计报告', receivedAt: '2026-05-18' }, { name: '底稿' }] },
  );

  it('F40 asks with a day and a list, and has a slip to answer on', () => {
    const text = textOf(coordinationForm(context, [request]));
    expect(text).toContain('请于2026年5月20日前函复并提供上列材料。');
    expect(text).toContain('协作事项商请函回复单');
    expect(text).toMatch(/提供材料份数 1件/);
  });

  it('F41 lists what was lent and when it went back', () => {
    expect(textOf(borrowedMaterialsForm([request]))).toContain('2026年5月18日');
  });
});

describe('F44', () => {
  const events = [
    {
      unit: '某局',
      person: '李某',
      kind: '提供情况前后不一致',
      fact: '7人与28人',
      'code.handling': 'CIRCULAR',
      noticeNo: '1号',
    },
    { unit: '别局', fact: '迟报', 'code.handling': 'CIRCULAR', noticeNo: '2号' },
    { unit: '另局', fact: '口头提醒的事', 'code.handling': 'REMIND' },
  ];

  it('circulates in each letter those that stand in it, and nobody who was only reminded', () => {
    const notices = [
      { docNo: '1号', to: '某局党组', copyTo: '县直各单位' },
      { docNo: '2号', to: '别局党组' },
    ];
    const text = textOf(
      nonCooperationForm(context, [
        record({ name: '第一督导组' }, { events, notices, supervised: [{ roundId: '第二轮' }] }),
      ]),
    );
    const [first = '', second = ''] = text.split('2号');
    expect(first).toContain('7人与28人');
    expect(first).toContain('在督导第二轮期间');
    expect(first).toContain('抄送：县直各单位');
    expect(second).toContain('迟报');
    expect(second).not.toContain('7人与28人');
    expect(text).not.toContain('口头提醒的事');
  });

  it('is a draft with everybody to be circulated while there is no circular yet', () => {
    const text = textOf(nonCooperationForm(context, [record({ name: '第一督导组' }, { events })]));
    expect(text).toContain('7人与28人');
    expect(text).toContain('迟报');
    expect(text).not.toContain('口头提醒的事');
    expect(textOf(nonCooperationForm(context, []))).toContain('配合巡察工作不力');
  });
});

describe('F55', () => {
  const told = record(
    {
      ...{
        code: '330824XCZ01',
        name: '第一组单机',
        configurationNo: '〔2026〕7号',
        configuredAt: '2026-03-01',
      },
      ...{ configuredBy: '编制人甲', configurationApprovedBy: '批准人乙', inUseSince: '2026-03-02' },
    },
    {},
    { related: (field) => (field === 'group' ? [record({ name: '县委第一巡察组' })] : []) },
  );

  it('says of each of the six steps what is known, and of wiping only once it has been done', () => {
    const text = textOf(wipingForm([told]));
    expect(text).toContain('县委第一巡察组');
    for (const each of ['配置包〔2026〕7号', '2026年3月1日', '编制人甲', '批准人乙', '2026年3月2日启用'])
      expect(text).toContain(each);
    expect(text).not.toContain('密钥销毁、文件删除');
    const done = record({
      wipedAt: '2026-05-09',
      wipedBy: '清理人丙',
      wipedWith: '在场人丁',
      lastEntry: '812',
    });
    for (const each of ['密钥销毁、文件删除', '2026年5月9日', '清理人丙', '在场人丁', '第812条'])
      expect(textOf(wipingForm([done]))).toContain(each);
  });

  it('lists the backups that nobody can wipe from here, with room for who destroys them', () => {
    const copies = { backups: [{ madeAt: '2026-04-01', what: '数据库备份' }] };
    const text = textOf(wipingForm([record({ code: '330824XCZ01' }, copies)]));
    for (const each of ['须由人工逐件销毁', '2026年4月1日', '数据库备份', '监销人'])
      expect(text).toContain(each);
  });
});
