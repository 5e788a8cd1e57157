/**
 * Words that offices were found to use after the lists had first been shipped. A new vault starts with all of them; an
 * older one gets each edition once, so that what the office has taken out or given another meaning stays as it is.
 */
import { words } from '../text/words.ts';
import { completionStandards } from './completion-standards.ts';

/** Words added to one row in one edition of the lists; the lists as first shipped are edition 1. */
export interface LaterSynonyms {
  readonly edition: number;
  readonly list: string;
  readonly code: string;
  readonly synonyms: readonly string[];
}

const second: readonly (readonly [list: string, code: string, synonyms: string])[] = [
  ['channel', 'LETTER', '挂号信 快递 邮政快递 EMS 来信举报'],
  ['channel', 'VISIT', '现场接访 来访接待 当面举报 来访举报 现场来访'],
  ['channel', 'CALL', '来电举报 12388 12388电话 12388举报电话 12345 12345热线'],
  [
    'channel',
    'NETWORK',
    '微信 微信公众号 微信举报 微信小程序 小程序 网络平台 网站 12388网站 12388网络 码上举报 扫码举报 网上信访',
  ],
  ['channel', 'UPPER', '纪委转办 县纪委转办 市纪委转办 上级移交'],
  ['rank', 'COUNTY', '正县 副县 县处 县处级正职 县处级副职'],
  ['rank', 'TOWNSHIP', '乡科 乡科级正职 乡科级副职 正乡科级 副乡科级'],
  ['rank', 'STAFF', '正股 副股 正股级 副股级 科员级'],
  ['rank', 'RURAL', '村社干部 社区干部 村组干部 村级 村级干部 村居干部'],
  ['rank', 'ENTERPRISE', '国企 国有企业人员'],
  ['rank', 'INSTITUTION', '事业 事业编 事业编制'],
  ['rank', 'OTHER', '群众 普通群众'],
  ['petitionCategory', 'ACCUSATION', '揭发控告'],
  ['petitionCategory', 'SUGGESTION', '建议类'],
  ['petitionCategory', 'OUT_OF_SCOPE', '纪检业务外 非业务 求决 求决类'],
];

export const laterSynonyms: readonly LaterSynonyms[] = second.map(([list, code, synonyms]) => ({
  edition: 2,
  list,
  code,
  synonyms: words(synonyms),
}));

/** What a row says under its choice, of which it said nothing when the list was first shipped. */
export interface LaterGuidance {
  readonly edition: number;
  readonly list: string;
  readonly code: string;
  readonly guidance: string;
}

export const laterGuidance: readonly LaterGuidance[] = Object.entries(completionStandards).map(
  ([code, guidance]) => ({ edition: 3, list: 'rectCompletion', code, guidance }),
);

/** The edition that a vault founded today starts with. */
export const currentEdition: number = Math.max(
  ...[...laterSynonyms, ...laterGuidance].map(({ edition }) => edition),
);
