/**
 * A petitioner's name in a record that goes to an inspected organisation, or is published, is asked about when it is saved and refused when
 * it is signed, and not only when the paper is printed: what is signed has been read by everybody who works on it.
 */
import type { Permission } from '../../domain/access/permissions.ts';
import { goesOut } from '../../domain/outside-readers.ts';
import type { OutsideReaders, Register, Transition, Values } from '../../domain/register.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import type { Parsed } from '../../preload/contract/contract.ts';
import type { Warnings } from '../registers/confirm.ts';
import type { Entered } from '../registers/leaks-entered.ts';
import type { Desk } from './desk.ts';
import { refuseLeaks } from './leak-guard.ts';

/**
 * What has to be asked before this is written; the reason stands in the audit log alone. Whoever may not know the petitioners is asked nothing: a
 * question would tell what he typed. For him the signature compares.
 */
export function questionsOn(
  desk: Desk,
  input: Parsed<'records.save' | 'records.correct'>,
): Promise<Warnings> {
  const { id, values, children } = input;
  return questionsAbout(desk, registerOf(input.register), { id, values, children }, '先保存');
}

/** The same of the dialog of a step. */
export function questionsOnStep(
  desk: Desk,
  { register: name, id, transition, values, reason }: Parsed<'records.transition'>,
): Promise<Warnings> {
  const register: Register = registerOf(name);
  const step = register.workflow.transitions.find(({ key }) => key === transition);
  if (!step) return Promise.resolve({});
  const entered = { id, values: askedBy(step, values), reason };
  return questionsAbout(desk, register, entered, `办理“${step.label}”`);
}

async function questionsAbout(
  desk: Desk,
  register: Register,
  entered: Entered,
  goOn: string,
): Promise<Warnings> {
  const readers = register.outsideReaders;
  if (!readers) return {};
  const leaks = await desk.office().engine.leaksInEntered(register, entered);
  if (leaks.length === 0) return {};
  const labels = [...new Set(leaks.map(({ label }) => `“${label}”`))].join('');
  return {
    petitionerNamed: {
      type: 'PetitionerNamed',
      what: `${labels}可能写有反映人的姓名、电话等，或者成段引用来信原文。`,
      why: `${register.label}${goesOut[readers]}，凡能查看此件的人现在就看得到。请改写；${spared[readers]}，写明理由可以${goOn}（理由只记入审计日志），但${stops[readers]}。`,
      next: '请改写有关文字。',
    },
  };
}

const spared: Readonly<Record<OutsideReaders, string>> = {
  target: '确属同名的他人的',
  public: '确属同名的他人或者普通词语的',
};

const stops: Readonly<Record<OutsideReaders, string>> = {
  target: '正文中的姓名在签发、打印、制包时仍会被拦下',
  public: '审批、导出时由另一名有权查看反映人信息的人员确认',
};

/** Nothing but what the step asks for is taken from its dialog. */
function askedBy({ asks }: Transition, values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => asks.includes(key)));
}

/** Before a step that signs what goes out, parts included. Whoever may not take the step learns nothing here: the engine refuses him. */
export async function refuseLeaksSigned(desk: Desk, input: Parsed<'records.transition'>): Promise<void> {
  const register: Register = registerOf(input.register);
  const step = register.workflow.transitions.find(({ key }) => key === input.transition);
  if (!step?.signsOut || !desk.person().actor.permissions.has(step.permission as Permission)) return;
  const record = desk.office().engine.recordOf(input.register, input.id);
  if (!step.from.includes(record.state) || record.void) return;
  await refuseLeaks(desk, {
    ...{ name: `${register.label}${record.no}`, entity: register.id, step: step.label },
    readers: register.outsideReaders ?? 'target',
    records: [{ register: register.id, id: record.id }],
    written: desk.office().engine.signedTexts(register.id, record.id, askedBy(step, input.values)),
    witness: input.witness ?? null,
  });
}
