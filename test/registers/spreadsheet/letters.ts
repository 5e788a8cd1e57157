import type { CellProblem, ConvertedRecord } from '../../../main/registers/spreadsheet/row-conversion.ts';
import { importSheet, testSheet } from './support.ts';

/** The headings of a plain ledger. */
export const head = [
  '序号',
  '收件日期',
  '信访方式',
  '反映人',
  '是否实名',
  '联系电话',
  '被反映人',
  '单位',
  '职务',
  '反映的主要问题',
  '拟办意见',
];

export interface Letter {
  readonly date?: string | number;
  readonly channel?: string;
  readonly name?: string;
  readonly real?: string;
  readonly phone?: string | number;
  readonly accused?: string;
  readonly unit?: string;
  readonly post?: string;
  readonly summary?: string;
  readonly proposal?: string;
}

export function row(letter: Letter, serial: number | string = 1): (string | number)[] {
  return [
    serial,
    letter.date ?? '2026.4.3',
    letter.channel ?? '来信',
    letter.name ?? '',
    letter.real ?? '',
    letter.phone ?? '',
    letter.accused ?? '李四',
    letter.unit ?? '',
    letter.post ?? '',
    letter.summary ?? '反映李四收受礼金。',
    letter.proposal ?? '',
  ];
}

/** One letter of a ledger of 2026, on its way through the whole import. */
export async function convert(letter: Letter): Promise<ConvertedRecord> {
  const { records } = await importSheet(testSheet([['某县2026年信访登记表'], head, row(letter)]));
  const [record] = records;
  if (!record) throw new Error('no record');
  return record;
}

export const say = (problems: readonly CellProblem[]) =>
  problems.map(({ severity, message }) => `${severity}: ${message}`);
