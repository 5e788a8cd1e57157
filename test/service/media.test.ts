/** A medium from its registration to its end: who has it, who brought it back, before whom it was destroyed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newMedium } from '../../domain/media.ts';
import type { Input } from '../../preload/contract/contract.ts';
import { createTestPcs, foundTestOffice, jobId, passwordOf, type TestPc } from '../support/office.ts';
import { createTestPrinter } from '../support/printer.ts';

const printer = createTestPrinter();
const pcs = createTestPcs();
let pc: TestPc;
let ids: readonly string[] = [];

beforeAll(async () => {
  pc = pcs.pc('county', () => Date.parse('2026-08-20T09:00:00+08:00'), printer.ask);
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
  ids = [
    await register('JZ-工-2026-001'),
    await register('JZ-工-2026-002'),
    await register('JZ-工-2026-003'),
  ];
}, 60_000);
afterAll(() => pcs.dispose());

async function register(code: string): Promise<string> {
  const entry = { ...newMedium('工作秘密', '2026-03-01'), id: null, code, custodian: '保管人' };
  return (await pc.call('media.save', entry)).id;
}

const lending = (medium: string, own: Partial<Input<'media.lend'>> = {}): Input<'media.lend'> => ({
  ...{ medium, lentAt: '2026-08-01', borrower: '李组员', unit: '第一巡察组' },
  ...{ purpose: '拷贝底稿', dueAt: '2026-08-10' },
  ...own,
});
const bringing = (medium: string, own: Partial<Input<'media.takeBack'>> = {}): Input<'media.takeBack'> => ({
  ...{ medium, returnedAt: '2026-08-12', returnedBy: '李组员', condition: '封签完好，内容已清除' },
  ...own,
});
const found = async (id: string) => (await pc.call('media.list', {})).media.find((each) => each.id === id);

async function confirmed(media: readonly string[]): Promise<string> {
  const act = `media.destroy:${media.toSorted().join(',')}`;
  return (await pc.call('session.witness', { account: 'dir', password: passwordOf('dir'), act })).witness;
}
const ending = async (
  media: string[],
  own: Partial<Input<'media.destroy'>> = {},
): Promise<Input<'media.destroy'>> => ({
  ...{ media, destroyedAt: '2026-08-18', place: '市保密局销毁中心', method: '粉碎', reason: '损坏不能使用' },
  ...{ approvedBy: '王主任', approvedAt: '2026-08-15', destroyedBy: '县登记' },
  ...{ supervisors: ['甲监销', '乙监销'], witness: await confirmed(media) },
  ...own,
});

async function printed(form: 'F48' | 'F50', records: string[] = [], extra = {}): Promise<string> {
  const { document } = await pc.call('paper.form', {
    ...{ job: jobId(), form, records, query: null, package: null, blank: false, reveal: null, extra },
  });
  await pc.call('paper.print', { job: jobId(), document, printer: '', copies: 1, duplex: false });
  return (printer.printed.at(-1)?.html ?? '').replaceAll(/<style>.*?<\/style>|<[^>]*>|\s/gsu, '');
}

describe('a medium that is lent', { timeout: 60_000 }, () => {
  it('names who has it and until when, and is not lent or destroyed before it is back', async () => {
    const [first = ''] = ids;
    await pc.call('media.lend', lending(first));
    expect(await found(first)).toMatchObject({
      status: 'LENT',
      loan: { borrower: '李组员', unit: '第一巡察组', dueAt: '2026-08-10' },
    });
    const again = await pc.refusal('media.lend', lending(first));
    expect(again).toMatchObject({ type: 'MediumNotAtHand', why: '李组员领用以后还没有归还。' });
    expect((await pc.refusal('media.destroy', await ending([first]))).type).toBe('MediumNotAtHand');
    expect(await printed('F48')).toContain('合计领用1次未归还1个');
  });

  it('comes back by its return only, with what was found', async () => {
    const [first = ''] = ids;
    const { loan: _loan, ...entry } = (await found(first)) ?? {};
    const byHand = { ...(entry as Input<'media.save'>), status: 'RETURNED' as const };
    expect((await pc.refusal('media.save', byHand)).type).toBe('MediumByAct');
    await pc.call('media.takeBack', bringing(first));
    expect(await found(first)).toMatchObject({ status: 'RETURNED', loan: null });
    expect((await pc.refusal('media.takeBack', bringing(first))).type).toBe('MediumNotOut');
    expect(await printed('F48')).toMatch(
      /2026-08-01李组员第一巡察组拷贝底稿2026-08-10.*2026-08-12李组员封签完好/u,
    );
  });

  it('that was lost while it was out is still brought back by name', async () => {
    const [, second = ''] = ids;
    await pc.call('media.lend', lending(second, { borrower: '赵组员' }));
    const { loan: _loan, ...entry } = (await found(second)) ?? {};
    await pc.call('media.save', { ...(entry as Input<'media.save'>), status: 'LOST' });
    expect(await found(second)).toMatchObject({ status: 'LOST', loan: { borrower: '赵组员' } });
    await pc.call('media.takeBack', bringing(second, { returnedBy: '赵组员' }));
    expect(await found(second)).toMatchObject({ status: 'RETURNED', loan: null });
  });

  it('is refused with days that cannot be', async () => {
    const [first = ''] = ids;
    const wrong: readonly Partial<Input<'media.lend'>>[] = [
      { lentAt: '2026-02-28' },
      { dueAt: '2026-07-31' },
      { lentAt: '2026-08-21', dueAt: '2026-08-22' },
      // It came back on the twelfth.
      { lentAt: '2026-08-11', dueAt: '2026-08-22' },
    ];
    const types = [];
    for (const own of wrong) types.push((await pc.refusal('media.lend', lending(first, own))).type);
    expect(types).toEqual(['MediumDaysWrong', 'MediumDaysWrong', 'DayInFuture', 'MediumDaysWrong']);
  });
});

describe('a medium that is destroyed', { timeout: 60_000 }, () => {
  it('has its list signed before, with places for the approval and two who watch', async () => {
    const [first = '', second = ''] = ids;
    const sheet = await printed('F50', [first, second]);
    expect(sheet).toMatch(/JZ-工-2026-001.*JZ-工-2026-002.*合计2个/u);
    expect(sheet.split('监销人签字')).toHaveLength(3);
    expect(sheet).not.toContain('JZ-工-2026-003');
  });

  it('is on no list to be signed while somebody has it', async () => {
    const [first = '', , third = ''] = ids;
    await pc.call('media.lend', lending(third));
    const september = { 起始日期: '2026-09-01', 截止日期: '2026-09-30' };
    expect(await printed('F48', [], september)).toContain('合计领用1次未归还1个');
    expect(await printed('F48', [], { 截止日期: '2026-07-31' })).toContain('合计领用0次');
    expect(await printed('F50', [first, third])).not.toContain('JZ-工-2026-003');
    const asked = { job: jobId(), form: 'F50' as const, records: [third], query: null, package: null };
    const refused = await pc.refusal('paper.form', { ...asked, blank: false, reveal: null, extra: {} });
    expect(refused.type).toBe('NothingToDestroy');
    await pc.call('media.takeBack', bringing(third));
  });

  it('needs two who watch and do not do it, and a second person for these very media', async () => {
    const [first = '', second = ''] = ids;
    const same = await ending([first], { supervisors: ['甲监销', '甲监销'] });
    expect((await pc.refusal('media.destroy', same)).type).toBe('SupervisorsWrong');
    const own = await ending([first], { supervisors: ['县登记', '乙监销'] });
    expect((await pc.refusal('media.destroy', own)).type).toBe('SupervisorsWrong');
    const others = await ending([first, second], { witness: await confirmed([first]) });
    expect((await pc.refusal('media.destroy', others)).type).toBe('WitnessExpired');
    const before = await ending([first], { approvedAt: '2026-08-19' });
    expect((await pc.refusal('media.destroy', before)).type).toBe('MediumDaysWrong');
    const sooner = await ending([first], { destroyedAt: '2026-08-11', approvedAt: '2026-08-10' });
    expect((await pc.refusal('media.destroy', sooner)).type).toBe('MediumDaysWrong');
    expect((await found(first))?.status).toBe('RETURNED');
  });

  it('stays in the ledger, takes nothing any more, and its list is printed whole', async () => {
    const [first = '', second = '', third = ''] = ids;
    await pc.call('media.destroy', await ending([first, second]));
    expect((await found(first))?.status).toBe('DESTROYED');
    expect((await pc.refusal('media.lend', lending(first))).type).toBe('MediumNotAtHand');
    const sheet = await printed('F50', [first]);
    for (const text of [
      'JZ-工-2026-002',
      '合计2个',
      '损坏不能使用',
      '王主任',
      '2026年8月15日',
      '甲监销',
      '乙监销',
    ])
      expect(sheet).toContain(text);
    expect(await printed('F50', [], { 截止日期: '2026-08-17' })).not.toContain('JZ-工-2026-001');
    expect(await printed('F50', [third])).not.toContain('王主任');
  });

  it('leaves every act in the log, without a medium that was refused', async () => {
    await pc.signIn('aud');
    const { entries } = await pc.call('audit.list', {
      ...{ offset: 0, limit: 50, from: null, to: null, action: null, text: null },
    });
    const acts = entries.map(({ action }) => action);
    const count = (action: string): number => acts.filter((each) => each === action).length;
    expect([count('media.lend'), count('media.takeBack'), count('media.destroy')]).toEqual([3, 3, 1]);
  });
});
