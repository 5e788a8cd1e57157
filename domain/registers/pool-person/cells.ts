/** How clerks write several things in one cell of a list of people. */
import type { Doubtful } from '../../spelled.ts';
import { tidyText, toHalfWidth } from '../../text/normalize.ts';

const between = /[；;\n]+/u;
const nothing = /^(?:无|没有|暂无|[-—/\\])?$/u;

function partsOf(cell: string, separators: RegExp): readonly string[] {
  return tidyText(cell)
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => !nothing.test(part));
}

/** 柯城区民政局(2018-2021)、柯城区教育局（2015.03—2018.02）: where somebody served, and when. */
export function postsInCell(cell: string): readonly Readonly<Record<string, string>>[] {
  return partsOf(cell, /[；;\n、]+/u).map((part) => {
    const found = /^(.+?)\(([^()]*)\)$/u.exec(toHalfWidth(part));
    const [, unit = part, span = ''] = found ?? [];
    const years =
      /^(\d{4}(?:[.\-/年]\d{1,2}月?)?)\s*(?:[-—–~至到]+)\s*(\d{4}(?:[.\-/年]\d{1,2}月?)?|今|至今|现在)?$/u.exec(
        span.trim(),
      );
    if (!years) return { unit: tidyText(part) };
    const [, from = '', to = ''] = years;
    return { unit: tidyText(unit), from: dayOf(from, 'first'), to: /\d/u.test(to) ? dayOf(to, 'last') : '' };
  });
}

/** 朱某/配偶/龙游县住建局；高某/父亲/县水利局（科长）: who is related, how, and where that person works. */
export function relativesInCell(cell: string): readonly Readonly<Record<string, string>>[] {
  return partsOf(cell, between).map((part) => {
    const [name = '', relation = '', unit = '', post = ''] = part
      .split(/[/／|，,]/u)
      .map((each) => each.trim());
    const noted = post === '' ? /^(.+?)[（(]([^（）()]+)[）)]$/u.exec(unit) : null;
    return { name, relation, unit: noted?.[1]?.trim() ?? unit, post: noted?.[2]?.trim() ?? post };
  });
}

/** 参加过4轮, 4次, 无: how many rounds somebody has taken part in. */
export function roundsInCell(cell: string): string {
  const text = tidyText(cell);
  if (/^(?:无|没有|未参加过?|未参与|否|暂无)$/u.test(text)) return '0';
  const counted =
    /^(?:已|曾|共|累计)?(?:参加|参与|参巡|抽调)?过?\s*(\d{1,2})\s*(?:轮|次|批)(?:巡察|巡视)?$/u.exec(
      toHalfWidth(text),
    );
  return counted?.[1] ?? text;
}

/**
 * 1985.07, 198507, 19850712, 1985年7月, 1985-07-12: year and month. As a number 1985.1 may be January or an October that has lost
 * its zero; what is no month stays as it is written.
 */
export function monthInCell(cell: string, isNumber = false): string | Doubtful {
  const text = toHalfWidth(tidyText(cell));
  const found =
    /^((?:19|20)\d{2})(\d{2})(?:\d{2})?$/u.exec(text) ??
    /^((?:19|20)\d{2})\s*[.\-/年]\s*(\d{1,2})(?:\D.*)?$/u.exec(text);
  const [, year = '', month = ''] = found ?? [];
  if (isNumber && /^\d{4}\.1$/u.test(text))
    return {
      text: cell,
      doubt: `“${text}”以数值保存，分不清是1月还是10月，照原样导入，请改成 ${year}-01 或者 ${year}-10`,
    };
  if (Number(month) >= 1 && Number(month) <= 12) return `${year}-${month.padStart(2, '0')}`;
  if (!/\d/u.test(text)) return cell;
  return { text: cell, doubt: `“${text}”看不出是哪年哪月，照原样导入，请改成 1985-07 的样子` };
}

/** The first or last day of a year, or of the month that is named. */
function dayOf(text: string, which: 'first' | 'last'): string {
  const [year = '', month] = text.split(/\D+/u).filter((part) => part !== '');
  if (month === undefined) return which === 'first' ? `${year}-01-01` : `${year}-12-31`;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month.padStart(2, '0')}-${which === 'first' ? '01' : String(last)}`;
}
