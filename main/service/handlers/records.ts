/** Binds the engine to the person at the desk; changes of business data are committed with their audit entry. */
import { basename } from 'node:path';
import { createReadStream } from 'node:fs';
import { registerIds, registerOf } from '../../../domain/registers/registers.ts';
import { standingIn } from '../../../domain/sealed.ts';
import type { ServiceProcedureName } from '../../../preload/contract/contract.ts';
import { areAnswered } from '../../registers/confirm.ts';
import type { Engine } from '../../registers/engine.ts';
import { addressRecord, listAddressees, officesForMany } from '../addressees.ts';
import type { Desk } from '../desk.ts';
import { readCalendarFile } from '../calendar-file.ts';
import { readCodeFile } from '../code-file.ts';
import { checkSelfConfirmed, searcher } from '../disclosure.ts';
import { questionsOn, questionsOnStep, refuseLeaksSigned } from '../leaks-in-records.ts';
import { takeMany } from '../for-many.ts';
import { refusalsOfRecord } from '../exchange/refusals.ts';
import type { Handlers } from '../router.ts';

type ReadName = keyof Engine['reads'] & ServiceProcedureName;
type WriteName = keyof Engine['writes'] & ServiceProcedureName;
type PersonalName = keyof Engine['personal'] & ServiceProcedureName;
type BoundName = ReadName | WriteName | PersonalName;
type OwnName =
  | 'records.addressees'
  | 'records.refusals'
  | 'records.address'
  | 'records.officesForMany'
  | 'records.takeMany'
  | 'attachments.add'
  | 'attachments.read'
  | 'deadlines.save'
  | 'codes.import'
  | 'calendar.import';

const readNames: Readonly<Record<Exclude<ReadName, 'attachments.read'>, true>> = {
  'records.page': true,
  'records.totals': true,
  'records.facets': true,
  'records.get': true,
  'records.getByNo': true,
  'records.history': true,
  'records.brief': true,
  'records.find': true,
  'records.links': true,
  'records.merged': true,
  'records.causes': true,
  'targets.timeline': true,
  'records.duplicates': true,
  'records.numberGaps': true,
  'drafts.list': true,
  'views.list': true,
  'preferences.get': true,
  'search.global': true,
  'dashboard.todo': true,
  'codes.all': true,
  'deadlines.rules': true,
  'calendar.years': true,
  'ledgerLists.all': true,
  'tables.all': true,
  'settings.office': true,
};

/** What the window asks again after each change: the register the call names, and these. */
const topicsByWrite: Readonly<Record<WriteName, readonly string[]>> = {
  'records.save': ['dashboard', 'drafts'],
  'records.correct': ['dashboard'],
  'records.permitCorrection': [],
  'records.transition': ['dashboard'],
  'records.requestVoid': ['dashboard'],
  'records.decideVoid': ['dashboard'],
  'records.restoreVoided': ['dashboard'],
  'records.reveal': [],
  'attachments.remove': [],
  'attachments.sendAlong': [],
  'codes.save': ['codes'],
  'ledgerLists.save': ['ledgerLists'],
  'ledgerLists.saveSet': ['ledgerLists'],
  'tables.save': ['tables'],
  'settings.saveOffice': ['settings'],
};

const topicsByPersonal: Readonly<Record<PersonalName, readonly string[]>> = {
  'drafts.save': [],
  'drafts.discard': ['drafts'],
  'views.save': ['views'],
  'views.remove': ['views'],
  'preferences.set': [],
};

type AnyRead = (actor: unknown, input: unknown) => unknown;
type AnyWrite = (
  tx: unknown,
  actor: unknown,
  input: unknown,
) => { readonly output: unknown; readonly audit: never };
type AnyPersonal = (tx: unknown, actor: unknown, input: unknown) => unknown;
type AnyCall = { readonly input: unknown };

/** The types of names and handlers agree by construction (both come from the contract), so one cast joins them. */
export function recordHandlers(desk: Desk): Pick<Handlers, BoundName | OwnName> {
  const actor = () => desk.person().actor;
  const reads = (Object.keys(readNames) as ReadName[]).map((name) => [
    name,
    ({ input }: AnyCall) => (desk.office().engine.reads[name] as AnyRead)(searcher(desk), input),
  ]);
  const writes = (Object.keys(topicsByWrite) as WriteName[]).map((name) => [
    name,
    ({ input }: AnyCall) => {
      const { engine } = desk.office();
      if (name === 'records.reveal') checkSelfConfirmed(desk, '查看隐去的信息');
      const topics = [...namedRegister(name, input), ...topicsByWrite[name]];
      return desk.commit(topics, (tx) => (engine.writes[name] as AnyWrite)(tx, actor(), input));
    },
  ]);
  const personal = (Object.keys(topicsByPersonal) as PersonalName[]).map((name) => [
    name,
    ({ input }: AnyCall) => {
      const { engine, vault } = desk.office();
      const output = vault.transact((tx) => (engine.personal[name] as AnyPersonal)(tx, actor(), input));
      const topics = topicsByPersonal[name];
      if (topics.length > 0) desk.emit({ type: 'changed', topics });
      return output;
    },
  ]);
  const bound = Object.fromEntries([...reads, ...writes, ...personal]) as Pick<Handlers, BoundName>;
  return {
    ...bound,
    ...ownHandlers(desk),
    ...askedFirst(desk),
    'records.get': openedOnce(desk, bound['records.get']),
  };
}

/** What goes to an inspected organisation is compared with the petitioners before it is written and before it is signed. */
function askedFirst(desk: Desk): Pick<Handlers, 'records.save' | 'records.correct' | 'records.transition'> {
  const writes = () => desk.office().engine.writes;
  const topics = (name: WriteName, input: { readonly register: string }) => [
    input.register,
    ...topicsByWrite[name],
  ];
  return {
    'records.save': async ({ input }) => {
      const untold = await questionsOn(desk, input);
      const { actor } = desk.person();
      return desk.commit(topics('records.save', input), (tx) =>
        writes()['records.save'](tx, actor, input, untold),
      );
    },
    'records.correct': async ({ input }) => {
      const untold = await questionsOn(desk, input);
      const { actor } = desk.person();
      return desk.commit(topics('records.correct', input), (tx) =>
        writes()['records.correct'](tx, actor, input, untold),
      );
    },
    'records.transition': async ({ input }) => {
      const untold = await questionsOnStep(desk, input);
      // With a question open the step is refused: nobody stands by for nothing.
      if (areAnswered(untold, input.confirmed)) await refuseLeaksSigned(desk, input);
      const { actor } = desk.person();
      return desk.commit(topics('records.transition', input), (tx) =>
        writes()['records.transition'](tx, actor, input, untold),
      );
    },
  };
}

/** Opening a record of a compartment that stands open is audited; asking again for what is on the screen is not. */
function openedOnce(desk: Desk, get: Handlers['records.get']): Handlers['records.get'] {
  const openedBySitting = new WeakMap<object, string>();
  return async (call) => {
    const record = await get(call);
    const register = registerOf(call.input.register);
    const office = desk.office();
    if (!standingIn(register) || openedBySitting.get(office) === record.id) return record;
    const detail = `查看${register.label}${record.closedFields.length > 0 ? '（不含加密内容）' : ''}`;
    desk.trace({ action: 'lead.view', entity: register.id, entityNo: record.no, detail });
    openedBySitting.set(office, record.id);
    return record;
  };
}

function hasPetitioners(register: string): boolean {
  return registerOf(register).children.some(({ compartment }) => compartment === 'petitioner');
}

function namedRegister(name: WriteName, input: unknown): readonly string[] {
  if (name === 'records.reveal' || typeof input !== 'object' || input === null) return [];
  return 'register' in input && typeof input.register === 'string' ? [input.register] : [];
}

function ownHandlers(desk: Desk): Pick<Handlers, OwnName> {
  return {
    'records.addressees': ({ input }) => listAddressees(desk, input),
    'records.refusals': ({ input }) => refusalsOfRecord(desk, input),
    'records.address': ({ input }) => addressRecord(desk, input),
    'records.officesForMany': ({ input }) => officesForMany(desk, input),
    'records.takeMany': ({ input, job }) => takeMany(desk, input, job),
    'attachments.add': async ({ input, job, path }) => {
      const { engine } = desk.office();
      const files = input.files.map((token) => {
        const file = path(token);
        return { name: basename(file), open: () => createReadStream(file) as AsyncIterable<Uint8Array> };
      });
      const finish = await engine.addAttachments(desk.person().actor, input, files, async (done) => {
        job.progress(done, files.length, '正在加密存入附件');
        await job.breathe();
      });
      return desk.commit([input.register], finish);
    },
    'attachments.read': ({ input }) => {
      if (hasPetitioners(input.register)) checkSelfConfirmed(desk, '查看附件（扫描件可能有反映人信息）');
      const { engine } = desk.office();
      const no = engine.numberOf(input.register, input.record);
      desk.trace({
        action: 'attachments.read',
        entity: input.register,
        ...(no === undefined ? {} : { entityNo: no }),
        detail: hasPetitioners(input.register) ? '查看附件（扫描件可能含反映人信息）' : '查看附件',
      });
      return engine.reads['attachments.read'](desk.person().actor, input);
    },
    'deadlines.save': ({ input, job }) => {
      const { engine } = desk.office();
      const { actor } = desk.person();
      const topics = ['deadlines', ...registerIds, 'dashboard'];
      return desk.commitLong(topics, (tx) => engine.saveRule(tx, actor, input), job);
    },
    'codes.import': async ({ input, path }) => {
      const { engine } = desk.office();
      const rows = await readCodeFile(path(input.file));
      return desk.commit(['codes'], (tx) => engine.importCodes(tx, input.list, rows));
    },
    'calendar.import': async ({ input, job, path }) => {
      const { engine } = desk.office();
      const { actor } = desk.person();
      const year = await readCalendarFile(path(input.file));
      const topics = ['calendar', ...registerIds, 'dashboard'];
      return desk.commitLong(topics, (tx) => engine.importCalendar(tx, actor, year), job);
    },
  };
}
