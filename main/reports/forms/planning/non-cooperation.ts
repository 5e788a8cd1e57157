/** F44 督导组通报（配合不力）: what a supervision group makes known of those who did not cooperate (reference 2.4, 4.2). */
import { html, lines, type Html } from '../../html.ts';
import { letters } from '../box.ts';
import {
  formatDay,
  issuerOf,
  registerTable,
  type Column,
  type FormContext,
  type FormParts,
} from '../form.ts';
import { letterPage } from '../letter.ts';
import type { PrintedRecord, PrintedRow } from '../printed-record.ts';

/** Heads an unfilled one. */
const formName = '督导组通报（配合不力）';
/** Of `nonCooperationHandling`. */
const circular = 'CIRCULAR';

/** A letter for each circular of the group; before there is one, a draft with the events that are to be circulated. */
export function nonCooperationForm(context: FormContext, records: readonly PrintedRecord[]): FormParts {
  return letters(formName, records, (group) => {
    const notices = group.rows('notices');
    const shown = notices.length === 0 ? [{}] : notices;
    return html`${shown.map((notice) => letterOf(context, group, notice))}`;
  });
}

function letterOf(context: FormContext, group: PrintedRecord, notice: PrintedRow): Html {
  const name = group.text('name') || '督导组';
  const number = notice['docNo'] ?? '';
  const events = group
    .rows('events')
    .filter((row) => (number === '' ? row['code.handling'] === circular : row['noticeNo'] === number));
  const rounds = [...new Set(group.rows('supervised').map((row) => row['roundId'] ?? ''))].filter(Boolean);
  return letterPage({
    issuer: issuerOf(context, [group]),
    title: group.id === '' ? formName : '关于配合巡察工作不力情况的通报',
    number,
    to: notice['to'] ?? '',
    paragraphs: [
      `${name}${rounds.length === 0 ? '' : `在督导${rounds.join('、')}期间`}发现，有的单位和人员配合巡察工作不力。现通报如下：`,
    ],
    table: registerTable(columns, events, 'middle', 3),
    demands: [
      notice['demand'] ||
        '以上单位和人员要深刻检讨、立即改正，并将整改情况书面报告。各单位要引以为戒，及时、完整、如实提供材料和情况，自觉支持配合巡察工作。',
    ],
    annexes: [],
    contact: group.text('phone'),
    date: notice['issuedAt'] ?? '',
    copyTo: notice['copyTo'] ?? '',
  });
}

const columns: readonly Column<PrintedRow>[] = [
  { label: '序号', width: 10, cell: (_row, index) => String(index + 1) },
  { label: '日期', width: 26, cell: (row) => formatDay(row['happenedAt'] ?? '') },
  { label: '单位', width: 34, cell: (row) => row['unit'] ?? '', kind: 'text' },
  {
    label: '责任人',
    width: 24,
    cell: (row) => lines([row['person'], row['post']].filter(Boolean).join('\n')),
  },
  {
    label: '事实',
    width: 60,
    cell: (row) => lines([row['kind'], row['fact']].filter(Boolean).join('：')),
    kind: 'text',
  },
];
