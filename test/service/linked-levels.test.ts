/** City and county acting together: from a common problem to an action, a circular, and the board of cooperation; on a real vault. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestPcs, foundTestOffice, jobId, testUsers, type TestPc } from '../support/office.ts';
import { approveLead, fedBackProblem, get, save, signedLead, step } from './kinds.ts';
import { row } from './registered-results.ts';

const pcs = createTestPcs();
let county: TestPc;

beforeAll(async () => {
  county = pcs.pc('county', () => Date.parse('2026-11-22T02:00:00Z'));
  await foundTestOffice(county, 'COUNTY', '330824', [...testUsers, { account: 'plan', role: 'PLANNER' }]);
}, 120_000);
afterAll(() => pcs.dispose());

describe('a joint action', { timeout: 60_000 }, () => {
  it('rests on a common problem, is approved by another person, and locks what was decided', async () => {
    const common = await fedBackProblem(county, '补助资金滞留', { isCommon: true });
    const single = await fedBackProblem(county, '某局未公示');
    await county.signIn('plan');
    const layers = [
      row(1, { level: 'CITY', office: '市委巡察办', mode: 'LINKED' }),
      row(2, { level: 'COUNTY', office: '县委巡察办', mode: 'RELAY', targetId: '县民政局党组' }),
    ];
    const focuses = [row(3, { focus: '补助资金滞留', source: 'COMMON_PROBLEM' })];
    const values = {
      name: '资金专项联动',
      modes: ['RELAY', 'LINKED'],
      linkage: ['RESULTS'],
      from: '2026-11-01',
      problems: [common, single],
    };
    const action = await save(county, 'campaign', values, undefined, { layers, focuses });
    await county.signIn('dir');
    const approval = { meeting: '领导小组会议', approvedAt: '2026-11-20', schemeNo: null };
    const { rev } = await get(county, 'campaign', action);
    const asked = { register: 'campaign', id: action, rev, transition: 'approve' } as const;
    expect(
      await county.refusal('records.transition', { ...asked, values: approval, reason: null }),
    ).toMatchObject({ type: 'ProblemNotCommon' });
    await county.signIn('plan');
    await save(county, 'campaign', { ...values, problems: [common] }, await get(county, 'campaign', action), {
      layers,
      focuses,
    });
    await county.signIn('dir');
    await step(county, 'campaign', action, 'approve', approval);
    await county.signIn('plan');
    const stored = await get(county, 'campaign', action);
    expect(stored.state).toBe('APPROVED');
    expect(stored.children['focuses']?.[0]?.values['focus']).toBe('补助资金滞留');
  });
});

describe('a supervision group', { timeout: 60_000 }, () => {
  it('is sent with a head of the rank the office itself has set', async () => {
    await county.signIn('plan');
    const values = { name: '第一督导组', level: 'COUNTY', head: '王某', headRank: 'SECTION_DEPUTY' };
    const group = await save(county, 'supervisionGroup', { ...values, formedAt: '2026-11-20' }, undefined, {
      supervised: [row(1, { roundId: '第三轮' })],
    });
    await county.signIn('dir');
    const sending = { docNo: '县委巡派〔2026〕1号', startedAt: '2026-11-21', headReason: null };
    const { rev } = await get(county, 'supervisionGroup', group);
    const asked = { register: 'supervisionGroup', id: group, rev, transition: 'send', reason: null } as const;
    expect(await county.refusal('records.transition', { ...asked, values: sending })).toMatchObject({
      type: 'HeadRankTooLow',
    });
    const { rows } = await county.call('tables.all', {});
    const ranks = rows.find(({ table, code }) => table === 'supervisionHead' && code === 'COUNTY');
    if (!ranks) throw new Error('no such row');
    await county.call('tables.save', {
      row: { ...ranks, values: { ...ranks.values, ranks: ['SECTION_DEPUTY', 'SECTION'] } },
      reason: '本县规定',
    });
    await step(county, 'supervisionGroup', group, 'send', sending);
    expect((await get(county, 'supervisionGroup', group)).state).toBe('WORKING');
  });
});

describe('the board of cooperation', { timeout: 60_000 }, () => {
  const request = async (values: Record<string, string>, sent: string | null, due = '2026-12-31') => {
    const basics = { title: '商请', toDept: '县审计局', content: '提供材料', ...values };
    const materials = [row(1, { name: '审计报告', secrecyLevel: 'SECRET', receivedAt: '2026-11-02' })];
    const id = await save(county, 'coordRequest', basics, undefined, sent === null ? {} : { materials });
    if (sent === null) return;
    await county.signIn('dir');
    await step(county, 'coordRequest', id, 'approve');
    await county.signIn('rect');
    await step(county, 'coordRequest', id, 'send', { sentAt: sent, dueAt: due, docNo: null });
  };

  it('counts requests by mechanism and phase, and every number opens as many', async () => {
    await county.signIn('rect');
    const audit = { mechanism: 'AUDIT', phase: 'PRE', type: 'A_REPORT' };
    await request({ ...audit, title: '甲' }, '2026-11-01', '2026-11-10');
    await request({ ...audit, title: '乙' }, '2026-11-02');
    await request({ mechanism: 'ORG', phase: 'DURING', type: 'O_APPOINTMENT', title: '丙' }, null);
    const { cells } = await county.call('coordination.matrix', {});
    const cell = cells.find(({ mechanism, phase }) => mechanism === 'AUDIT' && phase === 'PRE');
    expect(cell?.counts.map(({ key, count }) => [key, count])).toEqual([
      ['drafting', 0],
      ['waiting', 2],
      ['overdue', 1],
      ['replied', 0],
    ]);
    expect(cell?.highlights.join()).toContain('离任审计报告');
    expect(cells).toHaveLength(16);
    for (const { counts } of cells)
      for (const { count, drill } of counts) {
        const { total } = await county.call('records.totals', drill);
        expect(total).toBe(count);
      }
  });

  it('lists the check two months after feedback, what is out on loan, and nothing the person may not read', async () => {
    await county.signIn('rect');
    const plan = await save(county, 'rectPlan', { targetId: '县民政局党组', feedbackAt: '2026-09-10' });
    const { checks, borrowed, auditHidden, meetings } = await county.call('coordination.matrix', {});
    expect(checks).toMatchObject([
      { id: plan, target: '县民政局党组', due: '2026-11-10', overdue: true, request: null },
    ]);
    expect(borrowed).toHaveLength(2);
    expect(borrowed[0]).toMatchObject({ register: 'coordRequest', name: '审计报告' });
    expect([auditHidden, meetings]).toEqual([true, null]);
    const asked = { mechanism: 'DISCIPLINE', phase: 'POST', type: 'D_RECTIFY', plan };
    const basics = { title: '整改督查', toDept: '县纪委监委', content: '检查督查', ...asked };
    const checking = await save(county, 'coordRequest', basics);
    const drafted = await county.call('coordination.matrix', {});
    expect(drafted.checks?.[0]?.request).toBeNull();
    await county.signIn('dir');
    await step(county, 'coordRequest', checking, 'approve');
    await county.signIn('rect');
    const sending = { sentAt: '2026-11-03', dueAt: '2026-12-31', docNo: null };
    await step(county, 'coordRequest', checking, 'send', sending);
    const after = await county.call('coordination.matrix', {});
    expect(after.checks?.[0]?.request).toMatchObject({ replied: false });
    await county.signIn('reg');
    await save(county, 'meeting', { title: '线索会商', kind: 'LEAD_CONSULT', heldAt: '2026-11-20' });
    const ofRegistrar = await county.call('coordination.matrix', {});
    expect(ofRegistrar.checks).toBeNull();
    expect(ofRegistrar.meetings).toMatchObject([{ title: '线索会商', held: false }]);
  });

  it('shows the highlights of the office’s own table', async () => {
    await county.signIn('dir');
    const { rows } = await county.call('tables.all', {});
    const shipped = rows.find(({ code }) => code === 'AUDIT_PRE_1');
    if (!shipped) throw new Error('no such row');
    await county.call('tables.save', { row: { ...shipped, label: '提供三年审计报告' }, reason: '本县做法' });
    const { cells } = await county.call('coordination.matrix', {});
    const cell = cells.find(({ mechanism, phase }) => mechanism === 'AUDIT' && phase === 'PRE');
    expect(cell?.highlights).toEqual(['提供三年审计报告']);
  });
});

describe('the table of cross inspections', { timeout: 120_000 }, () => {
  it('counts handed over leads by the place their group inspects, for whoever may open them', async () => {
    const city = pcs.pc('cross');
    const day = city.today();
    await foundTestOffice(city, 'CITY', '330800', [...testUsers, { account: 'plan', role: 'PLANNER' }]);
    await city.signIn('plan');
    const basics = { name: '第九轮', roundNo: 9, level: 'CITY', kinds: ['CROSS'] };
    const round = await save(city, 'inspectionRound', basics);
    const group = { round, name: '第一交叉组', mode: 'MIXED', targetRegion: '330802' };
    await save(city, 'inspectionGroup', group, undefined, {
      targets: [row(1, { targetId: '柯城区民政局党组' })],
      members: [row(1, { role: 'LEADER', name: '王某', unit: '江山市纪委', avoidance: 'CLEAR' })],
      authorizations: [row(1, { kind: 'OWN', person: '王某', role: 'LEADER', docNo: '1号', date: day })],
    });
    await step(city, 'inspectionRound', round, 'enter', {
      ...{ schemeNo: '1号', schemeApprovedAt: day, authorizationNo: '1号', authorizedAt: day },
      ...{ trainedAt: day, startAt: day, stayFrom: day },
      ...{ taskPlanApprover: null, informedAt: null, entryNoticeAt: null },
    });
    await approveLead(
      city,
      await signedLead(city, {
        ...{ problemIntro: '克扣救助金', roundId: '第九轮', groupId: '第一交叉组' },
      }),
    );
    const compute = async () => {
      const span = { from: day, to: day, offices: null };
      const parameters = { ...span, report: 'R-12' as const, rows: 'region' as const };
      const { rows, columns } = await city.call('reports.compute', { job: jobId(), parameters });
      const [first] = rows;
      return { label: first?.label, keys: columns.map(({ key }) => key), cells: first?.cells ?? [] };
    };
    const { label, keys, cells } = await compute();
    expect(label).toBe('柯城区');
    expect(cells.slice(0, 4).map(({ text }) => text)).toEqual(['1', '1', '1', '1']);
    expect(keys[3]).toBe('handedOver');
    const drill = cells[3]?.drill;
    if (!drill) throw new Error('the leads open nothing');
    expect((await city.call('records.totals', drill)).total).toBe(1);
    await city.signIn('plan');
    expect((await compute()).keys).toEqual(['groups', 'people', 'targets']);
  });
});
