/** HTML as a value of its own, so that text can only get into a sheet escaped. */

export interface Html {
  readonly markup: string;
}

type Part = string | number | Html | readonly Html[] | null | undefined;

/** Builds markup; everything that is not markup already is escaped. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { markup: strings.reduce((text, piece, index) => text + toMarkup(parts[index - 1]) + piece) };
}

/** Text in which line breaks stay line breaks, and no figure parts from its unit (numbers and years never break, GB/T 9704). */
export function lines(text: string): Html {
  const whole = escape(text).replaceAll(inOnePiece, '<span class="keep">$&</span>');
  return { markup: whole.replaceAll(/\r?\n/g, '<br>') };
}

/** Days in digits with the bracket that closes behind them, figures with their units, and the places to write those. */
const inOnePiece =
  /\d{4}-\d{2}-\d{2}[）〕]?|(?:\d+(?:,\d{3})*(?:\.\d+)?|　{2,})(?:万元|亿元|个月|人次|[年月日元个件人份页项次户批条宗起%])/gu;

/** A number or document number that wraps only after its hyphens and brackets. */
export function code(text: string): Html {
  return { markup: `<span class="code">${escape(text).replaceAll(/([-—〕_/])/g, '$1<wbr>')}</span>` };
}

/** Several numbers, none of which wraps within itself. */
export function codes(numbers: readonly string[]): Html {
  return html`${numbers.map((no, at) => html`${at === 0 ? '' : '、'}${keep(no)}`)}`;
}

/** A `YYYY-MM-DD` date for a narrow column: breaks after the year only. */
export function day(date: string): Html {
  return date === '' ? html`` : html`${date.slice(0, 5)}<wbr /><span class="keep">${date.slice(5)}</span>`;
}

/** Text that must not wrap, e.g. a secrecy mark. */
export function keep(text: string): Html {
  return html`<span class="keep">${text}</span>`;
}

/** How many characters a reader sees. */
export function textLength(content: Html): number {
  return textOf(content).replaceAll(/\s+/g, '').length;
}

/** What a reader sees, without markup. */
export function textOf({ markup }: Html): string {
  return markup
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
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
