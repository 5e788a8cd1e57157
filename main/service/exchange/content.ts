/** What goes into a package of each kind, and what becomes of it on arrival. */
import { z } from 'zod';
import { checkCalendarYear } from '../../../domain/calendar/calendar.ts';
import { highestMark, formatMark, markOf, type Mark } from '../../../domain/secrecy.ts';
import type { Parsed } from '../../../preload/contract/contract.ts';
import { code as codeSchema, deadlineRule } from '../../../preload/contract/reference.ts';
import { refuse } from '../../../domain/failure.ts';
import type { Code, DeadlineRule } from '../../../domain/register.ts';
import type { Json } from '../../exchange/json.ts';
import { makeReceipt } from '../../exchange/ledger/receipts.ts';
import type { PackageContent, SendingBasis } from '../../exchange/prepare.ts';
import { computeReport } from '../../reports/compute.ts';
import {
  readCodes,
  readRules,
  readYears,
  touchReference,
  writeCode,
  writeRule,
  writeYear,
} from '../../registers/reference.ts';
import { readSetting, writeSetting } from '../../registers/settings.ts';
import type { BlobRef, Writer } from '../../vault/api.ts';
import type { Desk } from '../desk.ts';
import { networkSaltSetting } from '../office.ts';
import { officeMark } from '../marks.ts';
import { keepReceivedReport, reportSchema, withoutDrill } from '../received-reports.ts';
import { auditOf, type ExchangeDeps } from './wiring.ts';

export interface Collected {
  readonly content: PackageContent;
  /** Read only after the content has been fixed: records are counted and marked as they pass. */
  readonly mark: () => string;
}

type Request = Parsed<'packages.prepare'>;

export const statisticsReports = ['R-01', 'R-02', 'R-03', 'R-05'] as const;

/** Collects what has changed since the recipient's last receipt, up to `until`. */
export function collectContent(
  desk: Desk,
  deps: ExchangeDeps,
  request: Request,
  basis: SendingBasis,
  until: number,
): Collected {
  const own = officeMark(desk.office().vault);
  switch (request.kind) {
    case 'petitions':
      return collectPetitions(desk, request, basis, until, own);
    case 'settings':
      return fixed(settingsDocuments(desk), own);
    case 'statistics':
      return fixed(statisticsDocuments(desk, request.period), own);
    case 'receipt':
      return fixed(receiptDocuments(desk, deps, request.peer), { kind: 'WORK_SECRET' });
  }
}

function fixed(documents: PackageContent['documents'], mark: Mark): Collected {
  return { content: { registers: [], attachments: [], documents }, mark: () => formatMark(mark) };
}

function collectPetitions(
  desk: Desk,
  request: Request,
  basis: SendingBasis,
  until: number,
  own: Mark,
): Collected {
  const { engine, vault } = desk.office();
  const marks = new Set([formatMark(own)]);
  const seen: Mark[] = [own];
  const attachments = new Map<string, BlobRef>();
  async function* records(): AsyncGenerator {
    const options = { identities: 'none', attachments: request.withAttachments } as const;
    for await (const record of engine.changedSince('petition', basis.cursor, until, options)) {
      const mark = markOf(record.values);
      if (!marks.has(formatMark(mark))) {
        marks.add(formatMark(mark));
        seen.push(mark);
      }
      for (const { sha256, size } of record.attachments) {
        const row = vault.get<{ blob: string }>('SELECT blob FROM attachment WHERE sha256 = ?', [sha256]);
        if (row) attachments.set(sha256, { id: row.blob, size, sha256 });
      }
      yield record;
    }
  }
  // The attachments are known only after the records have passed; the iterable is read after them.
  const late: Iterable<BlobRef> = { [Symbol.iterator]: () => attachments.values() };
  return {
    content: { registers: [{ register: 'petition', records: records() }], attachments: late, documents: [] },
    mark: () => formatMark(highestMark(seen)),
  };
}

function settingsDocuments(desk: Desk): PackageContent['documents'] {
  const { engine, vault } = desk.office();
  const { allCodes, rules, years } = engine.reference();
  return [
    { name: 'settings/codes.json', value: allCodes },
    { name: 'settings/deadlines.json', value: rules },
    { name: 'settings/calendar.json', value: years },
    {
      name: 'settings/network.json',
      value: { petitionerSalt: readSetting(vault, networkSaltSetting) ?? null },
    },
  ];
}

function statisticsDocuments(desk: Desk, period: Request['period']): PackageContent['documents'] {
  const office = desk.office();
  if (!period) {
    refuse('PeriodMissing', '还没有选择统计期。', '统计报表须注明起止日期。', '请选择统计期后再制作。');
  }
  const context = { codes: office.engine.reference().codes, today: office.today(), offices: [office.info] };
  return statisticsReports.map((report) => {
    const { from, to } = period;
    const parameters = { report, from, to, rows: 'month' as const, offices: [office.info.id] };
    return {
      name: `statistics/${report}.json`,
      value: withoutDrill(computeReport(office.vault, parameters, context)),
    };
  });
}

function receiptDocuments(desk: Desk, deps: ExchangeDeps, peer: string): PackageContent['documents'] {
  const receipt = deps.commit((tx) => makeReceipt(deps, tx, desk.office().info.id, peer, auditOf(desk)));
  return [{ name: 'receipt.json', value: receipt }];
}

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
} as const;

function read<S extends z.ZodType>(schema: S, value: Json): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  refuse(
    'DocumentUnknown',
    '数据包中有本机不认识的内容，没有导入。',
    '对方软件的版本可能较新，或者数据包不是用本软件制作的。',
    '请与来文单位核对软件版本后重新制作。',
  );
}

/** Refuses a document that {@link applyDocument} could not take over: before the second person is called. */
export function checkDocument(name: string, value: Json): void {
  if (name === 'settings/codes.json' || name === 'settings/deadlines.json') {
    read(documentSchemas[name], value);
  } else if (name === 'settings/calendar.json') {
    for (const year of read(documentSchemas[name], value)) checkCalendarYear(year);
  } else if (name.startsWith('statistics/')) {
    read(reportSchema, value);
  }
}

const networkSettings = z.strictObject({
  petitionerSalt: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});

const codeKey = ({ list, code }: Code): string => `${list}/${code}`;
const ruleKey = ({ code, validFrom }: DeadlineRule): string => `${code}/${validFrom ?? ''}`;

/** The city's rows, without those the office has verified itself and the city has not: the better founded row stays. */
function unlessKept<Row extends { readonly verified: boolean }>(
  own: readonly Row[],
  sent: readonly Row[],
  keyOf: (row: Row) => string,
): readonly Row[] {
  const verified = new Set(own.filter((row) => row.verified).map(keyOf));
  return sent.filter((row) => row.verified || !verified.has(keyOf(row)));
}

/** Takes one document of a package over, inside the import's transaction. Throws when its shape is not the agreed one. */
export function applyDocument(
  desk: Desk,
  tx: Writer,
  name: string,
  value: Json,
  from: { readonly office: string; readonly packageNo: string },
): void {
  switch (name) {
    case 'settings/codes.json':
      for (const code of unlessKept(readCodes(tx), read(documentSchemas[name], value), codeKey))
        writeCode(tx, code);
      touchReference(tx);
      break;
    case 'settings/deadlines.json':
      for (const rule of unlessKept(readRules(tx), read(documentSchemas[name], value), ruleKey))
        writeRule(tx, rule);
      touchReference(tx);
      break;
    case 'settings/network.json': {
      const { petitionerSalt } = networkSettings.parse(value);
      if (petitionerSalt !== null) writeSetting(tx, networkSaltSetting, petitionerSalt);
      break;
    }
    case 'settings/calendar.json': {
      const known = new Set(readYears(tx).map(({ year }) => year));
      for (const year of read(documentSchemas[name], value)) {
        checkCalendarYear(year);
        // A year the office has entered itself stays as it is unless the city's is verified.
        if (!known.has(year.year) || year.verified) writeYear(tx, year);
      }
      touchReference(tx);
      desk.office().engine.recomputeDeadlines(tx, desk.person().actor);
      break;
    }
    default:
      if (name.startsWith('statistics/')) {
        keepReceivedReport(tx, { ...from, at: desk.now(), report: read(reportSchema, value) });
      }
  }
}
