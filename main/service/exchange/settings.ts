/**
 * Base settings that the city hands down: which row holds after the import, the office's own or the city's. The dry run
 * and the import ask the same rule, so that what two people have read is what happens.
 */
import { z } from 'zod';
import { checkCalendarYear, type CalendarYear } from '../../../domain/calendar/calendar.ts';
import type { LedgerList } from '../../../domain/registers/rect-item/lists.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import {
  code as codeSchema,
  deadlineRule,
  ledgerList,
  listSet,
  officeRow,
} from '../../../preload/contract/reference.ts';
import type { Json } from '../../exchange/json.ts';
import type { PackageContent } from '../../exchange/prepare.ts';
import type { Incoming } from '../../exchange/receive.ts';
import {
  readCodes,
  readRules,
  readYears,
  touchReference,
  writeCode,
  writeRule,
  writeYear,
} from '../../registers/reference.ts';
import { readLedgerLists, writeLedgerList, writeListSet } from '../../registers/ledger-lists.ts';
import { readOfficeRows, writeOfficeRow } from '../../registers/office-rows.ts';
import { readSetting, writeSetting } from '../../registers/settings.ts';
import type { Reader, Slices, Writer } from '../../vault/api.ts';
import { networkSaltSetting } from '../office.ts';
import { readDocument as read } from './document.ts';
import {
  codeTable,
  differencesOf,
  listTable,
  officeTable,
  ruleTable,
  setTable,
  takenRows,
  yearTable,
} from './settings-difference.ts';
import type { Difference } from './settings-difference.ts';

type Comparison = NonNullable<Output<'packages.inspect'>['settings']>;

const documentSchemas = {
  'settings/codes.json': z.array(codeSchema).max(20_000),
  'settings/deadlines.json': z.array(deadlineRule).max(2000),
  'settings/calendar.json': z
    .array(
      z.strictObject({
        year: z.int(),
        basis: z.string().max(300),
        verified: z.boolean(),
        holidays: z.array(z.string().max(10)).max(366),
        workdays: z.array(z.string().max(10)).max(366),
      }),
    )
    .max(100),
  'settings/ledger-lists.json': z.array(ledgerList).max(500),
  'settings/list-sets.json': z.array(listSet).max(500),
  'settings/office-tables.json': z.array(officeRow).max(5000),
  'settings/network.json': z.strictObject({
    petitionerSalt: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
  }),
} as const;

type SettingsName = keyof typeof documentSchemas;
const isSettingsName = (name: string): name is SettingsName => Object.hasOwn(documentSchemas, name);

/** Everything a county takes over from its city. */
export function settingsDocuments(reader: Reader): PackageContent['documents'] {
  const { lists, sets } = readLedgerLists(reader);
  return [
    { name: 'settings/codes.json', value: readCodes(reader) },
    { name: 'settings/deadlines.json', value: readRules(reader) },
    { name: 'settings/calendar.json', value: readYears(reader) },
    { name: 'settings/ledger-lists.json', value: lists },
    { name: 'settings/list-sets.json', value: sets },
    { name: 'settings/office-tables.json', value: readOfficeRows(reader) },
    {
      name: 'settings/network.json',
      value: { petitionerSalt: readSetting(reader, networkSaltSetting) ?? null },
    },
  ];
}

/** Refuses a document of another shape. Throws ExpectedError `DocumentUnknown`, `CalendarInvalid`. */
export function checkSettings(name: string, value: Json): void {
  if (!isSettingsName(name)) return;
  const document = read(documentSchemas[name], value);
  if (name === 'settings/calendar.json')
    for (const year of document as readonly CalendarYear[]) checkCalendarYear(year);
}

const mostDifferences = 200;

/** Whether the network's key for comparing petitioners comes along, and is not the one that is here. */
function bringsKey(reader: Reader, { petitionerSalt }: { readonly petitionerSalt: string | null }): boolean {
  return petitionerSalt !== null && petitionerSalt !== readSetting(reader, networkSaltSetting);
}

/** What the office has, what the city sends, and which holds after the import, row by row; null for other packages. */
export function compareSettings(reader: Reader, documents: Incoming['documents']): Comparison | null {
  const rows = documents.flatMap(({ name, value }): readonly Difference[] => {
    switch (name) {
      case 'settings/codes.json':
        return differencesOf(codeTable, readCodes(reader), read(documentSchemas[name], value));
      case 'settings/deadlines.json':
        return differencesOf(ruleTable, readRules(reader), read(documentSchemas[name], value));
      case 'settings/calendar.json':
        return differencesOf(yearTable, readYears(reader), read(documentSchemas[name], value));
      case 'settings/ledger-lists.json':
        return differencesOf(listTable, readLedgerLists(reader).lists, read(documentSchemas[name], value));
      case 'settings/list-sets.json': {
        const { lists, sets } = readLedgerLists(reader);
        const labelOf = listNames([...lists, ...sentLists(documents)]);
        return differencesOf(setTable(labelOf), sets, read(documentSchemas[name], value));
      }
      case 'settings/office-tables.json':
        return differencesOf(
          officeTable(readCodes(reader)),
          readOfficeRows(reader),
          read(documentSchemas[name], value),
        );
      default:
        return [];
    }
  });
  if (!documents.some(({ name }) => isSettingsName(name))) return null;
  const weight = ({ holds, own }: Difference) => (holds === 'own' ? 0 : own === null ? 2 : 1);
  return {
    kept: rows.filter(({ holds, own }) => holds === 'own' && own !== null).length,
    leftOut: rows.filter(({ holds, own }) => holds === 'own' && own === null).length,
    changed: rows.filter(({ holds, own }) => holds === 'sent' && own !== null).length,
    added: rows.filter(({ holds, own }) => holds === 'sent' && own === null).length,
    keyBrought: documents.some(
      ({ name, value }) =>
        name === 'settings/network.json' && bringsKey(reader, read(documentSchemas[name], value)),
    ),
    rows: rows.toSorted((a, b) => weight(a) - weight(b)).slice(0, mostDifferences),
  };
}

/** What follows from settings for the records there are. */
export interface Consequences {
  /** Moves the due dates to a changed calendar. */
  readonly recompute: () => Slices<unknown>;
  /** Sends once more whom records name, now that there is a key to say it by. */
  readonly retellIdentities: (salt: string) => Slices<unknown>;
}

/** Takes one document over, inside the import's transaction. */
export function* applySettings(
  tx: Writer,
  name: string,
  value: Json,
  { recompute, retellIdentities }: Consequences,
): Slices<void> {
  switch (name) {
    case 'settings/codes.json':
      for (const code of takenRows(codeTable, readCodes(tx), read(documentSchemas[name], value)))
        writeCode(tx, code);
      touchReference(tx);
      break;
    case 'settings/deadlines.json':
      for (const rule of takenRows(ruleTable, readRules(tx), read(documentSchemas[name], value)))
        writeRule(tx, rule);
      touchReference(tx);
      break;
    case 'settings/calendar.json':
      for (const year of takenRows(yearTable, readYears(tx), read(documentSchemas[name], value))) {
        checkCalendarYear(year);
        writeYear(tx, year);
      }
      touchReference(tx);
      yield* recompute();
      break;
    case 'settings/ledger-lists.json':
      for (const list of takenRows(listTable, readLedgerLists(tx).lists, read(documentSchemas[name], value)))
        writeLedgerList(tx, list);
      touchReference(tx);
      break;
    case 'settings/list-sets.json':
      for (const set of takenRows(
        setTable(String),
        readLedgerLists(tx).sets,
        read(documentSchemas[name], value),
      ))
        writeListSet(tx, set);
      touchReference(tx);
      break;
    case 'settings/office-tables.json': {
      const own = readOfficeRows(tx);
      for (const row of takenRows(officeTable([]), own, read(documentSchemas[name], value)))
        writeOfficeRow(tx, row);
      touchReference(tx);
      break;
    }
    case 'settings/network.json': {
      const { petitionerSalt } = read(documentSchemas[name], value);
      if (petitionerSalt === null) break;
      writeSetting(tx, networkSaltSetting, petitionerSalt);
      yield* retellIdentities(petitionerSalt);
    }
  }
}

// ---- internals

function sentLists(documents: Incoming['documents']): readonly LedgerList[] {
  const name = 'settings/ledger-lists.json';
  const sent = documents.find((each) => each.name === name);
  return sent ? read(documentSchemas[name], sent.value) : [];
}

function listNames(lists: readonly LedgerList[]): (code: string) => string {
  const labels = new Map(lists.map(({ code, label }) => [code, label]));
  return (code) => labels.get(code) ?? code;
}
