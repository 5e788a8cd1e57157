/** F38 人员鉴定表 (reference 4.2): how somebody worked in a round, for the organisation department. */
import { normalizeLabel } from '../../../../domain/text/normalize.ts';
import { html, type Html } from '../../html.ts';
import { boxColumns, sheets, tall } from '../box.ts';
import {
  dayToWrite,
  formatDay,
  issuerOf,
  opinion,
  pair,
  wide,
  type FormContext,
  type FormParts,
} from '../form.ts';
import type { NamingRow, PrintedRecord, PrintedRow } from '../printed-record.ts';
import { nameOfRound, stay } from './groups.ts';

/** A sheet for each round of each person whose appraisal has not gone to the organisation department. */
export function appraisalForm(context: FormContext, people: readonly PrintedRecord[]): FormParts {
  return sheets(
    '人员鉴定表',
    people,
    (person) => html`${occasionsOf(person).map((occasion) => sheetOf(context, person, occasion))}`,
  );
}

/** A round somebody took part in: what the pool has noted of it, and the seat in the group. */
interface Occasion {
  readonly noted: PrintedRow;
  readonly seat: NamingRow | undefined;
}

/**
 * What is noted and has not been sent, and the latest round where nothing is noted of it yet. Where all has been sent it is the
 * last one again, and of who has sat nowhere a sheet to fill in.
 */
function occasionsOf(person: PrintedRecord): readonly Occasion[] {
  const noted = person.rows('appraisals');
  const seats = person
    .naming('inspectionGroup', 'members')
    .filter(({ record }) => record.related('round').some(({ state }) => state !== 'PREPARE'))
    .toSorted((one, other) => begunOn(one).localeCompare(begunOn(other)));
  const seatIn = (row: PrintedRow) => seats.findLast(({ record }) => isOf(row, record));
  const waiting = noted.filter((row) => (row['sentAt'] ?? '') === '');
  const latest = seats.at(-1);
  const isNoted = latest === undefined || noted.some((row) => isOf(row, latest.record));
  const occasions = [
    ...waiting.map((row) => ({ noted: row, seat: seatIn(row) })),
    ...(isNoted ? [] : [{ noted: {}, seat: latest }]),
  ];
  if (occasions.length > 0) return occasions;
  const last = noted.at(-1) ?? {};
  return [{ noted: last, seat: seatIn(last) }];
}

/** The first day on the spot; a round that has none yet comes last. */
function begunOn({ record }: NamingRow): string {
  return stay(record)[0] || '9999';
}

/** Rounds are named by hand in the pool: width and blanks do not tell two apart. */
function isOf(row: PrintedRow, group: PrintedRecord): boolean {
  return normalizeLabel(row['round'] ?? '') === normalizeLabel(nameOfRound(group));
}

const virtues = ['德', '能', '勤', '绩', '廉'] as const;

function sheetOf(context: FormContext, person: PrintedRecord, { noted, seat }: Occasion): Html {
  const row = seat?.row ?? {};
  const [from, to] = seat ? stay(seat.record) : ['', ''];
  const span = [row['borrowedFrom'] || from, row['borrowedTo'] || to].map(formatDay);
  const round = noted['round'] || (seat ? nameOfRound(seat.record) : '');
  return html`<section class="part">
    <h1>巡察工作抽调人员鉴定表</h1>
    <table class="box">
      ${boxColumns} ${pair('姓名', person.text('name'), '单位', row['unit'] || person.text('unit'))}
      ${pair('巡察轮次', round, '巡察组', seat?.record.text('name') ?? '')}
      ${pair('组内职务', row['role'] || (noted['role'] ?? ''), '分工', row['duty'] ?? '')}
      ${wide('参巡时间', html`${span.every((day) => day === '') ? `${dayToWrite}至${dayToWrite}` : `${span[0] ?? ''}至${span[1] ?? ''}`}`)}
      ${virtues.map((virtue) => tall(virtue, html``, 11))}
      ${tall('巡察组\n鉴定意见', opinion(noted['opinion'] ?? '', '', '', '组长', 26))}
      ${tall('评价等次', html`□优秀　　□称职　　□基本称职　　□不称职`, 10)}
      ${tall(
        '巡察办意见',
        html`<div class="opinion" style="min-height:26mm">
          <div></div>
          <div class="by">${issuerOf(context, [person])}（章）　${dayToWrite}</div>
        </div>`,
      )}
    </table>
  </section>`;
}
