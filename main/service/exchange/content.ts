/** What goes into a package of each kind, and what becomes of it on arrival. */
import { highestMark, formatMark, markOf, type Mark } from '../../../domain/secrecy.ts';
import type { Parsed } from '../../../preload/contract/contract.ts';
import { refuse } from '../../../domain/failure.ts';
import type { Json } from '../../exchange/json.ts';
import { heldAttachments } from '../../exchange/ledger/attachments.ts';
import { makeReceipt } from '../../exchange/ledger/receipts.ts';
import type { PackageContent, SendingBasis } from '../../exchange/prepare.ts';
import { computeReport } from '../../reports/compute.ts';
import { attachmentRegister } from '../../registers/packaged-attachments.ts';
import type { Named } from '../../registers/named.ts';
import type { Slices, Writer } from '../../vault/api.ts';
import type { Desk } from '../desk.ts';
import { officeMark } from '../marks.ts';
import { keepReceivedReport, reportSchema, withoutDrill } from '../received-reports.ts';
import { receiptDue } from './board.ts';
import { readDocument } from './document.ts';
import { applySettings, checkSettings, settingsDocuments } from './settings.ts';
import { auditOf, type ExchangeDeps } from './wiring.ts';

export interface Collected {
  readonly content: PackageContent;
  /** Ids of the attachments inside, to be remembered until the recipient acknowledges them. */
  readonly attachments: readonly string[];
  /** Read only after the content has been fixed: records are counted and marked as they pass. */
  readonly mark: () => string;
  /** Records that would name a petitioner in clear; looked for when asked. */
  readonly named: () => Promise<readonly Named[]>;
}

type Request = Parsed<'packages.prepare'>;

const statisticsReports = ['R-01', 'R-02', 'R-03', 'R-05'] as const;

/** Collects what has changed since the recipient's last receipt, up to `until`. */
export function collectContent(
  desk: Desk,
  deps: ExchangeDeps,
  request: Request,
  basis: SendingBasis,
  until: number,
): Collected {
  const own = officeMark(desk.office().vault);
  const counts = documentCounts(desk, request.kind, request.peer);
  switch (request.kind) {
    case 'petitions':
      return collectPetitions(desk, request, basis, until, own);
    case 'settings':
      return fixed(settingsDocuments(desk.office().vault), own, counts);
    case 'statistics':
      return fixed(statisticsDocuments(desk, request.period), own, counts);
    case 'receipt':
      return fixed(receiptDocuments(desk, deps, request.peer), { kind: 'WORK_SECRET' }, counts);
  }
}

/** What a package without records holds, in the units its readers count in. */
export function documentCounts(desk: Desk, kind: Request['kind'], peer: string): Record<string, number> {
  const { vault, engine } = desk.office();
  switch (kind) {
    case 'petitions':
      return {};
    case 'settings': {
      const { allCodes, rules, years } = engine.reference();
      return { code: allCodes.length, deadlineRule: rules.length, calendarYear: years.length };
    }
    case 'statistics':
      return { report: statisticsReports.length };
    case 'receipt':
      return { package: receiptDue(vault, peer) };
  }
}

function fixed(
  documents: PackageContent['documents'],
  mark: Mark,
  counts: Readonly<Record<string, number>>,
): Collected {
  const content = { registers: [], attachments: [], documents, counts };
  return { content, attachments: [], mark: () => formatMark(mark), named: () => Promise.resolve([]) };
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
  async function* records(): AsyncGenerator {
    for await (const record of engine.changedSince('petition', basis.cursor, until, { identities: 'none' })) {
      const mark = markOf(record.values);
      if (!marks.has(formatMark(mark))) {
        marks.add(formatMark(mark));
        seen.push(mark);
      }
      yield record;
    }
  }
  const held = heldAttachments(vault, basis.epoch, request.peer);
  const { attachments } = request.withAttachments
    ? engine.attachmentsToSend('petition', until, held)
    : { attachments: [] };
  for (const record of new Set(attachments.map(({ line }) => line.record)))
    seen.push(markOf(engine.valuesOf('petition', record)));
  const lines = attachments.map(({ line }) => line);
  return {
    content: {
      registers: [
        { register: 'petition', records: records() },
        // Empty files do not travel: without scans there is no trace of them.
        ...(lines.length === 0 ? [] : [{ register: attachmentRegister, records: oneByOne(lines) }]),
      ],
      attachments: attachments.map(({ blob }) => blob),
      documents: [],
    },
    attachments: lines.map(({ id }) => id),
    mark: () => formatMark(highestMark(seen)),
    named: () => engine.findNamed('petition', basis.cursor, until, attachments),
  };
}

async function* oneByOne<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

function statisticsDocuments(desk: Desk, period: Request['period']): PackageContent['documents'] {
  const office = desk.office();
  if (!period) {
    refuse('PeriodMissing', '还没有选择统计期。', '统计报表须注明起止日期。', '请选择统计期后再制作。');
  }
  const { codes, rules } = office.engine.reference();
  const context = { codes, rules, today: office.today(), offices: [office.info] };
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

/** Refuses a document that {@link applyDocument} could not take over: before the second person is called. */
export function checkDocument(name: string, value: Json): void {
  if (name.startsWith('statistics/')) readDocument(reportSchema, value);
  else checkSettings(name, value);
}

/** Takes one document of a package over, inside the import's transaction. Throws when its shape is not the agreed one. */
export function* applyDocument(
  desk: Desk,
  tx: Writer,
  name: string,
  value: Json,
  from: { readonly office: string; readonly packageNo: string },
): Slices<void> {
  if (name.startsWith('statistics/')) {
    keepReceivedReport(tx, { ...from, at: desk.now(), report: readDocument(reportSchema, value) });
    return;
  }
  yield* applySettings(tx, name, value, () =>
    desk.office().engine.recomputeDeadlines(tx, desk.person().actor),
  );
}
