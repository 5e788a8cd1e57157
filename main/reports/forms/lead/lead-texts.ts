/** What several forms of 问题线索 print in the same words. */
import { lines, type Html } from '../../html.ts';
import { formatDay } from '../form.ts';
import { namesOf, type PrintedRecord, type PrintedRow } from '../printed-record.ts';

/** The persons, or the units when there is no person. */
export function personsOf(record: PrintedRecord, most = 3): Html {
  const persons = record.rows('persons');
  return namesOf(persons.length > 0 ? persons : record.rows('orgs'), most);
}

/** Unit, post, rank and who manages the cadre, a line for each person; by name when there are several. */
export function postsOf(record: PrintedRecord): Html {
  const persons = record.rows('persons');
  const texts = persons.map((row) => {
    const more = [row['rank'] ?? '', row['cadreAuthority'] ?? ''].filter((text) => text !== '');
    const post = `${unitPost(row)}${more.length === 0 ? '' : `（${more.join('、')}）`}`;
    return persons.length > 1 && post !== '' ? `${row['name'] ?? ''}：${post}` : post;
  });
  return lines(texts.filter((text) => text !== '').join('\n'));
}

export function unitPost(row: PrintedRow): string {
  return `${row['unit'] ?? ''}${row['post'] ?? ''}`;
}

export function sourceOf({ text }: PrintedRecord): string {
  const detail = text('sourceDetail');
  return `${text('sourceKind')}${detail === '' ? '' : `（${detail}）`}`;
}

/** The numbers of the letters and receptions the lead came from; who wrote them stands in the letters alone. */
export function sourceNumbersOf({ text }: PrintedRecord): readonly string[] {
  return [text('petitionIds'), text('receptionIds')]
    .flatMap((part) => part.split('、'))
    .filter((no) => no !== '');
}

/** `3份12页`; only what is known. */
export function annexOf({ text }: PrintedRecord): string {
  const [copies, pages] = [text('handoverCopies'), text('handoverPages')];
  return `${copies === '' ? '' : `${copies}份`}${pages === '' ? '' : `${pages}页`}`;
}

/** `2026年3月9日 王某`, or what of it is known. */
export function signedText(at: string, by: string): string {
  return [formatDay(at), by].filter((part) => part !== '').join('　');
}
