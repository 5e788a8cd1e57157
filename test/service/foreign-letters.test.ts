/** Papers that rest on a letter of another office, whose petitioners did not come along. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '../../preload/contract/contract.ts';
import { testNetwork } from '../support/network.ts';
import { cityId, passwordOf, receivePackageFrom, sendPackage } from '../support/office.ts';
import { letter, saveLetter } from './letters.ts';

const blank = {
  ...{ id: null, rev: null, draft: null, confirmed: {}, duplicate: null, sealedDirect: false },
  children: {},
};

const { pcs, city, county } = testNetwork();
/** From a visit, and the visitor stands nowhere else. */
let source = { id: '', no: '' };
let anonymous = { id: '', no: '' };

beforeAll(async () => {
  await county.signIn('reg');
  const { accused } = letter.children;
  const { receivedAt } = letter.values;
  const reception = await county.call('records.save', {
    ...{ ...blank, register: 'reception' },
    values: { receivedAt, kind: 'VISIT', summary: '反映承包不公开', personCount: 1 },
    children: {
      receivers: ['赵某', '钱某'].map((name) => ({ rowId: '', values: { name } })),
      petitioners: [{ rowId: '', values: { name: '孙试验' } }],
    },
  });
  source = await saveLetter(county, {
    values: { ...letter.values, receptionId: reception.id },
    children: { accused },
  });
  anonymous = await saveLetter(county, {
    values: { ...letter.values, summary: '反映某村修路款没有公开' },
    children: { accused: [{ rowId: '', values: { name: '周某某', unit: '某村' } }] },
  });
  await receivePackageFrom(city, await sendPackage(pcs, county, 'petitions', cityId));
}, 120_000);

async function rows(petition: string): Promise<Input<'export.copy'>> {
  const common = { targetId: '某镇党委', markKind: 'WORK_SECRET' };
  const draft = await city.call('records.save', {
    ...{ ...blank, register: 'problemDraft' },
    values: {
      ...{ ...common, title: '工程款', summary: '去向不明', draftedAt: '2026-03-10' },
      petitions: [petition],
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
  it('goes to an inspected organisation without further ado when nobody is named in it', async () => {
    await city.signIn('rect');
    await expect(city.call('export.copy', await rows(anonymous.id))).resolves.toHaveProperty('text');
  });

  it('goes to an inspected organisation only when a second person has asked the office that registered it', async () => {
    await city.signIn('rect');
    const asked = await rows(source.id);
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
