/** F33 巡察任务分工方案表 and F35 交叉巡察编组表（推磨） (reference 4.2): a line for each group of a round. */
import { regionLevel, regionOfOffice } from '../../../../domain/office.ts';
import { formatMark } from '../../../../domain/secrecy.ts';
import { html, keep, lines, type Html } from '../../html.ts';
import {
  formatDay,
  registerLine,
  registerTable,
  signatureRow,
  type Column,
  type FormContext,
  type FormParts,
} from '../form.ts';
import { blankRecord, type PrintedRecord } from '../printed-record.ts';
import { groupsOf, inRole, names, namesWithOrigin, ordinary, roles, stay, targetNames } from './groups.ts';

type GroupColumns = readonly Column<PrintedRecord>[];

export function taskPlanForm(context: FormContext, records: readonly PrintedRecord[]): FormParts {
  return roundTable(context, records, () => '巡察任务分工方案表', taskColumns, [
    '编制人',
    '审核人',
    '批准人',
  ]);
}

export function crossGroupsForm(context: FormContext, records: readonly PrintedRecord[]): FormParts {
  const signs = ['编制人', '审核人', '批准人'];
  return roundTable(context, records, crossTitle, crossColumns, signs, approvedSchemes);
}

/** What is printed says in brackets how the counties cross, nothing where no scheme tells; 推磨 on the unfilled form alone. */
function crossTitle(round: PrintedRecord): string {
  const kinds = [...new Set(schemesOf(round).map(({ text }) => text('kind')))].join('、');
  const kind = round.id === '' ? '推磨' : kinds;
  return `交叉巡察编组表${kind && `（${kind}）`}`;
}

function schemesOf(round: PrintedRecord): readonly PrintedRecord[] {
  return round.parts('crossScheme').filter(({ state }) => state === 'APPROVED' || state === 'APPLIED');
}

/** By which meeting and document the groups were arranged; nothing where they were formed without a scheme. */
function approvedSchemes(round: PrintedRecord): Html | string {
  const told = schemesOf(round).map(({ text }) => {
    const approval = [formatDay(text('approvedAt')), text('meeting')].filter(Boolean).join('');
    const number = text('docNo') === '' ? '' : `（${text('docNo')}）`;
    return `${text('name')}（${text('kind')}），${approval}审定${number}`;
  });
  return told.length === 0 ? '' : html`<p>编组方案：${told.join('；')}</p>`;
}

function roundTable(
  context: FormContext,
  records: readonly PrintedRecord[],
  titleOf: (round: PrintedRecord) => string,
  columns: GroupColumns,
  signs: readonly string[],
  above: (round: PrintedRecord) => Html | string = () => '',
): FormParts {
  const rounds = records.length === 0 ? [blankRecord] : records;
  const only = records.length === 1 ? records[0]?.text('name') : undefined;
  return {
    name: `${titleOf(rounds[0] ?? blankRecord)}${only ? ` ${only}` : ''}`,
    landscape: true,
    pageNumber: 'ofTotal',
    body: html`${rounds.map(
      (round) =>
        html`<section class="part">
          <h1>${unbroken(withName(round.text('name'), titleOf(round)))}</h1>
          ${registerLine(context, [round], '个组', formatMark(round.mark))} ${above(round)}
          ${registerTable(columns, groupsOf(round), 'small', 8, signatureRow(columns.length, signs))}
        </section>`,
    )}`,
  };
}

/** What stands in brackets at the end of a title goes to the next line whole. */
function unbroken(title: string): Html {
  const at = title.search(/（[^（]*）$/u);
  return at < 0 ? html`${title}` : html`${title.slice(0, at)}${keep(title.slice(at))}`;
}

/** 第三轮巡察任务分工方案表: a name that ends as the title begins says it once. */
function withName(name: string, title: string): string {
  return name.endsWith('巡察') && title.startsWith('巡察') ? name + title.slice(2) : name + title;
}

/** From the first to the last day; `起` or `止` where only one of them is known. */
function spanOf(group: PrintedRecord): string {
  const [from, to] = stay(group).map(formatDay);
  if (from && to) return `${from}至\n${to}`;
  return from ? `${from}起` : to ? `${to}止` : '';
}

const taskColumns: GroupColumns = [
  { label: '组别', width: 26, cell: ({ text }) => text('name') },
  { label: '组长', width: 18, cell: (group) => names(inRole(group, roles.leader)) },
  { label: '副组长', width: 20, cell: (group) => names(inRole(group, roles.deputy)) },
  { label: '联络员', width: 18, cell: (group) => names(inRole(group, roles.liaison)) },
  { label: '成员', width: 52, cell: (group) => names(ordinary(group)), kind: 'text' },
  { label: '被巡察党组织', width: 60, cell: (group) => lines(targetNames(group).join('\n')), kind: 'text' },
  { label: '起止时间', width: 34, cell: (group) => lines(spanOf(group)) },
  { label: '分管领导', width: 20, cell: ({ text }) => text('inCharge') },
];

const crossColumns: GroupColumns = [
  { label: '组别', width: 22, cell: ({ text }) => text('name') },
  { label: '派出县', width: 18, cell: ({ text }) => text('sendingRegions') },
  {
    label: '被巡察县',
    width: 34,
    cell: (group) => lines([group.text('targetRegion'), ...targetNames(group)].filter(Boolean).join('\n')),
    kind: 'text',
  },
  {
    label: '组长',
    width: 26,
    cell: (group) => lines(namesWithOrigin(inRole(group, roles.leader))),
    kind: 'text',
  },
  {
    label: '副组长',
    width: 26,
    cell: (group) => lines(namesWithOrigin(inRole(group, roles.deputy))),
    kind: 'text',
  },
  {
    label: '联络员',
    width: 26,
    cell: (group) => lines(namesWithOrigin(inRole(group, roles.liaison))),
    kind: 'text',
  },
  {
    label: '成员（来源县·专业）',
    width: 42,
    cell: (group) => lines(namesWithOrigin(ordinary(group))),
    kind: 'text',
  },
  { label: '市级授权文号', width: 26, cell: (group) => lines(authorities(group, false)) },
  { label: '县级授权文号', width: 26, cell: (group) => lines(authorities(group, true)) },
  { label: '回避审查结果', width: 30, cell: (group) => lines(avoidance(group)), kind: 'text' },
];

/** Under two-level authorisation (市县两级授权) the county's stands in the second column; an office's own is of its level. */
function authorities(group: PrintedRecord, ofCounty: boolean): string {
  const ownIsCounty = group.office !== '' && regionLevel(regionOfOffice(group.office)) === 'COUNTY';
  const numbers = group
    .rows('authorizations')
    .filter(({ 'code.kind': kind }) => (kind === 'OWN' ? ownIsCounty : kind !== 'CITY') === ofCounty)
    .map((row) => row['docNo'] ?? '');
  return [...new Set(numbers)].join('\n');
}

/** `无需回避` for all, or who is something else, an exception with its reason; whoever has not been judged is named too. */
function avoidance(group: PrintedRecord): string {
  const members = group.rows('members');
  const others = members.filter((row) => row['code.avoidance'] !== 'CLEAR');
  if (members.length === 0) return '';
  if (others.length === 0) return '均无需回避';
  return others
    .map((row) => {
      const reason = row['code.avoidance'] === 'EXCEPTION' ? (row['avoidanceReason'] ?? '') : '';
      return `${row['name'] ?? ''}：${row['avoidance'] || '未审查'}${reason && `（${reason}）`}`;
    })
    .join('\n');
}
