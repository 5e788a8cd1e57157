import { expect, it } from 'vitest';
import {
  countsText,
  outcomeText,
  printedForms,
  type PackageRow,
} from '../../../renderer/pages/exchange/package-kinds.ts';

it('the counts of a package name what it holds, and all kinds only when it holds nothing', () => {
  expect(countsText({ urgeNotice: 1, noticeReply: 0, supervisionTask: 2 })).toBe(
    '督办文书 1，日常监督任务 2',
  );
  expect(countsText({ urgeNotice: 0, noticeReply: 0 })).toBe('督办文书 0，督办回复 0');
  expect(countsText({})).toBe('—');
});

it('a package that was answered says how many records were refused, and that the receipt does not name them', () => {
  const outcome = { accepted: 2, unchanged: 1, refused: 0 };
  expect(outcomeText({ outcome, receiptNo: 'HZ-1' })).toBe('接收 2，无变化 1，拒收 0');
  expect(outcomeText({ outcome: { ...outcome, refused: 1 }, receiptNo: 'HZ-1' })).toMatch(
    /^接收 2，无变化 1，拒收 1。拒收的见“未接收的记录”.*重新发送。$/u,
  );
  expect(outcomeText({ outcome: null, receiptNo: 'HZ-1' })).toBe('回执没有写明本包的处理结果');
  expect(outcomeText({ outcome: null, receiptNo: null })).toBeUndefined();
});

it('what came from elsewhere has a list and an approval to print, and no slip', () => {
  const came = { direction: 'in', state: 'IMPORTED', kind: 'petitions' } as unknown as PackageRow;
  expect(printedForms(came)).toEqual(['F52', 'F51']);
});
