/**
 * 成批办理 of very many records: one act on each, as if it were taken on its page. Some records at a time become durable
 * together, so whatever ends the work, every record is done whole or not at all and its entry stands in the log.
 */
import { permissionOn } from '../../domain/access/permissions.ts';
import { briefly, ExpectedError, type Failure, refuse } from '../../domain/failure.ts';
import { isForMany, mostForMany, travelForMany } from '../../domain/for-many.ts';
import { directionBetween } from '../../domain/package-kinds.ts';
import { type RegisterId, registerOf } from '../../domain/registers/registers.ts';
import type { Register } from '../../domain/register.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { Written } from '../audit/commit.ts';
import { requirePermission } from '../registers/changeable.ts';
import type { Writer } from '../vault/api.ts';
import { addressed, peerOf } from './addressees.ts';
import type { Desk } from './desk.ts';
import { searcher } from './disclosure.ts';
import type { JobControl } from './jobs.ts';
import { questionsOnStep } from './leaks-in-records.ts';

type Asked = Parsed<'records.takeMany'>;
type Work = (tx: Writer) => Written<unknown>;

/** An act, and what does it to one record; asked before the transaction, as some questions take their time. */
interface Act {
  readonly label: string;
  readonly on: (id: string) => Promise<Work> | Work;
}

/** So many are durable together: a tenth of a second in which nobody else gets a turn. */
const atOnce = 20;
/** So many of those that were refused are named. */
const mostNamed = 500;

/** Refuses `OneByOne`, `NotAllowed`, `PeerUnknown`, `TooManyRows`, `ListChanged`. */
export async function takeMany(
  desk: Desk,
  input: Asked,
  job: JobControl,
): Promise<Output<'records.takeMany'>> {
  const act = actOf(desk, input);
  const ids = chosen(desk, input);
  const refused: { no: string; why: string }[] = [];
  let at = 0;
  let done = 0;
  try {
    while (at < ids.length && !job.signal.aborted) {
      const some = ids.slice(at, at + atOnce);
      const failures = await takeSome(desk, act, some);
      for (const [id, failure] of failures)
        refused.push(named(desk.office().engine.numberOf(input.register, id) ?? '', failure));
      done += some.length - failures.size;
      at += some.length;
      job.progress(at, ids.length, `正在${act.label}`);
      await turnOf(job);
    }
  } finally {
    if (done > 0) desk.emit({ type: 'changed', topics: [input.register, 'dashboard', 'packages'] });
  }
  return { done, refused: refused.slice(0, mostNamed), refusedCount: refused.length, left: ids.length - at };
}

/** The number stands in front already. */
function named(no: string, failure: Failure): { readonly no: string; readonly why: string } {
  const why = briefly(failure);
  return { no, why: no !== '' && why.startsWith(no) ? why.slice(no.length) : why };
}

/** All of them together, or where one of them is refused each by itself; returns why which were refused. */
async function takeSome(desk: Desk, act: Act, ids: readonly string[]): Promise<ReadonlyMap<string, Failure>> {
  const works: Work[] = [];
  for (const id of ids) works.push(await act.on(id));
  if (!refusalOf(desk, works)) return new Map();
  const failures = new Map<string, Failure>();
  for (const [index, id] of ids.entries()) {
    const failure = refusalOf(desk, works.slice(index, index + 1));
    if (failure) failures.set(id, failure);
  }
  return failures;
}

/** Does them all or, where one is refused, none; what the vault itself refuses is no matter of one record and is thrown. */
function refusalOf(desk: Desk, works: readonly Work[]): Failure | undefined {
  let refusal: Failure | undefined;
  const heard = works.map((work) => (tx: Writer) => {
    try {
      return work(tx);
    } catch (error) {
      if (error instanceof ExpectedError) refusal = error.failure;
      throw error;
    }
  });
  try {
    desk.commitEach(heard);
    return undefined;
  } catch (error) {
    if (!refusal) throw error;
    return refusal;
  }
}

/** Others get their turn. Cancelled, the work ends by itself and tells how far it came. */
async function turnOf(job: JobControl): Promise<void> {
  try {
    await job.breathe();
  } catch (error) {
    if (!job.signal.aborted) throw error;
  }
}

function actOf(desk: Desk, { register: name, act }: Asked): Act {
  const register = registerOf(name);
  return act.type === 'step'
    ? stepOf(desk, name, register, act.transition)
    : addressOf(desk, name, register, act.office);
}

function stepOf(desk: Desk, name: RegisterId, register: Register, key: string): Act {
  const step = register.workflow.transitions.find((each) => each.key === key);
  if (!step) throw new Error(`${register.id}: unknown transition ${key}`);
  if (!isForMany(register, step)) refuseMany(`“${step.label}”`);
  requirePermission(desk.person().actor, step.permission, `办理“${step.label}”`);
  const said = { register: name, transition: key, rev: 0, values: {}, reason: null };
  return {
    label: `办理“${step.label}”`,
    on: async (id) => {
      const untold = await questionsOnStep(desk, { ...said, id });
      return (tx) =>
        desk
          .office()
          .engine.takeStepOfMany(tx, desk.person().actor, { register: name, id, transition: key }, untold);
    },
  };
}

function addressOf(desk: Desk, name: RegisterId, register: Register, to: string): Act {
  const office = desk.office();
  const peer = peerOf(office, to);
  if (!travelForMany(register, directionBetween(office.info.level, peer.level)))
    refuseMany(`把${register.label}发往${peer.name}`);
  requirePermission(
    desk.person().actor,
    permissionOn(register, 'export') ?? '',
    `把${register.label}发往其他单位`,
  );
  return {
    label: `发往${peer.name}`,
    on: (id) => (tx) => {
      const { engine } = desk.office();
      // The page of a record does not offer it a second time.
      if (engine.addresseesOf(id).some((each) => each.office === peer.id))
        refuse('GoesThere', `已经发往${peer.name}。`, '', '以后的修改随数据包更新到对方，不必再办。');
      const { rev } = engine.recordOf(name, id);
      return addressed(desk, peer, { register: name, id, rev, on: true }, tx);
    },
  };
}

function refuseMany(what: string): never {
  refuse(
    'OneByOne',
    `${what}不能成批办理。`,
    '加密保存的件，以及须填写内容、签字、另一人审批或者移交的，须逐件核对办理。',
    '请打开各件办理。',
  );
}

function chosen(desk: Desk, { register, which }: Asked): readonly string[] {
  if (which.type === 'chosen') return [...new Set(which.ids)];
  const query = { ...which.query, register };
  const ids = desk.office().engine.matchingIds(searcher(desk), query, mostForMany + 1);
  const { unit } = registerOf(register);
  if (ids.length > mostForMany)
    refuse(
      'TooManyRows',
      `一次最多办理${mostForMany}${unit}。`,
      '当前列表超过了这个数目。',
      '请先筛选，分次办理。',
    );
  if (ids.length !== which.expected)
    refuse(
      'ListChanged',
      `符合条件的现有${ids.length}${unit}，不是刚才看到的${which.expected}${unit}，没有办理。`,
      '列表在此期间有变化。',
      '请核对列表后重新办理。',
    );
  return ids;
}
