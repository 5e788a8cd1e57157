import { splitNames as namesInCell } from '../../../domain/text/names.ts';
import { normalizeText, tidyText } from '../../../domain/text/normalize.ts';

const moreAnonymousWords =
  /^(匿名(者|人|举报|信|群众|来信)|不愿(意)?(透露|留下?|公开)(真实)?(姓名|身份|名字)|未(留|具)名|未留姓名|不留名|无署名|无名氏|不明|未知|(一|某|广大|热心|知情|当地|多名|一名|一位|一群)+(群众|村民|党员|职工|干部|居民|市民|人士|业主)(代表)?|[某x×*/-]+)$/u;

/** 匿名, 群众, 不愿透露姓名 …: words that stand where a name should be and name nobody. */
export function isAnonymousWord(text: string): boolean {
  const word = normalizeText(text).replace(/[()。.]/g, '');
  return namesInCell(word).anonymous || moreAnonymousWords.test(word);
}

export interface NameList {
  readonly names: readonly string[];
  /** The cell says that they signed together (联名, 等5人). */
  readonly joint: boolean;
  /** From 张三等5人; the number includes the persons named. */
  readonly jointCount: number | undefined;
}

/** Persons in one cell. Only what reads as a list of names is parted; anything else stays one entry as written. */
export function splitNames(text: string): NameList {
  const whole = tidyText(text);
  const unsigned = whole.replace(/[（(]?\s*(联名|联署)(信|举报|反映)?\s*[)）]?$/u, '');
  const more = /^(.+?)等\s*(\d{1,5})?\s*(人|名|位|户)?$/su.exec(unsigned);
  const list = tidyText(more?.[1] ?? unsigned);
  if (list === '') return { names: [whole], joint: true, jointCount: undefined };
  const parts = partsOf(list);
  return {
    names: parts.length > 1 && parts.every(isPersonName) ? parts : [list],
    joint: unsigned.length < whole.length || more !== null,
    jointCount: more?.[2] === undefined ? undefined : Number(more[2]),
  };
}

/** The cell's text parted like the names beside it: as many parts as persons, or one text that holds for all. */
export function distribute(text: string, persons: number): readonly string[] | undefined {
  if (persons <= 1) return undefined;
  const parts = partsOf(tidyText(text));
  return parts.length === persons ? parts : undefined;
}

function partsOf(text: string): readonly string[] {
  const parts = text.split(/[、，,；;/／|\n]+/u).map((part) => part.trim());
  const filled = parts.filter((part) => part !== '');
  if (filled.length > 1) return filled;
  const spaced = text.split(/[\s\u3000]+/u).filter((part) => part !== '');
  return spaced.length > 1 && spaced.every((part) => /^\p{Script=Han}{2,4}$/u.test(part)) ? spaced : filled;
}

const notNames =
  /(职工|干部|村民|群众|党员|居民|员工|老师|教师|书记|主任|会计|出纳|[局镇村乡县科处所站组队院校厂部市区州厅]长|经理|董事|委员|代表|退休|原任|现任|同志|等人)$/u;
const doubleSurname =
  /^(欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|长孙|宇文|司徒|司空|东方|独孤|南宫|令狐|端木|轩辕|申屠|呼延|闻人|单于|澹台|百里|东郭|南门|西门|拓跋)/u;

function isPersonName(text: string): boolean {
  const bare = text.replace(/[（(][^（()）]*[)）]/gu, '').replace(/\s/gu, '');
  if (!/^[\p{Script=Han}·•．xX×*]{2,15}$/u.test(bare) || notNames.test(bare)) return false;
  return (
    bare.length <= 3 ||
    /[·•．]/u.test(bare) ||
    (bare.length === 4 && (doubleSurname.test(bare) || bare.includes('某')))
  );
}

export interface NameWithPost {
  readonly name: string;
  readonly rest: string;
}

/** 李四（县民政局局长） or 李四，县民政局局长 in a name cell: the name and what is said about the person. */
export function splitNameAndPost(text: string): NameWithPost | undefined {
  const match = /^([^\s（(,，、:：]{2,15})\s*(?:[（(]([^（()）]{2,})[)）]|[,，、:：\s]([^,，、]{4,}))$/u.exec(
    tidyText(text),
  );
  const [, name = '', inBrackets, after] = match ?? [];
  const rest = tidyText(inBrackets ?? after ?? '');
  return rest !== '' && isPersonName(name) && !isPersonName(rest) ? { name, rest } : undefined;
}

/** Whether the entry names a body rather than a person (县民政局, 坎头村村委会). */
export function isOrganisation(text: string): boolean {
  const bare = normalizeText(text);
  return (
    bare.length >= 4 &&
    !bare.endsWith('干部') &&
    /(局|委|办|部|院|校|学|所|站|队|中心|公司|集团|银行|医院|政府|委员会|党组|党委|党支部|支部|村委会?|居委会|街道|镇|乡|社区|协会|合作社|大队|机关|单位|班子)(党组|党委|党支部|领导班子|机关)?$/.test(
      bare,
    )
  );
}
