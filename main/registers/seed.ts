/** The reference data a new vault starts with: code lists, deadline rules, working calendars, lists of the ledger. */
import { type CalendarYear, checkCalendarYear } from '../../domain/calendar/calendar.ts';
import { deadlineRuleSeed } from '../../domain/calendar/rules.ts';
import { currentEdition, laterGuidance, laterSynonyms } from '../../domain/codes/later-synonyms.ts';
import { codeSeed } from '../../domain/codes/seed.ts';
import { ledgerListSeed } from '../../domain/registers/rect-item/list-seed.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import year2020 from '../../resources/calendar/2020.json' with { type: 'json' };
import year2021 from '../../resources/calendar/2021.json' with { type: 'json' };
import year2022 from '../../resources/calendar/2022.json' with { type: 'json' };
import year2023 from '../../resources/calendar/2023.json' with { type: 'json' };
import year2024 from '../../resources/calendar/2024.json' with { type: 'json' };
import year2025 from '../../resources/calendar/2025.json' with { type: 'json' };
import year2026 from '../../resources/calendar/2026.json' with { type: 'json' };
import type { Writer } from '../vault/api.ts';
import { seedOfficeRows } from './office-rows.ts';
import { readLedgerLists, writeLedgerList, writeListSet } from './ledger-lists.ts';
import {
  readCodes,
  readRules,
  readYears,
  touchReference,
  writeCode,
  writeRule,
  writeYear,
} from './reference.ts';
import { readNumberSetting, writeSetting } from './settings.ts';

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
 * Adds what is missing: all of it in a new vault, and rows and words of later versions in an old one. What the office
 * has edited stays as it is. Returns whether the vault had none of it.
 */
export function seedReference(tx: Writer): 'new' | 'older' {
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
  const newLists = addLedgerLists(tx) + seedOfficeRows(tx);
  const reworded = codes.size > 0 ? addLaterSynonyms(tx) + addLaterGuidance(tx) : 0;
  if (readNumberSetting(tx, editionKey, 0) < currentEdition) writeSetting(tx, editionKey, currentEdition);
  if (newCodes.length + newRules.length + newYears.length + newLists + reworded > 0) touchReference(tx);
  return rules.size === 0 ? 'new' : 'older';
}

/** Returns how many lists and sets the vault did not have. */
function addLedgerLists(tx: Writer): number {
  const known = readLedgerLists(tx);
  const isNew = (rows: readonly { readonly code: string }[]) => {
    const codes = new Set(rows.map(({ code }) => code));
    return ({ code }: { readonly code: string }) => !codes.has(code);
  };
  const lists = ledgerListSeed.lists.filter(isNew(known.lists));
  const sets = ledgerListSeed.sets.filter(isNew(known.sets));
  for (const list of lists) writeLedgerList(tx, list);
  for (const set of sets) writeListSet(tx, set);
  return lists.length + sets.length;
}

const editionKey = 'codes.edition';

/** Standards that came after a list, for rows of an older vault of which the office has said nothing itself, once. */
function addLaterGuidance(tx: Writer): number {
  const known = readNumberSetting(tx, editionKey, 1);
  const later = new Map(
    laterGuidance
      .filter(({ edition }) => edition > known)
      .map(({ list, code, guidance }) => [`${list}/${code}`, guidance]),
  );
  const blank = readCodes(tx).filter(
    ({ list, code, guidance }) => guidance === '' && later.has(`${list}/${code}`),
  );
  for (const row of blank) writeCode(tx, { ...row, guidance: later.get(`${row.list}/${row.code}`) ?? '' });
  return blank.length;
}

/**
 * Gives the rows of an older vault the words shipped since its edition, once. A word that the office uses for another
 * row of the list is left to that row. Returns how many rows changed.
 */
function addLaterSynonyms(tx: Writer): number {
  const known = readNumberSetting(tx, editionKey, 1);
  const later = laterSynonyms.filter(({ edition }) => edition > known);
  if (later.length === 0) return 0;
  const codes = [...readCodes(tx)];
  let changed = 0;
  for (const { list, code, synonyms } of later) {
    const at = codes.findIndex((each) => each.list === list && each.code === code);
    const row = codes[at];
    if (!row) continue;
    const taken = new Set(
      codes
        .filter((each) => each.list === list)
        .flatMap((each) => [each.code, each.label, ...each.synonyms].map(normalizeLabel)),
    );
    const added = synonyms.filter((word) => !taken.has(normalizeLabel(word)));
    if (added.length === 0) continue;
    codes[at] = { ...row, synonyms: [...row.synonyms, ...added] };
    writeCode(tx, codes[at]);
    changed += 1;
  }
  return changed;
}
