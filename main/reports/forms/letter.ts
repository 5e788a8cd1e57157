/** Letters on the head of the office that issues them (信函, GB/T 9704-2012 as in reference 4.1). */
import { html, keep, lines, type Html } from '../html.ts';
import { dayToWrite, formatDay } from './form.ts';

export interface Letter {
  /** Whose letter it is, see `issuerOf`: its head and the name over its date; '' is left to write. */
  readonly issuer: string;
  readonly title: string;
  /** 发文字号; '' is left to write. */
  readonly number: string;
  /** 主送. */
  readonly to: string;
  readonly paragraphs: readonly string[];
  /** A table between the paragraphs and what is asked for. */
  readonly table?: Html;
  readonly demands?: readonly string[];
  /** 附件, one line each. */
  readonly annexes: readonly string[];
  /** 联系人 and telephone; '' for none. */
  readonly contact: string;
  /** `YYYY-MM-DD`, or '' to be written. */
  readonly date: string;
  /** 抄送; '' or absent for none. */
  readonly copyTo?: string;
}

const place = '　　　　　　　　　　';

export function letterPage(letter: Letter): Html {
  const contact = letter.contact === '' ? null : html`<p>（联系人及电话：${letter.contact}）</p>`;
  return html`<section class="part letter">
    <div class="office">${letter.issuer || place}</div>
    <div class="doc-no">${letter.number || '　　　　〔　　　　〕　　号'}</div>
    <h1>${letter.title}</h1>
    <p class="to">${letter.to || place}：</p>
    ${paragraphs(letter.paragraphs)} ${letter.table} ${paragraphs(letter.demands ?? [])}
    ${annexes(letter.annexes)} ${contact} ${sealPlace(letter.issuer || place, formatDay(letter.date))}
    ${letter.copyTo ? html`<p class="copies">抄送：${letter.copyTo}。</p>` : null}
  </section>`;
}

/** Under a seal: the day four characters in from the right, the name centred above it; a long name moves both. `date` '' is left to write. */
export function sealPlace(name: string, date: string): Html {
  const day = date || dayToWrite;
  const [named, dated] = [emsOf(name), emsOf(day)];
  const before = fromRight + (dated - named) / 2;
  const moved = Math.max(0, -before);
  const line = (text: string, right: number): Html =>
    html`<p style="padding-right:${right.toFixed(2)}em">${text.length > longestName ? text : keep(text)}</p>`;
  return html`<div class="seal">${line(name, before + moved)} ${line(day, fromRight + moved)}</div>`;
}

const fromRight = 4;
/** Characters of a line of text. */
const longestName = 28;

/** Full-width characters an em, digits half of one. */
function emsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u0020-\u00ff]/u.test(character) ? 0.5 : 1), 0);
}

/** A line break in a text begins a paragraph of its own. */
function paragraphs(texts: readonly string[]): readonly Html[] {
  return texts.flatMap((text) => text.split('\n').map((line) => html`<p>${lines(line)}</p>`));
}

function annexes(names: readonly string[]): Html {
  if (names.length === 0) return html``;
  const [first = ''] = names;
  if (names.length === 1) return html`<div class="annexes"><p>附件：${first}</p></div>`;
  return html`<div class="annexes">
    ${names.map((name, index) => html`<p>${index === 0 ? '附件：' : '　　　'}${index + 1}. ${name}</p>`)}
  </div>`;
}

/** A slip to be cut off, filled in and sent back. */
export function returnSlip(title: string, rows: readonly (readonly [label: string, value: string])[]): Html {
  return html`<section class="slip">
    <h2>${title}</h2>
    <table class="box">
      <colgroup>
        <col style="width:28%" />
        <col style="width:72%" />
      </colgroup>
      ${rows.map(
        ([label, value]) =>
          html`<tr>
            <th>${label}</th>
            <td class="text">${value}</td>
          </tr>`,
      )}
    </table>
  </section>`;
}
