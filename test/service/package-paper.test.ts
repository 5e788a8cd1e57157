/** F52 after the fact: whoever prints it finds on it what became of the package. */
import { expect, it } from 'vitest';
import { testNetwork } from '../support/network.ts';
import { cityId, countyId, jobId, receivePackageFrom, sendPackage, type TestPc } from '../support/office.ts';
import { createTestPrinter } from '../support/printer.ts';
import { letter, saveLetter } from './letters.ts';

const printer = createTestPrinter();
let now = Date.parse('2026-03-10T09:00:00+08:00');
const { pcs, city, county } = testNetwork({ clock: () => now, ask: printer.ask });

/** The words of F52 of the newest package, without spaces. */
async function listOf(pc: TestPc, direction: 'in' | 'out', kind: string): Promise<string> {
  const asked = { direction, peer: null, offset: 0, limit: 50 };
  const { packages } = await pc.call('packages.list', asked);
  const found = packages.find((each) => each.kind === kind);
  const { document } = await pc.call('paper.form', {
    ...{ job: jobId(), form: 'F52', records: [], query: null, package: found?.id ?? '' },
    ...{ blank: false, reveal: null, extra: {} },
  });
  await pc.call('paper.print', { job: jobId(), document, printer: '', copies: 1, duplex: false });
  const sheet = printer.printed.splice(0).at(-1)?.html ?? '';
  return sheet.replaceAll(/<style>.*?<\/style>|<[^>]*>|\s/gsu, '');
}

it('an imported package’s list names who took it in before whom and when, and the receipt that answered it', async () => {
  await county.signIn('reg');
  await saveLetter(county, letter);
  const path = await sendPackage(pcs, county, 'petitions', cityId);
  now += 86_400_000;
  await receivePackageFrom(city, path);
  const taken = await listOf(city, 'in', 'petitions');
  expect(taken).toContain('接收时间2026-03-1109:00');
  expect(taken).toContain('摘要一致，签名有效，已导入：接收1，无变化0，拒收0');
  expect(taken).toContain('序号第1号');
  expect(taken).toContain('导入人市reg监督人市dir');
  expect(taken).toMatch(/回执包编号(?!BAO)/u);

  const receipt = await sendPackage(pcs, city, 'receipt', countyId);
  const no = /BAO-[\d-]*\d/u.exec(receipt)?.[0] ?? '';
  expect(await listOf(city, 'in', 'petitions')).toContain(`回执包编号${no}`);
  await receivePackageFrom(county, receipt);
  const answered = await listOf(county, 'out', 'petitions');
  expect(answered).toContain(`回执包编号${no}`);
  expect(answered).toContain('已导入：接收1，无变化0，拒收0');
  const sent = { direction: 'out' as const, peer: null, offset: 0, limit: 9 };
  const { packages } = await county.call('packages.list', sent);
  expect(packages.find(({ kind }) => kind === 'petitions')).toMatchObject({
    ...{ receiptNo: no, outcome: { accepted: 1, unchanged: 0, refused: 0 } },
  });
}, 60_000);

it('a package’s list shows the certificate that signed it, whatever has been renewed since', async () => {
  await sendPackage(pcs, city, 'settings', countyId);
  await city.signIn('sec');
  const { officeFingerprint } = await city.call('network.status', {});
  await city.call('network.renewOwn', {});
  await city.signIn('reg');
  const list = await listOf(city, 'out', 'settings');
  expect(list).toContain((officeFingerprint ?? '').replaceAll(' ', ''));
}, 60_000);
