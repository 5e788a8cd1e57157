import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { laterGuidance, laterSynonyms } from '../../domain/codes/later-synonyms.ts';
import { codeSeed } from '../../domain/codes/seed.ts';
import { migrate } from '../../main/registers/engine.ts';
import { readCodes, writeCode } from '../../main/registers/reference.ts';
import { readSetting } from '../../main/registers/settings.ts';
import type { Writer } from '../../main/vault/api.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.dispose());

const rowOf = (list: string, code: string) => {
  const found = readCodes(office.vault).find((each) => each.list === list && each.code === code);
  if (!found) throw new Error(`no code ${list}/${code}`);
  return found;
};

/** Makes the vault one of the first edition: without the later words and without the mark of an edition. */
function forget(tx: Writer): void {
  for (const { list, code, synonyms } of laterSynonyms) {
    const row = rowOf(list, code);
    writeCode(tx, { ...row, synonyms: row.synonyms.filter((word) => !synonyms.includes(word)) });
  }
  tx.run("DELETE FROM setting WHERE key = 'codes.edition'");
}

describe('words shipped after a vault was founded', () => {
  test('a new vault starts with all of them', () => {
    expect(laterSynonyms.length).toBeGreaterThan(0);
    for (const { list, code, synonyms } of laterSynonyms) {
      expect(codeSeed.find((row) => row.list === list && row.code === code)?.synonyms).toEqual(
        expect.arrayContaining([...synonyms]),
      );
      expect(rowOf(list, code).synonyms).toEqual(expect.arrayContaining([...synonyms]));
    }
  });

  test('reach an older vault at its next opening and leave what the office has edited', () => {
    office.vault.transact((tx) => {
      forget(tx);
      const row = rowOf('channel', 'LETTER');
      // The office has struck a word of the first edition out, renamed the row, and counts 快递 under 其他.
      writeCode(tx, {
        ...row,
        label: '信件',
        synonyms: [...row.synonyms.filter((word) => word !== '邮寄'), '函'],
      });
      const other = rowOf('channel', 'OTHER');
      writeCode(tx, { ...other, synonyms: [...other.synonyms, '快递'] });
    });
    expect(rowOf('channel', 'LETTER').synonyms).not.toContain('挂号信');
    office.vault.transact((tx) => migrate(tx));
    const { label, synonyms } = rowOf('channel', 'LETTER');
    expect(label).toBe('信件');
    expect(synonyms).toEqual(expect.arrayContaining(['挂号信', '函', 'EMS']));
    expect(synonyms).not.toContain('邮寄');
    expect(synonyms).not.toContain('快递');
    expect(
      office.engine
        .reference()
        .codes.byWord.get('channel\u0000快递')
        ?.map(({ code }) => code),
    ).toEqual(['OTHER']);
  });

  test('come once: a word the office takes out afterwards stays out', () => {
    office.vault.transact((tx) => {
      const row = rowOf('channel', 'LETTER');
      writeCode(tx, { ...row, synonyms: row.synonyms.filter((word) => word !== '挂号信') });
      migrate(tx);
    });
    expect(readSetting(office.vault, 'codes.edition')).toBeGreaterThan(1);
    expect(rowOf('channel', 'LETTER').synonyms).not.toContain('挂号信');
  });
});

describe('standards shipped after a vault was founded', () => {
  const guidanceOf = (code: string) => rowOf('rectCompletion', code).guidance;
  const say = (code: string, guidance: string) =>
    office.vault.transact((tx) => writeCode(tx, { ...rowOf('rectCompletion', code), guidance }));

  test('reach an older vault once, where the office has said nothing itself', () => {
    expect(laterGuidance.map(({ code }) => guidanceOf(code))).toEqual(
      laterGuidance.map(({ guidance }) => guidance),
    );
    for (const guidance of laterGuidance) expect(guidance.guidance).toContain('待核');
    for (const code of ['DONE', 'BASIC']) say(code, '');
    say('LONG_TERM', '按本办办法');
    office.vault.transact((tx) => tx.run("DELETE FROM setting WHERE key = 'codes.edition'"));
    office.vault.transact((tx) => migrate(tx));
    expect(guidanceOf('DONE')).toContain('措施全部完成');
    expect(guidanceOf('LONG_TERM')).toBe('按本办办法');
    say('DONE', '');
    office.vault.transact((tx) => migrate(tx));
    expect(guidanceOf('DONE')).toBe('');
  });
});
