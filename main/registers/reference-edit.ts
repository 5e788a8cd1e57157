/** Editing code lists, deadline rules, calendars and the office's own settings. Due dates follow at once. */
import type { Actor } from '../../domain/access/permissions.ts';
import { type CalendarYear, checkCalendarYear } from '../../domain/calendar/calendar.ts';
import { parentListOf } from '../../domain/codes/parents.ts';
import { codeLists } from '../../domain/codes/seed.ts';
import { refuse } from '../../domain/failure.ts';
import { checkMask, recordPlaces } from '../../domain/numbering.ts';
import { asRegisterId, registerOf } from '../../domain/registers/registers.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { Written } from '../audit/commit.ts';
import type { Reader, Slices, Writer } from '../vault/api.ts';
import { sameValue } from './codec.ts';
import { type EngineContext, extraNames, today, writeChanged } from './commands.ts';
import { computeDeadlines, restateDeadlines, unfinishedIds } from './deadline-table.ts';
import type { RegisterModule } from './deps.ts';
import { touchReference, writeCode, writeRule, writeYear } from './reference.ts';
import { readNumberSetting, readTextSetting, settingKeys, writeSetting } from './settings.ts';
import { loadRecord, type Stored } from './store.ts';

export function allCodes(context: EngineContext): Output<'codes.all'> {
  const { allCodes: codes } = context.reference(context.vault);
  return {
    lists: codeLists.map(({ id, label }) => ({ id, label })),
    codes: codes.map((code) => ({ ...code, synonyms: [...code.synonyms] })),
  };
}

/** Refuses `Invalid` when a row would end before it begins. */
export function checkValidity(from: string | null, to: string | null): void {
  if (from === null || to === null || from <= to) return;
  refuse('Invalid', '有效期填写不对，没有保存。', '停用日期早于启用日期。', '请改正有效期。', {
    validTo: '不能早于启用日期。',
  });
}

/** Refuses `NoSuchList`: the lists themselves are the program's. */
export function listOfCodes(list: string): (typeof codeLists)[number] {
  return (
    codeLists.find(({ id }) => id === list) ??
    refuse('NoSuchList', '没有这个代码表。', '代码表由程序规定，不能新增。', '请在已有代码表中增加代码。')
  );
}

/** Adds or changes one row. A code in use can be ended by its date but never taken away. */
export function saveCode(
  tx: Writer,
  context: EngineContext,
  input: Parsed<'codes.save'>,
): Written<Output<'codes.save'>> {
  const { code } = input;
  const list = listOfCodes(code.list);
  checkValidity(code.validFrom, code.validTo);
  const siblings = context.reference(tx).codes.byList.get(code.list) ?? [];
  const parents = context.reference(tx).codes.byList.get(parentListOf(code.list)) ?? [];
  const isItself = parentListOf(code.list) === code.list && code.parent === code.code;
  if (code.parent !== null && (isItself || !parents.some((each) => each.code === code.parent))) {
    refuse(
      'Invalid',
      '上级代码不存在，没有保存。',
      `上级代码须是“${listOfCodes(parentListOf(code.list)).label}”中的代码，并且不是它自己。`,
      '请重新选择上级代码。',
      { parent: '请重新选择。' },
    );
  }
  const twin = siblings.find((each) => each.label === code.label && each.code !== code.code);
  if (twin) {
    refuse(
      'Invalid',
      `“${code.label}”已有，没有保存。`,
      `代码${twin.code}已使用这个名称。`,
      '请换一个名称。',
      { label: '名称已存在。' },
    );
  }
  writeCode(tx, code);
  touchReference(tx);
  return {
    output: {},
    audit: {
      action: 'codes.save',
      entity: code.list,
      entityNo: code.code,
      detail: `${list.label}：${code.label}`,
      reason: input.reason,
    },
  };
}

export function* saveRule(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  input: Parsed<'deadlines.save'>,
): Slices<Written<Output<'deadlines.save'>>> {
  const { rule } = input;
  checkValidity(rule.validFrom, rule.validTo);
  if (!context.reference(tx).rules.some(({ code }) => code === rule.code)) {
    refuse('NoSuchRule', '没有这条时限规则。', '规则的代码由程序规定，不能新增。', '请修改已有的规则。');
  }
  writeRule(tx, rule);
  touchReference(tx);
  const changed = yield* recomputeDeadlines(tx, context, actor);
  return {
    output: {},
    audit: {
      action: 'deadlines.save',
      entity: 'deadline_rule',
      entityNo: rule.code,
      detail: `${rule.label}：${rule.length}${unitLabels[rule.unit]}，重算${changed}件`,
      reason: input.reason,
    },
  };
}

const unitLabels = { day: '日', workday: '个工作日', month: '个月', year: '年' } as const;

export function allYears(context: EngineContext): Output<'calendar.years'> {
  const { years } = context.reference(context.vault);
  return {
    years: years.map((year) => ({ ...year, holidays: [...year.holidays], workdays: [...year.workdays] })),
  };
}

/** Replaces one year; throws `CalendarInvalid` when the table contradicts itself. */
export function* importCalendar(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  year: CalendarYear,
): Slices<Written<Output<'calendar.import'>>> {
  checkCalendarYear(year);
  writeYear(tx, year);
  touchReference(tx);
  const changed = yield* recomputeDeadlines(tx, context, actor);
  return {
    output: { year: year.year, holidays: year.holidays.length, workdays: year.workdays.length },
    audit: {
      action: 'calendar.import',
      entity: 'calendar_year',
      entityNo: String(year.year),
      detail: `${year.year}年：放假${year.holidays.length}天、调休上班${year.workdays.length}天，重算${changed}件`,
    },
  };
}

/**
 * Brings the due dates of all unfinished records in line with rules and calendars. Only records whose due dates moved
 * get a new revision. Returns how many that were. Yields after every few records.
 */
export function* recomputeDeadlines(
  tx: Writer,
  context: EngineContext,
  actor: Pick<Actor, 'userId'>,
  modules: readonly RegisterModule[] = context.modules,
): Slices<number> {
  let changed = 0;
  for (const module of modules) {
    const ids = unfinishedIds(tx, module.register, context.office.id);
    changed += yield* recomputeRecords(tx, context, actor, module, ids);
  }
  return changed;
}

/** The same of these records of one register. */
export function* recomputeRecords(
  tx: Writer,
  context: EngineContext,
  actor: Pick<Actor, 'userId'>,
  module: RegisterModule,
  ids: readonly string[],
): Slices<number> {
  let changed = 0;
  for (const [index, id] of ids.entries()) {
    const stored = loadRecord(tx, context.vault, module.register, extraNames(module), id);
    if (stored && recompute(tx, context, module, actor, stored)) changed += 1;
    if (index % recordsAtOnce === 0) yield;
  }
  return changed;
}

/** Some milliseconds. */
const recordsAtOnce = 10;

function recompute(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  actor: Pick<Actor, 'userId'>,
  stored: Stored,
): boolean {
  const { register } = module;
  const reckoning = { reference: context.reference(tx), today: today(context) };
  const computed = computeDeadlines(tx, context, register, stored, reckoning);
  if (register.fields.some(({ key }) => !sameValue(stored.values[key], computed.values[key]))) {
    const entry = { action: 'recompute', reason: null, by: actor.userId, at: context.now() };
    writeChanged(tx, context, module, stored, stored, entry);
    return true;
  }
  return restateDeadlines(tx, context.office.id, register, stored, computed);
}

const defaultIdleMinutes = 10;

export function officeSettings(context: EngineContext): Output<'settings.office'> {
  const { vault, office } = context;
  return {
    name: office.name,
    docWord: readTextSetting(vault, settingKeys.docWord, office.docWord ?? ''),
    masks: masksOf(vault, context),
    secrecyMark: readTextSetting(vault, settingKeys.secrecyMark, '工作秘密'),
    idleLockMinutes: readNumberSetting(vault, settingKeys.idleLockMinutes, defaultIdleMinutes),
  };
}

type Masks = Output<'settings.office'>['masks'];

function masksOf(reader: Reader, { modules }: EngineContext): Masks {
  return modules.map(({ register: { id, numbering } }) => ({
    register: asRegisterId(id),
    mask: readTextSetting(reader, settingKeys.numbering(id), numbering),
  }));
}

/** A new mask numbers what comes; numbers given out keep theirs. Throws ExpectedError `NumberMaskInvalid`, `NumberMaskTwice`. */
export function saveOfficeSettings(
  tx: Writer,
  context: EngineContext,
  input: Parsed<'settings.saveOffice'>,
): Written<Output<'settings.saveOffice'>> {
  const before = masksOf(tx, context);
  const changed = input.masks.filter(({ register, mask }) =>
    before.some((each) => each.register === register && each.mask !== mask),
  );
  for (const { mask } of changed) checkMask(mask, recordPlaces);
  refuseSameMask(before.map((each) => changed.find(({ register }) => register === each.register) ?? each));
  writeSetting(tx, settingKeys.docWord, input.docWord.trim());
  for (const { register, mask } of changed) writeSetting(tx, settingKeys.numbering(register), mask);
  writeSetting(tx, settingKeys.idleLockMinutes, input.idleLockMinutes);
  const masks = changed.map(({ register, mask }) => `${registerOf(register).label}编号规则${mask}`);
  return {
    output: {},
    audit: {
      action: 'settings.save',
      detail: [`机关代字${input.docWord}`, ...masks, `${input.idleLockMinutes}分钟锁定`].join('，'),
    },
  };
}

/** One number on a paper names one record. */
function refuseSameMask(masks: Masks): void {
  for (const { register, mask } of masks) {
    const other = masks.find((each) => each.register !== register && each.mask === mask);
    if (!other) continue;
    const [one, two] = [register, other.register].map((id) => registerOf(id).label);
    refuse(
      'NumberMaskTwice',
      `${one ?? ''}和${two ?? ''}的编号规则相同（${mask}）。`,
      '两个登记簿会编出相同的编号，凭编号就分不清是哪一件。',
      '请改正其中一个，例如换一个字头。',
    );
  }
}
