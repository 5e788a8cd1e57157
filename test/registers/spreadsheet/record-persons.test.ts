import { describe, expect, it } from 'vitest';
import { convert, head, row, say } from './letters.ts';
import { importSheet, testSheet } from './support.ts';

describe('petitioners', () => {
  it.each([
    '匿名',
    '群众',
    '不愿透露姓名',
    '部分村民',
    '一名党员',
    '佚名',
    '某群众',
    '（匿名）',
    '/',
    '不详',
  ])('called %s are nobody, and the letter is anonymous', async (name) => {
    const record = await convert({ name });
    expect(record.children['petitioners']).toEqual([]);
    expect(record.values['isRealName']).toBe(false);
    expect(record.problems).toEqual([]);
  });

  it('who gave a telephone but no name keep the telephone', async () => {
    const record = await convert({ name: '匿名', phone: '13800138000' });
    expect(record.children['petitioners']).toEqual([{ phone: '13800138000' }]);
    expect(record.values['isRealName']).toBe(false);
  });

  it('in one cell are registered one by one, with their telephones', async () => {
    const record = await convert({
      name: '张三、王五，赵六',
      phone: '13800138000、13800138001\n13800138002',
      real: '实名',
    });
    expect(record.children['petitioners']).toEqual([
      { name: '张三', phone: '13800138000' },
      { name: '王五', phone: '13800138001' },
      { name: '赵六', phone: '13800138002' },
    ]);
    expect(say(record.problems)).toEqual(['warning: 一格中有 3 人，已分开登记']);
  });

  it('signing together are counted', async () => {
    expect(await convert({ name: '张三等25人', phone: '13800138000' })).toMatchObject({
      values: { isJoint: true, jointCount: 25 },
      children: { petitioners: [{ name: '张三', phone: '13800138000' }] },
    });
    expect(await convert({ name: '张三、李四(联名)', phone: '13800138000' })).toMatchObject({
      values: { isJoint: true, jointCount: 2 },
      children: { petitioners: [{ name: '张三', phone: '13800138000' }, { name: '李四' }] },
    });
  });

  it('masked, as a list is exported, are not taken for their names without a word', async () => {
    const { problems, children } = await convert({ name: '张**', phone: '13800138000' });
    expect(children['petitioners']).toEqual([{ name: '张**', phone: '13800138000' }]);
    expect(say(problems)).toEqual([
      'warning: 写的是脱敏后的内容（**），照此登记查不出重复件，请补全或者清空',
    ]);
  });

  it('with names of minorities, blanks inside and four signs stay one person', async () => {
    for (const name of ['阿依古丽·买买提', '欧阳小明', '王 芳']) {
      expect((await convert({ name, phone: '13800138000' })).children['petitioners']).toHaveLength(1);
    }
  });

  it('whose real name lacks a contact raise a doubt that blocks nothing', async () => {
    const record = await convert({ name: '张三', real: '实名', phone: '电话不详' });
    expect(record.problems.every((problem) => problem.severity === 'warning')).toBe(true);
    expect(say(record.problems)[0]).toBe('warning: “电话不详”不是电话号码，未导入');
    expect(record.problems.some((problem) => problem.path === 'isRealName')).toBe(true);
  });
});

it('keeps what is left of a cell that names no one', async () => {
  for (const name of ['(联名)', '等5人']) {
    const record = await convert({ name, phone: '13800138000' });
    expect(record.children['petitioners']).toEqual([{ name, phone: '13800138000' }]);
  }
});

describe('telephones', () => {
  it.each([
    ['１３８００１３８０００', '13800138000'],
    [13800138000, '13800138000'],
    ['138-0013-8000', '13800138000'],
    ['(0570)1234567', ''],
    ['13800138000（其子）', '13800138000（其子）'],
  ])('written as %s lose nothing', async (phone, expected) => {
    const record = await convert({ name: '张三', phone });
    if (expected !== '') expect(record.children['petitioners']?.[0]?.['phone']).toBe(expected);
    else expect(record.problems.length).toBeGreaterThan(0);
  });

  it('with a digit missing are refused', async () => {
    const record = await convert({ name: '张三', phone: '1380013800' });
    expect(say(record.problems)[0]).toBe('error: “1380013800”不是完整的电话号码');
  });
});

describe('the accused', () => {
  it('named as a unit are registered as a unit', async () => {
    const record = await convert({ accused: '县民政局党组' });
    expect(record.children).toMatchObject({ accused: [], accusedOrgs: [{ name: '县民政局党组' }] });
    expect(say(record.problems)).toEqual(['warning: “县民政局党组”是单位，已登记为被反映单位']);
  });

  it('share one unit when several stand in one cell', async () => {
    const record = await convert({ accused: '李四、王五', unit: '县某局', post: '局长、副局长' });
    expect(record.children['accused']).toEqual([
      { name: '李四', unit: '县某局', post: '局长' },
      { name: '王五', unit: '县某局', post: '副局长' },
    ]);
  });
});

describe('a letter over several rows', () => {
  const more = (name: string, post: string) => ['', '', '', '', '', '', name, '', post, '', ''];

  it('is one record when its serial number is merged or blank below', async () => {
    const merged = testSheet(
      [
        head,
        row({ accused: '李四' }),
        more('王五', '会计'),
        row({ accused: '赵六' }, 2),
        more('钱七', '出纳'),
      ],
      {
        merges: ['A2:A3', 'B2:B3', 'J2:J3'],
      },
    );
    const { records } = await importSheet(merged);
    expect(records.map((record) => record.rows)).toEqual([
      [2, 3],
      [4, 5],
    ]);
    expect(records[0]?.children['accused']).toEqual([{ name: '李四' }, { name: '王五', post: '会计' }]);
  });

  it('lets a value merged over several letters hold for each of them', async () => {
    const sheet = testSheet(
      [head, row({ date: '2026.4.3' }), ['2', '', ...row({}).slice(2)], ['3', '', ...row({}).slice(2)]],
      {
        merges: ['B2:B4'],
      },
    );
    const { records } = await importSheet(sheet);
    expect(records.map((record) => record.values['receivedAt'])).toEqual([
      '2026-04-03',
      '2026-04-03',
      '2026-04-03',
    ]);
  });

  it('without serial numbers stays one record per row', async () => {
    const sheet = testSheet([head.slice(1), row({}).slice(1), row({}).slice(1)]);
    expect((await importSheet(sheet)).records).toHaveLength(2);
  });
});
