import { describe, expect, it } from 'vitest';
import { coordRequest } from '../../../domain/registers/coord-request/coord-request.ts';
import { checkOf, computedOf, guardOf, rows } from '../../support/register-rules.ts';

describe('a request to another department', () => {
  it('counts the days to its answer, and none before there is one', () => {
    const days = (values: { sentAt: string; replyAt?: string }) =>
      computedOf(coordRequest, 'replyDays', {}, values);
    expect(days({ sentAt: '2026-02-25', replyAt: '2026-03-04' })).toBe(7);
    expect(days({ sentAt: '2026-02-25' })).toBeNull();
  });

  it('counts the copies that came, one for a document without a number', () => {
    const materials = rows(
      { name: '审计报告', copies: 3, receivedAt: '2026-03-01' },
      { name: '底稿', receivedAt: '2026-03-01' },
      { name: '整改报告', copies: 5 },
    );
    expect(computedOf(coordRequest, 'materialCount', { materials })).toBe(4);
  });

  it('is not over while classified material is still out', () => {
    const values = { replyAt: '2026-04-01', closedAt: '2026-04-10' };
    const lent = { name: '底稿', secrecyLevel: 'SECRET', receivedAt: '2026-04-01' };
    expect(guardOf(coordRequest, 'close', values, { materials: rows(lent) })?.type).toBe('MaterialsOut');
    const returned = rows({ ...lent, returnedAt: '2026-04-09' });
    expect(guardOf(coordRequest, 'close', values, { materials: returned })).toBeUndefined();
  });

  it('is not answered before it was sent, nor due before', () => {
    expect(guardOf(coordRequest, 'reply', { sentAt: '2026-04-02', replyAt: '2026-04-01' })).toBeDefined();
    expect(
      checkOf(coordRequest, 'dueAfterSending', { sentAt: '2026-04-02', dueAt: '2026-04-01' }),
    ).toBeDefined();
  });
});
