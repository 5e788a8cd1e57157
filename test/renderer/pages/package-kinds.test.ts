import { expect, it } from 'vitest';
import { countsText } from '../../../renderer/pages/exchange/package-kinds.ts';

it('the counts of a package name what it holds, and all kinds only when it holds nothing', () => {
  expect(countsText({ urgeNotice: 1, noticeReply: 0, supervisionTask: 2 })).toBe(
    '督办文书 1，日常监督任务 2',
  );
  expect(countsText({ urgeNotice: 0, noticeReply: 0 })).toBe('督办文书 0，督办回复 0');
  expect(countsText({})).toBe('—');
});
