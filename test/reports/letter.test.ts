import { describe, expect, it } from 'vitest';
import { sealPlace } from '../../main/reports/forms/letter.ts';
import { lines } from '../../main/reports/html.ts';

/** How far in from the right name and day end, in characters. */
function insets(name: string, date: string): readonly [number, number] {
  const [named = NaN, dated = NaN] = [
    ...sealPlace(name, date).markup.matchAll(/padding-right:([\d.-]+)em/gu),
  ].map(([, inset]) => Number(inset));
  return [named, dated];
}

describe('the place of the seal', () => {
  it('has the day four characters in, and the name centred above it', () => {
    // The day takes 7 characters: 2026 and 11 and 17 half as much as 年, 月 and 日.
    expect(insets('县委巡察办', '2026年11月17日')).toEqual([5, 4]);
    expect(insets('云溪县委巡察办公室', '2026年11月17日')).toEqual([3, 4]);
  });

  it('moves both in for a name that would run off the page', () => {
    const [named, dated] = insets('清江市云溪县委巡察工作领导小组办公室', '2026年3月1日');
    expect(named).toBe(0);
    expect(dated - named).toBe(6);
  });
});

it('figures stay on one line with their units, and texts as they are', () => {
  expect(lines('追缴5.24万元，处分3人').markup).toBe(
    '追缴<span class="keep">5.24万元</span>，处分<span class="keep">3人</span>',
  );
  expect(lines('见<第3点>').markup).toBe('见&lt;第3点&gt;');
});
