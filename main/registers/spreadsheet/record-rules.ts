import { addDays } from '../../../domain/calendar/dates.ts';
import { matchCode } from '../../../domain/codes/lookup.ts';
import type { Value, Values } from '../../../domain/register.ts';
import { finishedByLedger } from '../../../domain/registers/petition/finished.ts';
import { normalizeText } from '../../../domain/text/normalize.ts';
import { applyLedgerRules } from './ledger-rules.ts';
import { isAnonymousWord, isNobody, isOrganisation, splitNameAndPost, splitRealName } from './persons.ts';
import { reachedState } from './reached-state.ts';
import type { CellProblem, ConvertDeps, ConvertedRecord, DraftRecord, ImportPlan } from './row-conversion.ts';

/** Applies the rules that look at a whole record, then required fields and the register's own checks. */
export function finishRecord(draft: DraftRecord, plan: ImportPlan, deps: ConvertDeps): ConvertedRecord {
  for (const [key, value] of Object.entries(plan.defaults ?? {})) draft.values[key] ??= value;
  if (plan.register.id === 'petition') applyPetitionRules(draft, deps);
  if (plan.register.id === 'rectItem') applyLedgerRules(draft, (path, message) => warn(draft, path, message));
  requireFields(draft, plan);
  const { register } = plan;
  const sealed = register.envelope?.applies(draft.values) === true;
  if (sealed) return sealedRecord(draft, plan);
  runChecks(draft, plan, deps);
  const state =
    register.id === 'petition'
      ? enterFinished(draft, deps)
      : reachedState(draft, register, deps, (path, severity, message) =>
          addAt(draft, path, severity, message),
        );
  const { rows, values, children, problems, words } = draft;
  return { rows, values, children, problems, words, ...(state === undefined ? {} : { state }) };
}

/** Longer than the fifteen working days in which a result is told, whatever holidays fall between. */
const feedbackDays = 45;

/** A letter that is finished does not wait for anybody; the clerk sees which rows were understood so. */
function enterFinished(draft: DraftRecord, deps: ConvertDeps): string | undefined {
  const finished = finishedByLedger(draft.values, addDays(deps.today, -feedbackDays));
  if (!finished) return undefined;
  const label = finished.state === 'ARCHIVED' ? '已归档' : '已办结';
  warn(draft, finished.field, `按“${label}”登记，不再计算时限；没有办结的请改写此格`);
  return finished.state;
}

function applyPetitionRules(draft: DraftRecord, deps: ConvertDeps): void {
  partNamesAndPosts(draft);
  dropAnonymous(draft);
  dropNobody(draft);
  decideRealName(draft);
  handlingFromProposal(draft, deps);
  moveOrganisations(draft);
  const joint = draft.jointByChild.get('petitioners');
  if (joint !== undefined) {
    draft.values['isJoint'] ??= true;
    if (joint >= 2) draft.values['jointCount'] ??= joint;
  }
  stopSealedDirect(draft);
}

/** Whoever notes 径送 beside a letter means that its content must not be entered here; only the clerk can settle that. */
function stopSealedDirect(draft: DraftRecord): void {
  if (draft.values['sealedDirect'] !== undefined) return;
  if (draft.values['handling'] === 'SEALED') {
    draft.values['sealedDirect'] = true;
    return;
  }
  for (const key of ['remark', 'proposal', 'approval', 'toOrg', 'replyText']) {
    const value = draft.values[key];
    if (typeof value !== 'string' || !/(?<![途路非不需])径送/u.test(value)) continue;
    addAt(
      draft,
      key,
      'error',
      '写有“径送”：径送件不得录入内容。确属径送的请删除此行，用“径送登记”只登记信封；不是径送的请改写此格',
    );
    return;
  }
}

/** Name, unit and post in one cell are parted; what the person's own unit and post say already is not said twice. */
function partNamesAndPosts(draft: DraftRecord): void {
  for (const key of ['petitioners', 'accused']) {
    for (const person of draft.children[key] ?? []) {
      const stated = typeof person['name'] === 'string' ? splitRealName(person['name']) : undefined;
      if (stated !== undefined && key === 'petitioners') {
        person['name'] = stated;
        if (!draft.columnByPath.has('isRealName')) draft.values['isRealName'] = true;
      }
      const parted = typeof person['name'] === 'string' ? splitNameAndPost(person['name']) : undefined;
      if (!parted) continue;
      const place = placeOf(parted.rest, person, key);
      if (place === undefined) {
        warn(draft, `${key}.name`, `姓名栏中还有“${parted.rest}”，请核对`);
        continue;
      }
      person['name'] = parted.name;
      if (place !== 'known') person[place] = parted.rest;
      warn(draft, `${key}.name`, `“${parted.rest}”已从姓名中分出，请核对`);
    }
  }
}

/** Where the words beside a name belong; `known` when unit or post say the same, undefined when these say something else. */
function placeOf(
  rest: string,
  person: Readonly<Record<string, Value>>,
  key: string,
): 'unit' | 'post' | 'address' | 'known' | undefined {
  const stated = ['unit', 'post', 'address'].map((field) => String(person[field] ?? '')).join('');
  if (normalizeText(stated).includes(normalizeText(rest))) return 'known';
  const isPlace = key === 'petitioners' && /[村组路街号室幢栋镇乡县区市]$|社区$|小区$/u.test(rest);
  const place = isPlace ? 'address' : isOrganisation(rest) ? 'unit' : 'post';
  return person[place] === undefined ? place : undefined;
}

/** 匿名 or 群众 in the name column names nobody: no petitioner is stored unless there is a contact. */
function dropAnonymous(draft: DraftRecord): void {
  const petitioners = draft.children['petitioners'] ?? [];
  const kept: Record<string, Value>[] = [];
  for (const { name, ...rest } of petitioners) {
    const anonymous = typeof name === 'string' && isAnonymousWord(name);
    if (!anonymous) kept.push(name === undefined ? rest : { name, ...rest });
    else if (Object.keys(rest).length > 0) kept.push(rest);
  }
  draft.children['petitioners'] = kept;
}

/** 不详 or 无 in the name column of the accused names nobody, and must not make strangers the same person. */
function dropNobody(draft: DraftRecord): void {
  draft.children['accused'] = (draft.children['accused'] ?? []).flatMap(({ name, ...rest }) => {
    if (typeof name !== 'string' || !isNobody(name)) return [name === undefined ? rest : { name, ...rest }];
    warn(draft, 'accused.name', `“${name}”不是姓名，按未填导入`);
    return Object.keys(rest).length > 0 ? [rest] : [];
  });
}

/** Real name means a true name and a concrete contact; a doubt is put to the clerk, never decided silently. */
function decideRealName(draft: DraftRecord): void {
  const petitioners = draft.children['petitioners'] ?? [];
  const named = petitioners.some((petitioner) => petitioner['name'] !== undefined);
  const reachable = petitioners.some((petitioner) =>
    ['phone', 'address', 'mailAddress'].some((key) => petitioner[key] !== undefined),
  );
  const stated = draft.values['isRealName'];
  if (stated === undefined && (named ? reachable : true)) {
    if (!hasProblem(draft, 'isRealName')) draft.values['isRealName'] = named;
  } else if (stated === undefined) {
    warn(draft, 'isRealName', '没有填是否实名，反映人又没有联系方式，按未填导入');
  } else if (stated === true && !named) {
    warn(draft, 'isRealName', '填了实名，但没有反映人姓名');
  } else if (stated === false && named) {
    warn(draft, 'isRealName', '填了匿名，但有反映人姓名，请核对');
  }
}

/** Many offices write only 转办 or 自办 under 拟办意见; it is the handling mode as well. */
function handlingFromProposal(draft: DraftRecord, deps: ConvertDeps): void {
  const proposal = draft.values['proposal'];
  if (typeof proposal !== 'string' || draft.values['handling'] !== undefined || hasProblem(draft, 'handling'))
    return;
  const code = matchCode(deps.codes, 'handling', proposal, deps.today);
  if (code) draft.values['handling'] = code.code;
}

/** A unit written where the accused person's name belongs. */
function moveOrganisations(draft: DraftRecord): void {
  const persons = draft.children['accused'];
  const organisations = draft.children['accusedOrgs'];
  if (!persons || !organisations) return;
  const kept = persons.filter((person) => {
    const name = person['name'];
    if (typeof name !== 'string' || !isOrganisation(name) || person['post'] !== undefined) return true;
    organisations.push({ name });
    warn(draft, 'accused.name', `“${name}”是单位，已登记为被反映单位`);
    return Object.keys(person).length > 1 && person['unit'] !== name && person['unit'] !== undefined;
  });
  draft.children['accused'] = kept.map((person) => {
    const name = person['name'];
    if (typeof name !== 'string' || !organisations.some((organisation) => organisation['name'] === name))
      return person;
    const { name: _organisation, ...rest } = person;
    return rest;
  });
}

function requireFields(draft: DraftRecord, { register }: ImportPlan): void {
  for (const field of register.fields) {
    if (field.required !== true || field.derived === true || isFilled(draft.values[field.key])) continue;
    if (hasProblem(draft, field.key)) continue;
    addAt(draft, field.key, 'error', `“${field.label}”是必填项，没有填写`);
  }
  for (const child of register.children) {
    for (const field of child.fields) {
      if (field.required !== true) continue;
      const missing = (draft.children[child.key] ?? []).some((row) => !isFilled(row[field.key]));
      const path = `${child.key}.${field.key}`;
      if (missing && !hasProblem(draft, path))
        addAt(draft, path, 'error', `“${child.label}·${field.label}”是必填项，没有填写`);
    }
  }
}

function runChecks(draft: DraftRecord, { register }: ImportPlan, deps: ConvertDeps): void {
  if (!register.checks) return;
  const children = Object.fromEntries(
    Object.entries(draft.children).map(([key, rows]) => [
      key,
      rows.map((values, index) => ({ rowId: `${key}-${index}`, values })),
    ]),
  );
  for (const { check, severity, key } of register.checks) {
    const failure = check({ values: draft.values, children, today: deps.today });
    if (!failure) continue;
    const path = Object.keys(failure.fields ?? {})[0] ?? key;
    addAt(draft, path, severity, `${failure.what}${failure.why}`);
  }
}

/** Of a sealed-direct letter nothing but the envelope may be taken over, whatever the sheet says. */
function sealedRecord(draft: DraftRecord, { register }: ImportPlan): ConvertedRecord {
  const allowed = new Set(register.envelope?.fields);
  const values: Values = Object.fromEntries(Object.entries(draft.values).filter(([key]) => allowed.has(key)));
  const dropped =
    Object.keys(values).length < Object.keys(draft.values).length ||
    Object.values(draft.children).some((rows) => rows.length > 0);
  const problems = draft.problems.filter(({ path, column }) =>
    path === undefined ? column === undefined : allowed.has(path),
  );
  const row = draft.rows[0] ?? 0;
  const notice: CellProblem = {
    row,
    column: undefined,
    path: undefined,
    severity: 'warning',
    message: '径送件只登记信封，其余内容不导入',
    original: '',
  };
  const words = draft.words.filter(({ path }) => allowed.has(path));
  return {
    rows: draft.rows,
    values,
    children: {},
    problems: dropped ? [...problems, notice] : problems,
    words,
  };
}

function isFilled(value: Value | undefined): boolean {
  return (
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  );
}

function hasProblem(draft: DraftRecord, path: string): boolean {
  return draft.problems.some((problem) => problem.path === path && problem.severity === 'error');
}

function warn(draft: DraftRecord, path: string, message: string): void {
  addAt(draft, path, 'warning', message);
}

function addAt(draft: DraftRecord, path: string, severity: CellProblem['severity'], message: string): void {
  const row = draft.rows[0] ?? 0;
  const value = draft.values[path];
  const original = typeof value === 'string' ? value.slice(0, 30) : '';
  draft.problems.push({ row, column: draft.columnByPath.get(path), path, severity, message, original });
}
