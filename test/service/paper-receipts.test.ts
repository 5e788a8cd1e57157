/** An acknowledgement without a medium: printed by one office, scanned or typed by the other. */
import jsqr from 'jsqr';
import { describe, expect, it } from 'vitest';
import { groupDigits, readReceiptLines, writeReceiptLines } from '../../domain/receipt-lines.ts';
import { scanSvg } from '../reports/support/scan.ts';
import { testNetwork } from '../support/network.ts';
import {
  cityId,
  countyId,
  jobId,
  passwordOf,
  receivePackageFrom,
  sendPackage,
  type TestPc,
} from '../support/office.ts';
import { createTestPrinter } from '../support/printer.ts';
import { letter, saveLetter } from './letters.ts';

const printer = createTestPrinter();
const { pcs, city, county } = testNetwork({ ask: printer.ask });

async function sendLetter(): Promise<void> {
  await county.signIn('reg');
  await saveLetter(county, letter);
  await receivePackageFrom(city, await sendPackage(pcs, county, 'petitions', cityId));
}

async function approvedReceipt(): Promise<string> {
  await city.signIn('reg');
  const plan = { kind: 'receipt' as const, peer: countyId, period: null, withAttachments: false, remark: '' };
  const { package: made } = await city.call('packages.prepare', plan);
  await city.signIn('dir');
  await city.call('packages.approve', { package: made, approve: true, reason: '' });
  await city.signIn('reg');
  return made;
}

/** F52 as it comes from the printer. */
async function printed(receipt: string): Promise<string> {
  const { document } = await city.call('paper.form', {
    ...{ job: jobId(), form: 'F52', records: [], query: null, package: receipt },
    ...{ blank: false, reveal: null, extra: {} },
  });
  await city.call('paper.print', { job: jobId(), document, printer: '', copies: 1, duplex: false });
  return printer.printed.splice(0).at(-1)?.html ?? '';
}

async function witnessOf(pc: TestPc, receipt: string): Promise<string> {
  const act = `receipts.apply:${receipt}`;
  const proof = await pc.call('session.witness', { account: 'dir', password: passwordOf('dir'), act });
  return proof.witness;
}

const statesOfCounty = async () => {
  const { packages } = await county.call('packages.list', {
    direction: 'out',
    peer: null,
    offset: 0,
    limit: 50,
  });
  return packages.map(({ state }) => state).toReversed();
};

describe('a receipt on paper', { timeout: 60_000 }, () => {
  let scanned = '';

  it('is printed once it has been given out, which settles what it answers', async () => {
    await sendLetter();
    const receipt = await approvedReceipt();
    expect(scanSvg(jsqr, await printed(receipt), 3)).toBe('');
    await city.call('receipts.issue', { package: receipt });
    const { offices } = await city.call('exchange.board', {});
    expect(offices.map(({ receiptDue }) => receiptDue)).toEqual([0]);
    const sheet = await printed(receipt);
    scanned = scanSvg(jsqr, sheet, 3);
    expect(scanned).toMatch(/^\d{120}$/u);
    for (const line of scanned.match(/\d{30}/gu) ?? []) expect(sheet).toContain(groupDigits(line));
    const again = await city.refusal('receipts.issue', { package: receipt });
    expect(again.type).toBe('PackageStateWrong');
  });

  it('scanned by the other office acknowledges its packages, with a second person, and is audited', async () => {
    await county.signIn('reg');
    const found = await county.call('receipts.check', { text: `${scanned}\n` });
    expect(found).toMatchObject({ fromName: '测试市委巡察办', verdict: 'ready', notices: [] });
    expect(found.streams).toMatchObject([{ upTo: 1, accepted: 1, refused: 0 }]);
    expect(found.streams[0]?.packages).toHaveLength(1);
    expect(await statesOfCounty()).toEqual(['WRITTEN']);
    const other = await witnessOf(county, 'another');
    const refused = await county.refusal('receipts.apply', { text: scanned, witness: other });
    expect(refused.type).toBe('WitnessExpired');
    const witness = await witnessOf(county, found.receipt);
    expect(await county.call('receipts.apply', { text: scanned, witness })).toEqual({
      packages: found.streams[0]?.packages,
    });
    expect(await statesOfCounty()).toEqual(['RECEIPTED']);
    expect(await county.call('receipts.check', { text: scanned })).toMatchObject({ verdict: 'known' });
    await county.signIn('aud');
    const log = { offset: 0, limit: 200, action: 'receipts.apply', text: null, from: null, to: null };
    const [entry] = (await county.call('audit.list', log)).entries;
    expect(JSON.stringify(entry)).toMatch(
      /登记测试市委巡察办的纸质回执，县dir在场核对；签收：BAO-330824-330800-/u,
    );
  });

  it('forged is refused with the reason, and the refusal stands in the audit log', async () => {
    await county.signIn('reg');
    const content = readReceiptLines(scanned).content ?? '';
    const last = content.at(-1) === '1' ? '2' : '1';
    const text = writeReceiptLines(content.replace(/^0+/u, '').slice(0, -1) + last).join('\n');
    expect((await county.refusal('receipts.check', { text })).type).toBe('ReceiptForged');
    await county.signIn('aud');
    const log = { offset: 0, limit: 200, action: 'receipts.refuse', text: null, from: null, to: null };
    expect((await county.call('audit.list', log)).entries).toHaveLength(1);
  });

  it('older than one that came on a medium is refused; a later one on a medium adds what paper leaves out', async () => {
    await sendLetter();
    const first = await approvedReceipt();
    await city.call('receipts.issue', { package: first });
    const old = scanSvg(jsqr, await printed(first), 3);
    await receivePackageFrom(county, await sendPackage(pcs, city, 'receipt', countyId));
    expect(await statesOfCounty()).toEqual(['RECEIPTED', 'RECEIPTED']);
    expect((await county.refusal('receipts.check', { text: old })).type).toBe('ReceiptOutdated');
  });

  it('is not made of other packages, nor before anything came', async () => {
    await city.signIn('reg');
    const plan = {
      kind: 'settings' as const,
      peer: countyId,
      period: null,
      withAttachments: false,
      remark: '',
    };
    const { package: made } = await city.call('packages.prepare', plan);
    expect((await city.refusal('receipts.issue', { package: made })).type).toBe('NotAReceipt');
    expect((await county.refusal('receipts.check', { text: '12345' })).why).toContain('只有5位');
  });
});
