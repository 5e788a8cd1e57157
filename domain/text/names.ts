import { tidyText, toHalfWidth } from './normalize.ts';

export interface NamesInCell {
  readonly names: readonly string[];
  /** The cell says that several people signed together (联名). */
  readonly joint: boolean;
  /** The cell says in words that nobody signed (匿名, 群众, 不愿透露姓名). */
  readonly anonymous: boolean;
}

const anonymousWords =
  /^(?:匿名|无名|无|不详|未署名|不署名|佚名|群众|热心群众|部分群众|一群众|知情人|知情者|村民|部分村民|某群众|不愿透露姓名|不愿透露姓名者|保密)$/u;

/** Names of one cell such as `张三、李四、王五(联名)`; dots inside minority names and rare characters are kept. */
export function splitNames(cell: string): NamesInCell {
  const text = tidyText(cell);
  const joint = /联名|联署|等\s*\d*\s*[人名]/u.test(text);
  const bare = toHalfWidth(text)
    .replace(/\([^)]*\)/gu, ' ')
    .replace(/(?:联名|联署)/gu, ' ')
    .replace(/等\s*\d*\s*[人名]?\s*$/u, ' ');
  const parts = bare
    .split(/[、,;/|\n]+/u)
    .map((part) => part.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '').trim())
    .filter((part) => part !== '');
  const names = [...new Set(parts)].filter((part) => !anonymousWords.test(part));
  return { names, joint: joint || names.length > 1, anonymous: names.length === 0 && parts.length > 0 };
}
