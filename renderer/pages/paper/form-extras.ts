/** What a form asks for beside the records: names of the fields are what the printed form calls them. */
import type { Input, Output } from '../../../preload/contract/contract.ts';

export type FormId = Input<'paper.form'>['form'];
export type FormInfo = Output<'paper.forms'>['forms'][number];

export interface ExtraField {
  readonly name: string;
  /** Shown instead of the name. */
  readonly label?: string;
  /** `ledgerList`: one of the office's lists of the rectification ledger, or a set of them. */
  readonly type: 'text' | 'long' | 'date' | 'ledgerList';
  readonly hint?: string;
}

const period: ExtraField = {
  name: 'period',
  label: '期间（印在表头）',
  type: 'text',
  hint: '例如：2026年第三季度',
};

/** Of what is listed by its day; none is everything there is. */
const days: readonly ExtraField[] = [
  { name: '起始日期', label: '起始日期（不填列全部）', type: 'date' },
  { name: '截止日期', type: 'date' },
];

const listSet: ExtraField = {
  name: '清单',
  label: '清单组合（不选只印本清单）',
  type: 'ledgerList',
};

/** Everything left empty is printed as a place to write by hand. */
export const extrasByForm: Readonly<Partial<Record<FormId, readonly ExtraField[]>>> = {
  F04: [
    { name: '科室意见', type: 'long' },
    { name: '审核人', type: 'text' },
  ],
  F05: [
    { name: '主送单位', type: 'text', hint: '信访件上没有填写转（交）往单位时使用' },
    { name: '反馈期限', type: 'date', hint: '不填按回告期限' },
    { name: '联系人及电话', type: 'text' },
  ],
  F06: [
    { name: '接收单位', type: 'text' },
    { name: '移交日期', type: 'date' },
    { name: '移交人', type: 'text' },
    { name: '接收人', type: 'text' },
    { name: '监交人', type: 'text' },
  ],
  F07: [period],
  F08: [period],
  F09: [
    { name: '告知内容', type: 'long' },
    { name: '反馈内容', type: 'long', hint: '不填按办理结果打印' },
    { name: '新的证据', type: 'long' },
    { name: '记录人', type: 'text' },
  ],
  F10: [period],
  F11: [
    { name: '拟办意见', type: 'long', hint: '不填按巡察办意见、组长意见打印' },
    { name: '办理方式', type: 'text', hint: '自办、转办、交办、督办、协办之一' },
    { name: '承办人', type: 'text' },
    { name: '审核人', type: 'text' },
    { name: '批办领导', type: 'text' },
  ],
  F12: [{ name: '巡察办意见', type: 'long', hint: '线索中没有填写时使用' }],
  F13: [
    { name: '接收单位', type: 'text', hint: '不填按线索中的接收单位' },
    { name: '移交日期', type: 'date' },
    { name: '移交人', type: 'text' },
    { name: '接收人', type: 'text' },
    { name: '监交人', type: 'text' },
  ],
  F14: [
    { name: '主送单位', type: 'text', hint: '线索中没有填写接收单位时使用' },
    { name: '联系人及电话', type: 'text' },
  ],
  F15: [{ name: '承办单位意见', type: 'long' }],
  F18: [period],
  F20: [period],
  F21: [listSet],
  F22: [listSet],
  F23: [listSet],
  F32: [period],
  F45: [
    { name: '交接地点', type: 'text' },
    { name: '封装情况', type: 'text', hint: '例如：双层信封密封' },
    { name: '封条号', type: 'text' },
    { name: '移交人', type: 'text' },
    { name: '承运人', type: 'text' },
    { name: '承运人二', type: 'text', hint: '绝密级须两人承运' },
    { name: '接收人', type: 'text' },
    { name: '监交人', type: 'text' },
  ],
  F46: days,
  F48: days,
  F49: days,
  F50: days,
  F51: [{ name: '监督人', type: 'text' }],
  F52: [
    { name: '差异说明', type: 'long', hint: '接收数与清单不一致时填写' },
    { name: '监督人', type: 'text' },
  ],
};

/** Forms with a place for the petitioner: masked unless revealed with a reason (reference 6.4). */
export const formsWithPetitioner: readonly FormId[] = [
  'F01',
  'F02',
  'F03',
  'F04',
  'F06',
  'F07',
  'F09',
  'F10',
];
