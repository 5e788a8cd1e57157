/** The reference data a new vault starts with: code lists, deadline rules, working calendars. */
import { type CalendarYear, checkCalendarYear } from '../../domain/calendar/calendar.ts';
import { deadlineRuleSeed } from '../../domain/calendar/rules.ts';
import { codeSeed } from '../../domain/codes/seed.ts';
import year2020 from '../../resources/calendar/2020.json' with { type: 'json' };
import year2021 from '../../resources/calendar/2021.json' with { type: 'json' };
import year2022 from '../../resources/calendar/2022.json' with { type: 'json' };
import year2023 from '../../resources/calendar/2023.json' with { type: 'json' };
import year2024 from '../../resources/calendar/2024.json' with { type: 'json' };
import year2025 from '../../resources/calendar/2025.json' with { type: 'json' };
import year2026 from '../../resources/calendar/2026.json' with { type: 'json' };
import type { Writer } from '../vault/api.ts';
import {
  readCodes,
  readRules,
  readYears,
  touchReference,
  writeCode,
  writeRule,
  writeYear,
} from './reference.ts';

export const shippedYears: readonly CalendarYear[] = [
  year2020,
  year2021,
  year2022,
  year2023,
  year2024,
  year2025,
  year2026,
];

/**
 * Adds what is missing: all of it in a new vault, and rows of later versions in an old one. Rows the office has
 * edited are never touched.
 */
export function seedReference(tx: Writer): void {
  const codes = new Set(readCodes(tx).map(({ list, code }) => `${list}/${code}`));
  const rules = new Set(readRules(tx).map(({ code }) => code));
  const years = new Set(readYears(tx).map(({ year }) => year));
  const newCodes = codeSeed.filter(({ list, code }) => !codes.has(`${list}/${code}`));
  const newRules = deadlineRuleSeed.filter(({ code }) => !rules.has(code));
  const newYears = shippedYears.filter(({ year }) => !years.has(year));
  for (const code of newCodes) writeCode(tx, code);
  for (const rule of newRules) writeRule(tx, rule);
  for (const year of newYears) {
    checkCalendarYear(year);
    writeYear(tx, year);
  }
  if (newCodes.length + newRules.length + newYears.length > 0) touchReference(tx);
}
