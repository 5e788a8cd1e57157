/** What goes to an inspected organisation is compared as it is typed and as it is signed, before any paper (decision 018). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../preload/contract/contract.ts';
import { createTestPcs, foundTestOffice, testUsers, type TestPc } from '../support/office.ts';
import { letter, saveLetter } from './letters.ts';

const pcs = createTestPcs();
let pc: TestPc;
let petition: Output<'records.save'>;

beforeAll(async () => {
  let now = Date.parse('2026-03-10T09:00:00+08:00');
  pc = pcs.pc('county', () => (now += 1000));
  const plan = { account: 'plan', role: 'PLANNER' as const };
  await foundTestOffice(pc, 'COUNTY', undefined, [...testUsers, plan]);
  await pc.signIn('reg');
  petition = await saveLetter(pc, letter);
}, 60_000);
afterAll(() => pcs.dispose());

describe('what goes to an inspected organisation', { timeout: 60_000 }, () => {
  it('is not signed while it names somebody who wrote about the organisation, and a second person compares where the signer may not', async () => {
    await pc.signIn('rect');
    const save = (matter: string, orgHead: string) =>
      pc.call('records.save', {
        ...{ register: 'urgeNotice', id: null, rev: null, draft: null, confirmed: {}, duplicate: null },
        ...{ sealedDirect: false, children: {} },
        values: {
          ...{ kind: 'URGE', draftedAt: '2026-03-10', matter, targetId: '县某局党组', demand: '月底前' },
          ...{ toOrg: '县某局', toPerson: '李某', orgHead, markKind: 'WORK_SECRET' },
        },
      });
    // Whoever may not know petitioners is not told by a question whose name it is.
    const named = await save('王小明反映的工程款，电话13912345678', '李某');
    const namesake = await save('工程款去向不明', '王小明');
    const sign = ({ id, rev }: { readonly id: string; readonly rev: number }) => ({
      ...{ register: 'urgeNotice' as const, id, rev, transition: 'approve', values: {}, reason: null },
    });
    expect((await pc.refusal('records.transition', sign(named))).type).toBe('NotAllowed');
    await pc.signIn('dir');
    const refused = await pc.refusal('records.transition', sign(named));
    expect(refused).toMatchObject({
      type: 'LeakFound',
      what: expect.stringContaining('没有办理“签发”'),
      next: expect.stringContaining(`${named.no}（事由）`),
    });
    expect(JSON.stringify(refused)).not.toMatch(/小明|1391234|＊＊＊/u);
    // Who has to be named is answered for when the paper is made.
    await expect(pc.call('records.transition', sign(namesake))).resolves.toHaveProperty('state', 'APPROVED');
  });

  it('is asked about as it is saved by whom may know petitioners, with the reason in the log alone', async () => {
    await pc.signIn('reg');
    const problem = (targetId: string, confirmed: Readonly<Record<string, string>> = {}) => ({
      ...{ register: 'problem' as const, id: null, rev: null, draft: null, confirmed, duplicate: null },
      ...{ sealedDirect: false, children: {} },
      values: { statement: '王小明的工程款没有付', targetId, markKind: 'WORK_SECRET' },
    });
    const asked = await pc.refusal('records.save', problem('县某局党组'));
    expect(asked.type).toBe('NeedsConfirmation');
    expect(asked.fields?.['petitionerNamed']).toContain('“具体问题”');
    const reason = '同名的包工头';
    const { id, rev } = await pc.call('records.save', problem('县某局党组', { petitionerNamed: reason }));
    const { entries: history } = await pc.call('records.history', { register: 'problem', id });
    expect(JSON.stringify(history)).not.toMatch(/包工头|反映人/u);
    // What was answered for once is not asked again; elsewhere nobody of that name has written.
    const again = { ...problem('县某局党组'), id, rev };
    await expect(pc.call('records.save', again)).resolves.toHaveProperty('id', id);
    await expect(pc.call('records.save', problem('县教育局党组'))).resolves.toHaveProperty('id');
    await pc.signIn('aud');
    const { entries } = await pc.call('audit.list', {
      ...{ offset: 0, limit: 50, text: null, from: null, to: null, action: 'records.create' },
    });
    expect(entries.filter(({ reason: given }) => given?.includes(reason))).toHaveLength(1);
  });

  it('is a letter of what an inspection came to as well: asked about as it is saved, refused as it is signed and copied', async () => {
    await pc.signIn('reg');
    const proposal = (
      content: string,
      confirmed: Readonly<Record<string, string>> = {},
      saved?: Output<'records.save'>,
    ) => ({
      ...{ register: 'resultUse' as const, id: saved?.id ?? null, rev: saved?.rev ?? null, draft: null },
      ...{ confirmed, duplicate: null, sealedDirect: false },
      values: {
        ...{ title: '巡察建议书', kind: 'PROPOSAL', draftedAt: '2026-03-10', content },
        ...{ targetId: '县某局党组', toOrg: '县某局', markKind: 'WORK_SECRET' },
      },
      // Who has to be told may be called like a petitioner.
      children: { receivers: [{ rowId: '', values: { name: '王小明', reason: '分管领导' } }] },
    });
    const named = '村民王小明反映工程款去向不明';
    const asked = await pc.refusal('records.save', proposal(named));
    expect(asked.fields?.['petitionerNamed']).toContain('“内容”');
    const saved = await pc.call('records.save', proposal(named, { petitionerNamed: '同名的包工头' }));
    const list = { register: 'resultUse' as const, ids: [saved.id], columns: ['no', 'content'] };
    await pc.signIn('dir');
    const sign = ({ id, rev }: Pick<Output<'records.save'>, 'id' | 'rev'>) => ({
      ...{ register: 'resultUse' as const, id, rev, transition: 'approve', reason: null },
      values: { approvedName: '陈某' },
    });
    const refused = await pc.refusal('records.transition', sign(saved));
    expect(refused).toMatchObject({
      type: 'LeakFound',
      next: expect.stringContaining(`${saved.no}（内容）`),
    });
    expect((await pc.refusal('export.copy', list)).type).toBe('LeakFound');
    await pc.signIn('reg');
    const reworded = await pc.call(
      'records.save',
      proposal('工程款去向不明', { petitionerNamed: '分管领导同名' }, saved),
    );
    await pc.signIn('dir');
    await expect(pc.call('records.transition', sign(reworded))).resolves.toHaveProperty('state', 'APPROVED');
  });

  it('is asked about anew where its name moves to another field, or an organisation or a source is named whose people were not compared', async () => {
    await pc.signIn('dir');
    await pc.signIn('reg');
    const problem = (values: object, saved?: Output<'records.save'>) => ({
      ...{ register: 'problem' as const, id: saved?.id ?? null, rev: saved?.rev ?? null, draft: null },
      ...{ confirmed: {}, duplicate: null, sealedDirect: false, children: {} },
      values: { statement: '工程款', targetId: '县教育局党组', markKind: 'WORK_SECRET', ...values },
    });
    const asks = async (values: object, saved: Output<'records.save'>) =>
      (await pc.refusal('records.save', problem(values, saved))).fields?.['petitionerNamed'] ?? '';
    const old = await pc.call('records.save', problem({ facts: '王小明负责的工程' }));
    const elsewhere = await asks({ facts: '王小明负责的工程', targetId: '县某局党组' }, old);
    expect(elsewhere).toContain('“事实（');
    const draft = await pc.call('records.save', {
      ...{ ...problem({}), register: 'problemDraft' as const },
      values: {
        ...{ title: '工程款', summary: '工程款', draftedAt: '2026-03-10', targetId: '县教育局党组' },
        ...{ markKind: 'WORK_SECRET', petitions: [petition.id] },
      },
    });
    expect(await asks({ facts: '王小明负责的工程', drafts: [draft.id] }, old)).not.toBe('');
    const here = problem({ facts: '王小明负责的工程', targetId: '县某局党组' }, old);
    const answered = { ...here, confirmed: { petitionerNamed: '同名的包工头' } };
    const saved = await pc.call('records.save', answered);
    expect(await asks({ statement: '王小明负责的工程', facts: '', targetId: '县某局党组' }, saved)).toContain(
      '“具体问题”',
    );
    const unchanged = { ...here, rev: saved.rev };
    await expect(pc.call('records.save', unchanged)).resolves.toHaveProperty('id', old.id);
    // Where no organisation is named any more, it may be about any.
    const fund = (values: object, at: Output<'records.save'> | null) => ({
      ...problem({}, at ?? undefined),
      ...{ register: 'fundComparison' as const },
      values: { project: '王小明路', comparedAt: '2026-03-10', markKind: 'WORK_SECRET', ...values },
    });
    const told = await pc.call('records.save', fund({ targetId: '县教育局党组' }, null));
    const cleared = await pc.refusal('records.save', fund({ targetId: '' }, told));
    expect(cleared.fields?.['petitionerNamed']).toContain('“项目名称”');
  });

  it('is asked about in the dialog of every step as it is taken, the reason for it included', async () => {
    const problem = async (account: string) => {
      await pc.signIn(account);
      const { id, rev } = await pc.call('records.save', {
        ...{ register: 'problem', id: null, rev: null, draft: null, confirmed: {}, duplicate: null },
        ...{ sealedDirect: false, children: {} },
        values: { statement: '工程款', facts: '没有付', targetId: '县某局党组', markKind: 'WORK_SECRET' },
      });
      await pc.signIn('dir');
      const confirm = { transition: 'confirm', values: { confirmedAt: '2026-03-10' }, reason: null };
      const confirmed = await pc.call('records.transition', { register: 'problem', id, rev, ...confirm });
      await pc.signIn(account);
      return { register: 'problem' as const, id, rev: confirmed.rev };
    };
    const feedBack = {
      ...{ transition: 'feedBack', reason: null },
      values: { feedbackAt: '2026-03-10', feedbackDocNo: '王小明来信第3号', statement: '不是这一步填的' },
    };
    const own = await problem('reg');
    const asked = await pc.refusal('records.transition', { ...own, ...feedBack });
    expect(asked).toMatchObject({
      type: 'NeedsConfirmation',
      fields: { petitionerNamed: expect.stringContaining('“反馈文号”') },
    });
    const confirmed = { petitionerNamed: '文号原文如此' };
    const fedBack = await pc.call('records.transition', { ...own, ...feedBack, confirmed });
    const { entries: history } = await pc.call('records.history', { register: 'problem', id: own.id });
    expect(JSON.stringify(history)).not.toContain('文号原文如此');
    // Whoever may not know petitioners is not told by a question whose name it is.
    const others = await problem('rect');
    await expect(pc.call('records.transition', { ...others, ...feedBack })).resolves.toHaveProperty('state');
    await pc.signIn('dir');
    const correct = { ...own, rev: fedBack.rev, transition: 'correct', values: {}, reason: '王小明说有误' };
    expect(await pc.refusal('records.transition', correct)).toMatchObject({
      fields: { petitionerNamed: expect.stringContaining('“理由”') },
    });
    await pc.signIn('aud');
    const { entries } = await pc.call('audit.list', {
      ...{ offset: 0, limit: 50, text: null, from: null, to: null, action: 'records.transition' },
    });
    expect(entries.filter(({ reason }) => reason?.includes('文号原文如此'))).toHaveLength(1);
  });
});

describe('what is published', { timeout: 60_000 }, () => {
  const article = () => ({
    ...{ register: 'publicity' as const, id: null, rev: null, draft: null, confirmed: {} },
    ...{ duplicate: null, sealedDirect: false, children: {} },
    values: {
      ...{ title: '三级联动推动整改', kind: 'EFFECT', medium: 'PAPER', draftedAt: '2026-03-10' },
      ...{
        targetId: '县教育局党组',
        content: '村民高兴地说（电话13912345678）',
        author: '王小明',
        markKind: 'NONE',
      },
    },
  });

  it('is compared with everybody as it is approved, whatever organisation it tells of', async () => {
    await pc.signIn('plan');
    const { id, rev } = await pc.call('records.save', article());
    await pc.signIn('dir');
    const approval = {
      ...{ secrecyReviewer: '李某', reviewedAt: '2026-03-10' },
      ...{ approvedName: '陈某', approvedAt: '2026-03-10' },
    };
    const approve = { transition: 'approve', values: approval, reason: null };
    const refused = await pc.refusal('records.transition', { register: 'publicity', id, rev, ...approve });
    expect(refused).toMatchObject({
      type: 'LeakFound',
      what: expect.stringContaining('要对外刊播'),
      why: expect.stringContaining('公开宣传不得泄露'),
      next: expect.stringMatching(/（内容摘要）.*与全部信访件、来访来电的反映人比对/u),
    });
    const reworded = { ...article(), id, rev, values: { ...article().values, content: '村民高兴地说' } };
    await pc.signIn('plan');
    const clean = await pc.call('records.save', reworded);
    await pc.signIn('dir');
    // Who has written it has to be named, whoever else has the name.
    const again = { register: 'publicity' as const, id, rev: clean.rev, ...approve };
    await expect(pc.call('records.transition', again)).resolves.toHaveProperty('state', 'APPROVED');
  });
});
