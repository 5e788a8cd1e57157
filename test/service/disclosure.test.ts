/** What is shown of petitioners has a reason and names the letters in the log; administrators see no business data. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Output } from '../../preload/contract/contract.ts';
import { createTestPcs, fileToken, foundTestOffice, jobId, type TestPc } from '../support/office.ts';
import { createTestPrinter } from '../support/printer.ts';
import { letter, saveLetter } from './letters.ts';

const pcs = createTestPcs();
let pc: TestPc;
let saved: Output<'records.save'>;

beforeAll(async () => {
  pc = pcs.pc('county', () => Date.now(), createTestPrinter().ask);
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
  saved = await saveLetter(pc, letter);
}, 60_000);
afterAll(() => pcs.dispose());

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
