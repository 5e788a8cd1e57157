/** Sheets in a box, where what they say goes on overleaf: a heading beside it would be left behind. */
import { expect, it } from 'vitest';
import { choices, tall } from '../../main/reports/forms/box.ts';
import { closeOutForm } from '../../main/reports/forms/close-out.ts';
import { wide } from '../../main/reports/forms/form.ts';
import { blankRecord, type PrintedRecord, type PrintedRow } from '../../main/reports/forms/printed-record.ts';
import { registrationForm } from '../../main/reports/forms/registration.ts';
import { html, type Html } from '../../main/reports/html.ts';

function record(
  texts: Readonly<Record<string, string>>,
  petitioners: readonly PrintedRow[] = [],
): PrintedRecord {
  const rows = (child: string): readonly PrintedRow[] => (child === 'petitioners' ? petitioners : []);
  return { ...blankRecord, no: 'N-1', text: (key) => texts[key] ?? '', rows };
}

const words = ({ markup }: Html): string => markup.replaceAll(/<[^>]+>|\s/gu, '');

it('a long text stands below its heading, which is there on every page; a short one beside it', () => {
  for (const row of [tall, wide]) {
    expect(row('初审', html`${'长'.repeat(400)}`).markup).toMatch(/<thead>\s*<tr>\s*<th>初审<\/th>/u);
    expect(row('初审', html`同意`).markup).not.toContain('<thead>');
  }
});

it('many people stand below a heading that is there again overleaf, a few beside it', () => {
  const people = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `某${at}` }));
  const markupOf = (count: number): string => registrationForm([record({}, people(count))]).body.markup;
  expect(markupOf(12)).toMatch(/<thead>\s*<tr>\s*<th colspan="4">反映人<\/th>/u);
  expect(markupOf(3)).toMatch(/<th rowspan="4">反映人<\/th>/u);
  for (const { name } of people(12)) expect(markupOf(12)).toContain(name);
});

it('F24 asks by boxes what the organisation says of itself', () => {
  expect(words(closeOutForm([record({ completion: '基本完成' })]).body)).toContain(
    '□已完成■基本完成□长期坚持',
  );
  expect(words(closeOutForm([]).body)).toContain('□已完成□基本完成□长期坚持');
});

it('a choice that the office calls otherwise by now stands behind the boxes', () => {
  expect(words(choices(['已完成'], '完成整改'))).toBe('□已完成■完成整改');
});
