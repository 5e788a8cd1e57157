import type { ChildTable, Field, FieldType, Register } from '../../../domain/register.ts';
import { normalizeLabel } from '../../../domain/text/normalize.ts';

/** A place a column can be imported to: a field of the register or of one of its child tables. */
export interface ImportTarget {
  /** `receivedAt`, or `petitioners.name` for a field of a child table. */
  readonly path: string;
  readonly label: string;
  readonly field: Field;
  readonly child: ChildTable | undefined;
  /** Normalised headings that name the target on their own. */
  readonly names: ReadonlySet<string>;
  /** Normalised headings that name it under a heading that names its group. */
  readonly shortNames: ReadonlySet<string>;
  /** Normalised headings of the group (反映人, 举报人 …); empty for fields of the register itself. */
  readonly groups: ReadonlySet<string>;
}

/**
 * Every field a clerk may import, with all the headings it goes by. Fields set by the application are left out, and so
 * are references to accounts, records and attachments: a name in a cell does not say which one is meant.
 */
export function importTargets(register: Register): readonly ImportTarget[] {
  const mainFields = register.fields.filter(isImportable);
  const taken = new Set(mainFields.flatMap((field) => headingsOf(field).map(headingWord)));
  const main = mainFields.map((field) => fieldTarget(field, taken));
  const children = register.children.flatMap((child) => {
    const groups = groupNames(child);
    return child.fields.filter(isImportable).map((field) => childTarget(child, field, groups));
  });
  return [...main, ...children];
}

const namesOthers: readonly FieldType[] = ['user', 'record', 'records', 'instant'];

function isImportable(field: Field): boolean {
  return !field.derived && field.namesAttachment !== true && !namesOthers.includes(field.type);
}

function fieldTarget(field: Field, taken: ReadonlySet<string>): ImportTarget {
  const words = headingsOf(field).map(headingWord);
  const variants =
    field.type === 'date' ? words.flatMap(dateVariants).filter((word) => !taken.has(word)) : [];
  const names = new Set([...words, ...variants]);
  return {
    path: field.key,
    label: field.label,
    field,
    child: undefined,
    names,
    shortNames: names,
    groups: new Set(),
  };
}

function childTarget(child: ChildTable, field: Field, groups: ReadonlySet<string>): ImportTarget {
  const shortNames = new Set(headingsOf(field).map(headingWord));
  const names = new Set((field.synonyms ?? []).map(headingWord));
  const label = headingWord(field.label);
  if (!genericLabels.has(label)) names.add(label);
  for (const group of groups) {
    for (const name of shortNames) names.add(group + name);
    if (field.key === child.title) names.add(group);
  }
  for (const generic of genericLabels) names.delete(generic);
  return {
    path: `${child.key}.${field.key}`,
    label: `${child.label}·${field.label}`,
    field,
    child,
    names,
    shortNames,
    groups,
  };
}

function headingsOf(field: Field): readonly string[] {
  return [field.label, ...(field.synonyms ?? [])];
}

/** 日期 and 时间 mean the same in the heading of a date, unless another field is called just that. */
function dateVariants(word: string): readonly string[] {
  return [word.replace('日期', '时间'), word.replace('时间', '日期')];
}

/** Words that mean nothing without the heading above them. */
const genericLabels: ReadonlySet<string> = new Set([
  '姓名',
  '名称',
  '名字',
  '单位',
  '职务',
  '性别',
  '电话',
  '联系电话',
  '住址',
  '地址',
  '职级',
  '政治面貌',
  '身份证号',
  '职业',
  '联系方式',
  '工作单位',
  '单位职务',
]);

/** The headings a child table goes by: its label, and its title field's synonyms without 姓名. */
function groupNames(child: ChildTable): ReadonlySet<string> {
  const title = child.fields.find((field) => field.key === child.title);
  const words = [child.label, ...(title?.synonyms ?? []), title?.label ?? ''].map((word) =>
    headingWord(word).replace(/(的?姓名|名称|名字|情况|信息|基本情况)$/u, ''),
  );
  return new Set(words.filter((word) => word.length >= 2 && !genericLabels.has(word)));
}

/** A heading for comparison: without remarks in brackets, marks of obligation, width and blanks. */
export function headingWord(text: string): string {
  const bare = normalizeLabel(text.replace(/[（(【[][^（()）】\]]*[)）】\]]/gu, ''));
  return bare === '' ? normalizeLabel(text) : bare;
}

/** All words that make a row look like headings of this register. */
export function headingWords(targets: readonly ImportTarget[]): ReadonlySet<string> {
  const words = new Set(commonHeadings.map(headingWord));
  for (const target of targets) {
    for (const name of [...target.names, ...target.shortNames, ...target.groups]) words.add(name);
  }
  return words;
}

const commonHeadings = [
  ...serialHeadings(),
  '备注',
  '姓名',
  '单位',
  '职务',
  '职级',
  '性别',
  '日期',
  '时间',
  '联系电话',
  '电话',
  '地址',
  '住址',
  '内容',
  '类别',
  '来源',
  '基本情况',
  '办理情况',
  '办理结果',
  '承办人',
  '承办单位',
  '经办人',
  '登记人',
  '责任人',
  '责任单位',
  '完成情况',
  '政治面貌',
];

export function serialHeadings(): readonly string[] {
  return ['序号', '序', '顺序号', '行号', 'No', '序列', '项次', '次序', '顺序'];
}
