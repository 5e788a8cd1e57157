/** HTML as a value of its own, so that text can only get into a sheet escaped. */

export interface Html {
  readonly markup: string;
}

type Part = string | number | Html | readonly Html[] | null | undefined;

/** Builds markup; everything that is not markup already is escaped. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { markup: strings.reduce((text, piece, index) => text + toMarkup(parts[index - 1]) + piece) };
}

/** Text in which line breaks stay line breaks. */
export function lines(text: string): Html {
  return { markup: escape(text).replaceAll(/\r?\n/g, '<br>') };
}

/** A number or document number that wraps only after its hyphens and brackets. */
export function code(text: string): Html {
  return { markup: `<span class="code">${escape(text).replaceAll(/([-—〕_/])/g, '$1<wbr>')}</span>` };
}

/** A `YYYY-MM-DD` date for a narrow column: breaks after the year only. */
export function day(date: string): Html {
  return date === '' ? html`` : html`${date.slice(0, 5)}<wbr /><span class="keep">${date.slice(5)}</span>`;
}

/** Text as {@link lines}, in which no `YYYY-MM-DD` date is broken. */
export function withDays(text: string): Html {
  const { markup } = lines(text);
  return { markup: markup.replaceAll(/\d{4}-\d{2}-\d{2}/g, '<span class="keep">$&</span>') };
}

/** Text that must not wrap, e.g. a secrecy mark. */
export function keep(text: string): Html {
  return html`<span class="keep">${text}</span>`;
}

/** How many characters a reader sees. */
export function textLength({ markup }: Html): number {
  return markup
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&[a-z]+;/g, '_')
    .replaceAll(/\s+/g, '').length;
}

function toMarkup(part: Part): string {
  if (part === null || part === undefined) return '';
  if (typeof part === 'string') return escape(part);
  if (typeof part === 'number') return String(part);
  if ('markup' in part) return part.markup;
  return part.map((each) => each.markup).join('');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
