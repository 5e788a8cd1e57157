/**
 * Records filled from the descriptions of their registers alone: with everything and long, or with hardly anything.
 * A form that asks for a field, a child table or a reference its register does not have fails.
 */
import { codeSeed } from '../../../domain/codes/seed.ts';
import type { ChildTable, Field, Register } from '../../../domain/register.ts';
import { registerById, registerOf, registers } from '../../../domain/registers/registers.ts';
import {
  blankRecord,
  type PrintedRecord,
  type PrintedRow,
} from '../../../main/reports/forms/printed-record.ts';

/** How many rows and parts a record has, and whether texts are as long as clerks make them. */
export interface Filling {
  readonly amount: 'everything' | 'required';
  readonly rows: number;
}

const sentences =
  '经查阅会议记录、财务凭证并走访群众，发现该单位党组研究部署不够经常，制度执行不够严格，部分资金拨付滞后。个别干部履职不到位，对群众反映的问题办理迟缓，虽经提醒仍未按期完成。';
const names = ['欧阳建国', '王芳', '司马志强', '李秀兰', '买买提江·吐尔逊'];
const units = ['清江市云溪县民政局党组', '云溪县住房和城乡建设局所属城镇保障性住房服务中心', '城关镇党委'];
const posts = ['党组书记、局长', '副局长', '党委委员、副镇长、政法委员'];
const ofPerson = /姓名|签名|签字|签收人|人$|组长|领导$|负责人|主持|同志/u;
const ofUnit = /单位|部门|组织|机构|主体|抄送|地点|住址/u;

/** The n-th record of a register. */
export function filledRecord(register: Register, number: number, filling: Filling): PrintedRecord {
  const value = (field: Field): string => textOf(field, number, filling);
  const known = new Map(register.fields.map((field) => [field.key, field]));
  const childOf = (key: string): ChildTable =>
    must(
      register.children.find((each) => each.key === key),
      register,
      key,
    );
  return {
    ...blankRecord,
    id: `${register.id}-${number}`,
    no: numberOf(register.id, number),
    mark: { kind: 'WORK_SECRET' },
    state: register.workflow.states.at(-1)?.code ?? '',
    stateLabel: register.workflow.states.at(-1)?.label ?? '',
    text: (key) =>
      key.startsWith('term.')
        ? '3个月'
        : (derivedOf(register, key) ??
          (key.startsWith(codePrefix)
            ? codeOf(must(known.get(key.slice(codePrefix.length)), register, key), number, filling)
            : value(must(known.get(key), register, key)))),
    rows: (key) => Array.from({ length: filling.rows }, (_, index) => rowOf(childOf(key), index, filling)),
    parts: (part) => {
      if (registerById(part)?.partOf?.register !== register.id)
        throw new Error(`${part} is no part of ${register.id}`);
      return filledRecords(registerOf(part), Math.min(filling.rows, 4), { ...filling, rows: 2 });
    },
    related: (key) => {
      const { list = '' } = must(known.get(key), register, key);
      return filledRecords(registerOf(list), Math.min(filling.rows, 12), { ...filling, rows: 1 });
    },
    referring: (other, key) => {
      const field = must(
        registerById(other)?.fields.find((each) => each.key === key),
        register,
        `${other}.${key}`,
      );
      if (field.list !== register.id) throw new Error(`${other}.${key} names no ${register.id}`);
      return Array.from({ length: Math.min(filling.rows, 2) }, (_, index) => numberOf(other, index + 1));
    },
    naming: (other, child) => {
      const naming = registerOf(other);
      must(
        naming.children.find(({ key }) => key === child),
        naming,
        child,
      );
      return filledRecords(naming, Math.min(filling.rows, 2), { ...filling, rows: 2 }).flatMap((record) =>
        record.rows(child).map((row) => ({ record, row })),
      );
    },
    attachments: () => (filling.rows === 0 ? [] : ['扫描件.pdf']),
    steps: () =>
      filling.rows === 0
        ? []
        : register.workflow.transitions.slice(0, 8).map(({ label }, index) => ({
            label,
            at: `2026-03-${10 + index}`,
            by: names[index % names.length] ?? '',
          })),
  };
}

export function filledRecords(register: Register, count: number, filling: Filling): readonly PrintedRecord[] {
  return Array.from({ length: count }, (_, index) => filledRecord(register, index + 1, filling));
}

function must<T>(found: T | undefined, register: Register, key: string): T {
  if (found === undefined) throw new Error(`${register.id} has no ${key}`);
  return found;
}

/** What `form-data.ts` adds to a letter without there being a field for it. */
function derivedOf(register: Register, key: string): string | undefined {
  return key === 'sealedDueAt' && register.id === 'petition' ? '2026-03-20' : undefined;
}

const codePrefix = 'code.';

/** The code behind what {@link textOf} says of the field. */
function codeOf(field: Field, number: number, filling: Filling): string {
  const label = textOf(field, number, filling);
  return codeSeed.find((each) => each.list === field.list && each.label === label)?.code ?? '';
}

function rowOf(child: ChildTable, index: number, filling: Filling): PrintedRow {
  return Object.fromEntries(child.fields.map((field) => [field.key, textOf(field, index, filling)]));
}

function numberOf(register: string, number: number): string {
  const place = registers.findIndex(({ id }) => id === register);
  return `${['XF', 'JD', 'XS', 'HD', 'ZJ'][place % 5]}339901-2026-${String(number).padStart(5, '0')}`;
}

function textOf(field: Field, number: number, { amount }: Filling): string {
  if (amount === 'required' && field.required !== true) return '';
  switch (field.type) {
    case 'boolean':
      return number % 2 === 0 ? '否' : '是';
    case 'code':
      return longestOf(field)[number % 3] ?? longestOf(field)[0] ?? '';
    case 'codes':
      return longestOf(field).slice(0, 3).join('、');
    case 'date':
      return `2026-1${number % 3}-${10 + (number % 18)}`;
    case 'instant':
      return '2026-10-12 14:20';
    case 'integer':
      return String(Math.min(field.max ?? 99, 12 + number));
    case 'money':
      return `${(1_234_567 + number * 1000).toFixed(2)}元`;
    case 'percent':
      return '98.71%';
    case 'region':
      return '清江市云溪县';
    case 'user':
      return names[number % names.length] ?? '';
    case 'record':
      return numberOf(field.list ?? '', number);
    case 'records':
      return [1, 2, 3].map((each) => numberOf(field.list ?? '', number + each)).join('、');
    case 'phone':
      return '0690-23456789';
    case 'idNumber':
      return '339901199001011234';
    default:
      return freeText(field, number);
  }
}

function freeText({ key, label, type, maxLength = 100 }: Field, number: number): string {
  if (type === 'longText')
    return `${label}第${number}项：${sentences.repeat(4)}`.slice(0, Math.min(maxLength, 300));
  if (/文号|编号|纪要号|凭证号|案卷号/u.test(label)) return `清巡办函〔2026〕${100 + number}号`;
  if (key.endsWith('Time')) return '09:30';
  if (/No$|Text$|hours/u.test(key)) return `${label}${number}`.slice(0, maxLength);
  if (/职务/u.test(label)) return posts[number % posts.length] ?? '';
  if (key === 'targetId' || ofUnit.test(label))
    return units[key === 'targetId' ? 0 : number % units.length] ?? '';
  if (ofPerson.test(label)) return names[number % names.length] ?? '';
  return `${label}第${number}项：${sentences}`.slice(0, Math.min(maxLength, 44));
}

function longestOf({ list }: Field): readonly string[] {
  return codeSeed
    .filter((code) => code.list === list)
    .map(({ label }) => label)
    .sort((left, right) => right.length - left.length);
}
