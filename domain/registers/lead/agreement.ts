/**
 * 处置结果 says nothing else than how the lead was dealt with and what was decided about each person (reference 3.3.4,
 * 3.3.6): the reports count the one beside the other.
 */
import type { Failure } from '../../failure.ts';
import type { ChildRow, ChildRowsByKey, Values } from '../../register.ts';
import { listOf } from '../../text/text-of.ts';
import { filled } from '../common/rules.ts';
import { isMeasured, isTransferred, missingDayOf } from './results.ts';

/** What at least one person has when a lead ends so, and the columns in which it stands. */
interface Outcome {
  readonly label: string;
  readonly columns: string;
  readonly has: (row: Values) => boolean;
}

const oneOf =
  (...codes: readonly string[]) =>
  ({ otherMeasures }: Values): boolean =>
    listOf(otherMeasures).some((code) => codes.includes(code));

const isSanctioned = (row: Values): boolean => filled(row['partySanction']) || filled(row['adminSanction']);
const isHandled = ({ orgHandling }: Values): boolean => listOf(orgHandling).length > 0;

const outcomes: Readonly<Record<string, Outcome>> = {
  TALK_REMINDER: {
    label: '谈话提醒',
    columns: '“其他处理措施”（提醒谈话、警示谈话、谈话函询了结等）',
    has: oneOf('REMINDER', 'WARNING_TALK', 'TALK_CLOSED', 'FACE_CLOSED'),
  },
  CRITICISED: {
    label: '责令检查批评教育',
    columns: '“其他处理措施”（批评教育、责令检查等）',
    has: oneOf(
      ...['CRITICISM', 'STOPPED', 'RETURNED', 'RECTIFIED', 'SELF_CRITICISM'],
      ...['MEETING', 'APOLOGY', 'NOTICE', 'OTHER_CRITICISM'],
    ),
  },
  ADMONISHED: { label: '诫勉谈话', columns: '“其他处理措施”（诫勉）', has: oneOf('ADMONITION') },
  ORG_HANDLING: { label: '给予组织处理', columns: '“组织处理”', has: isHandled },
  SANCTIONED: { label: '给予党纪政务处分', columns: '“党纪处分”或者“政务处分”', has: isSanctioned },
  JUDICIAL: { label: '移送司法机关', columns: '“移送司法机关”', has: isTransferred },
};

/**
 * 予以了结 found nothing or nothing that could be looked into, 暂存待查 has nothing decided yet, so it clears nobody: what
 * is cleared has another disposition by then. 其他 is left to the clerk.
 */
const resultsOf: Readonly<Record<string, readonly string[]>> = {
  CLOSE: ['CLEARED', 'OTHER'],
  SUSPEND: ['SUSPENDED', 'OTHER'],
};

/** The first contradiction between result, disposition and the rows of the persons. */
export function refuseContradiction(values: Values, children: ChildRowsByKey): Failure | undefined {
  const rows = children['results'] ?? [];
  // About an organisation against which alone a case was opened there is nobody to whom anything was done.
  const ofNobody = rows.length === 0 && (children['persons'] ?? []).length === 0;
  const measures = ofNobody ? undefined : refuseOtherMeasures(values, rows);
  return refuseOtherDisposition(values) ?? measures;
}

function refuseOtherDisposition({ disposition, result, filedAt }: Values): Failure | undefined {
  // What was filed once stays so, whatever is decided about new matter when a lead is taken up again.
  if (!filled(disposition) || !filled(result) || filled(filedAt)) return undefined;
  const allowed = resultsOf[String(disposition)];
  const agrees = allowed ? allowed.includes(String(result)) : result !== 'SUSPENDED';
  if (agrees) return undefined;
  return {
    type: 'ResultAgainstDisposition',
    what: '处置结果与处置方式不一致。',
    why: '予以了结限于失实或者不可能查的，暂存待查的尚未查清，都没有给予处理；处置结果“暂存待查”只用于处置方式为暂存待查的。',
    next: '请改正处置结果；处置方式有变的（如清理后予以了结），请先办理“改变处置方式”。',
    fields: { result: '与处置方式不一致。' },
  };
}

function refuseOtherMeasures({ result }: Values, rows: readonly ChildRow[]): Failure | undefined {
  const code = String(result);
  const outcome = outcomes[code];
  const measured = rows.filter(({ values }) => isMeasured(values)).length;
  if (outcome ? rows.some(({ values }) => outcome.has(values)) : !isClean(code) || measured === 0)
    return undefined;
  return {
    type: 'ResultWithoutMeasure',
    what: outcome
      ? `处置结果是“${outcome.label}”，但没有一人登记了相应的处理。`
      : `处置结果是${code === 'CLEARED' ? '“了结澄清”' : '“暂存待查”'}，但登记了${measured}人的处理。`,
    why: '处置结果须与“处理结果（每人）”一致，处理人数和四种形态由此统计。',
    next: outcome
      ? `请点“修改”，在“处理结果（每人）”的${outcome.columns}中登记；没有这样处理的，请改正处置结果。`
      : '请改正处置结果，或者改正“处理结果（每人）”。',
    fields: { results: '与处置结果不一致。', result: '与每人的处理结果不一致。' },
  };
}

/** What was done about a person counts on its day, and how long a sanction holds is worked out from it. */
export function refuseUndated({ results = [] }: ChildRowsByKey): Failure | undefined {
  const row = results.find(({ values }) => missingDayOf(values) !== undefined);
  if (!row) return undefined;
  const missing = missingDayOf(row.values) === 'decidedAt' ? '处理决定日期' : '移送日期';
  return {
    type: 'DecisionUndated',
    what: `${String(row.values['name'] ?? '')}的处理没有填写${missing}。`,
    why: '处分、组织处理和诫勉、谈话等其他处理按处理决定日期统计，处分按它计算影响期，移送司法机关按移送日期统计；没有日期的不计入报表。',
    next: `请点“修改”，在“处理结果（每人）”中填写${missing}；诫勉、谈话等没有决定书的，填写进行的日期。`,
    fields: { results: `须填写${missing}。` },
  };
}

const isClean = (result: string): boolean => result === 'CLEARED' || result === 'SUSPENDED';
