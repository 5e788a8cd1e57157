/** A carrier on its way: handed over under the office's own number, signed for or sent back, seen on the board. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { newMedium } from '../../domain/media.ts';
import type { Input } from '../../preload/contract/contract.ts';
import { testNetwork } from '../support/network.ts';
import { cityId, countyId, fileToken, jobId, receivePackageFrom, sendPackage } from '../support/office.ts';
import { createTestPrinter } from '../support/printer.ts';
import { letter, saveLetter } from './letters.ts';

const printer = createTestPrinter();
let now = Date.parse('2026-03-10T09:00:00+08:00');
const { pcs, city, county } = testNetwork({ clock: () => (now += 1000), ask: printer.ask });
let path = '';

beforeAll(async () => {
  await county.signIn('reg');
  await saveLetter(county, letter);
  path = await sendPackage(pcs, county, 'petitions', cityId);
});

const out = async () =>
  (await county.call('packages.list', { direction: 'out', peer: null, offset: 0, limit: 50 })).packages;
const first = async () => (await out()).at(-1)?.id ?? '';
const slips = async (id: string) => (await county.call('handovers.of', { package: id })).handovers;

const slip = async (own: Partial<Input<'handovers.send'>> = {}) => ({
  ...{ packages: [await first()], at: now, place: '市委办公楼', fromPerson: '县登记', toPerson: '' },
  ...{ courier1: '赵通信', courier2: '', supervisor: '', packing: '双层信封密封', sealNo: '031' },
  ...own,
});
const end = async (own: Partial<Input<'handovers.end'>>) => ({
  handover: (await slips(await first()))[0]?.id ?? '',
  ...{ outcome: 'SIGNED' as const, at: now, person: '市收件人', note: '' },
  ...own,
});

describe('a hand-over', { timeout: 60_000 }, () => {
  it('takes the next number of the year, and the package is on its way', async () => {
    const { no } = await county.call('handovers.send', await slip());
    expect(no).toBe('JJ-2026-0001');
    expect((await out())[0]).toMatchObject({ state: 'IN_TRANSIT', stateLabel: '已移交在途' });
    const { offices } = await county.call('exchange.board', {});
    expect(offices[0]).toMatchObject({ unacknowledged: 1, inTransit: 1, signedFor: 0 });
    expect((await county.refusal('handovers.send', await slip())).type).toBe('PackageStateWrong');
  });

  it('stands on the printed slip with everything that was entered', async () => {
    const { document } = await county.call('paper.form', {
      ...{ job: jobId(), form: 'F45', records: [], query: null, package: await first() },
      ...{ blank: false, reveal: null, extra: { 监交人: '孙监交' } },
    });
    await county.call('paper.print', { job: jobId(), document, printer: '', copies: 1, duplex: false });
    const sheet = (printer.printed.at(-1)?.html ?? '').replaceAll(/<style>.*?<\/style>|<[^>]*>|\s/gsu, '');
    for (const text of [
      'JJ-2026-0001',
      '赵通信',
      '双层信封密封',
      '031',
      '孙监交',
      'BAO-330824-330800-2026-0001',
    ])
      expect(sheet).toContain(text);
    expect(sheet).toMatch(/交接时间：2026-03-1009:0/u);
  });

  it('sent back lets the package be handed over again under a new number', async () => {
    const back = { outcome: 'RETURNED' as const, note: '收件人外出' };
    expect((await county.refusal('handovers.end', await end({ ...back, note: '' }))).type).toBe(
      'HandoverStepWrong',
    );
    await county.call('handovers.end', await end(back));
    expect((await out())[0]?.state).toBe('WRITTEN');
    const { no } = await county.call('handovers.send', await slip());
    expect(no).toBe('JJ-2026-0002');
    expect((await slips(await first())).map(({ status }) => status)).toEqual(['SENT', 'RETURNED']);
  });

  it('is signed for by a named person, after a difference was noted, and its copy comes home', async () => {
    const nobody = await county.refusal('handovers.end', await end({ person: ' ' }));
    expect(nobody.type).toBe('ReceiverMissing');
    await county.call('handovers.end', await end({ outcome: 'DISCREPANCY', note: '封条破损' }));
    expect((await out())[0]?.state).toBe('IN_TRANSIT');
    await county.call('handovers.end', await end({}));
    expect((await out())[0]).toMatchObject({ state: 'RECEIVED', stateLabel: '对方已签收' });
    const [slipNow] = await slips(await first());
    expect(slipNow).toMatchObject({ status: 'SIGNED', toPerson: '市收件人', discrepancy: '封条破损' });
    await county.call('handovers.end', await end({ outcome: 'RETURNED_SLIP' }));
    const { offices } = await county.call('exchange.board', {});
    expect(offices[0]).toMatchObject({ unacknowledged: 1, inTransit: 0, signedFor: 1 });
  });

  it('leaves the receipt to say whether the package was good', async () => {
    await receivePackageFrom(city, path);
    await receivePackageFrom(county, await sendPackage(pcs, city, 'receipt', countyId));
    expect((await out())[0]?.state).toBe('RECEIPTED');
  });

  it('stays on the board while nobody has signed for it, though the receipt has come', async () => {
    await county.signIn('reg');
    await saveLetter(county, {
      ...letter,
      values: { ...letter.values, summary: '反映乙镇道路工程未招标。' },
    });
    const second = await sendPackage(pcs, county, 'petitions', cityId);
    const [latest] = await out();
    const { no, id } = await county.call('handovers.send', await slip({ packages: [latest?.id ?? ''] }));
    await receivePackageFrom(city, second);
    await receivePackageFrom(county, await sendPackage(pcs, city, 'receipt', countyId));
    const row = async () => (await county.call('exchange.board', {})).offices[0];
    expect(await row()).toMatchObject({
      ...{ unacknowledged: 0, openSlips: [no], tone: 'warning' },
      text: `交接单没有办结：${no}`,
    });
    await county.call('handovers.end', await end({ handover: id }));
    expect(await row()).toMatchObject({ openSlips: [], tone: 'success' });
  });

  it('cannot have happened in the future, before the writing, or by who may not send', async () => {
    await sendPackage(pcs, county, 'statistics', cityId, { from: '2026-01-01', to: '2026-03-31' });
    const [statistics] = await out();
    const packages = [statistics?.id ?? ''];
    for (const at of [now + 600_000, now - 600_000]) {
      const refused = await county.refusal('handovers.send', await slip({ packages, at }));
      expect(refused.type).toBe('HandoverTimeWrong');
    }
    await county.signIn('dir');
    expect((await county.refusal('handovers.send', await slip({ packages }))).type).toBe('NotAllowed');
  });

  it('takes its medium along and is audited', async () => {
    await county.signIn('reg');
    const medium = { ...newMedium('工作秘密', '2026-03-01'), id: null, code: 'JZ-工-2026-002' };
    const { id } = await county.call('media.save', medium);
    const statusOf = async (medium: string) =>
      (await county.call('media.list', {})).media.find((each) => each.id === medium)?.status;
    const [statistics] = await out();
    const packages = [statistics?.id ?? ''];
    const second = join(pcs.folder, 'second');
    mkdirSync(second);
    const target = { job: jobId(), package: packages[0] ?? '', folder: fileToken, medium: id };
    await county.call('packages.write', target, { [fileToken]: second });
    const sent = await county.call('handovers.send', await slip({ packages }));
    expect(await statusOf(id)).toBe('IN_TRANSIT');
    const back = { handover: sent.id, outcome: 'RETURNED' as const, at: now, person: '', note: '退' };
    await county.call('handovers.end', back);
    expect(await statusOf(id)).toBe('RETURNED');
    await county.signIn('aud');
    const log = { offset: 0, limit: 200, action: 'handovers.send', text: null, from: null, to: null };
    expect((await county.call('audit.list', log)).entries).toHaveLength(4);
  });
});

describe('the books of the carriers', { timeout: 60_000 }, () => {
  const book = async (
    form: 'F46' | 'F47' | 'F49',
    extra: Readonly<Record<string, string>> = {},
    blank = false,
  ) => {
    const { document } = await county.call('paper.form', {
      ...{ job: jobId(), form, records: [], query: null, package: null },
      ...{ blank, reveal: null, extra: { ...extra } },
    });
    await county.call('paper.print', { job: jobId(), document, printer: '', copies: 1, duplex: false });
    return (printer.printed.at(-1)?.html ?? '').replaceAll(/<style>.*?<\/style>|<[^>]*>|\s/gsu, '');
  };

  it('hold what went out on slips and what came in, by its day', async () => {
    await county.signIn('reg');
    const carriers = await book('F46');
    expect(carriers).toMatch(/发2026-03-10.*?BAO-330824-330800-2026-0001.*?JJ-2026-0001/u);
    expect(carriers).toMatch(/JJ-2026-0002市收件人2026-03-10/u);
    expect(carriers).toMatch(/收2026-03-10.*?回执数据包/u);
    expect(await book('F46', { 起始日期: '2026-03-11' })).not.toContain('JJ-2026-0001');
  });

  it('hold every medium, and every time that a package was written to one', async () => {
    const media = await book('F47');
    expect(media).toMatch(/JZ-工-2026-002.*工作秘密/u);
    expect(media).toContain('合计2个送达途中1个已归还1个');
    const [statistics] = await out();
    const uses = await book('F49');
    expect(uses).toContain('JZ-工-2026-002统计');
    expect(uses.split(statistics?.no ?? '').length).toBeGreaterThan(2);
  });

  it('stand beside the approval of a package, with who wrote it', async () => {
    const [statistics] = await out();
    const { document } = await county.call('paper.form', {
      ...{ job: jobId(), form: 'F51', records: [], query: null, package: statistics?.id ?? '' },
      ...{ blank: false, reveal: null, extra: { 监督人: '孙监督' } },
    });
    await county.call('paper.print', { job: jobId(), document, printer: '', copies: 1, duplex: false });
    const sheet = (printer.printed.at(-1)?.html ?? '').replaceAll(/<style>.*?<\/style>|<[^>]*>|\s/gsu, '');
    for (const text of ['□导入■导出', statistics?.no ?? '', 'JZ-工-2026-002', '孙监督'])
      expect(sheet).toContain(text);
    expect(sheet).toMatch(/操作人[^操]+操作时间2026-03-10/u);
  });

  it('stand beside the approval of a package that was taken in, with who took it in and who was there', async () => {
    const incoming = { direction: 'in' as const, peer: null, offset: 0, limit: 1 };
    const [receipt] = (await county.call('packages.list', incoming)).packages;
    const { document } = await county.call('paper.form', {
      ...{ job: jobId(), form: 'F51', records: [], query: null, package: receipt?.id ?? '' },
      ...{ blank: false, reveal: null, extra: {} },
    });
    await county.call('paper.print', { job: jobId(), document, printer: '', copies: 1, duplex: false });
    const sheet = (printer.printed.at(-1)?.html ?? '').replaceAll(/<style>.*?<\/style>|<[^>]*>|\s/gsu, '');
    for (const text of ['■导入□导出', receipt?.no ?? '']) expect(sheet).toContain(text);
    expect(sheet).toMatch(/操作人[^操]+操作时间2026-03-10/u);
  });

  it('say that there was nothing in the days they are printed for, and take no days the wrong way round', async () => {
    const days = { 起始日期: '2026-04-01', 截止日期: '2026-04-30' };
    expect(await book('F46', days)).toContain('合计发0件收0件');
    expect(await book('F49', days)).toContain('合计0次');
    expect(await book('F46', days, true)).not.toContain('合计');
    const asked = { job: jobId(), form: 'F46' as const, records: [], query: null, package: null };
    const extra = { 起始日期: '2026-04-30', 截止日期: '2026-04-01' };
    const refused = await county.refusal('paper.form', { ...asked, blank: false, reveal: null, extra });
    expect(refused).toMatchObject({ type: 'PeriodBackwards', why: '起始日期晚于截止日期。' });
  });

  it('are not printed by the auditor', async () => {
    await county.signIn('aud');
    const asked = { job: jobId(), form: 'F47' as const, records: [], query: null, package: null };
    const refused = await county.refusal('paper.form', { ...asked, blank: false, reveal: null, extra: {} });
    expect(refused.type).toBe('NotAllowed');
  });
});

describe('a package that was written once more while it was on its way', { timeout: 60_000 }, () => {
  it('comes back with the medium of its slip, and the other medium stays where it is', async () => {
    await county.signIn('reg');
    const [statistics] = await out();
    const packages = [statistics?.id ?? ''];
    const { media } = await county.call('media.list', {});
    const handedOver = media.find(({ code }) => code === 'JZ-工-2026-002')?.id ?? '';
    const medium = { ...newMedium('工作秘密', '2026-03-01'), id: null, code: 'JZ-工-2026-003' };
    const other = await county.call('media.save', medium);
    await county.call('media.lend', {
      ...{ medium: other.id, lentAt: '2026-03-10', borrower: '县登记', unit: '' },
      ...{ purpose: '补送', dueAt: '2026-03-20' },
    });
    const statusOf = async (id: string) =>
      (await county.call('media.list', {})).media.find((each) => each.id === id)?.status;
    const sent = await county.call('handovers.send', await slip({ packages }));
    const third = join(pcs.folder, 'third');
    mkdirSync(third);
    const target = { job: jobId(), package: packages[0] ?? '', folder: fileToken, medium: other.id };
    await county.call('packages.write', target, { [fileToken]: third });
    expect([await statusOf(handedOver), await statusOf(other.id)]).toEqual(['IN_TRANSIT', 'LENT']);
    const back = { handover: sent.id, outcome: 'RETURNED' as const, at: now, person: '', note: '退' };
    await county.call('handovers.end', back);
    expect([await statusOf(handedOver), await statusOf(other.id)]).toEqual(['RETURNED', 'LENT']);
    await county.call('media.save', { ...medium, id: other.id, status: 'LOST' });
    expect((await county.refusal('handovers.send', await slip({ packages }))).type).toBe('MediumNotUsable');
  });
});
