/** The selection sheet: pages of it, and what is chosen entered into a plan. */
import { addMonths } from '../../../domain/calendar/dates.ts';
import { explainScore, type Score } from '../../../domain/planning/selection/factors.ts';
import { normalizeLabel } from '../../../domain/text/normalize.ts';
import type { Output, Parsed } from '../../../preload/contract/contract.ts';
import { note } from '../../audit/commit.ts';
import { planningContext, type PlanningContext } from '../../planning/context.ts';
import { keptSelection, type Sheet, type Weighed } from '../../planning/selection.ts';
import { mutable } from '../../registers/read.ts';
import type { Stored } from '../../registers/store.ts';
import { layReport } from '../../reports/forms.ts';
import { selectionReport, selectionRowTitle, selectionTitle } from '../../reports/selection-report.ts';
import type { ReportTable } from '../../reports/table.ts';
import { reportToWorkbook } from '../../reports/workbook.ts';
import type { Desk } from '../desk.ts';
import { writeOutputFile } from '../output-file.ts';
import { formContext, keepDocument, mostOnPaper, refuseTooManyOnPaper, workbookMeta } from '../paper.ts';
import type { Handlers } from '../router.ts';
import { listOf, textOf } from '../../../domain/text/text-of.ts';

type SelectionHandlers = Pick<
  Handlers,
  'selection.page' | 'selection.paper' | 'selection.export' | 'selection.enter'
>;

export function selectionHandlers(desk: Desk): SelectionHandlers {
  const kept = keptSelection();
  const weighed = () => {
    const { vault, engine } = desk.office();
    const context = planningContext(engine.context);
    return { context, sheet: kept(vault, context) };
  };
  const table = (asked: Narrowed): ReportTable => {
    const { context, sheet } = weighed();
    const page = pageOf(context, sheet, { ...asked, offset: 0, limit: mostOnPaper + 1 });
    refuseTooManyOnPaper(page.total, '家');
    return selectionReport(page, asked, context.codes, context.today);
  };
  const traced = ({ rows }: ReportTable) => ({
    entity: 'target',
    detail: `${selectionTitle}，${rows.length}家`,
  });
  return {
    'selection.page': ({ input }) => {
      const { context, sheet } = weighed();
      return pageOf(context, sheet, input);
    },
    'selection.paper': async ({ input, job }) => {
      job.progress(0, 0, '正在排版');
      const report = table(input);
      const paper = layReport(await formContext(desk), report, selectionRowTitle);
      const document = await keepDocument(desk, paper, selectionTitle, false);
      desk.trace({ action: 'selection.paper', ...traced(report) });
      return document;
    },
    'selection.export': async ({ input, path }) => {
      const report = table(input);
      desk.trace({ action: 'selection.export', ...traced(report) });
      const meta = { ...workbookMeta(desk), rowTitle: selectionRowTitle, issued: null };
      await writeOutputFile(path(input.file), reportToWorkbook(report, meta));
      return {};
    },
    'selection.enter': ({ input }) => enter(desk, weighed().sheet, input),
  };
}

type Asked = Parsed<'selection.page'>;
type Narrowed = Omit<Asked, 'offset' | 'limit'>;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly orgType: string;
  readonly systemTag: string | null;
  readonly area: string | null;
}

const order: Readonly<Record<Asked['sort'], string>> = {
  score: "json_extract(s.value, '$.score')",
  letters: "json_extract(s.value, '$.letters')",
  lastFeedbackAt: "coalesce(json_extract(s.value, '$.at'), '')",
  name: 't.name',
};

function pageOf(
  context: PlanningContext,
  { factors, weighed }: Sheet,
  asked: Asked,
): Output<'selection.page'> {
  const { vault, today } = context;
  const scores = JSON.stringify(
    weighed.map(({ id, score, letters, lastFeedbackAt }) => ({
      id,
      score: score.total,
      letters,
      at: lastFeedbackAt,
    })),
  );
  const where = `FROM json_each(?1) s JOIN target t ON t.id = json_extract(s.value, '$.id')
    WHERE (?2 = '' OR instr(t.name, ?2) > 0 OR instr(coalesce(t."systemTag", ''), ?2) > 0
        OR instr(coalesce(t.area, ''), ?2) > 0)
      AND (json_array_length(?3) = 0 OR t."orgType" IN (SELECT value FROM json_each(?3)))`;
  const params = [scores, asked.text.trim(), JSON.stringify(asked.orgTypes)];
  const total = vault.get<{ count: number }>(`SELECT count(*) AS count ${where}`, params)?.count ?? 0;
  const rows = vault.all<Row & Record<string, string | null>>(
    `SELECT t.id, t.name, t."orgType", t."systemTag", t.area ${where}
     ORDER BY ${order[asked.sort]} ${asked.descending ? 'DESC' : 'ASC'}, t.no LIMIT ?4 OFFSET ?5`,
    [...params, asked.limit, asked.offset],
  );
  const known = new Map(weighed.map((each) => [each.id, each] as const));
  const plans = plansByName(context);
  const letters = factors.find(({ measure }) => measure === 'letters');
  return {
    total,
    factors: factors.map(({ code, label, weight, verified }) => ({ code, label, weight, verified })),
    lettersSince: letters ? addMonths(today, -letters.months) : null,
    rows: rows.flatMap((row) => {
      const found = known.get(row.id);
      return found ? [rowOf(row, found, plans.get(normalizeLabel(row.name)) ?? [])] : [];
    }),
  };
}

function rowOf(
  { id, name, orgType, systemTag, area }: Row,
  { score, letters, lastFeedbackAt }: Weighed,
  plans: readonly string[],
): Output<'selection.page'>['rows'][number] {
  return {
    ...{ id, name, orgType, letters, lastFeedbackAt },
    systemTag: systemTag ?? '',
    area: area ?? '',
    score: score.total,
    lines: score.lines.map((line) => ({ ...line })),
    plans: [...plans],
  };
}

/** Titles of the office's own plans that are not over, by the name of the organisation. */
function plansByName({ vault, ownOffice }: PlanningContext): ReadonlyMap<string, readonly string[]> {
  const rows = vault.all<{ name: string; title: string }>(
    `SELECT DISTINCT t."targetId" AS name, p.title FROM "inspectionPlan_targets" t
       JOIN "inspectionPlan" p ON p.id = t.record WHERE p.voidAt IS NULL AND p.state <> 'CLOSED' AND p.office = ? ORDER BY p.no`,
    [ownOffice],
  );
  const found = new Map<string, string[]>();
  for (const { name, title } of rows)
    found.set(normalizeLabel(name), [...(found.get(normalizeLabel(name)) ?? []), title]);
  return found;
}

/** Plan and library by the ordinary save, all of it in one transaction. */
function enter(desk: Desk, sheet: Sheet, input: Parsed<'selection.enter'>): Output<'selection.enter'> {
  const { engine } = desk.office();
  const { actor } = desk.person();
  const plan = engine.recordOf('inspectionPlan', input.plan);
  const scores = new Map(sheet.weighed.map(({ id, score }) => [id, score] as const));
  const rows = plan.children['targets'] ?? [];
  const known = new Set(rows.map(({ values }) => normalizeLabel(textOf(values['targetId']))));
  const chosen = [...new Set(input.targets)].map((id) => engine.recordOf('target', id));
  const added = chosen.filter(({ values }) => !known.has(normalizeLabel(textOf(values['name']))));
  const output = { added: added.length, known: chosen.length - added.length };
  return desk.commit(['inspectionPlan', 'target', 'dashboard'], (tx) => {
    const save = (register: 'inspectionPlan' | 'target', { id, rev }: Stored, changes: Changes): void => {
      const rest = { draft: null, confirmed: {}, duplicate: null, sealedDirect: false };
      const { audit } = engine.writes['records.save'](tx, actor, { register, id, rev, ...changes, ...rest });
      note(tx, desk, actor, audit);
    };
    if (added.length > 0)
      save('inspectionPlan', plan, {
        values: {},
        children: {
          targets: [
            ...rows.map(({ rowId, values }) => ({ rowId, values: mutable(values) })),
            ...added.map((target) => ({
              rowId: '',
              values: plannedRow(input, target, scores.get(target.id)),
            })),
          ],
        },
      });
    for (const target of added) {
      const basis = [
        ...new Set([...listOf(target.values['selectionBasis']), ...basisOf(input, scores.get(target.id))]),
      ];
      if (basis.length > listOf(target.values['selectionBasis']).length)
        save('target', target, { values: { selectionBasis: basis }, children: {} });
    }
    const detail = `从选题遴选列入${output.added}家`;
    const entity = { entity: 'inspectionPlan', entityId: plan.id, entityNo: plan.no };
    return { output, audit: { action: 'selection.enter', ...entity, detail } };
  });
}

type Changes = Pick<Parsed<'records.save'>, 'values' | 'children'>;

function plannedRow(
  { mode, round, ...input }: Parsed<'selection.enter'>,
  { values }: Stored,
  score: Score | undefined,
): Changes['values'] {
  return {
    targetId: textOf(values['name']),
    mode,
    roundId: round,
    basis: [...basisOf({ mode, round, ...input }, score)],
    explanation: score ? explainScore(score).slice(0, longest) : null,
  };
}

/** 遴选说明 holds so much. */
const longest = 500;

function basisOf({ basis }: Parsed<'selection.enter'>, score: Score | undefined): readonly string[] {
  return basis ?? (score?.lines ?? []).flatMap(({ code, points }) => (points > 0 ? [code] : []));
}
