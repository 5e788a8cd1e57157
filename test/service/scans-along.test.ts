/** Scans of a paper that goes to several offices: what one of them answered is no other's business. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/calendar/dates.ts';
import { officeIdOf } from '../../domain/office.ts';
import {
  cityId,
  countyId,
  createTestPcs,
  enrolOverStick,
  fileToken,
  foundNetwork,
  foundTestOffice,
  jobId,
  receivePackageFrom,
  type TestPc,
} from '../support/office.ts';
import { pdfOf } from '../support/printer.ts';
import { address, get, type RegisterId, save, send, step } from './kinds.ts';

const pcs = createTestPcs();
const [city, county, other] = [pcs.pc('city'), pcs.pc('county'), pcs.pc('other')];
const otherId = officeIdOf('330825');
const day = addDays(city.today(), 1);

beforeAll(async () => {
  const fingerprint = await foundNetwork(pcs, city, county);
  await foundTestOffice(other, 'COUNTY', '330825');
  await enrolOverStick(pcs, city, other, fingerprint);
}, 240_000);
afterAll(() => pcs.dispose());

/** Adds a scan to what the person at the desk may change; returns it. */
async function scan(pc: TestPc, register: RegisterId, record: string, name: string): Promise<string> {
  const path = join(pcs.folder, `${name}.pdf`);
  writeFileSync(path, Buffer.concat([pdfOf('<main class="sheet'), Buffer.from(`% ${name}\n`)]));
  const target = { job: jobId(), register, record, files: [fileToken] };
  const { added } = await pc.call('attachments.add', target, { [fileToken]: path });
  return added[0]?.id ?? '';
}

const scansOf = async (pc: TestPc, register: RegisterId, id: string): Promise<readonly string[]> =>
  (await get(pc, register, id)).attachments.map(({ name }) => name);

/** Sends it to a county by package; returns the names of the scans that are there then. */
async function tell(
  register: RegisterId,
  id: string,
  to: TestPc,
  office: string,
): Promise<readonly string[]> {
  await city.signIn('rect');
  await address(city, register, id, office);
  await receivePackageFrom(to, await send(pcs, city, 'instructions', office), 'rect');
  await to.signIn('rect');
  return scansOf(to, register, id);
}

async function task(): Promise<string> {
  await city.signIn('rect');
  return save(city, 'supervisionTask', {
    ...{ targetId: '县民政局党组', title: '督促整改', supervisorType: 'DISCIPLINE' },
    ...{ plannedAt: city.today(), dueAt: day, aspects: ['A1'], focuses: ['F01'], methods: ['M01'] },
  });
}

async function notice(): Promise<string> {
  await city.signIn('rect');
  const id = await save(city, 'urgeNotice', {
    ...{ targetId: '县民政局党组', kind: 'URGE', matter: '进度滞后', demand: '加快整改' },
    ...{ toOrg: '各县巡察办', draftedAt: city.today() },
  });
  await city.signIn('dir');
  await step(city, 'urgeNotice', id, 'approve');
  await city.signIn('rect');
  const sent = { sentAt: city.today(), docNo: '〔2026〕1号', replyDueAt: day };
  await step(city, 'urgeNotice', id, 'send', sent);
  return id;
}

describe('scans of what two counties were sent', { timeout: 240_000 }, () => {
  it.each([
    ['urgeNotice', notice],
    ['supervisionTask', task],
  ] as const)(
    'of %s go where the city says so, and what one county answered on paper goes to no other',
    async (register, create) => {
      const id = await create();
      const letter = await scan(city, register, id, '盖章件');
      await scan(city, register, id, '一县来函');
      const wish = { register, record: id, attachment: letter };
      await city.call('attachments.sendAlong', { ...wish, on: true });
      expect(await tell(register, id, other, otherId)).toEqual(['盖章件.pdf']);
      await city.signIn('rect');
      await city.call('attachments.sendAlong', { ...wish, on: false });
      expect(await tell(register, id, county, countyId)).toEqual([]);
      await city.signIn('rect');
      const { entries } = await city.call('records.history', { register, id });
      const acts = entries.map(({ actionLabel, reason }) => `${actionLabel}：${reason ?? ''}`);
      expect(acts).toEqual(
        expect.arrayContaining(['附件随件发出：盖章件.pdf', '附件不再随件发出：盖章件.pdf']),
      );
    },
  );

  it('filed with an answer go back to the city only', async () => {
    const id = await task();
    await tell('supervisionTask', id, county, countyId);
    const reply = await save(county, 'taskReply', { task: id, content: '已办结' });
    await scan(county, 'taskReply', reply, '整改凭据');
    await county.signIn('dir');
    await step(county, 'taskReply', reply, 'confirm');
    await receivePackageFrom(city, await send(pcs, county, 'instructions', cityId), 'rect');
    await city.signIn('rect');
    expect(await scansOf(city, 'taskReply', reply)).toEqual(['整改凭据.pdf']);
    await tell('supervisionTask', id, other, otherId);
    const found = await other.refusal('records.get', { register: 'taskReply', id: reply });
    expect(found.type).toBe('NoSuchRecord');
  });

  it('are chosen one by one in these registers only', async () => {
    await city.signIn('rect');
    const values = { targetId: '县民政局党组', statement: '问题', facts: '2025年' };
    const id = await save(city, 'problem', values);
    const attachment = await scan(city, 'problem', id, '底稿');
    const wish = { register: 'problem' as const, record: id, attachment, on: true };
    const refused = await city.refusal('attachments.sendAlong', wish);
    expect(refused.type).toBe('AttachmentsNotChosen');
  });
});
