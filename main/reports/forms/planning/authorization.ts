/** F34 授权任职及任务分工决定 (reference 4.2): one decision for one round (一次一授权). */
import { html } from '../../html.ts';
import {
  formatDay,
  issuerOf,
  registerTable,
  type Column,
  type FormContext,
  type FormParts,
} from '../form.ts';
import { letterPage } from '../letter.ts';
import { blankRecord, type PrintedRecord } from '../printed-record.ts';
import { groupsOf, inRole, names, roles, stay, targetNames } from './groups.ts';

export function authorizationForm(context: FormContext, records: readonly PrintedRecord[]): FormParts {
  const rounds = records.length === 0 ? [blankRecord] : records;
  const only = records.length === 1 ? records[0]?.text('name') : undefined;
  return {
    name: `授权任职及任务分工决定${only ? ` ${only}` : ''}`,
    landscape: false,
    pageNumber: 'dashes',
    body: html`${rounds.map((round) => decision(context, round))}`,
  };
}

function decision(context: FormContext, round: PrintedRecord) {
  const name = round.text('name') || '本轮巡察';
  const groups = groupsOf(round);
  return letterPage({
    issuer: issuerOf(context, [round]),
    title: `${name}组长、副组长授权任职及任务分工决定`,
    number: round.text('authorizationNo'),
    to: '各巡察组，各被巡察党组织',
    paragraphs: [
      `按照“一次一授权”的规定，经党委批准，决定对${name}各巡察组组长、副组长授权任职，并明确任务分工如下：`,
    ],
    table: registerTable(columns, groups, groups.length > mostInMiddle ? 'close' : 'middle', 4),
    demands: ['本决定仅对本轮巡察有效，任务完成后授权自行终止。'],
    annexes: [],
    contact: '',
    date: round.text('authorizedAt'),
  });
}

/** More groups than these are set smaller: then six of them, the last sentence and the seal stand on one page. */
const mostInMiddle = 4;

const columns: readonly Column<PrintedRecord>[] = [
  { label: '组别', width: 24, cell: ({ text }) => text('name') },
  { label: '组长', width: 20, cell: (group) => names(inRole(group, roles.leader)) },
  { label: '副组长', width: 26, cell: (group) => names(inRole(group, roles.deputy)) },
  { label: '被巡察党组织', width: 50, cell: (group) => targetNames(group).join('、'), kind: 'text' },
  { label: '时间', width: 34, cell: (group) => stay(group).map(formatDay).filter(Boolean).join('至') },
];
