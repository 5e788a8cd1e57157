import { splitNames as namesInCell } from '../../../domain/text/names.ts';
import { splitPhones } from '../../../domain/text/identifiers.ts';
import { normalizeText, tidyText } from '../../../domain/text/normalize.ts';

const moreAnonymousWords =
  /^(匿名(者|人|举报|信|群众|来信)?|不愿(意)?(透露|留下?|公开)(真实)?(姓名|身份|名字)|未(留|具)名|未留姓名|不留名|无署名|无名氏|不明|未知|(一|某|广大|热心|知情|当地|多名|一名|一位|一群|部分|全体)+(群众|村民|党员|职工|干部|居民|市民|人士|业主)(代表)?|[某x×*/-]+)$/u;

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

/** 不详, 无, — where the name of an accused person should be. */
export function isNobody(text: string): boolean {
  const word = normalizeText(text).replace(/[()。.]/g, '');
  return /^(无|没有|暂无|不详|不明|未知|不清楚|未指明|未写明|未注明|无具体(人员|对象|姓名)|匿名|空|[-—–_/\\*]+)$/u.test(
    word,
  );
}

/** Persons in one cell. Only what reads as a list of names is parted; anything else stays one entry as written. */
export function splitNames(text: string): NameList {
  const whole = tidyText(text);
  const signed = /[（(]?\s*(?:联名|联署)(?:信|举报|反映)?\s*(\d{1,5})?\s*[人名户]?\s*[)）]?$/u.exec(whole);
  const unsigned = signed ? whole.slice(0, signed.index) : whole;
  const more = /^(.*?)等\s*(\d{1,5})?\s*(人|名|位|户)?$/su.exec(unsigned);
  const list = tidyText(more?.[1] ?? unsigned);
  const stated = more?.[2] ?? signed?.[1];
  const jointCount = stated === undefined ? undefined : Number(stated);
  if (list === '') return { names: [whole], joint: true, jointCount };
  const parts = partsOf(list);
  return {
    names: parts.length > 1 && parts.every(isPersonName) ? parts : [list],
    joint: unsigned.length < whole.length || more !== null,
    jointCount,
  };
}

/** The cell's text parted like the names beside it: as many parts as persons, or one text that holds for all. */
export function distribute(text: string, persons: number): readonly string[] | undefined {
  if (persons <= 1) return undefined;
  const parts = partsOf(tidyText(text));
  if (parts.length === persons) return parts;
  const spaced = tidyText(text).split(/[\s\u3000]+/u);
  return spaced.length === persons && spaced.every((part) => /\d{7}/u.test(part)) ? spaced : undefined;
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
    (bare.length === 4 &&
      (doubleSurname.test(bare) || (bare.includes('某') && !/[村镇乡县市区局组]$/u.test(bare))))
  );
}

export interface NameWithPost {
  readonly name: string;
  readonly rest: string;
}

export interface PersonWithPhones {
  readonly name: string;
  readonly phones: readonly string[];
}

/**
 * Telephones written beside the names (张三 13900000000、李四13900000001) go to their persons; what follows a person
 * and is no name stays with the name. Undefined when the cell holds no telephone.
 */
export function partPhones(text: string): readonly PersonWithPhones[] | undefined {
  if (splitPhones(text).phones.length === 0) return undefined;
  const entries = tidyText(text)
    .replace(/(\d{7})[)）\s]*(?=(?!转)\p{Script=Han}|$)/gu, '$1、')
    .split(/[、，,；;\n]+/u)
    .filter((entry) => entry.trim() !== '');
  const persons: { name: string; phones: string[] }[] = [];
  for (const entry of entries) {
    const { phones, rest } = splitPhones(entry);
    const name = (phones.length > 0 ? rest : entry)
      .replace(/(联系|手机|移动)?(电话|手机|号码)+$/u, '')
      .replace(/(联系|手机|移动)?(电话|手机|号码)+[\s:：-]*$/u, '')
      .replace(/^[\s:：/-]+|[\s:：/-]+$/gu, '');
    const last = persons.at(-1);
    if (last && !isPersonName(name)) {
      last.phones.push(...phones);
      if (name !== '') last.name = last.name === '' ? name : `${last.name}，${name}`;
    } else persons.push({ name, phones: [...phones] });
  }
  return persons;
}

/** The name in 张三（实名）; undefined when the cell does not say so. */
export function splitRealName(text: string): string | undefined {
  const match = /^(.+?)\s*[（(](?:实名|真名|署名)(?:举报|反映|信)?[)）]$/u.exec(tidyText(text));
  return match?.[1];
}

/** 李四（县民政局局长） or 李四，县民政局局长 in a name cell: the name and what is said about the person. */
export function splitNameAndPost(text: string): NameWithPost | undefined {
  const match = /^([^\s（(,，、:：]{2,15})\s*(?:[（(]([^（()）]{2,})[)）]|[,，、:：\s]([^,，、]{4,}))$/u.exec(
    tidyText(text),
  );
  const [, name = '', inBrackets, after] = match ?? [];
  const rest = tidyText(inBrackets ?? after ?? '');
  if (rest !== '' && isPersonName(name) && !isPersonName(rest)) return { name, rest };
  return splitPostBeforeName(tidyText(text));
}

const commonSurnames =
  '王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';

/** 县民政局局长李四: a name of a common surname right behind a post or a body. */
function splitPostBeforeName(text: string): NameWithPost | undefined {
  const match = new RegExp(
    `^(\\p{Script=Han}{2,}(?:[局镇村乡县科处所站组队院校园厂区市股]长|主任|书记|主席|经理|会计|出纳|[局委办院校所站镇村]|中心|公司|政府|支部))([${commonSurnames}]\\p{Script=Han}{1,2})$`,
    'u',
  ).exec(text);
  const [, rest = '', name = ''] = match ?? [];
  return name !== '' && isPersonName(name) && !/[局委办院校所站室股科组队处部镇乡村厂区市县业路]$/u.test(name)
    ? { name, rest }
    : undefined;
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
