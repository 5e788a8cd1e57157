/** Rows of code lists from tables as offices keep them (细化清单). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestPcs, fileToken, foundTestOffice, type TestPc } from '../support/office.ts';

const pcs = createTestPcs();
afterAll(() => pcs.dispose());

describe('a table of second categories', () => {
  let pc: TestPc;
  beforeAll(async () => {
    pc = pcs.pc('codes', () => Date.parse('2026-03-09T09:00:00+08:00'));
    await foundTestOffice(pc, 'COUNTY');
    await pc.signIn('dir');
  }, 60_000);

  const files = (rows: readonly (readonly string[])[]): Readonly<Record<string, string>> => {
    const path = join(pcs.folder, '细化清单.xlsx');
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), '清单');
    writeFileSync(path, new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer));
    return { [fileToken]: path };
  };
  const heading = ['序号', '聚焦方面', '问题表现形式', '监督要点'];
  const load = (rows: readonly (readonly string[])[]) =>
    pc.call('codes.import', { list: 'categoryL2', file: fileToken }, files(rows));
  const codes = async () =>
    (await pc.call('codes.all', {})).codes.filter(({ list }) => list === 'categoryL2');

  it('adds its rows under the aspect above them and says what to look at; a second time nothing changes', async () => {
    const before = (await codes()).length;
    const table = [
      ['某市巡察监督细化清单'],
      heading,
      ['1', '聚焦群众身边腐败问题和不正之风', '村级集体“三资”管理混乱', '查合同台账与入账时间'],
      ['2', '', '截留挪用惠农补贴', '查一卡通发放名册'],
      ['3', '', '学习贯彻不深入', '查会议记录'],
    ];
    expect(await load(table)).toEqual({ added: 2, changed: 1, same: 0 });
    const after = await codes();
    expect(after).toHaveLength(before + 2);
    expect(after.find(({ label }) => label === '截留挪用惠农补贴')).toMatchObject({
      parent: 'FOCUS_PEOPLE',
      guidance: '查一卡通发放名册',
      verified: false,
      basis: '细化清单.xlsx',
    });
    expect(await load(table)).toEqual({ added: 0, changed: 0, same: 3 });
  });

  it('is refused as a whole, naming the rows, when an aspect is unknown or a name comes twice', async () => {
    const before = await codes();
    const refused = await pc.refusal(
      'codes.import',
      { list: 'categoryL2', file: fileToken },
      files([
        heading,
        ['1', '聚焦别的', '甲类问题', ''],
        ['2', '聚焦群众身边腐败问题和不正之风', '乙类问题', ''],
        ['3', '', '乙类问题', ''],
      ]),
    );
    expect(refused.type).toBe('CodeFileInvalid');
    expect(refused.why).toBe(
      '第2行的上级“聚焦别的”不在“问题分类（一级）”中；第4行与第3行名称相同（乙类问题）。',
    );
    expect(await codes()).toEqual(before);
  });

  it('is refused when no column is for the name, or no row has one', async () => {
    const none = await pc.refusal(
      'codes.import',
      { list: 'categoryL2', file: fileToken },
      files([
        ['甲', '乙'],
        ['1', '2'],
      ]),
    );
    expect(none.what).toBe('这个表格里没有找到代码的名称，没有导入。');
    const empty = await pc.refusal(
      'codes.import',
      { list: 'categoryL2', file: fileToken },
      files([heading, ['1', '', '', '查']]),
    );
    expect(empty.why).toBe('列标题下面没有一行有名称。');
  });
});
