/** What the papers of a group say that stands in its round. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPrintedRecords } from '../../main/reports/form-data.ts';
import { layForm } from '../../main/reports/forms.ts';
import { sampleContext } from '../reports/support/samples.ts';
import { openOffice, person, type Office } from './office.ts';

const planner = person('plan', ['PLANNER']);

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.dispose());

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
