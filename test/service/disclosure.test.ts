/** What is shown of petitioners has a reason and names the letters in the log; administrators see no business data. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '../../preload/contract/contract.ts';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  passwordOf,
  type TestPc,
} from '../support/office.ts';
import { createTestPrinter } from '../support/printer.ts';
import { letter, saveLetter } from './letters.ts';

const pcs = createTestPcs();
const minute = 60_000;
let now = Date.parse('2026-03-09T09:00:00+08:00');
let pc: TestPc;
let saved: Output<'records.save'>;
let attachment: string;

beforeAll(async () => {
  pc = pcs.pc('county', () => now, createTestPrinter().ask);
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
  saved = await saveLetter(pc, letter);
  const scan = join(pcs.folder, '来信.pdf');
  writeFileSync(scan, '%PDF-1.7\n% 一页\n%%EOF\n');
  const input = { job: jobId(), register: 'petition' as const, record: saved.id, files: [fileToken] };
  const { added } = await pc.call('attachments.add', input, { [fileToken]: scan });
  attachment = added[0]?.id ?? '';
}, 60_000);
afterAll(() => pcs.dispose());
/** Each test comes an hour later, so that no delay and no confirmation of an earlier one holds. */
beforeEach(() => {
  now += 60 * minute;
});

const form = (reveal: string | null) => ({
  job: jobId(),
  form: 'F01' as const,
  records: [saved.id],
  query: null,
  package: null,
  blank: false,
  reveal,
  extra: {},
});

it('Petitioners are neither printed nor exported without a reason', async () => {
  await pc.signIn('reg');
  for (const reveal of ['', ' ', '　 ']) {
    expect((await pc.refusal('paper.form', form(reveal))).type).toBe('InvalidInput');
    const query = { register: 'petition' as const, filters: [], sort: [] };
    const view = { job: jobId(), query, columns: ['petitioners'], file: fileToken, reveal };
    const files = { [fileToken]: join(pcs.folder, 'list.xlsx') };
    expect((await pc.refusal('export.view', view, files)).type).toBe('InvalidInput');
  }
});

it('The log says of which letters the petitioners were printed', async () => {
  await pc.signIn('reg');
  await pc.call('session.confirmSelf', { password: passwordOf('reg') });
  await pc.call('paper.form', form('领导批示需要'));
  await pc.signIn('aud');
  const page = { offset: 0, limit: 1, action: 'paper.form', text: null, from: null, to: null };
  const { entries } = await pc.call('audit.list', page);
  expect(entries[0]).toMatchObject({ entityNo: saved.no, reason: '领导批示需要' });
});

it('Administrators read neither drafts nor the filters of shared views', async () => {
  const register = 'petition' as const;
  const filter = { field: 'summary', op: 'contains' as const, text: '李某某' };
  const view = { id: null, name: '李某某件', shared: true, filters: [filter], sort: [], columns: [] };
  await pc.signIn('reg');
  await pc.call('views.save', { register, view });
  for (const account of ['sys', 'sec', 'aud']) {
    await pc.signIn(account);
    expect((await pc.refusal('views.list', { register })).type).toBe('NotAllowed');
    expect((await pc.refusal('drafts.list', { register })).type).toBe('NotAllowed');
  }
});

const query = { register: 'petition' as const, filters: [], sort: [] };
const reveal = () => ({
  register: 'petition' as const,
  id: saved.id,
  child: 'petitioners',
  reason: '核实',
});
/** Every way in which a petitioner comes to light, as seen by who asks for it: refused, or not. */
async function disclosures(): Promise<readonly (string | null)[]> {
  const file = join(pcs.folder, `clear-${jobId()}.xlsx`);
  const view = { job: jobId(), query, columns: ['petitioners'], file: fileToken, reveal: '调阅' };
  const read = { register: 'petition', record: saved.id, attachment };
  const answers = [
    await pc.service.call('records.reveal', reveal(), {}),
    await pc.service.call('paper.form', form('呈批'), {}),
    await pc.service.call('export.view', view, { [fileToken]: file }),
    await pc.service.call('attachments.read', read, {}),
  ];
  return answers.map((answer) => (answer.ok ? null : answer.error.type));
}
const all = <T>(value: T): readonly T[] => [value, value, value, value];
const lastFailures = async (): Promise<readonly string[]> => {
  await pc.signIn('aud');
  const page = { offset: 0, limit: 3, action: 'session.fail', text: null, from: null, to: null };
  return (await pc.call('audit.list', page)).entries.map(({ detail }) => detail);
};

describe('petitioners, scans, prints and exports with names', () => {
  it('stay closed after signing in until the own password has been given once more', async () => {
    await pc.signIn('reg');
    expect(await disclosures()).toEqual(all('OwnPasswordNeeded'));
    expect(await pc.call('session.selfConfirmed', {})).toEqual({ until: null });
    const { until } = await pc.call('session.confirmSelf', { password: passwordOf('reg') });
    expect(until).toBe(now + 10 * minute);
    expect(await disclosures()).toEqual(all(null));
  });

  it('stay open for a pile of letters, but no longer than ten minutes from the password', async () => {
    await pc.signInToDisclose('reg');
    now += 10 * minute - 1;
    expect(await disclosures()).toEqual(all(null));
    now += 1;
    expect(await disclosures()).toEqual(all('OwnPasswordNeeded'));
    expect(await pc.call('session.selfConfirmed', {})).toEqual({ until: null });
  });

  it('are not kept open by a clock that is set back, nor by a former sitting', async () => {
    await pc.signInToDisclose('reg');
    now -= 5 * minute;
    expect(await disclosures()).toEqual(all('OwnPasswordNeeded'));
    now += 6 * minute;
    expect(await disclosures()).toEqual(all(null));
    await pc.signIn('reg');
    expect(await disclosures()).toEqual(all('OwnPasswordNeeded'));
  });

  it('are found by a name or telephone only while the password holds; the rest is found as always', async () => {
    await pc.signIn('reg');
    const total = async (text: string) => (await pc.call('records.totals', { ...query, text })).total;
    const found = async (text: string) => (await pc.call('search.global', { text })).groups.length;
    expect([await total('13912345678'), await found('王小明'), await total('津贴')]).toEqual([0, 0, 1]);
    await pc.call('session.confirmSelf', { password: passwordOf('reg') });
    expect([await total('13912345678'), await found('王小明'), await total('津贴')]).toEqual([1, 1, 1]);
    now += 10 * minute;
    expect([await total('13912345678'), await found('王小明'), await total('津贴')]).toEqual([0, 0, 1]);
  });
});

describe('a wrong password before a disclosure', () => {
  it('opens nothing, counts like a failed sign-in, and is logged with what it came before', async () => {
    await pc.signIn('reg');
    const password = 'Kouling-0000-0';
    for (let count = 0; count < 5; count += 1)
      expect((await pc.refusal('session.confirmSelf', { password })).type).toBe('WrongPassword');
    const right = { password: passwordOf('reg') };
    expect((await pc.refusal('session.confirmSelf', right)).type).toBe('TooManyAttempts');
    expect(await disclosures()).toEqual(all('OwnPasswordNeeded'));
    const entrance = { account: 'reg', password: passwordOf('reg') };
    expect((await pc.refusal('session.unlock', entrance)).type).toBe('TooManyAttempts');
    now += minute + 1;
    await pc.signInToDisclose('reg');
    expect((await lastFailures())[0]).toContain('5次');
  });

  it('is told in the log when the right one follows in the same sitting', async () => {
    await pc.signIn('reg');
    await pc.refusal('session.confirmSelf', { password: passwordOf('dir') });
    await pc.call('session.confirmSelf', { password: passwordOf('reg') });
    expect((await lastFailures())[0]).toBe('核对本人口令前口令输错1次');
  });
});
