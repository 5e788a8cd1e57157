/** A paper that goes to several offices: each answers for itself, and the first answer ends it for nobody else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/calendar/dates.ts';
import { officeIdOf } from '../../domain/office.ts';
import {
  cityId,
  countyId,
  createTestPcs,
  enrolOverStick,
  foundNetwork,
  foundTestOffice,
  receivePackageFrom,
  type TestPc,
} from '../support/office.ts';
import { contentOfPackages } from '../support/vault-of.ts';
import { address, get, type RegisterId, save, send, step } from './kinds.ts';

const pcs = createTestPcs();
const [city, county, other] = [pcs.pc('city'), pcs.pc('county'), pcs.pc('other')];
const otherId = officeIdOf('330825');

beforeAll(async () => {
  const fingerprint = await foundNetwork(pcs, city, county);
  await foundTestOffice(other, 'COUNTY', '330825');
  await enrolOverStick(pcs, city, other, fingerprint);
}, 240_000);
afterAll(() => pcs.dispose());

/** The notices that stand among what is due there, and how many the first page counts as due and as waiting for an answer. */
async function waiting(pc: TestPc) {
  await pc.signIn('rect');
  const { rows } = await pc.call('records.page', {
    ...{ register: 'urgeNotice', sort: [], offset: 0, limit: 50 },
    filters: [{ field: 'deadline', op: 'empty', value: false }],
  });
  const { buckets, queues } = await pc.call('dashboard.todo', {});
  const counts = buckets.flatMap(({ registers }) =>
    registers.flatMap(({ register, count }) => (register === 'urgeNotice' ? count : [])),
  );
  const queue = queues.find(({ label }) => label === '待回复（其他单位发来）');
  return {
    due: rows.map(({ id }) => id),
    counted: counts.reduce((sum, count) => sum + count, 0),
    unanswered: queue?.count ?? 0,
  };
}
const nothing = { due: [], counted: 0, unanswered: 0 };

const day = addDays(city.today(), 1);
const name = (id: string): string => `测试${id.slice(0, 6)}县委巡察办`;

/** The term of a record on the page, and whether it stands among what is to be done. */
async function term(pc: TestPc, register: RegisterId, id: string) {
  await pc.signIn('rect');
  const { items } = await pc.call('dashboard.todo', {});
  return {
    page: (await get(pc, register, id)).deadlines.map(({ state, due }) => `${state} ${due}`),
    todo: items.filter((item) => item.id === id).length,
  };
}
const open = { page: [`open ${day}`], todo: 1 };

async function unansweredOf(register: RegisterId, id: string) {
  await city.signIn('rect');
  return (await get(city, register, id)).values['unanswered'] ?? '';
}

/** A notice that has gone to these offices and has been imported there. */
async function notice(to: readonly (readonly [TestPc, string])[]): Promise<string> {
  await city.signIn('rect');
  const id = await save(city, 'urgeNotice', {
    ...{
      targetId: '县民政局党组',
      kind: 'URGE',
      matter: '进度滞后',
      demand: '加快整改',
      toOrg: '各县巡察办',
    },
    draftedAt: city.today(),
  });
  await city.signIn('dir');
  await step(city, 'urgeNotice', id, 'approve');
  await city.signIn('rect');
  await step(city, 'urgeNotice', id, 'send', {
    ...{ sentAt: city.today(), docNo: '〔2026〕1号', replyDueAt: day },
  });
  for (const [pc, office] of to) {
    await city.signIn('rect');
    await address(city, 'urgeNotice', id, office);
    await receivePackageFrom(pc, await send(pcs, city, 'instructions', office), 'rect');
  }
  return id;
}

/** A confirmed reply, which then goes back to the city. */
async function answer(
  pc: TestPc,
  register: 'noticeReply' | 'taskReply',
  whole: Readonly<Record<string, string>>,
): Promise<void> {
  await pc.signIn('rect');
  const reply = await save(pc, register, { ...whole, content: '已办结' });
  await pc.signIn('dir');
  await step(pc, register, reply, 'confirm');
  await receivePackageFrom(city, await send(pcs, pc, 'instructions', cityId), 'rect');
}

const sign = { signedBy: '周某', signedAt: city.today() };

describe('a notice that two counties were sent', { timeout: 240_000 }, () => {
  let id = '';

  it('names who has not answered, and runs on at the city and there until all have', async () => {
    id = await notice([
      [county, countyId],
      [other, otherId],
    ]);
    expect(await unansweredOf('urgeNotice', id)).toBe([name(countyId), name(otherId)].join('、'));
    await answer(county, 'noticeReply', { notice: id });
    expect(await unansweredOf('urgeNotice', id)).toBe(name(otherId));
    expect(await term(city, 'urgeNotice', id)).toEqual(open);
    const { rows } = await city.call('records.page', {
      ...{ register: 'noticeReply', sort: [], offset: 0, limit: 9 },
      filters: [{ field: 'notice', op: 'in', values: [id] }],
    });
    expect(rows.map(({ named }) => named['onBehalfOf'])).toEqual([name(countyId)]);
    const { actions } = await get(city, 'urgeNotice', id);
    expect(actions.map(({ key }) => key)).not.toContain('takeReply');
    await receivePackageFrom(other, await send(pcs, city, 'instructions', otherId), 'rect');
    expect(await term(other, 'urgeNotice', id)).toEqual(open);
    expect(await term(county, 'urgeNotice', id)).toEqual({ page: [`met ${day}`], todo: 0 });
    const sent = await contentOfPackages(city, 'rect', 'instructions');
    expect([sent.includes('加快整改'), sent.includes('unanswered')]).toEqual([true, false]);
  });

  it('is not ended by the city without saying why', async () => {
    await city.signIn('rect');
    await step(city, 'urgeNotice', id, 'sign', sign);
    const values = { replyAt: city.today(), replyText: '已回复' };
    const { rev } = await get(city, 'urgeNotice', id);
    const wish = { register: 'urgeNotice' as const, id, rev, transition: 'reply', reason: '' };
    const failure = await city.refusal('records.transition', { ...wish, values });
    expect(failure.type).toBe('NotAllAnswered');
    expect(failure.what).toContain(`尚有1个未回复：${name(otherId)}`);
  });

  it('is met at the city once the other has answered too, by package or on a paper that names it', async () => {
    await city.signIn('rect');
    const paper = { notice: id, content: '来函回复', onBehalfOf: ` ${name(otherId)}` };
    const reply = await save(city, 'noticeReply', paper);
    await city.signIn('dir');
    await step(city, 'noticeReply', reply, 'confirm');
    expect(await unansweredOf('urgeNotice', id)).toBe('');
    expect(await term(city, 'urgeNotice', id)).toEqual({ page: [`met ${day}`], todo: 0 });
    await city.signIn('dir');
    await step(city, 'noticeReply', reply, 'withdraw');
    expect(await unansweredOf('urgeNotice', id)).toBe(name(otherId));
    await answer(other, 'noticeReply', { notice: id });
    expect(await term(city, 'urgeNotice', id)).toEqual({ page: [`met ${day}`], todo: 0 });
    await city.signIn('rect');
    await step(city, 'urgeNotice', id, 'takeReply');
    expect((await get(city, 'urgeNotice', id)).state).toBe('REPLIED');
  });

  it('ends for who never answered with the reason the city gave, and is not called met there', async () => {
    const second = await notice([
      [county, countyId],
      [other, otherId],
    ]);
    await answer(county, 'noticeReply', { notice: second });
    await city.signIn('rect');
    await step(city, 'urgeNotice', second, 'sign', sign);
    expect(await waiting(other)).toEqual({ due: [second], counted: 1, unanswered: 1 });
    await city.signIn('rect');
    const unansweredNote = '机构改革，不再要求回复';
    await step(city, 'urgeNotice', second, 'reply', {
      ...{ replyAt: city.today(), replyText: '已追加预算', unansweredNote },
    });
    expect(await unansweredOf('urgeNotice', second)).toBe(name(otherId));
    await receivePackageFrom(other, await send(pcs, city, 'instructions', otherId), 'rect');
    expect(await term(other, 'urgeNotice', second)).toEqual({ page: [], todo: 0 });
    expect(await waiting(other)).toEqual(nothing);
    expect((await get(other, 'urgeNotice', second)).values).toMatchObject({ replyAt: city.today() });
    const sent = await contentOfPackages(city, 'rect', 'instructions');
    for (const kept of [unansweredNote, '已追加预算', sign.signedBy]) expect(sent).not.toContain(kept);
  });

  it('is no longer due at who has not answered once the city has withdrawn it', async () => {
    const withdrawn = await notice([[other, otherId]]);
    expect(await waiting(other)).toEqual({ due: [withdrawn], counted: 1, unanswered: 1 });
    await city.signIn('dir');
    await step(city, 'urgeNotice', withdrawn, 'withdraw');
    await receivePackageFrom(other, await send(pcs, city, 'instructions', otherId), 'rect');
    expect(await waiting(other)).toEqual(nothing);
  });

  it('waits no more for who is not to have it any longer', async () => {
    const third = await notice([
      [county, countyId],
      [other, otherId],
    ]);
    await answer(county, 'noticeReply', { notice: third });
    await city.signIn('rect');
    await address(city, 'urgeNotice', third, otherId, false);
    expect(await unansweredOf('urgeNotice', third)).toBe('');
    expect(await term(city, 'urgeNotice', third)).toEqual({ page: [`met ${day}`], todo: 0 });
  });
});

describe('a task of daily supervision that two counties were sent', { timeout: 240_000 }, () => {
  it('waits at each until it has answered, and at the city until it is done', async () => {
    await city.signIn('rect');
    const id = await save(city, 'supervisionTask', {
      ...{ targetId: '县民政局党组', title: '督促整改', supervisorType: 'DISCIPLINE' },
      ...{ plannedAt: city.today(), dueAt: day, aspects: ['A1'], focuses: ['F01'], methods: ['M01'] },
    });
    for (const [pc, office] of [
      [county, countyId],
      [other, otherId],
    ] as const) {
      await city.signIn('rect');
      await address(city, 'supervisionTask', id, office);
      await receivePackageFrom(pc, await send(pcs, city, 'instructions', office), 'rect');
      expect(await term(pc, 'supervisionTask', id)).toEqual(open);
    }
    await answer(county, 'taskReply', { task: id });
    expect(await term(county, 'supervisionTask', id)).toEqual({ page: [`met ${day}`], todo: 0 });
    expect(await term(other, 'supervisionTask', id)).toEqual(open);
    expect(await term(city, 'supervisionTask', id)).toEqual(open);
    expect(await unansweredOf('supervisionTask', id)).toBe(name(otherId));
  });
});
