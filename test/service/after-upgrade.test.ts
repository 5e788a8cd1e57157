/** Terms that only a later program counts reach the leads that were there before it, whoever signs in first. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openVault } from '../../main/vault/open.ts';
import type { Reader, Writer } from '../../main/vault/api.ts';
import { createTestPcs, foundTestOffice, passwordOf, testUsers, type TestPc } from '../support/office.ts';
import { testVaultDeps } from '../support/vault.ts';

const pcs = createTestPcs();
let now = Date.parse('2026-03-09T09:00:00+08:00');
let pc: TestPc;
let id = '';

beforeAll(async () => {
  pc = pcs.pc('county', () => now);
  await foundTestOffice(pc, 'COUNTY', '330824', [...testUsers, { account: 'plan', role: 'PLANNER' }]);
  await pc.signIn('clue');
  const values = {
    ...{ registeredAt: '2026-03-09', sourceKind: 'INSPECTION', title: '县某局有关问题' },
    ...{ problemIntro: '违规收受礼金', greenChannel: true, markKind: 'WORK_SECRET' },
    ...{ hasNature: true, hasFacts: true, hasEvidence: true, exclusion: 'NONE' },
  };
  const { id: saved } = await pc.call('records.save', {
    ...{ register: 'lead', id: null, rev: null, draft: null, confirmed: { greenChannel: '急' } },
    ...{ duplicate: null, sealedDirect: false, values },
    children: { persons: [{ rowId: '', values: { name: '李某某', unit: '县某局' } }] },
  });
  id = saved;
  await pc.service.lock('system');
}, 60_000);
afterAll(() => pcs.dispose());

async function inVault<T>(
  work: (vault: Reader & { transact: (of: (tx: Writer) => void) => void }) => T,
): Promise<T> {
  const [account, password] = ['reg', passwordOf('reg')];
  const vault = await openVault(testVaultDeps(), {
    folder: join(pcs.folder, 'county', 'vault'),
    account,
    password,
  });
  try {
    return work(vault);
  } finally {
    await vault.close();
  }
}

/** As a program that knew no green channel left it. */
function makeOlder(tx: Writer): void {
  tx.run("DELETE FROM setting WHERE key = 'deadlines.counted'");
  tx.run("DELETE FROM deadline_rule WHERE code = 'L_GREEN_HANDOVER'");
  tx.run('DELETE FROM deadline WHERE record = ?', [id]);
  tx.run('UPDATE lead SET nextDue = NULL WHERE id = ?', [id]);
}

const stored = () =>
  inVault((vault) => ({
    due: vault.all('SELECT rule, due, open FROM deadline WHERE record = ?', [id]),
    lead: vault.get('SELECT nextDue, rev FROM lead WHERE id = ?', [id]),
    log: vault.all("SELECT actor, detail FROM audit WHERE action = 'deadlines.recompute'"),
  }));

it('gives an older lead of the green channel its term at the first sign-in after the update, once', async () => {
  await inVault((vault) => vault.transact(makeOlder));
  await pc.signIn('reg');
  await pc.service.lock('system');
  const due = [{ rule: 'L_GREEN_HANDOVER', due: '2026-03-30', open: 1 }];
  const log = [{ actor: 'system', detail: '程序更新后按新增的时限规则重算，变动1件' }];
  expect(await stored()).toEqual({ due, lead: { nextDue: '2026-03-30', rev: 1 }, log });
  now += 86_400_000;
  await pc.signIn('dir');
  await pc.service.lock('system');
  expect(await stored()).toEqual({ due, lead: { nextDue: '2026-03-30', rev: 1 }, log });
});

it("dates what an older program could not date without next year's calendar", async () => {
  await inVault((vault) =>
    vault.transact((tx) => {
      tx.run("DELETE FROM setting WHERE key = 'deadlines.reckoning'");
      tx.run("UPDATE deadline SET due = NULL, problem = '缺少日历' WHERE record = ?", [id]);
      tx.run('UPDATE lead SET nextDue = NULL WHERE id = ?', [id]);
    }),
  );
  await pc.signIn('reg');
  await pc.service.lock('system');
  expect(await stored()).toMatchObject({ due: [{ due: '2026-03-30' }], lead: { nextDue: '2026-03-30' } });
});

it('has no term left of a lead that an older program handed over, whoever signs in', async () => {
  await inVault((vault) =>
    vault.transact((tx) => {
      tx.run("UPDATE setting SET value = '10' WHERE key = 'deadlines.reckoning'");
      tx.run("UPDATE lead SET office = '330800XCB', nextDue = '2026-03-30' WHERE id = ?", [id]);
    }),
  );
  await pc.signIn('reg');
  await pc.service.lock('system');
  expect(await stored()).toMatchObject({ due: [{ open: 0 }], lead: { nextDue: null } });
});

/** The id of a new plan, item or measure. */
async function save(
  register: 'rectPlan' | 'rectItem' | 'rectMeasure',
  values: Record<string, string>,
): Promise<string> {
  const { id } = await pc.call('records.save', {
    ...{ register, id: null, rev: null, draft: null, confirmed: { dueMissing: '立行立改' } },
    ...{ duplicate: null, sealedDirect: false, values, children: {} },
  });
  return id;
}

it('takes back the term that an older program gave to items of the ledger for which nobody had set a day', async () => {
  await pc.signIn('rect');
  const plan = await save('rectPlan', { targetId: '县民政局党组', feedbackAt: '2026-03-02' });
  const item = await save('rectItem', { plan, statement: '食堂账目混乱的问题', type: 'IMMEDIATE' });
  await pc.service.lock('system');
  const due = () =>
    inVault((vault) => [
      ...vault.all('SELECT due FROM deadline WHERE record = ?', [item]),
      ...vault.all('SELECT nextDue FROM rectItem WHERE id = ? AND nextDue IS NOT NULL', [item]),
    ]);
  const told = () =>
    inVault((vault) => vault.get('SELECT currentDueAt, status FROM rectItem WHERE id = ?', [item]));
  const before = await told();
  await inVault((vault) =>
    vault.transact((tx) => {
      tx.run("UPDATE setting SET value = '2' WHERE key = 'deadlines.reckoning'");
      tx.run("UPDATE rectItem SET currentDueAt = '2026-06-09', status = 'DONE' WHERE id = ?", [item]);
      tx.run(
        `INSERT INTO deadline (register, record, rule, label, start, due, open)
         VALUES ('rectItem', ?, 'R_ITEM', '整改', '2026-03-09', '2026-06-09', 1)`,
        [item],
      );
      tx.run("UPDATE rectItem SET nextDue = '2026-06-09' WHERE id = ?", [item]);
    }),
  );
  expect(await due()).toHaveLength(2);
  await pc.signIn('reg');
  await pc.service.lock('system');
  expect(await due()).toEqual([]);
  expect(before).toMatchObject({ currentDueAt: null });
  expect(await told()).toEqual(before);
});

it('carries measures along to the later day that an item had been given before an older program was replaced', async () => {
  await pc.signIn('rect');
  const dueAt = '2026-06-30';
  const plan = await save('rectPlan', { targetId: '县水利局党组', feedbackAt: '2026-03-02' });
  const item = await save('rectItem', { plan, statement: '渠道失修的问题', type: 'BY_DATE', dueAt });
  const measure = await save('rectMeasure', { item, content: '修渠', dueAt });
  await pc.service.lock('system');
  await inVault((vault) =>
    vault.transact((tx) => {
      tx.run("UPDATE setting SET value = '3' WHERE key = 'deadlines.reckoning'");
      tx.run("UPDATE rectItem SET extendedDueAt = '2026-12-23', currentDueAt = '2026-12-23' WHERE id = ?", [
        item,
      ]);
    }),
  );
  await pc.signIn('reg');
  await pc.service.lock('system');
  const told = await inVault((vault) => [
    vault.get('SELECT dueAt, extendedDueAt, movedFor, nextDue FROM rectMeasure WHERE id = ?', [measure]),
    vault.get('SELECT due FROM deadline WHERE record = ?', [measure]),
  ]);
  expect(told).toEqual([
    { dueAt, extendedDueAt: '2026-12-23', movedFor: '延期', nextDue: '2026-12-23' },
    { due: '2026-12-23' },
  ]);
});

it('ends the terms of measures whose item was cancelled before an older program was replaced', async () => {
  await pc.signIn('rect');
  const dueAt = '2026-06-30';
  const plan = await save('rectPlan', { targetId: '县林业局党组', feedbackAt: '2026-03-02' });
  const item = await save('rectItem', { plan, statement: '林区管护不到位的问题', type: 'BY_DATE', dueAt });
  const measure = await save('rectMeasure', { item, content: '补植', dueAt });
  await pc.service.lock('system');
  const clock = () =>
    inVault((vault) => vault.get('SELECT met, open FROM deadline WHERE record = ?', [measure]));
  await inVault((vault) =>
    vault.transact((tx) => {
      tx.run("UPDATE setting SET value = '7' WHERE key = 'deadlines.reckoning'");
      tx.run("UPDATE rectItem SET state = 'CANCELLED', cancelledAt = '2026-03-05' WHERE id = ?", [item]);
    }),
  );
  expect(await clock()).toEqual({ met: null, open: 1 });
  await pc.signIn('reg');
  await pc.service.lock('system');
  expect(await clock()).toEqual({ met: '2026-03-05', open: 0 });
});

it('takes back the term that an older program left to visits somebody has gone to', async () => {
  await pc.signIn('rect');
  const visit = async (matter: string, visitedAt: string) =>
    (
      await pc.call('records.save', {
        ...{ register: 'followUpVisit', id: null, rev: null, draft: null, confirmed: {}, duplicate: null },
        values: { matter, visitedAt, way: 'ON_SITE', visitedKind: 'RESIDENT' },
        ...{ children: {}, sealedDirect: false },
      })
    ).id;
  const gone = await visit('过户登记办理情况', '2026-03-02');
  const planned = await visit('救助金发放情况', '2026-03-20');
  const found = {
    visitedAt: '2026-03-02',
    visitors: '甲、乙',
    satisfaction: 'SATISFIED',
    findings: '已办结',
  };
  await pc.call('records.transition', {
    ...{ register: 'followUpVisit', id: gone, rev: 1, transition: 'visit', values: found, reason: null },
  });
  const due = () =>
    inVault((vault) =>
      vault.all("SELECT record, due FROM deadline WHERE rule = 'V_VISIT' AND open = 1 ORDER BY due, record"),
    );
  await pc.service.lock('system');
  const running = [{ record: planned, due: '2026-03-20' }];
  expect(await due()).toEqual(running);
  await inVault((vault) =>
    vault.transact((tx) => {
      tx.run("UPDATE setting SET value = '8' WHERE key = 'deadlines.reckoning'");
      tx.run(
        `INSERT INTO deadline (register, record, rule, label, start, due, open)
         VALUES ('followUpVisit', ?, 'V_VISIT', '计划回访', '2026-03-02', '2026-03-02', 1)`,
        [gone],
      );
      tx.run("UPDATE followUpVisit SET nextDue = '2026-03-02' WHERE id = ?", [gone]);
    }),
  );
  await pc.signIn('reg');
  await pc.service.lock('system');
  expect(await due()).toEqual(running);
  const next = (id: string) =>
    inVault((vault) => vault.get('SELECT nextDue FROM followUpVisit WHERE id = ?', [id]));
  expect([await next(gone), await next(planned)]).toEqual([{ nextDue: null }, { nextDue: '2026-03-20' }]);
});

it('no longer waits for an answer to what another office had ended before an older program was replaced', async () => {
  await pc.signIn('rect');
  const notice = { kind: 'URGE', matter: '进度滞后', demand: '加快整改', toOrg: '开化县委巡察办' };
  const { id: ended } = await pc.call('records.save', {
    ...{ register: 'urgeNotice', id: null, rev: null, draft: null, confirmed: {} },
    ...{ duplicate: null, sealedDirect: false, children: {} },
    values: { ...notice, targetId: '县林业局党组', draftedAt: '2026-03-10' },
  });
  await pc.service.lock('system');
  const due = () => inVault((vault) => vault.get('SELECT nextDue FROM urgeNotice WHERE id = ?', [ended]));
  await inVault((vault) =>
    vault.transact((tx) => {
      tx.run("UPDATE setting SET value = '9' WHERE key = 'deadlines.reckoning'");
      tx.run(
        "UPDATE urgeNotice SET office = '330800XCB', state = 'REPLIED', nextDue = '2026-03-20' WHERE id = ?",
        [ended],
      );
    }),
  );
  expect(await due()).toEqual({ nextDue: '2026-03-20' });
  await pc.signIn('reg');
  await pc.service.lock('system');
  expect(await due()).toEqual({ nextDue: null });
});

it('clears what an older program kept of people whom another office no longer offers', async () => {
  await pc.signIn('plan');
  const person = { name: '推荐某', unit: '开化县审计局', political: 'MEMBER', residence: '330824' };
  const relatives = [{ rowId: '', values: { name: '胡局长', relation: 'SPOUSE' } }];
  const save = (values: Record<string, string>) =>
    pc.call('records.save', {
      ...{ register: 'poolPerson', id: null, rev: null, draft: null, confirmed: {} },
      ...{ duplicate: null, sealedDirect: false, values, children: { relatives } },
    });
  const offered = await save(person);
  const own = await save({ ...person, name: '本办某' });
  await pc.service.lock('system');
  await inVault((vault) =>
    vault.transact((tx) => {
      tx.run("DELETE FROM setting WHERE key = 'withdrawn.forgotten'");
      tx.run("UPDATE poolPerson SET office = '330800XCB', withdrawn = 1 WHERE id = ?", [offered.id]);
      tx.run("UPDATE poolPerson SET voidAt = 1, voidBy = 'x', voidReason = '退出'");
    }),
  );
  await pc.signIn('plan');
  const read = async (id: string) => {
    const record = await pc.call('records.get', { register: 'poolPerson', id });
    return { record, trail: await pc.call('records.history', { register: 'poolPerson', id }) };
  };
  const there = await read(offered.id);
  const { name, unit, residence = null } = there.record.values;
  expect({ name, unit, residence }).toEqual({ name: person.name, unit: person.unit, residence: null });
  for (const secret of ['胡局长', '330824', '衢州市开化县'])
    expect(JSON.stringify([there.record.children, there.trail])).not.toContain(secret);
  expect(there.trail.entries.map(({ actionLabel }) => actionLabel)).toEqual(['撤回后清除内容', '登记']);
  expect((await read(own.id)).record.children['relatives']).toHaveLength(1);
  await pc.service.lock('system');
  const noted = () => inVault((vault) => vault.all("SELECT * FROM audit WHERE action = 'records.forget'"));
  expect(await noted()).toHaveLength(1);
});

it('leaves a new vault, where nothing is older, alone', async () => {
  const other = pcs.pc('other', () => now);
  await foundTestOffice(other, 'COUNTY');
  await other.signIn('aud');
  const asked = { offset: 0, limit: 10, action: 'deadlines.recompute', text: null, from: null, to: null };
  expect((await other.call('audit.list', asked)).entries).toEqual([]);
}, 60_000);
