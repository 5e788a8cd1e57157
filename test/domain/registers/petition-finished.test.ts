import { describe, expect, it } from 'vitest';
import type { Values } from '../../../domain/register.ts';
import { finishedByLedger } from '../../../domain/registers/petition/finished.ts';

const state = (values: Values) => finishedByLedger(values, '2026-02-01')?.state;

describe('a row of an old ledger', () => {
  it('is finished by its date of end or reply, by its file, and by a cell that says nothing else', () => {
    expect(state({ concludedAt: '2025-05-08' })).toBe('CLOSED');
    expect(state({ replyAt: '2025-05-08' })).toBe('CLOSED');
    expect(state({ archiveBoxNo: '2025-3-17' })).toBe('ARCHIVED');
    expect(state({ replyText: '已办结。' })).toBe('CLOSED');
    expect(state({ remark: '备注一\n办理状态：已归档' })).toBe('ARCHIVED');
    expect(state({ remark: '是否办结：是' })).toBe('CLOSED');
    expect(state({ remark: '办理进度： 办结' })).toBe('CLOSED');
  });

  it('runs on where nothing or something else is said', () => {
    expect(state({})).toBeUndefined();
    for (const replyText of ['尚未办结', '已办结，正在反馈', '正在办理', '未办结'])
      expect(state({ replyText })).toBeUndefined();
    expect(state({ remark: '是否办结：否' })).toBeUndefined();
    expect(state({ remark: '办理状态：未办结' })).toBeUndefined();
    expect(state({ summary: '已办结' })).toBeUndefined();
  });

  it('runs on while a petitioner who gave a name may still have to be told the result', () => {
    const named = { isRealName: true, concludedAt: '2026-03-01' };
    expect(state(named)).toBeUndefined();
    expect(state({ ...named, feedbackAt: '2026-03-05' })).toBe('CLOSED');
    expect(state({ ...named, concludedAt: '2025-11-01' })).toBe('CLOSED');
    expect(state({ ...named, isRealName: false })).toBe('CLOSED');
    expect(state({ isRealName: true, replyAt: '2026-03-01' })).toBeUndefined();
    expect(state({ isRealName: true, replyText: '已办结', receivedAt: '2026-02-20' })).toBeUndefined();
    expect(state({ isRealName: true, replyText: '已办结' })).toBeUndefined();
    expect(state({ isRealName: true, replyText: '已办结', receivedAt: '2025-03-01' })).toBe('CLOSED');
  });
});
