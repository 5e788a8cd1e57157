/** Which row of a group stands for whom of the pool, where several bear one name. */
import { expect, it } from 'vitest';
import { rowFinder } from '../../main/planning/seating.ts';
import type { Stored } from '../../main/registers/store.ts';

const person = (id: string, workRegion: string, unit = '县纪委') =>
  ({ id, values: { name: '王某', unit, workRegion } }) as unknown as Stored;
const group = (...rows: readonly Readonly<Record<string, string>>[]) =>
  ({
    children: { members: rows.map((values, index) => ({ rowId: `r${index}`, values })) },
  }) as unknown as Stored;
const [here, there] = [person('here', '330802'), person('there', '330881')];
const rowOf = rowFinder([here, there, person('other', '330881', '县审计局')], ({ values }) =>
  String(values['workRegion']),
);

it('goes by 来源地 where two of one name and unit are in the pool', () => {
  const named = group(
    { name: '王某', unit: '县纪委', region: '330881' },
    { name: '王某', unit: '县纪委', region: '330802' },
  );
  expect([rowOf(named, here)?.rowId, rowOf(named, there)?.rowId]).toEqual(['r1', 'r0']);
});

it('means neither of them where the row names no place, and never both', () => {
  const named = group({ name: '王某', unit: '县纪委' });
  expect([rowOf(named, here), rowOf(named, there)]).toEqual([undefined, undefined]);
});
