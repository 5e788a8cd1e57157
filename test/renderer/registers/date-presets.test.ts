import { describe, expect, it } from 'vitest';
import { spanOf } from '../../../renderer/registers/list/date-presets.ts';

describe('a named span of dates', () => {
  it('begins the week on Monday, also on a Sunday', () => {
    expect(spanOf('本周', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(spanOf('本周', '2026-11-16')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
  });

  it('ends months on their last day', () => {
    expect(spanOf('本月', '2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  });

  it('covers whole quarters and years', () => {
    expect(spanOf('本季', '2026-11-21')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
    expect(spanOf('今年', '2026-11-21')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
    expect(spanOf('去年', '2026-11-21')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  });
});
