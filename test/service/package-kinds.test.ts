/** Problems and the ledger between a city and a county: who sends what, who owns it, and what the other side may do with it. */
import { describe, expect, it } from 'vitest';
import { testNetwork } from '../support/network.ts';
import { cityId, countyId, inspectPackage, receivePackageFrom, refusedPackage } from '../support/office.ts';
import {
  address,
  approveLead,
  fedBackProblem,
  get,
  save,
  send as sendKind,
  signedLead,
  step,
  type Values,
} from './kinds.ts';
import { letter, saveLetter } from './letters.ts';

const { pcs, city, county } = testNetwork();
let problem = '';
let plan = '';
let item = '';

const send = sendKind.bind(undefined, pcs);

describe('a list of problems', { timeout: 60_000 }, () => {
  it('goes to the office it is addressed to, once it has been fed back, and to nobody otherwise', async () => {
    problem = await fedBackProblem(city, '违规发放津贴补贴');
    const other = await fedBackProblem(city, '不归该县的问题');
    const draft = await save(city, 'problem', {
      targetId: '县民政局党组',
      statement: '拟提出',
      facts: '2025年',
    });
    const early = { register: 'problem' as const, id: draft, rev: 1, office: countyId, on: true };
    expect(await city.refusal('records.address', early)).toMatchObject({ type: 'NotAddressable' });
    await address(city, 'problem', problem, countyId);

    expect(await receivePackageFrom(county, await send(city, 'problems', countyId), 'rect')).toMatchObject({
      applied: 1,
      refused: 0,
    });
    const there = await get(county, 'problem', problem);
    expect(there).toMatchObject({ office: cityId, state: 'FED_BACK', editable: false, actions: [] });
    expect(await county.refusal('records.get', { register: 'problem', id: other })).toMatchObject({
      type: 'NoSuchRecord',
    });
    const { id, rev } = there;
    const change = { register: 'problem' as const, id, rev, values: { statement: '改' }, children: {} };
    const rest = { draft: null, confirmed: {}, duplicate: null, sealedDirect: false };
    expect((await county.refusal('records.save', { ...change, ...rest })).type).toBe('NotOwner');
  });

  it('is drawn up only by who keeps it, and never goes the wrong way', async () => {
    await city.signIn('reg');
    const asked = { kind: 'problems' as const, peer: countyId, period: null };
    expect((await city.refusal('packages.preview', asked)).type).toBe('NotAllowed');
    await county.signIn('rect');
    const wrong = { kind: 'commonProblems' as const, peer: cityId, period: null };
    expect((await county.refusal('packages.preview', wrong)).type).toBe('WrongDirection');
  });
});

describe('common problems', { timeout: 60_000 }, () => {
  const asked = { kind: 'commonProblems' as const, peer: countyId, period: null };

  it('go to every office below without being addressed, once they have been fed back', async () => {
    await city.signIn('rect');
    const { empty } = await city.call('packages.preview', asked);
    expect(empty).toBe(
      '目前没有要发给该单位的内容，本包将不含记录。能随此包发出的：反馈问题，已反馈、已认领、已归档的，“共性问题”勾“是”的。',
    );
    const common = await fedBackProblem(city, '奖金发放不规范', { isCommon: true });
    expect((await city.call('packages.preview', asked)).empty).toBeNull();
    const named = await city.call('records.addressees', { register: 'problem', id: common });
    expect(named).toMatchObject({
      choices: [{ office: countyId, kindLabel: '共性问题通报' }],
      circular: { kindLabel: '共性问题通报', isReduced: true },
    });
    const path = await send(city, 'commonProblems', countyId);
    expect(await receivePackageFrom(county, path, 'rect')).toMatchObject({ applied: 1, refused: 0 });
    expect(await get(county, 'problem', common)).toMatchObject({ office: cityId, editable: false });
  });
});

describe('the ledger of the county', { timeout: 60_000 }, () => {
  it('reaches the city as one: plans, items and measures, tied to the problem the city had sent', async () => {
    await county.signIn('rect');
    plan = await save(county, 'rectPlan', { targetId: '县民政局党组', feedbackAt: '2026-03-02' });
    item = await save(county, 'rectItem', {
      plan,
      problem,
      statement: '违规发放津贴补贴',
      type: 'IMMEDIATE',
      dueAt: '2026-03-20',
    });
    await save(county, 'rectMeasure', { item, content: '清退违规发放的津贴补贴' });
    const { no } = await get(county, 'rectItem', item);
    const path = await send(county, 'rectification', cityId);
    await city.signIn('rect');
    const summary = await inspectPackage(city, path);
    expect(summary.byRegister.map(({ label, new: count }) => [label, count])).toEqual([
      ['整改方案', 1],
      ['整改事项', 1],
      ['整改措施', 1],
    ]);
    const shown = { register: 'rectItem', no, title: '违规发放津贴补贴', result: '新增', reason: '' };
    expect(summary.details.find(({ register }) => register === 'rectItem')).toEqual(shown);
    expect(summary.unlisted).toBe(0);
    // Who takes the medium in without keeping the ledger compares numbers with the slip.
    await city.signIn('reg');
    const { details } = await inspectPackage(city, path);
    expect(details.find(({ register }) => register === 'rectItem')).toEqual({ ...shown, title: '' });
    await receivePackageFrom(city, path, 'rect');
    expect(await get(city, 'rectItem', item)).toMatchObject({ office: countyId, editable: false });
    const listed = { register: 'rectItem' as const, filters: [], sort: [], offset: 0, limit: 9 };
    const [supervised] = (await city.call('records.page', listed)).rows;
    expect(supervised?.nextDue).toMatchObject({ due: '2026-03-20', overdue: city.today() > '2026-03-20' });
    const { items } = await city.call('dashboard.todo', {});
    expect(items.filter(({ register }) => register === 'rectItem')).toEqual([]);
    const { groups } = await city.call('records.links', { register: 'problem', id: problem });
    expect(groups.flatMap(({ records }) => records.map(({ id }) => id))).toEqual([item]);
    const more = await city.refusal('records.save', {
      ...{ register: 'rectMeasure', id: null, rev: null, values: { item, content: '市里加的措施' } },
      ...{ children: {}, draft: null, confirmed: {}, duplicate: null, sealedDirect: false },
    });
    expect(more.type).toBe('WholeClosed');
  });

  it('goes again whole until it is acknowledged, and then only what has changed', async () => {
    await county.signIn('rect');
    await save(county, 'rectItem', { progressText: '已清退一半' }, await get(county, 'rectItem', item));
    const late = await send(county, 'rectification', cityId);
    const path = await send(county, 'rectification', cityId);
    await city.signIn('rect');
    const { verdictText, notices } = await inspectPackage(city, path);
    expect(verdictText).toBe('核验通过：签名有效、发给本办、内容完整。');
    expect(notices).toEqual(['中间的第2号数据包没有收到，其内容已包含在本包中。']);
    expect(await receivePackageFrom(city, path, 'rect')).toMatchObject({ applied: 1, unchanged: 2 });
    await city.signIn('rect');
    expect(await inspectPackage(city, late)).toMatchObject({
      verdict: 'alreadyCovered',
      verdictText: '这个数据包未曾导入，其内容已包含在第3号数据包中，不需要再导入。',
    });
    await receivePackageFrom(county, await send(city, 'receipt', countyId), 'rect');
    await county.signIn('rect');
    await save(county, 'rectItem', { progressText: '全部清退' }, await get(county, 'rectItem', item));
    const last = await receivePackageFrom(city, await send(county, 'rectification', cityId), 'rect');
    expect(last).toMatchObject({ applied: 1, unchanged: 0, refused: 0 });
    expect((await get(city, 'rectItem', item)).values['progressText']).toBe('全部清退');
  });
});

describe('a ledger of the city for an organisation in a county', { timeout: 60_000 }, () => {
  it('goes down with the plan it belongs to, also what was entered long before the plan was addressed', async () => {
    await city.signIn('rect');
    const down = await save(city, 'rectPlan', { targetId: '某镇党委', feedbackAt: '2026-03-02' });
    const kept = await save(city, 'rectPlan', { targetId: '市某局党组', feedbackAt: '2026-03-02' });
    const items = await Promise.all(
      [down, kept].map((of) => save(city, 'rectItem', { plan: of, statement: '某问题', type: 'IMMEDIATE' })),
    );
    await address(city, 'rectPlan', down, countyId);
    await receivePackageFrom(county, await send(city, 'rectification', countyId), 'rect');
    expect(await get(county, 'rectItem', items[0] ?? '')).toMatchObject({ office: cityId });
    const missing = { register: 'rectItem' as const, id: items[1] ?? '' };
    expect((await county.refusal('records.get', missing)).type).toBe('NoSuchRecord');
  });
});

describe('an instruction', { timeout: 60_000 }, () => {
  it('is answered by an office that cannot change it, and the answer stands with it in the office that gave it', async () => {
    await city.signIn('rect');
    const values = { targetId: '县民政局党组', kind: 'URGE', matter: '进度滞后', demand: '加快整改' };
    const notice = await save(city, 'urgeNotice', {
      ...values,
      toOrg: '某县巡察办',
      draftedAt: city.today(),
    });
    await city.signIn('dir');
    await step(city, 'urgeNotice', notice, 'approve');
    await city.signIn('rect');
    const sent = { sentAt: city.today(), docNo: '〔2026〕1号', replyDueAt: '2099-01-01' };
    await step(city, 'urgeNotice', notice, 'send', sent);
    await address(city, 'urgeNotice', notice, countyId);
    const open = (await get(city, 'urgeNotice', notice)).actions.map(({ key }) => key);
    expect(open).not.toContain('takeReply');
    await receivePackageFrom(county, await send(city, 'instructions', countyId), 'rect');
    const there = await get(county, 'urgeNotice', notice);
    expect(there).toMatchObject({ office: cityId, editable: false, actions: [] });

    await county.signIn('rect');
    const reply = await save(county, 'noticeReply', { notice, content: '已加快，月底完成' });
    await county.signIn('dir');
    const day = county.today();
    await step(county, 'noticeReply', reply, 'confirm');
    const back = await receivePackageFrom(city, await send(county, 'instructions', cityId), 'rect');
    expect(back).toMatchObject({ applied: 1, refused: 0 });
    expect((await get(city, 'noticeReply', reply)).values['content']).toBe('已加快，月底完成');
    const { office, values: answered } = await get(city, 'urgeNotice', notice);
    expect({ office, answeredAt: answered['answeredAt'] }).toEqual({ office: cityId, answeredAt: day });
    await step(city, 'urgeNotice', notice, 'takeReply');
    const done = await get(city, 'urgeNotice', notice);
    expect(done).toMatchObject({ state: 'REPLIED', values: { signedAt: day, replyAt: day } });
  });
});

async function handOverToCity(id: string): Promise<void> {
  await approveLead(county, id);
  await address(county, 'lead', id, cityId);
}

describe('a lead handed to another office', { timeout: 60_000 }, () => {
  let id = '';
  let own: Values = {};
  const intro = '违规收受礼金的详细情况';

  it('leaves only after its hand-over was approved, and belongs to the other office from then on', async () => {
    await county.signIn('clue');
    const about = { title: '礼金', summary: '收受礼金', draftedAt: county.today(), targetId: '某局党组' };
    const draft = await save(county, 'problemDraft', about);
    id = await signedLead(county, { problemIntro: intro, draftIds: [draft] });
    own = (await get(county, 'lead', id)).values;
    expect(own['draftIds']).toEqual([draft]);
    const { rev } = await get(county, 'lead', id);
    const early = { register: 'lead' as const, id, rev, office: cityId, on: true };
    expect((await county.refusal('records.address', early)).type).toBe('NotAddressable');
    await handOverToCity(id);
    expect(await get(county, 'lead', id)).toMatchObject({ office: cityId, editable: false, actions: [] });

    const path = await send(county, 'leads', cityId, 'clue');
    await city.signIn('reg');
    expect(await refusedPackage(city, path)).toMatchObject({ type: 'NotAllowed' });
    expect(await receivePackageFrom(city, path, 'clue')).toMatchObject({ applied: 1, refused: 0 });
    const taken = await get(city, 'lead', id);
    expect(taken).toMatchObject({ office: cityId, editable: true });
    expect(taken.values['problemIntro']).toBe(intro);
    expect(taken.values['draftIds']).toBeUndefined();
    expect(taken.children['persons']?.[0]?.values['name']).toBe('李某某');
  });

  it('tells who handed it over what becomes of it, and is not taken twice', async () => {
    expect(await receivePackageFrom(city, await send(county, 'leads', cityId, 'clue'), 'clue')).toMatchObject(
      { applied: 0, unchanged: 1, refused: 0 },
    );
    await step(city, 'lead', id, 'accept', { acceptedAt: city.today() });
    const back = await receivePackageFrom(county, await send(city, 'leads', countyId, 'clue'), 'clue');
    expect(back).toMatchObject({ applied: 1, refused: 0 });
    const returned = await get(county, 'lead', id);
    expect(returned).toMatchObject({ office: cityId, state: 'ACCEPTED', editable: false });
    const { draftIds, registeredBy } = own;
    expect(returned.values).toMatchObject({ draftIds, registeredBy });
    const again = await receivePackageFrom(city, await send(county, 'leads', cityId, 'clue'), 'clue');
    expect(again).toMatchObject({ applied: 0, unchanged: 1, refused: 0 });
    expect((await get(city, 'lead', id)).state).toBe('ACCEPTED');
  });

  it('is not sent while its text names who wrote the letter behind it, which its maker may not know', async () => {
    await county.signIn('reg');
    const { id: source } = await saveLetter(county, {
      values: letter.values,
      children: { ...letter.children, petitioners: [{ rowId: '', values: { name: '周试验' } }] },
    });
    const naming = await signedLead(county, {
      problemIntro: '周试验反映李某某收受礼金',
      petitionIds: [source],
    });
    await handOverToCity(naming);
    const asked = { kind: 'leads' as const, peer: cityId, period: null, withAttachments: false, remark: '' };
    const made = await county.call('packages.prepare', asked);
    await county.signIn('dir');
    const approve = { package: made.package, approve: true, reason: '' };
    const refused = await county.refusal('packages.approve', approve);
    expect(refused).toMatchObject({ type: 'NamesInContent' });
    expect(JSON.stringify(refused)).not.toContain('周试验');
    await county.call('packages.approve', { ...approve, reason: '系同名的他人，已核对' });
  });
});

describe('a problem that rests on a letter', { timeout: 60_000 }, () => {
  it('is neither signed nor sent while it quotes the letter at length', async () => {
    const said = '该镇道路硬化工程未经招标直接交给亲属施工并且虚报工程量多结算工程款';
    await county.signIn('reg');
    const source = await saveLetter(county, {
      values: { ...letter.values, summary: said },
      children: letter.children,
    });
    const lead = await signedLead(county, { problemIntro: '工程未招标', petitionIds: [source.id] });
    const values = { targetId: '县民政局党组', statement: `有人反映：${said}。`, facts: '2025年' };
    const id = await save(county, 'problem', { ...values, leadIds: [lead] });
    await county.signIn('dir');
    await expect(step(county, 'problem', id, 'confirm', { confirmedAt: county.today() })).rejects.toThrow(
      'LeakFound',
    );
    // The letter was taken down in these words only after the signature.
    const reword = async (summary: string) => {
      const { rev } = await get(county, 'petition', source.id);
      await saveLetter(county, { ...{ id: source.id, rev, values: { summary }, children: {} } });
    };
    await county.signIn('reg');
    await reword('反映工程未招标');
    await county.signIn('dir');
    await step(county, 'problem', id, 'confirm', { confirmedAt: county.today() });
    await county.signIn('reg');
    await reword(said);
    await county.signIn('rect');
    await step(county, 'problem', id, 'feedBack', { feedbackAt: county.today() });
    const asked = {
      ...{ kind: 'problems' as const, peer: cityId, period: null },
      ...{ withAttachments: false, remark: '' },
    };
    const made = await county.call('packages.prepare', asked);
    await county.signIn('dir');
    const approve = { package: made.package, approve: true, reason: '' };
    const refused = await county.refusal('packages.approve', approve);
    expect(refused).toMatchObject({ type: 'NamesInContent' });
    expect(refused.why).toContain('具体问题');
    const insisting = await county.refusal('packages.approve', { ...approve, reason: '确需照录' });
    expect(insisting.what).toBe('有1件的内容不能凭理由发出。');
    await county.call('packages.approve', { ...approve, approve: false, reason: '照录来信' });
  });
});
