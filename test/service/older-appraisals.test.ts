/** Appraisals that an earlier program kept in the groups stand in the pool after the update, and with nobody who reads plans alone. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestPcs, foundTestOffice, testUsers } from '../support/office.ts';
import { inVaultOf } from '../support/vault-of.ts';
import { get, save } from './kinds.ts';
import { row } from './registered-results.ts';

const pcs = createTestPcs();
const pc = pcs.pc('county');
let [group, known] = ['', ''];

beforeAll(async () => {
  await foundTestOffice(pc, 'COUNTY', '330824', [...testUsers, { account: 'plan', role: 'PLANNER' }]);
  await pc.signIn('plan');
  const round = await save(pc, 'inspectionRound', {
    ...{ name: '第五轮巡察', roundNo: 5, level: 'COUNTY', kinds: ['REGULAR'] },
  });
  known = await save(pc, 'poolPerson', { name: '洪组长', unit: '县审计局' });
  const members = [
    row(1, { role: 'LEADER', name: '洪组长', unit: '县审计局' }),
    row(2, { role: 'MEMBER', name: '库外某', unit: '县财政局', region: '330824' }),
    row(3, { role: 'MEMBER', name: '未评某', unit: '县税务局' }),
  ];
  const targets = [row(4, { targetId: '县民政局党组' })];
  group = await save(
    pc,
    'inspectionGroup',
    { round, name: '第一巡察组', mode: 'WHOLE_UNIT', markKind: 'WORK_SECRET' },
    undefined,
    { members, targets },
  );
  // As that program left it: an opinion beside each seat, one of them changed since.
  await inVaultOf(pc, 'plan', (vault) =>
    vault.transact((tx) => {
      tx.run('ALTER TABLE inspectionGroup_members ADD COLUMN appraisal TEXT');
      tx.run("UPDATE inspectionGroup_members SET appraisal = '后改的评语' WHERE name = '洪组长'");
      tx.run("UPDATE inspectionGroup_members SET appraisal = '库外的评语' WHERE name = '库外某'");
      const rows = tx.all<{ rowId: string; name: string }>('SELECT rowId, name FROM inspectionGroup_members');
      const told = (opinion: string | undefined) =>
        rows.map(({ rowId, name }) => ({
          rowId,
          values: name === '洪组长' && opinion ? { name, unit: '县审计局', appraisal: opinion } : { name },
        }));
      const changes = [
        { child: 'members', before: told(undefined), after: told('最初的评语') },
        { field: 'phone', before: null, after: '0570-1' },
      ];
      tx.run(
        `INSERT INTO change (register, record, rev, at, by, action, "changes") VALUES ('inspectionGroup', ?, 2, 1, 'x', 'edit', ?)`,
        [group, JSON.stringify(changes)],
      );
      tx.run('UPDATE inspectionGroup SET rev = 2 WHERE id = ?', [group]);
      const typed = rows.map(({ rowId, name }) => ({ rowId, values: { name, appraisal: '没有保存的评语' } }));
      tx.run(
        `INSERT INTO draft (id, owner, register, record, rev, savedAt, content) VALUES ('d', 'x', 'inspectionGroup', ?, 2, 1, ?)`,
        [group, JSON.stringify({ values: {}, children: { members: typed.slice(0, 1) } })],
      );
    }),
  );
}, 120_000);
afterAll(() => pcs.dispose());

const trail = async (register: 'inspectionGroup' | 'poolPerson', id: string) =>
  (await pc.call('records.history', { register, id })).entries;

it('leaves neither the group nor its trail with an opinion for those who read plans alone', async () => {
  await pc.signIn('reg');
  const shown = JSON.stringify([
    await get(pc, 'inspectionGroup', group),
    await trail('inspectionGroup', group),
  ]);
  expect(shown).toContain('0570-1');
  for (const opinion of ['后改的评语', '最初的评语', '库外的评语']) expect(shown).not.toContain(opinion);
  expect((await pc.refusal('records.get', { register: 'poolPerson', id: known })).type).toBe('NotAllowed');
});

it('keeps each with the person of the pool, and says in the trail what it had been before', async () => {
  await pc.signIn('plan');
  const { children } = await get(pc, 'poolPerson', known);
  expect(children['appraisals']?.map(({ values }) => values)).toEqual([
    { round: '第五轮巡察', target: '县民政局党组', role: 'LEADER', opinion: '后改的评语' },
  ]);
  const [{ reason } = { reason: null }] = await trail('poolPerson', known);
  expect(reason).toContain('第一巡察组');
  for (const opinion of ['最初的评语', '没有保存的评语']) expect(reason).toContain(opinion);
});

it('opens a record for who is not in the pool, and for nobody without an opinion', async () => {
  const ids = await inVaultOf(pc, 'plan', (vault) => vault.all<{ id: string }>('SELECT id FROM poolPerson'));
  await pc.signIn('plan');
  const people = await Promise.all(ids.map(({ id }) => get(pc, 'poolPerson', id)));
  const names = people.map(({ values }) => values['name']);
  expect(new Set(names)).toEqual(new Set(['库外某', '洪组长']));
  expect(names).toHaveLength(2);
  const opened = people.find(({ values }) => values['name'] === '库外某');
  expect(opened).toMatchObject({ state: 'NOMINATED', values: { unit: '县财政局', workRegion: '330824' } });
  expect(opened?.children['appraisals']?.map(({ values }) => values['opinion'])).toEqual(['库外的评语']);
});

it('does so once, and says so in the log', async () => {
  const [columns, log, drafts] = await inVaultOf(pc, 'plan', (vault) => [
    vault.all("SELECT name FROM pragma_table_info('inspectionGroup_members') WHERE name = 'appraisal'"),
    vault.all<{ detail: string }>("SELECT detail FROM audit WHERE action = 'records.move'"),
    vault.all("SELECT content FROM draft WHERE id = 'd'"),
  ]);
  expect(columns).toEqual([]);
  expect(drafts).toEqual([{ content: expect.not.stringContaining('评语') as string }]);
  expect(log).toEqual([{ detail: '程序更新后把巡察组中的鉴定意见转入人才库，共2人次' }]);
});
