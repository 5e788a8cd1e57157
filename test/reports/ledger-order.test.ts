import { expect, it } from 'vitest';
import { blankRecord, type PrintedRecord } from '../../main/reports/forms/printed-record.ts';
import { layForm } from '../../main/reports/forms.ts';
import { sampleContext } from './support/samples.ts';

function item(no: string, texts: Readonly<Record<string, string>>): PrintedRecord {
  return { ...blankRecord, id: no, no, text: (key) => texts[key] ?? '' };
}

it('the ledger stands by organisation in the order of its own numbers, and shows what has relapsed', () => {
  const [bureau, town] = ['县民政局党组', '某镇党委'];
  const records = [
    item('ZG-00005', { targetId: town, seq: '10', statement: '丁问题', status: '正在整改' }),
    item('ZG-00004', { targetId: bureau, seq: '2', statement: '乙问题', status: '基本完成' }),
    item('ZG-00003', { targetId: town, seq: '9', statement: '丙问题', status: '正在整改' }),
    item('ZG-00002', { targetId: bureau, statement: '无号问题', status: '正在整改' }),
    item('ZG-00001', {
      ...{ targetId: bureau, seq: '1', statement: '甲问题', status: '完成' },
      ...{ relapseFoundAt: '2026-03-01', 'code.relapseVerdict': 'RELAPSE', reopenedAt: '2026-03-05' },
    }),
  ];
  const { body } = layForm(sampleContext(), { form: 'F23', records, period: '', extra: {} });
  const text = body.replaceAll(/<[^>]*>|\s/gsu, '');
  const at = ['丙问题', '丁问题', '甲问题', '乙问题', '无号问题'].map((each) => text.indexOf(each));
  expect(at).toEqual(at.toSorted((one, other) => one - other));
  expect(at).not.toContain(-1);
  expect(text).toMatch(/甲问题.*2026-03-01反弹.*乙问题/u);
});

it.each([
  ['a report that nobody has judged yet', 'RELAPSE_REPORTED', {}, '报告反弹，待核实'],
  ['one that was none', 'CLOSED', { 'code.relapseVerdict': 'NONE' }, ''],
  ['one judged before verdicts were noted', 'REOPENED', { reopenedAt: '2026-03-05' }, '反弹'],
])('the ledger calls a relapse what it is: %s', (_what, state, texts, said) => {
  const printed = {
    ...item('ZG-00001', { statement: '甲问题', status: '已销号', relapseFoundAt: '2026-03-01', ...texts }),
    state,
  };
  const { body } = layForm(sampleContext(), { form: 'F23', records: [printed], period: '', extra: {} });
  const text = body.replaceAll(/<[^>]*>|\s/gsu, '');
  expect(text).toContain(said === '' ? '已销号' : `已销号（2026-03-01${said}）`);
  if (said === '') expect(text).not.toContain('反弹）');
});

it('an item closed a second time says on its review sheet that it had come back', () => {
  const printed = (texts: Readonly<Record<string, string>>) => ({
    ...item('ZG-00001', { statement: '甲问题', closedAt: '2026-11-30', ...texts }),
    ...{ state: 'CLOSED', stateLabel: '已销号' },
  });
  const textOf = (texts: Readonly<Record<string, string>>): string =>
    layForm(sampleContext(), {
      form: 'F24',
      records: [printed(texts)],
      period: '',
      extra: {},
    }).body.replaceAll(/<[^>]*>|\s/gsu, '');
  const relapsed = {
    relapseFoundAt: '2026-03-01',
    'code.relapseVerdict': 'RELAPSE',
    reopenedAt: '2026-03-05',
  };
  expect(textOf(relapsed)).toContain('已销号（2026-03-01反弹）');
  expect(textOf({})).toMatch(/已销号$/u);
});
