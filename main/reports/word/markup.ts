/** The markup of a sheet as a tree: only what `html.ts` and the forms write has to be read, nothing from outside. */
import { SaxesParser } from 'saxes';

export type Node = string | Element;

export interface Element {
  readonly tag: string;
  readonly classes: ReadonlySet<string>;
  /** As written, e.g. `padding-right: 4em`; by property. */
  readonly style: Readonly<Record<string, string>>;
  /** Any other attribute, e.g. `colspan`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
}

interface Growing extends Element {
  readonly children: Node[];
}

/** Throws on markup that is not well-formed, which the forms never write. */
export function readMarkup(markup: string): Element {
  const root = grown('root', {});
  const open: Growing[] = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = grown(name, attributes);
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (text) => {
    open.at(-1)?.children.push(text);
  });
  const closed = markup.replaceAll(unclosed, '<$1/>').replaceAll(unprintable, '');
  parser.write(`<root>${closed}</root>`).close();
  const [body] = root.children;
  if (body === undefined || typeof body === 'string') throw new Error('nothing on the sheet');
  return body;
}

/** Elements below `element` with the tag, in their order; not those within one of them. */
export function elementsOf(element: Element, ...tags: readonly string[]): readonly Element[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return tags.includes(child.tag) ? [child] : elementsOf(child, ...tags);
  });
}

/** A length of the style in millimetres; 0 when there is none, or none in millimetres. */
export function millimetres({ style }: Element, property: string): number {
  const text = style[property] ?? '';
  return text.endsWith('mm') ? Number.parseFloat(text) : 0;
}

/** `br`, `wbr` and `col` may be written without an end. */
const unclosed = /<((?:br|wbr|col)\b[^>]*?)\s*\/?>/gu;

/** Characters that no paper shows and no document may hold. */
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;

function grown(tag: string, written: Readonly<Record<string, string>>): Growing {
  const { class: classes = '', style = '', ...attributes } = written;
  const rules = style.split(';').map((rule) => rule.split(':').map((part) => part.trim()));
  return {
    tag,
    classes: new Set(classes.split(/\s+/u).filter((name) => name !== '')),
    style: Object.fromEntries(rules.flatMap(([key = '', value = '']) => (key === '' ? [] : [[key, value]]))),
    attributes,
    children: [],
  };
}
