/** Whom a proposal may seat where the city keeps a namesake of people of several counties. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { peopleOf } from '../../main/planning/available.ts';
import { planningContext } from '../../main/planning/context.ts';
import { openOffice, registrar, type Office } from '../registers/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.dispose());

function keep(owner: string, state: string, workRegion: string | null = null): string {
  const values = { name: '王某', unit: '县纪委', workRegion };
  const { id } = office.save(registrar, { register: 'poolPerson', values });
  office.vault.transact((tx) =>
    tx.run('UPDATE poolPerson SET office = ?, state = ? WHERE id = ?', [owner, state, id]),
  );
  return id;
}

const proposed = () => [...peopleOf(planningContext(office.engine.context), []).keys()].toSorted();

it('seats none of those whom a suspension without a place may mean', () => {
  const people = [keep('330824XCB', 'IN_POOL'), keep('330802XCB', 'IN_POOL')];
  expect(proposed()).toEqual(people.toSorted());
  keep('330800XCB', 'SUSPENDED');
  expect(proposed()).toEqual([]);
});

it('seats who works elsewhere than the one the city has suspended', () => {
  const [here] = [keep('330824XCB', 'IN_POOL'), keep('330802XCB', 'IN_POOL')];
  keep('330800XCB', 'SUSPENDED', '330802');
  expect(proposed()).toEqual([here]);
});

it('takes no record of the city that may mean somebody whom a county has suspended', () => {
  keep('330800XCB', 'IN_POOL');
  keep('330824XCB', 'SUSPENDED');
  const other = keep('330802XCB', 'IN_POOL');
  expect(proposed()).toEqual([other]);
});
