/** A scan is taken only for a record that its sender keeps, or kept until it was handed over. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addAddressee } from '../../main/registers/addressee-table.ts';
import { openOffice, person, type Office } from './office.ts';

const county = '330825XCB';
const rectifier = person('rect', ['RECT_OFFICER']);

let office: Office;
beforeEach(async () => {
  office = await openOffice({});
});
afterEach(() => office.dispose());

function outcomeFor(record: string): string {
  const file = {
    ...{ id: 'a'.repeat(36), rev: 1, office: county, register: 'problem', record, name: '说明.pdf' },
    ...{ mediaType: 'application/pdf', size: 10, sha256: 'a'.repeat(64), by: '某人', at: 0 },
  };
  return office.engine.reviewAttachment(county, file, () => false).outcome;
}

test('nobody adds a file to a record that was only sent to him', () => {
  const values = { targetId: '县民政局党组', statement: '违规发放津贴补贴', facts: '2025年' };
  const { id } = office.save(rectifier, { register: 'problem', values });
  office.vault.transact((tx) =>
    addAddressee(tx, 'problem', id, { office: county, handedOver: false, by: 'rect', at: 0, seq: 1 }),
  );
  expect(outcomeFor(id)).toBe('refused');
  // As it stands when it came from that office, which gave it to this one.
  office.vault.transact((tx) => tx.run("UPDATE problem SET importedFrom = 'package' WHERE id = ?", [id]));
  expect(outcomeFor(id)).toBe('new');
  office.vault.transact((tx) => tx.run('UPDATE problem SET office = ? WHERE id = ?', [county, id]));
  expect(outcomeFor(id)).toBe('new');
});
