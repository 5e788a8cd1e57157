/** What goes to an inspected organisation says nothing of who wrote the letters behind it (reference 6.4). */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input, Output } from '../../preload/contract/contract.ts';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  passwordOf,
  testUsers,
  type TestPc,
} from '../support/office.ts';
import { createTestPrinter } from '../support/printer.ts';
import { letter, saveLetter } from './letters.ts';

const pcs = createTestPcs();
const printer = createTestPrinter();
let pc: TestPc;
let petition: Output<'records.save'>;
const story = '反映村里修路的工程款一直没有公开，村干部把剩余的水泥卖给了自己的亲戚。';

beforeAll(async () => {
  let now = Date.parse('2026-03-10T09:00:00+08:00');
  pc = pcs.pc('county', () => (now += 1000), printer.ask);
  await foundTestOffice(pc, 'COUNTY', undefined, [
    ...testUsers,
    { account: 'plan', role: 'PLANNER' as const },
  ]);
  await pc.signIn('reg');
  petition = await saveLetter(pc, { ...letter, values: { ...letter.values, summary: story } });
}, 60_000);
afterAll(() => pcs.dispose());

const form = (own: Partial<Input<'paper.form'>>): Input<'paper.form'> => ({
  ...{ job: jobId(), form: 'F05', records: [petition.id], query: null, package: null, blank: false },
  ...{ reveal: null, extra: {} },
  ...own,
});

/** A problem fed back that rests on a working paper made from the letter. */
async function saveProblem(
  statement: string,
): Promise<{ readonly problem: string; readonly no: string; readonly draft: string }> {
  await pc.signIn('rect');
  const blank = {
    ...{ id: null, rev: null, draft: null, confirmed: {}, duplicate: null, sealedDirect: false },
    children: {},
  };
  const draft = await pc.call('records.save', {
    ...blank,
    register: 'problemDraft',
    values: {
      ...{ title: '工程款', summary: statement, draftedAt: '2026-03-10', targetId: '某镇党委' },
      ...{ markKind: 'WORK_SECRET', petitions: [petition.id] },
    },
  });
  const { id, no } = await pc.call('records.save', {
    ...blank,
    register: 'problem',
    values: { statement, targetId: '某镇党委', markKind: 'WORK_SECRET', drafts: [draft.id] },
  });
  return { problem: id, no, draft: draft.id };
}

/** Of the one problem of that number. */
const list = (no: string, witness: string | null = null): Input<'paper.form'> =>
  form({
    ...{ form: 'F20', records: [], witness },
    query: { register: 'problem', filters: [{ field: 'no', op: 'contains', text: no }], sort: [] },
  });

async function standBy(account: string, act = 'leaks.check'): Promise<string> {
  const confirmation = { account, password: passwordOf(account), act };
  return (await pc.call('session.witness', confirmation)).witness;
}

describe('a paper for the inspected organisation', { timeout: 60_000 }, () => {
  it('is refused with the place alone where it names a petitioner, and with what stands around it after the own password', async () => {
    await pc.signIn('reg');
    const typed = form({ extra: { 联系人及电话: '王小明 139-1234-5678' } });
    const refused = await pc.refusal('paper.form', typed);
    expect(refused.type).toBe('LeakFound');
    expect(refused.next).toContain('本次填写的“联系人及电话”');
    expect(refused.next).not.toContain('＊＊＊');
    await pc.call('session.confirmSelf', { password: passwordOf('reg') });
    const shown = await pc.refusal('paper.form', typed);
    expect(shown.next).toContain('”有反映人电话');
    expect(JSON.stringify([refused, shown])).not.toMatch(/小明|1234|5678/u);
    await expect(pc.call('paper.form', form({ extra: { 联系人及电话: '李科长' } }))).resolves.toBeTruthy();
    await pc.signIn('aud');
    const { entries } = await pc.call('audit.list', {
      ...{ offset: 0, limit: 50, text: null, from: null, to: null },
      action: 'leaks.found',
    });
    expect(entries).toHaveLength(2);
    expect(JSON.stringify(entries)).not.toMatch(/王小明/u);
  });

  it('is not made by whom may see no petitioners, unless somebody stands by who may', async () => {
    const named = await saveProblem('工程款去向不明，来信人王小明可以作证。');
    const alone = await pc.refusal('paper.form', list(named.no));
    expect(alone.type).toBe('CheckerNeeded');
    expect(JSON.stringify(alone)).not.toContain(petition.no);
    const unfit = await pc.refusal('paper.form', list(named.no, await standBy('clue')));
    expect(unfit.type).toBe('WitnessUnfit');
    const found = await pc.refusal('paper.form', list(named.no, await standBy('dir')));
    expect(found.type).toBe('LeakFound');
    expect(found.next).toContain(`${named.no}（具体问题）`);
    expect(JSON.stringify(found)).not.toMatch(/小明|＊＊＊/u);
    const clean = await saveProblem('工程款去向不明。');
    const again = list(clean.no, await standBy('dir'));
    await expect(pc.call('paper.form', again)).resolves.toHaveProperty('document');
  });

  it('is refused when it quotes the letter at length, and shows the quotation to who reads letters', async () => {
    const { no } = await saveProblem(`经查：${story.slice(2, 30)}`);
    const refused = await pc.refusal('paper.form', list(no, await standBy('reg')));
    expect(refused.next).toContain(story.slice(2, 30));
    expect(refused.next).toContain('来信原文');
  });

  it('is refused where it rests on no letter, but names somebody who wrote about the organisation', async () => {
    await pc.signIn('rect');
    const save = (matter: string, targetId: string) =>
      pc.call('records.save', {
        ...{ register: 'urgeNotice', id: null, rev: null, draft: null, confirmed: {}, duplicate: null },
        ...{ sealedDirect: false, children: {} },
        values: {
          kind: 'URGE',
          draftedAt: '2026-03-10',
          matter,
          targetId,
          demand: '月底前',
          markKind: 'WORK_SECRET',
        },
      });
    const print = async ({ id }: { readonly id: string }, witness: string | null) =>
      form({ form: 'F28', records: [id], witness });
    const named = await save('王小明反映的工程款', '县某局党组');
    expect((await pc.refusal('paper.form', await print(named, null))).type).toBe('CheckerNeeded');
    const found = await pc.refusal('paper.form', await print(named, await standBy('dir')));
    expect(found).toMatchObject({ type: 'LeakFound', next: expect.stringContaining(`${named.no}（事由）`) });
    expect(found.next).not.toContain('没有写明被巡察党组织');
    expect(JSON.stringify(found)).not.toMatch(/小明|＊＊＊/u);
    const elsewhere = await save('王小明负责的工程', '县教育局党组');
    await expect(pc.call('paper.form', await print(elsewhere, null))).resolves.toHaveProperty('document');
  });

  it('is compared with everybody where no organisation can be told, and says so', async () => {
    await pc.signIn('reg');
    const { id, no } = await pc.call('records.save', {
      ...{ register: 'fundComparison', id: null, rev: null, draft: null, duplicate: null },
      ...{ sealedDirect: false, children: {}, confirmed: { petitionerNamed: '路名' } },
      values: { project: '王小明路', comparedAt: '2026-03-10', markKind: 'WORK_SECRET' },
    });
    const found = await pc.refusal('paper.form', form({ form: 'F32', records: [id] }));
    expect(found.next).toMatch(new RegExp(`${no}（项目名称）.*没有写明被巡察党组织.*先补填`, 'u'));
  });

  it('of a round or group is compared with who wrote about its own organisations, and not for the names of its people', async () => {
    await pc.signIn('plan');
    const blank = { id: null, rev: null, draft: null, confirmed: {}, duplicate: null, sealedDirect: false };
    const named = async (name: string, targetId: string, hours: string) => {
      const round = await pc.call('records.save', {
        ...{ ...blank, register: 'inspectionRound' as const, children: {} },
        values: { name, roundNo: 1, level: 'COUNTY', kinds: ['REGULAR'] },
      });
      const group = await pc.call('records.save', {
        ...{ ...blank, register: 'inspectionGroup' as const },
        values: { round: round.id, name: `${name}一组`, mode: 'NORMAL', hours },
        children: {
          targets: [{ rowId: 't', values: { targetId } }],
          members: [{ rowId: 'm', values: { role: 'LEADER', name: '王小明' } }],
        },
      });
      const take = async (paper: 'F34' | 'F39', id: string) =>
        form({ form: paper, records: [id], witness: await standBy('dir') });
      return { round: () => take('F34', round.id), group: () => take('F39', group.id) };
    };
    const here = await named('第一轮', '县某局党组', '王小明值班');
    expect((await pc.refusal('paper.form', await here.group())).type).toBe('LeakFound');
    await expect(pc.call('paper.form', await here.round())).resolves.toHaveProperty('document');
    const elsewhere = await named('第二轮', '县教育局党组', '王小明值班');
    await expect(pc.call('paper.form', await elsewhere.group())).resolves.toHaveProperty('document');
  });

  it('names whom it goes to, though called like a petitioner, once a second person has answered for it', async () => {
    await pc.signIn('rect');
    const notice = (values: object) =>
      pc.call('records.save', {
        ...{ register: 'urgeNotice', id: null, rev: null, draft: null, confirmed: {}, duplicate: null },
        ...{ sealedDirect: false, children: {} },
        values: {
          ...{ kind: 'RED', draftedAt: '2026-03-10', matter: '工程款去向不明', targetId: '县某局党组' },
          ...{ demand: '月底前', toOrg: '县某局', orgHead: '王小明', markKind: 'WORK_SECRET', ...values },
        },
      });
    const print = (id: string, witness: string | null) => form({ form: 'F27', records: [id], witness });
    const { id, no } = await notice({});
    const namesake = await pc.refusal('paper.form', print(id, await standBy('dir')));
    expect(namesake).toMatchObject({
      type: 'NamesakeNamed',
      why: expect.stringContaining(`${no}（党组织主要负责人）`),
    });
    const vouched = await standBy('dir', 'leaks.vouch');
    await expect(pc.call('paper.form', print(id, vouched))).resolves.toHaveProperty('document');
    const quoting = await notice({ matter: '王小明反映的工程款' });
    const refused = await pc.refusal('paper.form', print(quoting.id, await standBy('dir', 'leaks.vouch')));
    expect(refused).toMatchObject({
      type: 'LeakFound',
      next: expect.stringContaining(`${quoting.no}（事由）`),
    });
    await pc.signIn('aud');
    const { entries } = await pc.call('audit.list', {
      ...{ offset: 0, limit: 50, text: null, from: null, to: null },
      action: 'leaks.namesakes',
    });
    expect(entries.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(`${no}（党组织主要负责人）.*确认是他人`),
    ]);
  });

  it('may say anything when it stays in the office', async () => {
    const { draft } = await saveProblem('工程款去向不明，来信人王小明可以作证。');
    const inside = form({ form: 'F19', records: [draft] });
    await expect(pc.call('paper.form', inside)).resolves.toHaveProperty('document');
  });
});

describe('a spreadsheet of problems', { timeout: 60_000 }, () => {
  it('and rows copied from it are compared with the letters as well, but only in the columns that leave', async () => {
    const { problem, no } = await saveProblem('工程款去向不明，来信人王小明可以作证。');
    const file = join(pcs.folder, '问题.xlsx');
    const path = { [fileToken]: file };
    const { query } = list(no);
    if (!query) throw new Error('a list is asked for by a query');
    const view = { job: jobId(), query, file: fileToken, reveal: null };
    const take = async (columns: string[]) => ({ ...view, columns, witness: await standBy('dir') });
    expect((await pc.refusal('export.view', await take(['no', 'statement']), path)).type).toBe('LeakFound');
    expect(existsSync(file)).toBe(false);
    expect(await pc.call('export.view', await take(['no', 'state']), path)).toEqual({ rows: 1 });
    const rows = { register: 'problem' as const, ids: [problem], columns: ['statement'] };
    expect((await pc.refusal('export.copy', rows)).type).toBe('CheckerNeeded');
    const checked = async (columns: string[]) => ({ ...rows, columns, witness: await standBy('dir') });
    expect((await pc.refusal('export.copy', await checked(['statement']))).type).toBe('LeakFound');
    expect(await pc.call('export.copy', await checked(['no']))).toEqual({ text: `编号\n${no}` });
  });
});
