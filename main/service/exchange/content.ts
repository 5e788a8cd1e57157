/** What goes into a package of each kind, and what becomes of it on arrival. */
import {
  carriesSettings,
  isRecordKind,
  type PackageKind,
  type RecordKind,
} from '../../../domain/package-kinds.ts';
import { formatMark, type Mark } from '../../../domain/secrecy.ts';
import type { Parsed } from '../../../preload/contract/contract.ts';
import { refuse } from '../../../domain/failure.ts';
import type { Json } from '../../exchange/json.ts';
import { makeReceipt } from '../../exchange/ledger/receipts.ts';
import type { PackageContent, SendingBasis } from '../../exchange/prepare.ts';
import { computeReport } from '../../reports/compute.ts';
import type { Slices, Writer } from '../../vault/api.ts';
import type { Desk } from '../desk.ts';
import { officeMark } from '../marks.ts';
import { keepReceivedReport, reportSchema, withoutDrill } from '../received-reports.ts';
import { receiptDue } from './board.ts';
import { type Collected, collectRecords, type Due } from './collected.ts';
import { readDocument } from './document.ts';
import { applySettings, checkSettings, settingsDocuments } from './settings.ts';
import { auditOf, type ExchangeDeps } from './wiring.ts';

type Request = Parsed<'packages.prepare'>;

const statisticsReports = ['R-01', 'R-02', 'R-03', 'R-05'] as const;

/** Collects what is due to the recipient. */
export function collectContent(
  desk: Desk,
  deps: ExchangeDeps,
  request: Request,
  basis: SendingBasis,
  due: Due,
): Collected {
  const { kind } = request;
  if (isRecordKind(kind)) {
    const collected = collectRecords(desk, { ...request, kind }, basis, due);
    return carriesSettings(kind) ? withSettings(desk, collected) : collected;
  }
  const own = officeMark(desk.office().vault);
  const counts = documentCounts(desk, kind, request.peer);
  switch (kind) {
    case 'settings':
      return fixed(settingsDocuments(desk.office().vault), own, counts);
    case 'statistics':
      return fixed(statisticsDocuments(desk, request.period), own, counts);
    case 'receipt':
      return fixed(receiptDocuments(desk, deps, request.peer), { kind: 'WORK_SECRET' }, counts);
  }
}

/** What a package without records holds, in the units its readers count in. */
export function documentCounts(
  desk: Desk,
  kind: Exclude<PackageKind, RecordKind>,
  peer: string,
): Record<string, number> {
  const { vault, engine } = desk.office();
  switch (kind) {
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

/** A workstation begins with the office's settings as they are; they are no reason for a package of their own. */
function withSettings(desk: Desk, collected: Collected): Collected {
  const documents = settingsDocuments(desk.office().vault);
  return { ...collected, content: { ...collected.content, documents } };
}

function fixed(
  documents: PackageContent['documents'],
  mark: Mark,
  counts: Readonly<Record<string, number>>,
): Collected {
  const content = { registers: [], attachments: [], documents, counts };
  return {
    content,
    isEmpty: false,
    besides: [],
    sent: () => [],
    mark: () => formatMark(mark),
    named: () => Promise.resolve([]),
  };
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
  const { engine } = desk.office();
  yield* applySettings(tx, name, value, {
    recompute: () => engine.recomputeDeadlines(tx, desk.person().actor),
    retellIdentities: (salt) => engine.retellIdentities(tx, salt),
  });
}
