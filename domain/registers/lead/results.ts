/**
 * What became of each person of a lead (reference 3.3.6): the four forms, sanctions, organisational handling. How long a
 * sanction holds stands in the table of lengths (`S_PARTY_…`, `S_ADMIN_…`), where an office edits it; a sanction without
 * a row there holds for no stated time.
 */
import { addMonths, addDays } from '../../calendar/dates.ts';
import { ruleAt } from '../../calendar/deadlines.ts';
import { firstFormCodes } from '../../codes/lead-measures.ts';
import { compact, together } from '../../known-rows.ts';
import type { ChildTable, DeadlineRule, Values } from '../../register.ts';
import { listOf } from '../../text/text-of.ts';
import { words } from '../../text/words.ts';

const section = '处理结果（每人）';

export const results: ChildTable = {
  key: 'results',
  label: '处理结果（每人）',
  compartment: 'lead',
  section,
  title: 'name',
  knownFrom: {
    table: 'persons',
    title: 'name',
    tells: ({ unit, post, rank = null, isTopLeader = null, cadreAuthority = null }) => ({
      unitPost: together(unit, post),
      ...{ rank, isTopLeader, cadreAuthority },
    }),
  },
  fields: [
    {
      key: 'name',
      label: '姓名',
      type: 'text',
      required: true,
      maxLength: 60,
      section,
      synonyms: words('被处理人 受处分人 处分人员'),
    },
    { key: 'unitPost', label: '单位及职务', type: 'text', maxLength: 160, section, span: 12 },
    { key: 'rank', label: '职级', type: 'code', list: 'rank', section },
    { key: 'isTopLeader', label: '一把手', type: 'boolean', section, span: 4 },
    { key: 'cadreAuthority', label: '干部管理权限', type: 'code', list: 'cadreAuthority', section },
    { key: 'filedAt', label: '个人立案日期', type: 'date', section },
    { key: 'form', label: '适用形态', type: 'code', list: 'fourForms', section, printed: formOf },
    { key: 'partySanction', label: '党纪处分', type: 'code', list: 'partySanction', section },
    { key: 'adminSanction', label: '政务处分', type: 'code', list: 'adminSanction', section },
    { key: 'orgHandling', label: '组织处理', type: 'codes', list: 'orgHandling', section, span: 12 },
    { key: 'otherMeasures', label: '其他处理措施', type: 'codes', list: 'otherMeasure', section, span: 12 },
    {
      key: 'decidedAt',
      label: '处理决定日期',
      type: 'date',
      section,
      synonyms: words('决定日期 处分日期'),
      help: '诫勉、谈话等没有决定书的，填写诫勉、谈话的日期；只移送司法机关的，填写移送日期即可。',
    },
    { key: 'decisionNo', label: '决定文号', type: 'text', maxLength: 60, section },
    {
      key: 'effectUntil',
      label: '影响期至',
      type: 'date',
      section,
      derived: true,
      computed: ({ row = {}, rules }) => effectUntil(row, rules),
      help: '按处分影响期限计算；党纪、政务处分并处的，取较晚的一日。',
    },
    { key: 'judicial', label: '移送司法机关', type: 'boolean', section, span: 6 },
    { key: 'judicialAt', label: '移送日期', type: 'date', section },
  ],
};

/** The last day on which a sanction still counts, the later one of two; null without a sanction of stated length. */
export function effectUntil(row: Values, rules: readonly DeadlineRule[]): string | null {
  const { decidedAt } = row;
  if (typeof decidedAt !== 'string' || decidedAt === '') return null;
  const ends = [`S_PARTY_${String(row['partySanction'])}`, `S_ADMIN_${String(row['adminSanction'])}`]
    .flatMap((code) => ruleAt(rules, code, decidedAt) ?? [])
    .flatMap((rule) => endOf(decidedAt, rule) ?? []);
  return ends.sort().at(-1) ?? null;
}

/** Sanctions run in calendar time; a length in working days makes no sense and says nothing. */
function endOf(start: string, { length, unit }: DeadlineRule): string | undefined {
  if (unit === 'workday') return undefined;
  if (unit === 'day') return addDays(start, length);
  return addMonths(start, unit === 'year' ? length * 12 : length);
}

/** A person's name as it is compared: 李 某 is 李某. */
export function nameOf({ name }: Values): string {
  return compact(name);
}

/** Something was done about the person. */
export function isMeasured(row: Values): boolean {
  return isDecided(row) || isTransferred(row);
}

export function isTransferred({ judicial }: Values): boolean {
  return judicial === true;
}

/** By anything but 移送司法机关, which has a day of its own. */
function isDecided({ partySanction, adminSanction, orgHandling, otherMeasures }: Values): boolean {
  const one = [partySanction, adminSanction].some((code) => typeof code === 'string' && code !== '');
  return one || [orgHandling, otherMeasures].some((codes) => listOf(codes).length > 0);
}

/** The day that what was done about the person is to be counted on and that is not filled in. */
export function missingDayOf(row: Values): 'decidedAt' | 'judicialAt' | undefined {
  const transferred = isTransferred(row);
  const formAlone = typeof row['form'] === 'string' && row['form'] !== '' && !transferred;
  if ((isDecided(row) || formAlone) && !isDay(row['decidedAt'])) return 'decidedAt';
  return transferred && !isDay(row['judicialAt']) ? 'judicialAt' : undefined;
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** Name with unit and post tell persons apart; nothing better is on the papers that come back. */
export function personOf(row: Values): string {
  return `${nameOf(row)}\u0000${compact(row['unitPost'])}`;
}

const lightAdmin = ['WARNING', 'DEMERIT', 'MAJOR_DEMERIT', 'DEMOTION'];
const lightParty = ['WARNING', 'SERIOUS_WARNING'];

/**
 * The form a person counts under: the one entered, or the heavier one that the measures amount to (reference 3.3.6:
 * handled by two measures, counted once in the higher form). Null while nothing has been decided, and for measures that
 * stand under none of the forms until one is entered.
 */
export function formOf(row: Values): string | null {
  const { form, partySanction, adminSanction, judicial } = row;
  const found: string[] = typeof form === 'string' && form !== '' ? [form] : [];
  const handled = listOf(row['orgHandling']);
  if (listOf(row['otherMeasures']).some((code) => firstFormCodes.includes(code))) found.push('F1');
  if (handled.length > 0) found.push(handled.includes('DEMOTED') ? 'F3' : 'F2');
  if (typeof partySanction === 'string' && partySanction !== '')
    found.push(lightParty.includes(partySanction) ? 'F2' : 'F3');
  if (typeof adminSanction === 'string' && adminSanction !== '')
    found.push(lightAdmin.includes(adminSanction) ? 'F2' : 'F3');
  if (judicial === true) found.push('F4');
  return found.sort().at(-1) ?? null;
}
