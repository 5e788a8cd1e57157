/** A round in a real vault: what papers of its groups take from it, and what it asks about before it leaves. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPrintedRecords } from '../../main/reports/form-data.ts';
import { layForm } from '../../main/reports/forms.ts';
import { sampleContext } from '../reports/support/samples.ts';
import { failureOf, openOffice, person, type Office } from './office.ts';

const planner = person('plan', ['PLANNER']);
const clerk = person('clerk', ['REGISTRAR']);
/** Who moves rounds may not read what the office has borrowed, unless he keeps its registers too. */
const both = person('both', ['PLANNER', 'REGISTRAR']);

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.dispose());

/** Moved on as the steps leave it, which are no matter here. */
function enterRound(): string {
  const values = {
    ...{ name: '第三轮', roundNo: 3, level: 'COUNTY', kinds: ['REGULAR'], stayFrom: '2026-03-01' },
  };
  const round = office.save(planner, { register: 'inspectionRound', values });
  office.save(planner, {
    ...{ register: 'inspectionGroup', values: { round: round.id, name: '第一巡察组', mode: 'NORMAL' } },
    children: { targets: [{ rowId: 't', values: { targetId: '县民政局党组' } }] },
  });
  office.vault.transact((tx) => tx.run(`UPDATE inspectionRound SET state = 'KNOW' WHERE id = ?`, [round.id]));
  return round.id;
}

function leave(id: string, actor = planner, confirmed = {}): void {
  const { rev } = office.engine.reads['records.get'](actor, { register: 'inspectionRound', id });
  const values = { stayTo: '2026-03-09', noticeIssuedAt: '2026-03-02' };
  const input = { register: 'inspectionRound', id, rev, transition: 'report', values } as const;
  office.write((tx) =>
    office.engine.writes['records.transition'](tx, actor, { ...input, reason: '', confirmed }),
  );
}

function borrow(roundId: string): string {
  const kept = { requestedAt: '2026-03-01', roundId, title: '离任审计报告' };
  const { id, no } = office.save(clerk, {
    register: 'auditMaterial',
    values: { ...kept, kind: 'REPORT', markKind: 'WORK_SECRET' },
  });
  office.vault.transact((tx) => tx.run(`UPDATE auditMaterial SET state = 'IN_USE' WHERE id = ?`, [id]));
  return no;
}

test('a round asks before it leaves about audit material of its own that has not gone back', () => {
  const round = enterRound();
  const no = borrow('第三轮');
  borrow('第二轮');
  const asked = failureOf(() => leave(round, both));
  expect(asked.fields?.['auditMaterialOut']).toContain(`还有1份审计材料没有归还：${no}《离任审计报告》`);
  expect(failureOf(() => leave(round)).fields?.['auditMaterialOut']).not.toContain(no);
  leave(round, both, { auditMaterialOut: '整改督查还要用' });
  expect(office.engine.reads['records.get'](both, { register: 'inspectionRound', id: round }).state).toBe(
    'REPORT',
  );
});

test('the announcement closes the letters of a round that names no day three days before it leaves', () => {
  const values = {
    ...{ name: '第三轮', roundNo: 3, level: 'COUNTY', kinds: ['REGULAR'] },
    ...{ stayFrom: '2023-03-01', stayTo: '2023-04-28' },
  };
  const round = office.save(planner, { register: 'inspectionRound', values });
  const group = office.save(planner, {
    ...{ register: 'inspectionGroup', values: { round: round.id, name: '第一巡察组', mode: 'NORMAL' } },
    children: { targets: [{ rowId: 't', values: { targetId: '县民政局党组' } }] },
  });
  const options = { revealed: false, mayRead: () => true, regionName: (code: string) => code };
  const records = readPrintedRecords(office.engine.context, 'inspectionGroup', [group.id], options);
  const { body } = layForm(sampleContext(), { form: 'F39', records, period: '', extra: {} });
  expect(body.replaceAll(/<[^>]+>|\s/gu, '')).toContain('截止时间：2023年4月25日');
});
