/** 迹象→苗头→问题→线索: how ripe a finding is, and what it must have become before something is made of it (reference 2.5). */
import type { Failure } from '../../failure.ts';
import type { Field, RelatedRecord, Values } from '../../register.ts';
import { words } from '../../text/words.ts';

/** Nothing filled in says nothing: papers from before the field was kept are judged by their signatures alone. */
export function maturityField(section: string): Field {
  return {
    key: 'maturity',
    label: '成熟程度',
    type: 'code',
    list: 'maturity',
    section,
    listWidth: 80,
    filter: 'codes',
    synonyms: words('成熟度 问题成熟度 递进层次 研判层次'),
    help: '迹象、苗头须进一步了解，改为“问题”或者“线索”后才能转出。',
  };
}

const unripe: Readonly<Record<string, string>> = { SIGN: '迹象', SYMPTOM: '苗头' };

/** Why nothing may be made of it yet, or undefined. */
export function refuseUnripe(what: string, values: Values): Failure | undefined {
  const label = unripe[String(values['maturity'])];
  if (label === undefined) return undefined;
  return {
    type: 'NotRipe',
    what: `${what}的成熟程度还是“${label}”。`,
    why: '迹象、苗头须经进一步了解，查实为问题或者线索后才能转出。',
    next: '请先补充了解，点“修改”将“成熟程度”改为“问题”或者“线索”；改动记入历史。',
  };
}

/** The same for the papers a record rests on; one that has gone into another is judged with that one. */
export function refuseUnripeDrafts(field: string, drafts: readonly RelatedRecord[]): Failure | undefined {
  for (const { no, values } of drafts.filter((each) => String(each.values['mergedInto'] ?? '') === '')) {
    const failure = refuseUnripe(`底稿${no}`, values);
    if (failure) return { ...failure, fields: { [field]: failure.what } };
  }
  return undefined;
}
