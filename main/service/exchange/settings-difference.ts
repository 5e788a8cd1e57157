/** One row of base settings in two versions: where they differ, and which one an import leaves standing. Pure. */
import type { CalendarYear } from '../../../domain/calendar/calendar.ts';
import { codeLists } from '../../../domain/codes/seed.ts';
import { ExpectedError, type Failure } from '../../../domain/failure.ts';
import type { OfficeRow } from '../../../domain/office-tables/office-table.ts';
import { officeTableById } from '../../../domain/office-tables/tables.ts';
import type { Code, DeadlineRule } from '../../../domain/register.ts';
import { columnChoice, type LedgerList, type ListSet } from '../../../domain/registers/rect-item/lists.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { checkRow } from '../../registers/office-tables.ts';

export type Difference = NonNullable<Output<'packages.inspect'>['settings']>['rows'][number];

interface BaseRow {
  readonly verified: boolean;
}

/** A kind of base settings. `fields` are what a person compares, in words; `other` is the row it is compared with. */
export interface Table<Row extends BaseRow> {
  readonly title: (row: Row) => string;
  readonly name: (row: Row) => string;
  readonly keyOf: (row: Row) => string;
  readonly fields: readonly (readonly [label: string, text: (row: Row, other: Row | undefined) => string])[];
  /** Whether the office's row stays when neither has been verified. */
  readonly keepsUnverified: boolean;
  /** Why a sent row cannot stand among those that hold after the import; such a row is left out, and the others come. */
  readonly refusal?: (row: Row, others: readonly Row[]) => string | undefined;
}

const orNone = (text: string) => text || '（无）';
const verifiedText = ({ verified }: BaseRow) => (verified ? '已核' : '待核');
const units = { day: '天', workday: '个工作日', month: '个月', year: '年' } as const;

const common = <
  Row extends Code | DeadlineRule | LedgerList | ListSet | OfficeRow,
>(): Table<Row>['fields'] => [
  ['启用', (row) => row.validFrom ?? '不限'],
  ['停用', (row) => row.validTo ?? '不限'],
  ['依据', (row) => orNone(row.basis)],
  ['核对', verifiedText],
];

/** Codes of a standard are known to clerks; codes in letters are only the software's. */
function named(code: string, label: string): string {
  return /^\d+$/u.test(code) ? `${code} ${label}` : label;
}

export const codeTable: Table<Code> = {
  title: ({ list }) => `代码表—${codeLists.find(({ id }) => id === list)?.label ?? list}`,
  name: ({ code, label }) => named(code, label),
  keyOf: ({ list, code }) => `${list}/${code}`,
  fields: [
    ['名称', ({ label }) => label],
    ['上级', ({ parent }) => orNone(parent ?? '')],
    ['监督要点', ({ guidance }) => orNone(guidance)],
    ['显示顺序', ({ sort }) => String(sort)],
    ['同义词', ({ synonyms }) => orNone(synonyms.join('、'))],
    ...common<Code>(),
  ],
  keepsUnverified: false,
};

export const ruleTable: Table<DeadlineRule> = {
  title: () => '时限规则',
  name: ({ code, label, validFrom }) => `${named(code, label)}${validFrom ? `（${validFrom}起）` : ''}`,
  keyOf: ({ code, validFrom }) => `${code}/${validFrom ?? ''}`,
  fields: [
    ['名称', ({ label }) => label],
    ['时限', ({ length, unit }) => `${length}${units[unit]}`],
    ['遇休息日', ({ rollToWorkday }) => (rollToWorkday ? '顺延' : '不顺延')],
    ...common<DeadlineRule>(),
  ],
  keepsUnverified: false,
};

export const yearTable: Table<CalendarYear> = {
  title: () => '工作日历',
  name: ({ year }) => `${year}年`,
  keyOf: ({ year }) => String(year),
  fields: [
    ['放假', ({ holidays }, other) => daysText(holidays, other?.holidays)],
    ['调休上班', ({ workdays }, other) => daysText(workdays, other?.workdays)],
    ['依据', ({ basis }) => orNone(basis)],
    ['核对', verifiedText],
  ],
  // A year decides about due dates; the office's own stays unless the city vouches for the other.
  keepsUnverified: true,
};

export const listTable: Table<LedgerList> = {
  title: () => '整改清单',
  name: ({ label }) => label,
  keyOf: ({ code }) => code,
  fields: [
    ['名称', ({ label }) => label],
    [
      '栏目',
      ({ columns }) =>
        columns.map(({ key, width }) => `${columnChoice(key)?.label ?? key}${width}`).join('、'),
    ],
    ['显示顺序', ({ sort }) => String(sort)],
    ...common<LedgerList>(),
  ],
  keepsUnverified: false,
};

/** `labelOf` names the lists a set is made up of. */
export const setTable = (labelOf: (list: string) => string): Table<ListSet> => ({
  title: () => '整改清单组合',
  name: ({ label }) => label,
  keyOf: ({ code }) => code,
  fields: [
    ['名称', ({ label }) => label],
    ['清单', ({ lists }) => lists.map(labelOf).join('、')],
    ['显示顺序', ({ sort }) => String(sort)],
    ...common<ListSet>(),
  ],
  keepsUnverified: false,
});

/** Rows of the tables of the office; `codes` name the values. */
export const officeTable = (codes: readonly Code[]): Table<OfficeRow> => ({
  title: ({ table }) => officeTableById(table)?.label ?? table,
  name: ({ label }) => label,
  keyOf: ({ table, code }) => `${table}/${code}`,
  fields: [
    ['名称', ({ label }) => label],
    ['内容', (row) => contentText(row, codes)],
    ['显示顺序', ({ sort }) => String(sort)],
    ...common<OfficeRow>(),
  ],
  keepsUnverified: false,
  refusal: (row, others) => {
    const table = officeTableById(row.table);
    if (!table) return '本机软件没有这张表，软件升级后再导入。';
    const failure = failureOf(() =>
      checkRow(
        table,
        others.filter((each) => each.table === row.table),
        row,
      ),
    );
    return failure && `${failure.what.replace('，没有保存', '')}${failure.why}`;
  },
});

function contentText({ table, values }: OfficeRow, codes: readonly Code[]): string {
  const labelOf = (list: string | undefined, code: string): string =>
    codes.find((each) => each.list === list && each.code === code)?.label ?? code;
  return (officeTableById(table)?.fields ?? [])
    .map(({ key, label, list }) => {
      const value = values[key] ?? null;
      const parts = Array.isArray(value) ? (value as readonly string[]) : [value];
      const texts = parts.map((part) =>
        typeof part === 'boolean' ? (part ? '是' : '否') : labelOf(list, String(part ?? '')),
      );
      return `${label}${orNone(texts.join('、'))}`;
    })
    .join('，');
}

/** Whether the office's row stays: the better founded one does. */
export function keepsOwn<Row extends BaseRow>(table: Table<Row>, own: Row, sent: Row): boolean {
  if (sent.verified) return false;
  return own.verified || table.keepsUnverified;
}

/** Every sent row that the office does not have just so. A row only the office has stays and is not listed. */
export function differencesOf<Row extends BaseRow>(
  table: Table<Row>,
  own: readonly Row[],
  sent: readonly Row[],
): readonly Difference[] {
  const ownByKey = new Map(own.map((row) => [table.keyOf(row), row]));
  const refused = refusedRows(table, own, sent);
  return sent.flatMap((row) => {
    const difference = differenceOf(table, ownByKey.get(table.keyOf(row)), row);
    const refusal = refused.get(row);
    if (!difference || refusal === undefined) return difference ? [difference] : [];
    return [{ ...difference, holds: 'own' as const, why: `市级的这一行不能用，不导入：${refusal}` }];
  });
}

/** The sent rows that the import writes. */
export function takenRows<Row extends BaseRow>(
  table: Table<Row>,
  own: readonly Row[],
  sent: readonly Row[],
): readonly Row[] {
  const refused = refusedRows(table, own, sent);
  return winning(table, own, sent).filter((row) => !refused.has(row));
}

// ---- internals

function winning<Row extends BaseRow>(
  table: Table<Row>,
  own: readonly Row[],
  sent: readonly Row[],
): readonly Row[] {
  const ownByKey = new Map(own.map((row) => [table.keyOf(row), row]));
  return sent.filter((row) => {
    const known = ownByKey.get(table.keyOf(row));
    return !known || !keepsOwn(table, known, row);
  });
}

/** Each is looked at among the rows as they will stand; one that is left out may stand in the way of another one. */
function refusedRows<Row extends BaseRow>(
  table: Table<Row>,
  own: readonly Row[],
  sent: readonly Row[],
): ReadonlyMap<Row, string> {
  const { refusal, keyOf } = table;
  const refused = new Map<Row, string>();
  if (!refusal) return refused;
  const ownByKey = new Map(own.map((row) => [keyOf(row), row]));
  for (;;) {
    const taken = winning(table, own, sent).filter((row) => !refused.has(row));
    const after = new Map([...ownByKey, ...taken.map((row) => [keyOf(row), row] as const)]);
    const before = refused.size;
    for (const row of taken) {
      const known = ownByKey.get(keyOf(row));
      const others = [...after.values()].filter((each) => each !== row);
      const why = refusal(row, known ? [...others, known] : others);
      if (why !== undefined) refused.set(row, why);
    }
    if (refused.size === before) return refused;
  }
}

function failureOf(check: () => void): Failure | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof ExpectedError) return error.failure;
    throw error;
  }
}

function differenceOf<Row extends BaseRow>(
  table: Table<Row>,
  own: Row | undefined,
  sent: Row,
): Difference | undefined {
  const about = { table: table.title(sent), row: table.name(sent) };
  if (!own) {
    const text = table.fields.map(([label, show]) => `${label}：${show(sent, undefined)}`).join('；');
    return { ...about, own: null, sent: text, holds: 'sent', why: '本办没有这一行，按市级的新增。' };
  }
  const differing = table.fields.filter(([, show]) => show(own, sent) !== show(sent, own));
  if (differing.length === 0) return undefined;
  const text = (row: Row, other: Row) =>
    differing.map(([label, show]) => `${label}：${show(row, other)}`).join('；');
  const isKept = keepsOwn(table, own, sent);
  return {
    ...about,
    own: text(own, sent),
    sent: text(sent, own),
    holds: isKept ? 'own' : 'sent',
    why: isKept ? whyOwn(own) : whySent(own, sent),
  };
}

function whyOwn(own: BaseRow): string {
  return own.verified
    ? '本办的已核对原文，市级的尚未核对，保留本办的。'
    : '两边都尚未核对，已有的工作日历不改动，保留本办的。';
}

function whySent(own: BaseRow, sent: BaseRow): string {
  if (!sent.verified) return '两边都尚未核对，以市级的为准。';
  return own.verified ? '两边都已核对原文，以市级的为准。' : '市级的已核对原文，以市级的为准。';
}

const mostDays = 8;

/** Only the days the other one does not have; a whole year of them would hide the difference. */
function daysText(days: readonly string[], other: readonly string[] | undefined): string {
  if (!other) return `${days.length}天`;
  const only = days.filter((day) => !other.includes(day)).sort();
  const shown = only.slice(0, mostDays).join('、');
  const more = only.length > mostDays ? `等${only.length}天` : '';
  return only.length === 0 ? `${days.length}天` : `${days.length}天，其中${shown}${more}只有这边有`;
}
