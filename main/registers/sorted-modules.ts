/** Working papers and problems beside their round, which says by which schemes they are sorted (reference 3.4, 3.6). */
import { codeLabel, codesOf, type CodeIndex } from '../../domain/codes/lookup.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Register } from '../../domain/register.ts';
import { schemesOf } from '../../domain/registers/common/categories.ts';
import { inspectionRound } from '../../domain/registers/inspection-round/inspection-round.ts';
import { problemDraft } from '../../domain/registers/problem-draft/problem-draft.ts';
import { problem } from '../../domain/registers/problem/problem.ts';
import { listOf, textOf } from '../../domain/text/text-of.ts';
import type { Reader } from '../vault/api.ts';
import type { RegisterModule } from './deps.ts';
import { loadRecords } from './load-many.ts';
import { meantRounds } from './meant-rounds.ts';
import type { Stored } from './store.ts';

export const problemModule = sortedBefore(problem, 'confirm');
export const draftModule = sortedBefore(problemDraft, 'memberSign');

/** Asks before that step; a record that belongs under none of a scheme's categories is not held up, nor for a scheme without any. */
function sortedBefore(register: Register, askedAt: string): RegisterModule {
  return {
    register,
    extraColumns: [],
    questions: ({ vault, reference }, reader, step, record) =>
      step.key === askedAt
        ? { unsortedScheme: askUnsorted(reader, vault, register, record, reference(reader).codes) }
        : {},
  };
}

function askUnsorted(
  reader: Reader,
  opener: Parameters<typeof loadRecords>[1],
  register: Register,
  record: Stored,
  codes: CodeIndex,
): Failure | undefined {
  const name = textOf(record.values['roundId']);
  if (name === '') return undefined;
  const rounds = loadRecords(reader, opener, inspectionRound, meantRounds(reader)(record.office, name));
  const hasCategories = new Set(codesOf(codes, 'categoryL1').map(({ parent }) => parent));
  const named = rounds.flatMap(({ values }) => listOf(values['categorySchemes']));
  const wanted = new Set(named.filter((scheme) => hasCategories.has(scheme)));
  const sorted = schemesOf(record, codes);
  const labels = (schemes: readonly string[]): string =>
    schemes.map((scheme) => codeLabel(codes, 'categoryScheme', scheme)).join('、');
  const open = [...wanted].filter((scheme) => !sorted.has(scheme));
  if (open.length === 0) return undefined;
  return {
    type: 'UnsortedScheme',
    what: `“${name}”的问题按${labels([...wanted])}分类，这${register.unit}${register.label}还没有按${labels(open)}归类。`,
    why: '本轮使用的每套分类方案下都要归类，问题分类统计（R-22）才不遗漏。',
    next: '请点“修改”，第一套填在“聚焦方面”，其他填在“其他方案下的分类”；确实不属于其中任何一类的，写明情况后继续。',
    fields: { catL1: `还没有按${labels(open)}归类。` },
  };
}
