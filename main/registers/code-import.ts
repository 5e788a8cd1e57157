/** Rows of a code list read from a table: new ones are added, known ones completed; all of them or none. */
import { normalizeLabel } from '../../domain/text/normalize.ts';
import { matchCode } from '../../domain/codes/lookup.ts';
import { parentListOf } from '../../domain/codes/parents.ts';
import { refuse } from '../../domain/failure.ts';
import type { Code } from '../../domain/register.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { code as codeSchema } from '../../preload/contract/reference.ts';
import type { Written } from '../audit/commit.ts';
import type { Writer } from '../vault/api.ts';
import { type EngineContext, today } from './commands.ts';
import { listOfCodes } from './reference-edit.ts';
import { touchReference, writeCode } from './reference.ts';

/** One row as the table has it. `row` counts from 1 as the clerk sees it; `parent` is in the clerk's words. */
export interface ReadCode {
  readonly row: number;
  readonly label: string;
  readonly parent: string;
  readonly guidance: string;
  readonly synonyms: readonly string[];
  readonly basis: string;
}

const shownMistakes = 8;

/**
 * A row with the name or a synonym of a known code completes it; what the office has verified keeps its parent and
 * basis. Throws `CodeFileInvalid`, naming the rows, when one cannot be taken in.
 */
export function importCodes(
  tx: Writer,
  context: EngineContext,
  list: string,
  rows: readonly ReadCode[],
): Written<Output<'codes.import'>> {
  const { label } = listOfCodes(list);
  const { codes } = context.reference(tx);
  const day = today(context);
  const known = new Map((codes.byList.get(list) ?? []).map((code) => [code.code, code]));
  const mistakes: string[] = [];
  const counts = { added: 0, changed: 0, same: 0 };
  const seen = new Map<string, number>();
  for (const row of rows) {
    const twin = seen.get(normalizeLabel(row.label));
    const parent = parentOf(codes, list, row.parent, day);
    seen.set(normalizeLabel(row.label), row.row);
    if (twin !== undefined) {
      mistakes.push(`第${row.row}行与第${twin}行名称相同（${row.label}）`);
    } else if (parent === undefined) {
      mistakes.push(`第${row.row}行的上级“${row.parent}”不在“${parentName(list)}”中`);
    } else {
      const before = matchCode(codes, list, row.label, day);
      const after = before ? completed(before, row, parent) : added(known, list, row, parent);
      const tooLong = codeSchema.safeParse(after).error?.issues[0];
      if (tooLong) mistakes.push(`第${row.row}行${lengths[String(tooLong.path[0])] ?? '的内容太长'}`);
      known.set(after.code, after);
      if (before && JSON.stringify(before) === JSON.stringify(after)) counts.same += 1;
      else counts[before ? 'changed' : 'added'] += 1;
      writeCode(tx, after);
    }
  }
  refuseMistakes(rows.length, mistakes);
  touchReference(tx);
  const { added: fresh, changed, same } = counts;
  return {
    output: counts,
    audit: {
      action: 'codes.import',
      entity: list,
      detail: `${label}：新增${fresh}条、补充${changed}条、相同${same}条`,
    },
  };
}

const lengths: Readonly<Record<string, string>> = {
  label: '的名称超过100字',
  guidance: '的监督要点超过1000字',
  synonyms: '的同义词太多或太长',
  basis: '的依据超过300字',
};

function refuseMistakes(rows: number, mistakes: readonly string[]): void {
  if (rows > 0 && mistakes.length === 0) return;
  const more = mistakes.length > shownMistakes ? `；另有${mistakes.length - shownMistakes}处` : '';
  refuse(
    'CodeFileInvalid',
    '表格没有导入，代码表没有改动。',
    rows === 0 ? '列标题下面没有一行有名称。' : `${mistakes.slice(0, shownMistakes).join('；')}${more}。`,
    rows === 0
      ? '请在列标题下面逐行填写名称。'
      : '请在表格中改正；上级还没有的，先在上级代码表中增加，再导入。',
  );
}

function parentName(list: string): string {
  return listOfCodes(parentListOf(list)).label;
}

/** null when the table names none; undefined when it names one there is not. */
function parentOf(
  codes: Parameters<typeof matchCode>[0],
  list: string,
  words: string,
  day: string,
): string | null | undefined {
  return words === '' ? null : matchCode(codes, parentListOf(list), words, day)?.code;
}

function completed(before: Code, row: ReadCode, parent: string | null): Code {
  const known = new Set([before.label, ...before.synonyms]);
  const synonyms = [row.label, ...row.synonyms].filter((word) => !known.has(word));
  return {
    ...before,
    parent: before.verified ? before.parent : (parent ?? before.parent),
    guidance: row.guidance || before.guidance,
    synonyms: [...before.synonyms, ...synonyms],
  };
}

function added(known: ReadonlyMap<string, Code>, list: string, row: ReadCode, parent: string | null): Code {
  const sort = Math.max(0, ...[...known.values()].map((each) => each.sort)) + 10;
  let number = known.size + 1;
  while (known.has(`OWN${number}`)) number += 1;
  return {
    list,
    code: `OWN${number}`,
    label: row.label,
    sort,
    basis: row.basis,
    verified: false,
    validFrom: null,
    validTo: null,
    synonyms: row.synonyms,
    parent,
    guidance: row.guidance,
  };
}
