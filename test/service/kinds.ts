/** Records of problems, the ledger, leads and instructions on two PCs, for tests of what travels between them. */
import type { Input, Output } from '../../preload/contract/contract.ts';
import { jobId, sendPackage, type TestPc, type TestPcs } from '../support/office.ts';

export type RegisterId = Input<'records.get'>['register'];
export type Values = Input<'records.save'>['values'];

export async function save(
  pc: Pick<TestPc, 'call'>,
  register: RegisterId,
  values: Values,
  at?: Output<'records.get'>,
  children: Input<'records.save'>['children'] = {},
): Promise<string> {
  const rest = { children, draft: null, duplicate: null, sealedDirect: false };
  const confirmed = {
    ...{ dueMissing: '暂未确定', participants: '未参加', sourceNamed: '未登记' },
    crossRound: '由移交时确定',
  };
  const input = { register, id: at?.id ?? null, rev: at?.rev ?? null, values, confirmed, ...rest };
  return (await pc.call('records.save', input)).id;
}

export const get = (pc: TestPc, register: RegisterId, id: string) => pc.call('records.get', { register, id });

export async function step(
  pc: TestPc,
  register: RegisterId,
  id: string,
  transition: string,
  values: Values = {},
  confirmed: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { rev } = await get(pc, register, id);
  await pc.call('records.transition', { register, id, rev, transition, values, reason: '理由', confirmed });
}

/** 作废: asked for by whoever is at the desk, decided by the director, who stays there. */
export async function voidRecord(pc: TestPc, register: RegisterId, id: string): Promise<void> {
  const wish = { register, id };
  const { rev } = await get(pc, register, id);
  await pc.call('records.requestVoid', { ...wish, rev, reason: '登记有误' });
  await pc.signIn('dir');
  const asked = await get(pc, register, id);
  await pc.call('records.decideVoid', { ...wish, rev: asked.rev, approve: true, reason: '同意' });
}

/** What the act is asked with, for expecting its refusal. */
export async function addressing(pc: TestPc, register: RegisterId, id: string, office: string, on: boolean) {
  const { rev } = await get(pc, register, id);
  return { register, id, rev, office, on };
}

export async function address(
  pc: TestPc,
  register: RegisterId,
  id: string,
  office: string,
  on = true,
): Promise<void> {
  await pc.call('records.address', await addressing(pc, register, id, office, on));
}

export const send = (
  pcs: TestPcs,
  from: TestPc,
  kind: Input<'packages.prepare'>['kind'],
  to: string,
  by = 'rect',
) => sendPackage(pcs, from, kind, to, null, true, by);

/** A problem of the city that has been fed back; its officer is at the desk. */
export async function fedBackProblem(city: TestPc, statement: string, more: Values = {}): Promise<string> {
  await city.signIn('rect');
  const id = await save(city, 'problem', { targetId: '县民政局党组', statement, facts: '2025年', ...more });
  await city.signIn('dir');
  await step(city, 'problem', id, 'confirm', { confirmedAt: '2026-03-01' });
  await city.signIn('rect');
  await step(city, 'problem', id, 'feedBack', { feedbackAt: '2026-03-02' });
  return id;
}

const persons = [{ rowId: '', values: { name: '李某某', unit: '某局' } }];
const dualReports = (reportedAt: string) =>
  ['CITY_GROUP', 'LOCAL'].map((reportedTo) => ({
    rowId: '',
    values: { reportedTo, reportedAt, summary: '汇报' },
  }));

/** Signed by the group and reported twice, so that it may go the fast track. */
export async function signedLead(pc: TestPc, values: Values): Promise<string> {
  await pc.signIn('clue');
  const content = { registeredAt: pc.today(), sourceKind: 'INSPECTION', title: '某局李某某有关问题' };
  const conditions = { hasNature: true, hasFacts: true, hasEvidence: true, exclusion: 'NONE' };
  const id = await save(pc, 'lead', { ...content, ...conditions, ...values }, undefined, { persons });
  await step(pc, 'lead', id, 'groupSign', { groupLeader: '王组长', groupSignedAt: pc.today() });
  await save(pc, 'lead', {}, await get(pc, 'lead', id), { dualReports: dualReports(pc.today()) });
  return id;
}

/** Prints a form of one record. */
export async function print(pc: TestPc, form: Input<'paper.form'>['form'], id: string): Promise<void> {
  const wanted = { job: jobId(), form, records: [id], query: null, package: null, blank: false };
  const { document } = await pc.call('paper.form', { ...wanted, reveal: null, extra: {} });
  await pc.call('paper.print', { job: jobId(), document, printer: '一号', copies: 1, duplex: true });
}

/** Approved on the fast track and handed over on paper; not yet addressed in the network. */
export async function approveLead(pc: TestPc, id: string): Promise<void> {
  await pc.signIn('dir');
  await step(pc, 'lead', id, 'fastTrack', { fastTrackReason: '紧急', handoverTo: 'UPPER_OFFICE' });
  await pc.signIn('clue');
  // The letter is printed with its number; one without is asked about as it goes out.
  const letter = { handoverOrg: '市委巡察办', handoverDocNo: '〔2026〕1号' };
  await save(pc, 'lead', letter, await get(pc, 'lead', id));
  for (const form of ['F13', 'F14'] as const) await print(pc, form, id);
  await step(pc, 'lead', id, 'handOver', {
    ...letter,
    ...{ handoverAt: pc.today(), handoverReceiver: '周某' },
    receiverSigned: true,
  });
}
