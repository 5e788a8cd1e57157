/** Who stands in a visit and not in the letter made of it. */
import { expect, it } from 'vitest';
import { petition } from '../../../domain/registers/petition/petition.ts';
import { reception } from '../../../domain/registers/reception/reception.ts';
import { rectItem } from '../../../domain/registers/rect-item/rect-item.ts';
import { leftOut, sharedPeople } from '../../../renderer/registers/form/left-out.ts';

const rows = (...names: readonly string[]) =>
  names.map((name, at) => ({ rowId: `${name}${at}`, values: { name } }));
const left = (source: readonly string[], held: readonly string[]) =>
  leftOut({ title: 'name' }, rows(...source), rows(...held)).map(({ values }) => values['name']);

it('is told by name, however it is written, and namesakes by their number', () => {
  expect(left(['周某', '吴某'], [])).toEqual(['周某', '吴某']);
  expect(left(['周某', '吴某'], ['吴 某', '郑某'])).toEqual(['周某']);
  expect(left(['周某', '周某', '周某'], ['周某', '周某'])).toEqual(['周某']);
  expect(left(['周某'], ['周某', '吴某'])).toEqual([]);
});

it('can be taken only where both registers seal the same people', () => {
  expect(sharedPeople(petition, reception).map(({ key }) => key)).toEqual(['petitioners']);
  expect(sharedPeople(rectItem, reception)).toEqual([]);
});
