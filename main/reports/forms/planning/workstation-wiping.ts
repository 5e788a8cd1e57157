/**
 * F55 组内单机清理确认单 (reference 4.2): what was done with a group's PC in six steps, and what says that nothing of it is left. The
 * PC prints it from its statement before it is wiped, the office from its register when it has read the statement.
 */
import { code, html, lines, type Html } from '../../html.ts';
import { boxColumns, sheets, smallTable, tall } from '../box.ts';
import { dayToWrite, formatDay, pair, signatures, wide, type FormParts } from '../form.ts';
import type { PrintedRecord } from '../printed-record.ts';

/** One of 配置—使用—审核—移交—存储—清理; texts are '' where nothing is known yet, days `YYYY-MM-DD`. */
export interface WorkstationStep {
  readonly label: string;
  readonly what: string;
  readonly at: string;
  readonly by: string;
  /** Who approved it or stood by. */
  readonly with: string;
}

export interface WipingSheet {
  /** Number in the office's register; '' on the PC itself. */
  readonly no: string;
  readonly code: string;
  readonly name: string;
  readonly group: string;
  readonly round: string;
  readonly steps: readonly WorkstationStep[];
  readonly vault: string;
  readonly receipts: string;
  /** Number and hash of the last entry of the PC's log. */
  readonly lastEntry: string;
  readonly lastEntryHash: string;
  /** SHA-256 of the signed statement. */
  readonly digest: string;
  /** When, how and by whose report it was lost; '' where it was not. */
  readonly lost: string;
  /** Why two people hold a statement for true that rests on what the office lost; '' otherwise. */
  readonly accepted: string;
  readonly backups: readonly { readonly at: string; readonly what: string }[];
}

const title = '组内单机清理确认单';

/** From the office's register; a blank sheet when there is no record. */
export function wipingForm(records: readonly PrintedRecord[]): FormParts {
  return { ...sheets(title, records, (record) => sheetOf(sheetFrom(record))), onlyAsPrinted: true };
}

/** From the statement, on the PC that is about to be wiped. */
export function wipingSheetForm(sheet: WipingSheet): FormParts {
  const name = `${title} ${sheet.code}`;
  return {
    name,
    landscape: false,
    pageNumber: 'dashes',
    onlyAsPrinted: true,
    body: sheetOf(sheet),
    overleafTitle: `${name}（续）`,
  };
}

// ---- internals

function sheetFrom(record: PrintedRecord): WipingSheet {
  const { text } = record;
  const nameOf = (field: string): string => record.related(field)[0]?.text('name') ?? '';
  const named = (what: string, no: string): string => (no === '' ? '' : `${what}${no}`);
  return {
    no: record.no,
    code: text('code'),
    name: text('name'),
    group: nameOf('group'),
    round: nameOf('round'),
    steps: [
      step(
        '配置',
        named('配置包', text('configurationNo')),
        text('configuredAt'),
        text('configuredBy'),
        text('configurationApprovedBy'),
      ),
      step(
        '使用',
        useText(text('inUseSince'), text('closedAt')),
        text('closedAt'),
        text('closedBy'),
        text('closedWith'),
      ),
      step(
        '审核',
        text('checkedAt') === '' ? '' : '核验移交包，写入本办数据库',
        text('checkedAt'),
        text('checkedBy'),
        text('checkedWith'),
      ),
      step(
        '移交',
        named('移交包', text('handInNo')),
        text('handedInAt'),
        text('handedInBy'),
        text('handInApprovedBy'),
      ),
      step(
        '存储',
        named('出具回执', text('receiptNo')),
        text('receiptAt'),
        text('receiptBy'),
        text('receiptApprovedBy'),
      ),
      step('清理', text('wipedAt') === '' ? '' : wiped, text('wipedAt'), text('wipedBy'), text('wipedWith')),
    ],
    vault: text('vault'),
    receipts: text('wipedReceipts'),
    lastEntry: text('lastEntry'),
    lastEntryHash: text('lastEntryHash'),
    digest: text('statementDigest'),
    lost: lostText(text),
    accepted: [text('acceptedWhy'), text('acceptedWith') && `认定在场人：${text('acceptedWith')}`]
      .filter(Boolean)
      .join('。'),
    backups: record.rows('backups').map((row) => ({ at: row['madeAt'] ?? '', what: row['what'] ?? '' })),
  };
}

const wiped = '密钥销毁、文件删除';

/** 2026年3月1日丢失、被盗，张三报告：在返程途中遗失；2026年3月2日挂失，办理人李四、在场人王五. */
function lostText(text: (field: string) => string): string {
  if (text('lostOn') === '') return '';
  const happened = `${formatDay(text('lostOn'))}丢失、被盗，${text('lostToldBy')}报告：${text('lostHow')}`;
  return `${happened}。${formatDay(text('lostNotedAt'))}挂失，办理人${text('lostNotedBy')}、在场人${text('lostNotedWith')}`;
}

function step(label: string, what: string, at: string, by: string, witness: string): WorkstationStep {
  return { label, what, at, by, with: witness };
}

/** 2026年3月1日启用，2026年5月1日收尾. */
export function useText(since: string, closed: string): string {
  return [since && `${formatDay(since)}启用`, closed && `${formatDay(closed)}收尾`]
    .filter(Boolean)
    .join('，');
}

function sheetOf(sheet: WipingSheet): Html {
  return html`<section class="part">
    <h1>${title}</h1>
    <div class="line">
      <span>登记编号：${sheet.no === '' ? '　　　　　　　　' : code(sheet.no)}</span
      ><span>单机编号：${sheet.code === '' ? '　　　　　　　' : code(sheet.code)}</span>
    </div>
    <table class="box">
      ${boxColumns} ${wide('单机名称', lines(sheet.name))}
      ${pair('巡察组', sheet.group, '巡察轮次', sheet.round)}
    </table>
    ${smallTable('六个环节', stepColumns, sheet.steps.map(stepRow), 6)}
    <table class="box joined">
      ${boxColumns} ${pair('数据库编号', code(sheet.vault), '依据的回执', lines(sheet.receipts))}
      ${wide('审计日志\n最后一条', html`${sheet.lastEntry && `第${sheet.lastEntry}条　`}${code(sheet.lastEntryHash)}`)}
      ${wide('清理声明\n的摘要', code(sheet.digest))} ${tall('清理内容', html`${lines(contents)}`, 30)}
    </table>
    ${notes(sheet)}
    ${smallTable('备份（软件不能删除，须由人工逐件销毁）', backupColumns, sheet.backups.map(backupRow), 3)}
    <div class="after">${signatures(['清理人', '在场人', '巡察办核验人'])}</div>
    <div class="line after">
      <span>日期：${dayToWrite}</span><span>日期：${dayToWrite}</span><span>日期：${dayToWrite}</span>
    </div>
  </section>`;
}

/** What only few sheets have to say. */
function notes({ lost, accepted }: WipingSheet): Html {
  if (lost === '' && accepted === '') return html``;
  return html`<table class="box joined">
    ${boxColumns} ${accepted === '' ? '' : wide('清理声明\n的认定', lines(accepted))}
    ${lost === '' ? '' : wide('挂失', lines(lost))}
  </table>`;
}

const contents = [
  '一、打开数据库的两份密钥文件已经覆写并删除，留存的升级前数据库的密钥文件也已覆写并删除。',
  '二、数据库、附件、待发送和待接收的数据包已经删除。窗口配置在清理以后下次启动本程序时删除，须再启动一次。',
  '三、固态盘、闪存上覆写、删除过的文件可能仍有残留字节。它们都经过加密，没有密钥不能解读；按规定须销毁存储部件的，另行办理。',
].join('\n');

const stepColumns = [
  { key: 'label', label: '环节', width: 10 },
  { key: 'what', label: '办理内容', width: 38 },
  { key: 'at', label: '日期', width: 20 },
  { key: 'by', label: '办理人', width: 15 },
  { key: 'with', label: '批准人\n（在场人）', width: 17 },
] as const;

function stepRow({ at, ...row }: WorkstationStep): Readonly<Record<string, string>> {
  return { ...row, at: formatDay(at) };
}

const backupColumns = [
  { key: 'at', label: '备份日期', width: 20 },
  { key: 'what', label: '内容', width: 36 },
  { key: 'medium', label: '介质编号', width: 14 },
  { key: 'destroyed', label: '销毁日期', width: 14 },
  { key: 'signed', label: '销毁人、监销人', width: 16 },
] as const;

function backupRow({ at, what }: WipingSheet['backups'][number]): Readonly<Record<string, string>> {
  return { at: formatDay(at), what };
}
