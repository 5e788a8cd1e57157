/** Words that are none of a field's choices: what they mean is said once for all rows, and remembered by the office. */
import { codesOf } from '../../../domain/codes/lookup.ts';
import type { Output, Parsed } from '../../../preload/contract/contract.ts';
import { readSetting, writeSetting } from '../../registers/settings.ts';
import type { ImportTarget } from '../../registers/spreadsheet/targets.ts';
import { leftOut, meantValue, wordKey } from '../../registers/spreadsheet/word-meanings.ts';
import type { Desk } from '../desk.ts';
import { recheck } from './recheck.ts';
import { checkedRecord, type ImportSession } from './import-session.ts';

function settingKey({ register }: ImportSession): string {
  return `import.words.${register.id}`;
}

function remembered(desk: Desk, session: ImportSession): Record<string, string> {
  return (readSetting(desk.office().vault, settingKey(session)) ?? {}) as Record<string, string>;
}

/** Takes up what the office has said before. */
export function recallMeanings(desk: Desk, session: ImportSession): void {
  session.meanings.clear();
  for (const [key, meaning] of Object.entries(remembered(desk, session))) session.meanings.set(key, meaning);
}

/** The sheet's unknown words with the rows they stand in, those in most rows first. */
export function listWords(session: ImportSession): Output<'import.words'> {
  const found = new Map<string, { path: string; word: string; rows: Set<number> }>();
  for (const { converted } of session.records) {
    for (const { path, word } of converted.words) {
      const key = wordKey(path, word);
      const entry = found.get(key) ?? { path, word, rows: new Set<number>() };
      entry.rows.add(converted.rows[0] ?? 0);
      found.set(key, entry);
    }
  }
  const paths = new Set([...found.values()].map(({ path }) => path));
  const targets = session.targets.filter(({ path }) => paths.has(path));
  const targetsByPath = new Map(targets.map((target) => [target.path, target]));
  return {
    fields: targets.map((target) => ({
      path: target.path,
      label: target.label,
      required: target.field.required === true,
      choices: choicesOf(session, target),
    })),
    words: [...found]
      .map(([key, { path, word, rows }]) => ({
        path,
        word,
        rows: rows.size,
        meaning: usableMeaning(session, targetsByPath.get(path), session.meanings.get(key)),
      }))
      .toSorted((left, right) => right.rows - left.rows),
  };
}

function usableMeaning(
  { codes, today }: ImportSession,
  target: ImportTarget | undefined,
  meaning: string | undefined,
): string | null {
  const usable = target && meantValue(target.field, meaning, codes, today) !== undefined;
  return usable && meaning !== undefined ? meaning : null;
}

function choicesOf(
  { codes, today }: ImportSession,
  { field }: ImportTarget,
): { value: string; label: string }[] {
  if (field.type === 'boolean') {
    return [
      { value: 'true', label: '是' },
      { value: 'false', label: '否' },
    ];
  }
  return codesOf(codes, field.list ?? '', today).map(({ code, label }) => ({ value: code, label }));
}

/** Gives a word its meaning, or takes it back with null, and checks the rows it stands in again. */
export function explainWord(
  desk: Desk,
  session: ImportSession,
  { path, word, meaning }: Pick<Parsed<'import.explainWord'>, 'path' | 'word' | 'meaning'>,
): void {
  const target = session.targets.find((each) => each.path === path);
  const { converter } = session;
  if (!target || !converter) throw new Error('no such column');
  if (meaning !== null && meantValue(target.field, meaning, session.codes, session.today) === undefined) {
    throw new Error(meaning === leftOut ? 'a required field cannot be left out' : 'no such choice');
  }
  const key = wordKey(path, word);
  const all = remembered(desk, session);
  if (meaning === null) {
    session.meanings.delete(key);
    delete all[key];
  } else {
    session.meanings.set(key, meaning);
    all[key] = meaning;
  }
  desk.office().vault.transact((tx) => writeSetting(tx, settingKey(session), all));
  const holding = [...session.records.entries()].filter(([, { converted }]) =>
    converted.words.some((each) => wordKey(each.path, each.word) === key),
  );
  if (session.finder?.followsEveryWord) {
    recheck(session, new Map(holding.map(([index, { decision }]) => [index, decision])));
  } else {
    for (const [index, { converted, seen, decision }] of holding) {
      const again = converter.convert(converted.rows, session.corrections);
      session.records[index] = checkedRecord(session.register, again, seen, decision);
    }
  }
}
