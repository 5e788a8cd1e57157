/** A county's letters as its clerk keeps them today: a spreadsheet with two-level headings and dates of every form. */
import { writeFile } from 'node:fs/promises';
import { exportView, type ExportColumn } from '../../main/registers/spreadsheet/export-view.ts';
import type { SyntheticLetter } from '../../main/service/practice/synthetic.ts';

const columns: readonly ExportColumn[] = [
  { title: '收件日期', kind: 'text' },
  { title: '信访方式', kind: 'text' },
  { title: '姓名', group: '反映人', kind: 'text' },
  { title: '是否实名', group: '反映人', kind: 'text' },
  { title: '联系电话', group: '反映人', kind: 'text' },
  { title: '姓名', group: '被反映人', kind: 'text' },
  { title: '单位', group: '被反映人', kind: 'text' },
  { title: '职务', group: '被反映人', kind: 'text' },
  { title: '反映的主要问题', kind: 'text' },
];

const channelWords: Readonly<Record<string, string>> = {
  LETTER: '信',
  VISIT: '访',
  CALL: '电话',
  NETWORK: '网络',
  BOX: '意见箱',
  UPPER: '上级转办',
  SMS: '短信',
};

function clerkDate(date: string, index: number): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const forms = [
    `${year}.${Number(month)}.${Number(day)}`,
    `${year}年${Number(month)}月${Number(day)}日`,
    `${year}${month}${day}`,
    `${year}/${Number(month)}/${Number(day)}`,
    date,
  ];
  return forms[index % forms.length] ?? date;
}

/** Writes the letters to `path`. */
export async function writeLedger(
  path: string,
  office: string,
  letters: readonly SyntheticLetter[],
): Promise<void> {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const rows = letters.map((letter, index) => {
    const petitioner = letter.children['petitioners']?.[0]?.values;
    const accused = letter.children['accused']?.[0]?.values;
    return [
      clerkDate(letter.receivedAt, index),
      channelWords[text(letter.values['channel'])] ?? '来信',
      petitioner ? text(petitioner['name']) : '匿名',
      petitioner ? '实名' : '匿名',
      petitioner ? text(petitioner['phone']) : '',
      text(accused?.['name']),
      text(accused?.['unit']),
      text(accused?.['post']),
      text(letter.values['summary']),
    ];
  });
  const meta = {
    title: `${office}信访件登记台账`,
    office,
    unit: '件',
    filterText: '',
    exporter: '演示',
    time: Date.now(),
  };
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportView(columns, rows, meta)) chunks.push(chunk);
  await writeFile(path, Buffer.concat(chunks));
}
