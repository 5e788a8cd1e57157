/** Made-up letters, packages and offices for forms. */
import { createCalendar } from '../../../domain/calendar/calendar.ts';
import { dayBefore } from '../../../domain/calendar/deadlines.ts';
import { deadlineRuleSeed } from '../../../domain/calendar/rules.ts';
import type { ReportParameters } from '../../../main/reports/units.ts';
import type { Handover } from '../../../main/reports/forms/carrier-handover.ts';
import { writeReceiptLines } from '../../../domain/receipt-lines.ts';
import { ledgerListSeed } from '../../../domain/registers/rect-item/list-seed.ts';
import type { FormContext } from '../../../main/reports/forms/form.ts';
import type { PackageSheet } from '../../../main/reports/forms/package-list.ts';
import type { PrintedRecord, PrintedRow } from '../../../main/reports/forms/printed-record.ts';
import type { ReceiptSheet } from '../../../main/reports/forms/receipt-sheet.ts';
import type { RecoverySheet } from '../../../main/reports/forms/recovery-sheet.ts';
import { readFontShelf } from '../../../main/reports/fonts.ts';
import { join } from 'node:path';

export const resources = join(import.meta.dirname, '..', '..', '..', 'resources');

export function sampleContext(): FormContext {
  return {
    fonts: readFontShelf(resources),
    installedFonts: new Set(),
    officeName: '某县委巡察工作领导小组办公室',

    nameOfOffice: (office) =>
      office === '330800XCB' ? '某市委巡察工作领导小组办公室' : '某县委巡察工作领导小组办公室',
    userName: '王登记',
    printedAt: '2026-03-15 14:20:31',
    officeMark: { kind: 'WORK_SECRET' },
    ledgerLists: ledgerListSeed,
    dayBefore: (rule, day) => dayBefore(deadlineRuleSeed, rule, day, createCalendar([])) ?? '',
  };
}

export const period: Pick<ReportParameters, 'from' | 'to'> = { from: '2026-01-01', to: '2026-03-31' };

const problems = [
  '反映张某某在担任副局长期间违规发放津贴补贴，并接受管理服务对象宴请。',
  '反映村集体土地承包不公开。',
  '反映在低保审核中优亲厚友，多次反映未果，要求查清资金去向并公开处理结果，涉及三个年度共计二十余户。',
];

/** The n-th letter; what a letter holds changes with its number. */
export function sampleRecord(number: number, more: Readonly<Record<string, string>> = {}): PrintedRecord {
  const texts: Readonly<Record<string, string>> = {
    receivedAt: `2026-0${1 + (number % 3)}-${String(1 + (number % 28)).padStart(2, '0')}`,
    registeredAt: '2026-03-09',
    channel: pick(['来信', '来访', '来电', '网络', '上级转办交办'], number),
    sourceUnit: pick(['群众直接反映', '上级纪委监委转'], number),
    occurPlace: '浙江省衢州市开化县',
    isRealName: number % 3 === 0 ? '是' : '否',
    isJoint: number % 4 === 0 ? '是' : '否',
    jointCount: number % 4 === 0 ? '12' : '',
    dupSeq: number % 5 === 0 ? '2' : '1',
    copies: '1',
    pages: String(1 + (number % 7)),
    accusedClass: '党组织主要负责人（一把手）',
    category: pick(['检举控告类', '业务范围外', '批评建议类'], number),
    issueTypes: '违规自定薪酬和发放津贴补贴奖金、违规接受礼品礼金宴请服务',
    summary: pick(problems, number),
    proposal: pick(['建议交被巡察单位党组立行立改。', '建议转县纪委监委办理。'], number),
    proposedBy: '王登记',
    proposedAt: '2026-03-10',
    approval: '同意。',
    approvedBy: '陈主任',
    approvedAt: '2026-03-11',
    handling: pick(['转办', '交办', '立行立改'], number),
    toOrg: pick(['县纪委监委信访室', '县某局党组'], number),
    replyDueAt: number % 3 === 1 ? '2026-04-20' : '',
    replyResult: number % 3 === 1 ? '部分属实' : '',
    registeredBy: '王登记',
    openedBy: '王登记',
    openedBy2: '李保密',
    envelopeNo: `JS-2026-${String(number).padStart(3, '0')}`,
    sealedDueAt: '2026-03-20',
    sentAt: '2026-03-16',
    ...more,
  };
  const rows = sampleRows(number);
  return {
    id: `r${number}`,
    no: `XF330824-2026-${String(number).padStart(5, '0')}`,
    office: '330824XCB',
    mark:
      number % 7 === 0
        ? { kind: 'STATE_SECRET', level: 'CONFIDENTIAL', term: { months: 120 } }
        : { kind: 'WORK_SECRET' },
    state: 'SENT',
    stateLabel: '已转交',
    envelopeOnly: false,
    text: (key) => texts[key] ?? '',
    rows: (child) => rows[child] ?? [],
    parts: () => [],
    related: () => [],
    referring: () => [],
    naming: () => [],
    groupId: '',
    attachments: () => (number % 2 === 0 ? ['来信扫描件.pdf'] : []),
    steps: () => [],
  };
}

function sampleRows(number: number): Readonly<Record<string, readonly PrintedRow[]>> {
  return {
    petitioners: number % 3 === 0 ? [{ name: '刘**', unit: '******', post: '', phone: '139****1234' }] : [],
    accused: Array.from({ length: number % 4 }, (_, index) => ({
      name: pick(['张某某', '李某某', '赵某某'], index),
      unit: '县某局',
      post: pick(['副局长', '科长', '党组书记、局长'], index),
      rank: '乡科级',
    })),
    accusedOrgs: number % 4 === 0 ? [{ name: '某镇某村党支部' }] : [],
  };
}

export function sampleRecords(count: number): readonly PrintedRecord[] {
  return Array.from({ length: count }, (_, index) => sampleRecord(index + 1));
}

/** Letters of which a form may show the envelope only, although the objects hold more. */
export function sampleSealed(count: number): readonly PrintedRecord[] {
  return sampleRecords(count).map((record) => ({ ...record, envelopeOnly: true }));
}

/** Groups of four letters on the same matter. */
export function sampleRepeats(count: number): readonly PrintedRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    ...sampleRecord(index + 1, {
      dupSeq: String(1 + (index % 4)),
      dupBasis: '同人：匿名检举，被反映人相同；同事：均反映违规发放津贴补贴，无新内容。',
      dupDecidedBy: '王登记',
    }),
    groupId: `g${Math.floor(index / 4)}`,
  }));
}

export const sampleHandover: Handover = {
  no: 'JJ-2026-0012',
  at: '2026年3月15日',
  place: '机要室',
  fromOrg: '某县委巡察办',
  ...{ fromPerson: '王登记', toPerson: '', courier1: '赵通信', courier2: '', supervisor: '' },
  ...{ packing: '双层信封密封', sealNo: '031' },
  toOrg: '某市委巡察办',
  items: [
    {
      name: '信访登记（脱敏）数据包',
      docNo: 'BAO-330824XCB-330800XCB-2026-0007',
      mark: '工作秘密',
      serial: 'JZ-工-2026-003',
      copies: 1,
      pages: null,
      checkCode: 'A7F309C211DE8B40',
      remark: '一次性光盘',
    },
  ],
};

export const samplePackage: PackageSheet = {
  no: 'BAO-330824XCB-330800XCB-2026-0007',
  directionLabel: '上报',
  kindLabel: '信访登记（脱敏）',
  sequence: 7,
  period: '2026年1月1日至3月15日',
  fromName: '某县委巡察办',
  toName: '某市委巡察办',
  fileName: '[工作秘密]BAO-330824XCB-330800XCB-2026-0007.lxp',
  size: '3.2 MB',
  counts: [
    { label: '信访件', count: 312 },
    { label: '附件', count: 27 },
  ],
  digestName: 'SHA-256',
  digest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  signer: '某县委巡察办（330824XCB）',
  signerFingerprint: '24445 62105 02985 62550 41264 21253 04535 64418',
  createdBy: '王登记',
  createdAt: '2026-03-15 10:12',
  approvedBy: '陈主任',
  approvedAt: '2026-03-15 11:30',
  mediumCode: 'JZ-工-2026-003',
  ...{ writtenBy: '王登记', writtenAt: '2026-03-15 14:05' },
  receivedAt: '',
  importedBy: '',
  witness: '',
  verdict: '',
  receiptNo: '',
};

export const sampleReceipt: ReceiptSheet = {
  no: 'BAO-330800-330824-2026-0007',
  number: 7,
  fromName: '某市委巡察办',
  toName: '某县委巡察办',
  createdBy: '王登记',
  createdAt: '2026-03-15 10:12',
  approvedBy: '陈主任',
  approvedAt: '2026-03-15 11:30',
  rows: [
    {
      kindLabel: '信访登记（脱敏）',
      upTo: '第7号及以前',
      result: '接收312，无变化27，拒收0',
      problems: '缺第9至11号',
    },
    { kindLabel: '统计报表', upTo: '第3号及以前', result: '接收0，无变化0，拒收0', problems: '无' },
  ],
  lines: writeReceiptLines('31415926535897932384626433832795028841971693993751'.repeat(3)),
};

export const sampleRecovery: RecoverySheet = {
  officeName: '某县委巡察工作领导小组办公室',
  madeAt: '2026-03-15',
  threshold: 2,
  vaultCode: '3F7A91',
  shares: [1, 2, 3].map((number) => ({
    number,
    holder: '',
    text: `0${number}3T 9K2M Q8WZ 1ABC 7DEF 4GHJ KMNP QRST VWXY Z012 3456 789A BCDE FGHJ KMNP QRST VWXY`,
  })),
};

function pick(choices: readonly string[], index: number): string {
  return choices[index % choices.length] ?? '';
}
