/** A name in what is published may be an ordinary word: a second person answers for it, for the unchanged record (decision 018). */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../preload/contract/contract.ts';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  passwordOf,
  testUsers,
  type TestPc,
} from '../support/office.ts';
import { letter, saveLetter } from './letters.ts';

const pcs = createTestPcs();
let pc: TestPc;

beforeAll(async () => {
  let now = Date.parse('2026-03-10T09:00:00+08:00');
  pc = pcs.pc('county', () => (now += 1000));
  await foundTestOffice(pc, 'COUNTY', undefined, [
    ...testUsers,
    { account: 'plan', role: 'PLANNER' as const },
  ]);
  await pc.signIn('reg');
  const petitioner = { rowId: 'p1', values: { name: '高峰', phone: '13911112222' } };
  await saveLetter(pc, { ...letter, children: { ...letter.children, petitioners: [petitioner] } });
}, 60_000);
afterAll(() => pcs.dispose());

type Saved = Output<'records.save'>;

async function article(values: object, saved: Saved | null = null): Promise<Saved> {
  await pc.signIn('plan');
  return pc.call('records.save', {
    ...{ register: 'publicity', id: saved?.id ?? null, rev: saved?.rev ?? null, draft: null, confirmed: {} },
    ...{ duplicate: null, sealedDirect: false, children: {} },
    values: {
      ...{ title: '高峰论坛介绍巡察整改', kind: 'EFFECT', medium: 'PAPER', draftedAt: '2026-03-10' },
      ...{ content: '三级联动推动整改', author: '李某', markKind: 'NONE', ...values },
    },
  });
}

const approve = (
  { id, rev }: { readonly id: string; readonly rev: number },
  witness: string | null = null,
) => ({
  ...{ register: 'publicity' as const, id, rev, transition: 'approve', reason: null, witness },
  values: {
    ...{ secrecyReviewer: '李某', reviewedAt: '2026-03-10' },
    ...{ approvedName: '陈某', approvedAt: '2026-03-10' },
  },
});

async function standBy(account: string, act = 'leaks.vouch'): Promise<string> {
  const confirmation = { account, password: passwordOf(account), act };
  return (await pc.call('session.witness', confirmation)).witness;
}

const file = join(pcs.folder, '舆论宣传.xlsx');
const path = { [fileToken]: file };
const list = (no: string, witness: string | null) => ({
  ...{ job: jobId(), columns: ['no', 'title', 'content'], file: fileToken, reveal: null, witness },
  query: {
    register: 'publicity' as const,
    filters: [{ field: 'no', op: 'contains' as const, text: no }],
    sort: [],
  },
});

async function logged(): Promise<readonly string[]> {
  await pc.signIn('aud');
  const { entries } = await pc.call('audit.list', {
    ...{ offset: 0, limit: 50, text: null, from: null, to: null },
    action: 'leaks.namesakes',
  });
  return entries.map(({ detail }) => detail);
}

describe('a name in what is published', { timeout: 60_000 }, () => {
  it('is approved once a second person has answered that it is nobody who wrote, and then taken out as it is', async () => {
    const saved = await article({});
    await pc.signIn('dir');
    const refused = await pc.refusal('records.transition', approve(saved));
    expect(refused).toMatchObject({
      type: 'NamesakePublished',
      what: expect.stringContaining('没有办理“审批”'),
      why: expect.stringContaining(`${saved.no}（标题）`),
    });
    expect(JSON.stringify(refused)).not.toMatch(/高峰|＊＊＊/u);
    await pc.call('session.confirmSelf', { password: passwordOf('dir') });
    const shown = await pc.refusal('records.transition', approve(saved));
    expect(shown.why).toContain('“＊＊＊论坛介绍巡察整改”');
    // Comparing alone answers for nothing.
    const compared = await pc.refusal(
      'records.transition',
      approve(saved, await standBy('reg', 'leaks.check')),
    );
    expect(compared.type).toBe('NamesakePublished');
    const vouched = approve(saved, await standBy('reg'));
    await expect(pc.call('records.transition', vouched)).resolves.toHaveProperty('state', 'APPROVED');
    await expect(pc.call('export.view', list(saved.no, null), path)).resolves.toEqual({ rows: 1 });
    // Whoever may not know the petitioners has it compared, and nobody is asked about the name again.
    await pc.signIn('plan');
    const checked = list(saved.no, await standBy('dir', 'leaks.check'));
    await expect(pc.call('export.view', checked, path)).resolves.toEqual({ rows: 1 });
    expect(await logged()).toEqual([
      expect.stringMatching(`${saved.no}（标题）与反映人同名，.*确认是他人或者普通词语`),
    ]);
  });

  it('that nobody has answered for stops the list, which says where, and is remembered for the unchanged text alone', async () => {
    const saved = await article({ content: '攀登高峰' });
    await pc.signIn('dir');
    const stopped = await pc.refusal('export.view', list(saved.no, null), path);
    expect(stopped).toMatchObject({
      type: 'NamesakePublished',
      why: expect.stringMatching(`${saved.no}（标题）.*${saved.no}（内容摘要）`),
    });
    const vouched = list(saved.no, await standBy('reg'));
    await expect(pc.call('export.view', vouched, path)).resolves.toEqual({ rows: 1 });
    await expect(pc.call('records.transition', approve(saved))).resolves.toHaveProperty('state', 'APPROVED');
    const other = await article({ content: '攀登高峰' });
    await pc.signIn('dir');
    expect((await pc.refusal('export.view', list(other.no, null), path)).type).toBe('NamesakePublished');
    const vouchedToo = list(other.no, await standBy('reg'));
    await expect(pc.call('export.view', vouchedToo, path)).resolves.toEqual({ rows: 1 });
    const changed = await article({ content: '攀登高峰，再攀高峰' }, other);
    await pc.signIn('dir');
    const again = await pc.refusal('records.transition', approve(changed));
    expect(again.why).toContain(`${changed.no}（内容摘要）`);
    expect(again.why).not.toContain('标题');
  });

  it('lets nothing else pass: no number, no name in the filter at the head of the list', async () => {
    const saved = await article({ content: '联系电话13911112222' });
    await pc.signIn('dir');
    const refused = await pc.refusal('records.transition', approve(saved, await standBy('reg')));
    expect(refused).toMatchObject({ type: 'LeakFound', next: expect.stringContaining('（内容摘要）') });
    expect(refused.next).not.toContain('（标题）');
    const { query, ...rest } = list(saved.no, await standBy('reg'));
    const filters = [{ field: 'title', op: 'contains' as const, text: '高峰' }];
    const asked = { ...rest, columns: ['no'], query: { ...query, filters } };
    expect(await pc.refusal('export.view', asked, path)).toMatchObject({
      type: 'LeakFound',
      next: expect.stringContaining('筛选条件'),
    });
  });
});
