/** What goes to an inspected organisation says nothing of who wrote the letters behind it (reference 6.4). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input, Output } from '../../preload/contract/contract.ts';
import { createTestPcs, foundTestOffice, jobId, passwordOf, type TestPc } from '../support/office.ts';
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
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
  petition = await saveLetter(pc, { ...letter, values: { ...letter.values, summary: story } });
}, 60_000);
afterAll(() => pcs.dispose());

const form = (own: Partial<Input<'paper.form'>>): Input<'paper.form'> => ({
  ...{ job: jobId(), form: 'F05', records: [petition.id], query: null, package: null, blank: false },
  ...{ reveal: null, extra: {} },
  ...own,
});

/** A lead made from the letter, to be dealt with by the organisation itself. */
async function saveLead(problemIntro: string): Promise<Output<'records.save'>> {
  await pc.signIn('clue');
  return pc.call('records.save', {
    ...{ register: 'lead', id: null, rev: null, draft: null, confirmed: {}, duplicate: null },
    sealedDirect: false,
    values: {
      ...{ registeredAt: '2026-03-10', sourceKind: 'PETITION', title: '工程款有关问题', problemIntro },
      ...{ hasNature: true, hasFacts: true, hasEvidence: true, exclusion: 'NONE', markKind: 'WORK_SECRET' },
      petitionIds: [petition.id],
      handoverSuggest: 'TARGET_ORG',
    },
    children: { orgs: [{ rowId: '', values: { name: '某村' } }] },
  });
}

async function standBy(account: string): Promise<string> {
  const confirmation = { account, password: passwordOf(account), act: 'leaks.check' };
  return (await pc.call('session.witness', confirmation)).witness;
}

describe('a paper for the inspected organisation', { timeout: 60_000 }, () => {
  it('is refused with the place alone where it names a petitioner, and with what stands around it after the own password', async () => {
    await pc.signIn('reg');
    const typed = form({ extra: { 联系人及电话: '王小明 139-1234-5678' } });
    const refused = await pc.refusal('paper.form', typed);
    expect(refused.type).toBe('LeakFound');
    expect(refused.why).toContain('本次填写的“联系人及电话”');
    expect(refused.why).not.toContain('＊＊＊');
    await pc.call('session.confirmSelf', { password: passwordOf('reg') });
    const shown = await pc.refusal('paper.form', typed);
    expect(shown.why).toContain('反映人电话');
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
    const lead = await saveLead('工程款去向不明，来信人王小明可以作证。');
    const list = form({ form: 'F13', records: [lead.id] });
    const alone = await pc.refusal('paper.form', list);
    expect(alone.type).toBe('CheckerNeeded');
    expect(alone.why).toContain(petition.no);
    expect((await pc.refusal('paper.form', { ...list, witness: await standBy('rect') })).type).toBe(
      'WitnessUnfit',
    );
    const found = await pc.refusal('paper.form', { ...list, witness: await standBy('dir') });
    expect(found.type).toBe('LeakFound');
    expect(found.why).toContain(`${lead.no}（主要问题）`);
    expect(JSON.stringify(found)).not.toMatch(/王小明|＊＊＊/u);
    const clean = await saveLead('工程款去向不明。');
    const again = form({ form: 'F13', records: [clean.id], witness: await standBy('dir') });
    await expect(pc.call('paper.form', again)).resolves.toHaveProperty('document');
  });

  it('is refused when it quotes the letter at length, and shows the quotation to who reads letters', async () => {
    const lead = await saveLead(`经查：${story.slice(2, 30)}`);
    const witness = await standBy('reg');
    const refused = await pc.refusal('paper.form', form({ form: 'F13', records: [lead.id], witness }));
    expect(refused.why).toContain(story.slice(2, 30));
    expect(refused.why).toContain('来信原文');
  });

  it('may say anything when it goes elsewhere', async () => {
    const lead = await saveLead('工程款去向不明，来信人王小明可以作证。');
    await expect(pc.call('paper.form', form({ form: 'F12', records: [lead.id] }))).resolves.toBeTruthy();
  });
});
