/** Working calendars from files: as shipped, and as an office types them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderDigest } from '../support/folder-digest.ts';
import { createTestPcs, fileToken, foundTestOffice, type TestPc } from '../support/office.ts';

const pcs = createTestPcs();
const now = Date.parse('2026-03-09T09:00:00+08:00');
afterAll(() => pcs.dispose());

describe('a working calendar', () => {
  let pc: TestPc;
  beforeAll(async () => {
    pc = pcs.pc('calendar', () => now);
    await foundTestOffice(pc, 'COUNTY');
    await pc.signIn('dir');
  }, 60_000);

  const holidays = ['2027-01-01', '2027-02-08'];
  const json = { year: 2027, basis: '国办通知（测试）', holidays, workdays: ['2027-02-20'] };
  const fileOf = (name: string, content: string | Uint8Array): Readonly<Record<string, string>> => {
    const path = join(pcs.folder, name);
    writeFileSync(path, content);
    return { [fileToken]: path };
  };
  const sheet = (rows: readonly (readonly string[])[]): Uint8Array => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), '日历');
    return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  };
  const load = (files: Readonly<Record<string, string>>) =>
    pc.call('calendar.import', { file: fileToken }, files);

  it('is read from JSON and from the sheet an office types, and replaces its year', async () => {
    expect(await load(fileOf('2027.json', JSON.stringify(json)))).toEqual({
      year: 2027,
      holidays: 2,
      workdays: 1,
    });
    const typed = sheet([
      ['日期', '类型', '备注'],
      ['2027年1月1日', '放假', '元旦'],
      ['2027.2.8', '休', '春节'],
      ['2027-02-09', '放假', '春节'],
      ['2027/2/20', '上班', '补班'],
    ]);
    expect(await load(fileOf('2027年.xlsx', typed))).toEqual({ year: 2027, holidays: 3, workdays: 1 });
    const { years } = await pc.call('calendar.years', {});
    const found = years.filter(({ year }) => year === 2027);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ verified: false, holidays: ['2027-01-01', '2027-02-08', '2027-02-09'] });
  });

  it('is refused with the reason when it is broken, and the year stays as it was', async () => {
    const before = folderDigest(join(pc.userData, 'vault'));
    const broken: readonly (readonly [string, string | Uint8Array])[] = [
      ['broken.json', '{"year": 2028'],
      ['fields.json', JSON.stringify({ ...json, extra: 1 })],
      ['text.json', JSON.stringify({ ...json, holidays: ['元旦'] })],
      ['unreal.json', JSON.stringify({ ...json, holidays: ['2027-02-30', '2027-01-01'] })],
      ['other-year.json', JSON.stringify({ ...json, holidays: ['2028-01-03'] })],
      ['weekday.json', JSON.stringify({ ...json, workdays: ['2027-02-22'] })],
      ['twice.json', JSON.stringify({ ...json, holidays: ['2027-01-01', '2027-01-01'] })],
      ['none.xlsx', sheet([['日期', '类型']])],
      [
        'two.xlsx',
        sheet([
          ['2027-01-01', '放假'],
          ['2028-01-03', '放假'],
        ]),
      ],
      ['kind.xlsx', sheet([['2027-01-01', '？']])],
      ['random.xlsx', 'not a workbook at all'],
    ];
    for (const [name, content] of broken) {
      const refused = await pc.refusal('calendar.import', { file: fileToken }, fileOf(name, content));
      expect([name, refused.what === '' || refused.next === '']).toEqual([name, false]);
    }
    expect(folderDigest(join(pc.userData, 'vault'))).toBe(before);
  });

  it('that was missing lets the due dates of that year be known', async () => {
    await load(fileOf('2027.json', JSON.stringify(json)));
    const { checks } = await pc.call('vault.health', {});
    expect(checks.find(({ name }) => name === '工作日历')?.text).toContain('2027');
  });
});
