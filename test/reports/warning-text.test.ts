import { expect, it } from 'vitest';
import { ended } from '../../main/reports/forms/warning-text.ts';

it.each([
  ['公示栏长期未更新', '公示栏长期未更新。'],
  ['公示栏长期未更新。', '公示栏长期未更新。'],
  ['“公示栏长期未更新。”', '“公示栏长期未更新。”'],
  ['公示栏长期未更新（见附件。）', '公示栏长期未更新（见附件。）'],
  ['反映“未更新”', '反映“未更新”。'],
  [' ', ''],
])('what a letter is about ends as one sentence: %s', (text, printed) => {
  expect(ended(text)).toBe(printed);
});
