/** What a clerk enters is readable nowhere on the disk: not in use, not after printing, locking or a kill. */
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createHome, removeHome } from './driver.ts';
import { atWork } from './pages/at-work.ts';
import { button, dialog } from './pages/controls.ts';
import { lock, signIn } from './pages/entrance.ts';
import { filesBelow, findMarkers, temporaryFilesLike } from './pages/markers.ts';
import { countyOffice } from './pages/offices.ts';
import {
  addPetitioner,
  attach,
  fillIn,
  openNewForm,
  saveWithReason,
  takeProposedMark,
} from './pages/petitions.ts';
import { printForm } from './pages/printing.ts';

const { registrar } = countyOffice.people;

/** Made anew in each run: the words stand in no source, cache or result of an earlier run. */
const rare = '鹦鹉琥珀牡蛎橡胶瀑布蜥蜴珊瑚葫芦';
const word = (length: number): string =>
  Array.from({ length }, () => rare.charAt(randomInt(rare.length))).join('');
const name = `欧阳${word(3)}`;
const phone = `139${randomInt(10_000_000, 99_999_999)}`;
const summary = `反映${word(6)}问题`;
const draft = `草稿${word(6)}`;
const scan = `SCAN-${randomInt(1e12)}`;
/** Home of the user root lets the application run as. */
const userHome = '/var/lib/lianxun-test';
const words = [name, phone, summary, draft, scan];

describe.sequential('what a clerk enters', () => {
  let app: App;
  let outside: string;

  atWork(countyOffice, registrar, (started) => {
    app = started;
  });

  beforeAll(() => {
    outside = createHome();
  });

  afterAll(() => removeHome(outside));

  /** The data with the Chromium profile, the home, and every temporary file of the application's user. */
  const places = (): readonly string[] => [app.home, userHome, ...temporaryFilesLike(app.home)];

  it('is found by this test where it is written in clear', () => {
    const folder = app.folder('control');
    for (const [index, encoding] of (['utf8', 'utf16le'] as const).entries()) {
      app.file(`control/${index}`, Buffer.from(`x${name}${phone}x`, encoding));
    }
    expect(findMarkers([folder], words)).toHaveLength(4);
    rmSync(folder, { recursive: true });
  });

  it('reaches paper and the screen', async () => {
    const form = await openNewForm(app);
    await fillIn(form, { 收件日期: '20260310', 信访方式: { choice: '来信' }, 反映的主要问题: summary });
    await addPetitioner(form, { 姓名: name, 联系电话: phone });
    await takeProposedMark(app, form, '厅局级', '秘密★10年');
    await saveWithReason(app, form, '补登');
    const scanned = join(outside, 'files', 'scan.pdf');
    writeFileSync(scanned, pdfOf(scan));
    await attach(app, scanned);
    await app.page.locator('button', { hasText: 'scan.pdf' }).click();
    const viewer = dialog(app.page, 'scan.pdf');
    await viewer.getByLabel('本人口令').fill('Kouling-0000-0');
    await button(viewer, '查看附件').click();
    await viewer.locator('.failure-alert').waitFor();
    await app.screenshot('attachment-refused');
    await viewer.getByLabel('本人口令').fill(registrar.password);
    await app.page.keyboard.press('Enter');
    await viewer.locator('canvas').waitFor();
    await app.screenshot('attachment');
    await app.page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'hidden' });
    const pdf = join(outside, 'files', 'F01.pdf');
    await printForm(app, '信访件登记表', '经主任同意，随卷打印', pdf);
    const text = execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' }).replaceAll(/\s/gu, '');
    for (const word of [name, phone, summary, '秘密★10年']) expect(text).toContain(word);
  });

  it('is readable nowhere while the vault is open, nor after locking', async () => {
    removeHome(outside);
    expect(findMarkers(places(), words)).toEqual([]);
    await lock(app);
    expect(findMarkers(places(), words)).toEqual([]);
  });

  it('is readable nowhere after a kill in the middle of typing', async () => {
    await signIn(app, registrar);
    const form = await openNewForm(app);
    await fillIn(form, { 反映的主要问题: `${draft}${summary}` });
    await form.getByText(/^草稿已存/u).waitFor();
    await app.kill();
    expect(findMarkers(places(), words)).toEqual([]);
    expect(filesBelow(join(app.home, 'data')).length).toBeGreaterThan(5);
  });
});

/** A scan as one page of PDF, with its text uncompressed. */
function pdfOf(text: string): string {
  const content = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  return `%PDF-1.4\n${body}trailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n0\n%%EOF\n`;
}
