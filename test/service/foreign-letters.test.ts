/** Papers that rest on a letter of another office, of whose people nothing came along. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '../../preload/contract/contract.ts';
import {
  cityId,
  createTestPcs,
  foundNetwork,
  passwordOf,
  receivePackageFrom,
  sendPackage,
  type TestPc,
} from '../support/office.ts';
import { letter, saveLetter } from './letters.ts';

const pcs = createTestPcs();
let city: TestPc;
let source = { id: '', no: '' };

beforeAll(async () => {
  city = pcs.pc('city');
  const county = pcs.pc('county');
  await foundNetwork(pcs, city, county);
  await county.signIn('reg');
  const { accused } = letter.children;
  source = await saveLetter(county, { values: letter.values, children: { accused } });
  await receivePackageFrom(city, await sendPackage(pcs, county, 'petitions', cityId));
}, 120_000);
afterAll(() => pcs.dispose());

async function rows(): Promise<Input<'export.copy'>> {
  const blank = {
    ...{ id: null, rev: null, draft: null, confirmed: {}, duplicate: null, sealedDirect: false },
    children: {},
  };
  const common = { targetId: '某镇党委', markKind: 'WORK_SECRET' };
  const draft = await city.call('records.save', {
    ...{ ...blank, register: 'problemDraft' },
    values: {
      ...{ ...common, title: '工程款', summary: '去向不明', draftedAt: '2026-03-10' },
      petitions: [source.id],
    },
  });
  const problem = await city.call('records.save', {
    ...{ ...blank, register: 'problem' },
    values: { ...common, statement: '工程款去向不明', drafts: [draft.id] },
  });
  return { register: 'problem', ids: [problem.id], columns: ['statement'] };
}

async function standBy(act: string): Promise<string> {
  return (await city.call('session.witness', { account: 'dir', password: passwordOf('dir'), act })).witness;
}

describe('what rests on such a letter', { timeout: 60_000 }, () => {
  it('goes to an inspected organisation only when a second person has asked the office that registered it', async () => {
    await city.signIn('rect');
    const asked = await rows();
    const refused = await city.refusal('export.copy', asked);
    expect(refused.type).toBe('PeopleUntold');
    expect(JSON.stringify(refused)).not.toContain(source.no);
    const checked = { ...asked, witness: await standBy('leaks.check') };
    expect((await city.refusal('export.copy', checked)).type).toBe('PeopleUntold');
    const vouched = { ...asked, witness: await standBy('leaks.vouch') };
    await expect(city.call('export.copy', vouched)).resolves.toHaveProperty('text');
    await city.signIn('aud');
    const { entries } = await city.call('audit.list', {
      ...{ offset: 0, limit: 50, text: null, from: null, to: null },
      action: 'leaks.vouched',
    });
    expect(entries).toHaveLength(1);
  });
});
