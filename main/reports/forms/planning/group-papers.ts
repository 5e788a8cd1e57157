/** F37 抽调函 and F39 巡察公告 (reference 4.2): papers of a group. */
import { html, lines, type Html } from '../../html.ts';
import {
  dayToWrite,
  formatDay,
  issuerOf,
  registerTable,
  type Extra,
  type FormContext,
  type FormParts,
} from '../form.ts';
import { letterPage, sealPlace } from '../letter.ts';
import { blankRecord, type PrintedRecord, type PrintedRow } from '../printed-record.ts';
import { nameOfRound } from './groups.ts';

function papers(
  name: string,
  groups: readonly PrintedRecord[],
  pagesOf: (group: PrintedRecord) => readonly Html[],
): FormParts {
  const shown = groups.length === 0 ? [blankRecord] : groups;
  const only = groups.length === 1 ? groups[0]?.text('name') : undefined;
  return {
    name: `${name}${only ? ` ${only}` : ''}`,
    landscape: false,
    pageNumber: 'dashes',
    body: html`${shown.flatMap(pagesOf)}`,
  };
}

/** A letter to every unit that lends somebody, naming its people and from when to when. */
export function borrowingForm(
  context: FormContext,
  groups: readonly PrintedRecord[],
  extra: Extra,
): FormParts {
  return papers('抽调函', groups, (group) => {
    const members = group.rows('members');
    const units = members.length === 0 ? [''] : [...new Set(members.map((row) => row['unit'] ?? ''))];
    return units.map((unit) =>
      letterPage({
        issuer: issuerOf(context, [group]),
        title: '巡察工作人员抽调函',
        number: '',
        to: unit,
        paragraphs: [
          `根据巡察工作安排，经研究，拟抽调你单位下列人员参加${group.text('round') ? `${nameOfRound(group)}（${group.text('name')}）` : '本轮巡察'}工作，请予支持。`,
        ],
        table: registerTable(
          borrowed,
          members.filter((row) => row['unit'] === unit),
          'middle',
          3,
        ),
        demands: [
          '抽调期间脱离原单位工作，由巡察组统一管理，工资福利待遇由原单位保障。请通知本人如实填写回避申报表，按时报到。',
        ],
        annexes: [],
        contact: extra['联系人及电话'] ?? '',
        date: '',
      }),
    );
  });
}

const borrowed = [
  { label: '姓名', width: 20, cell: (row: PrintedRow) => row['name'] ?? '' },
  { label: '组内职务', width: 24, cell: (row: PrintedRow) => row['role'] ?? '' },
  { label: '抽调起', width: 30, cell: (row: PrintedRow) => formatDay(row['borrowedFrom'] ?? '') },
  { label: '抽调止', width: 30, cell: (row: PrintedRow) => formatDay(row['borrowedTo'] ?? '') },
] as const;

const scope =
  '主要受理反映被巡察党组织领导班子及其成员（含已退休、已调离人员）、下一级党组织主要负责人和重要岗位人员违反政治纪律、组织纪律、廉洁纪律、群众纪律、工作纪律和生活纪律等方面的来信、来电、来访。';
const notTaken = '其他与巡察工作没有直接关系的个人诉求、涉法涉诉等问题，按照规定转由有关部门认真处理。';
const ways = '听取汇报、个别谈话、受理信访、查阅资料、调研走访、问卷调查等';

/** 巡察公告: one for each inspected organisation, in the frame offices publish. */
export function announcementForm(context: FormContext, groups: readonly PrintedRecord[]): FormParts {
  return papers('巡察公告', groups, (group) => {
    const targets = group.rows('targets');
    return (targets.length === 0 ? [{}] : targets).map((target) => announcement(context, group, target));
  });
}

function announcement(context: FormContext, group: PrintedRecord, target: PrintedRow): Html {
  const { text } = group;
  const round = group.related('round')[0] ?? blankRecord;
  const name = text('name') || '　　　　巡察组';
  const aim = target['targetId'] || '　　　　　　　　党组织';
  const from = formatDay(target['from'] || round.text('stayFrom')) || dayToWrite;
  const lastDay = target['to'] || round.text('stayTo');
  const to = formatDay(lastDay) || dayToWrite;
  const cutoff = formatDay(cutoffOf(context, round, lastDay)) || dayToWrite;
  const contacts: readonly (readonly [label: string, value: string])[] = [
    ['值班电话', joinedWith(text('phone'), text('hours'))],
    ['短信手机', text('smsPhone')],
    ['通信地址', joinedWith(text('address'), text('postcode') && `邮编${text('postcode')}`)],
    ['邮政信箱', text('postBox')],
    ['电子邮箱', text('email')],
  ];
  return html`<section class="part report">
    <h1>${name}巡察公告</h1>
    <p>根据巡察工作部署，${name}于${from}至${to}对${aim}开展巡察。</p>
    <p>
      巡察重点：党的理论路线方针政策和党中央决策部署在基层贯彻落实情况；群众身边腐败问题和不正之风；基层党组织领导班子和干部队伍建设；巡察等各类监督发现问题的整改和成果运用情况。
    </p>
    <p>巡察方式：${ways}。</p>
    <p>受理范围：${scope}${notTaken}</p>
    <p>信访受理截止时间：${cutoff}。</p>
    <p>联系方式：</p>
    ${contacts
      .filter(([, value], at) => value !== '' || at === 0)
      .map(([label, value]) => html`<p>${label}：${lines(value || '　　　　　　　　　　')}</p>`)}
    ${sealPlace(name, formatDay(round.text('noticeIssuedAt')))}
  </section>`;
}

/** 信访受理截止: as the round says, else so long before the last day there as the office's rule has it (reference 3.6). */
function cutoffOf({ dayBefore }: FormContext, round: PrintedRecord, lastDay: string): string {
  return round.text('petitionCutoffAt') || (lastDay === '' ? '' : dayBefore('P_CUTOFF', lastDay));
}

function joinedWith(first: string, second: string): string {
  return first === '' || second === '' ? first || second : `${first}（${second}）`;
}
