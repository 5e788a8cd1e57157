/** Pieces of names are for searching only: they never make two letters look like one person's. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestPcs, foundTestOffice, type TestPc } from '../support/office.ts';
import { letter, saveLetter } from '../service/letters.ts';

const pcs = createTestPcs();
let pc: TestPc;
beforeAll(async () => {
  pc = pcs.pc('county');
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
}, 60_000);
afterAll(() => pcs.dispose());

const by = (name: string, phone: string, accused: string) => ({
  values: { ...letter.values, summary: `反映${accused}收受礼金。` },
  children: {
    accused: [{ rowId: '', values: { name: accused, unit: '县某局', post: '科长' } }],
    petitioners: [{ rowId: '', values: { name, phone } }],
  },
});

it('Two persons who share half a name and the first digits of a telephone are no repeat of each other', async () => {
  await saveLetter(pc, by('张小明', '13912340001', '赵某甲'));
  const other = await saveLetter(pc, by('王小明', '13912349999', '赵某甲'));
  const record = await pc.call('records.get', { register: 'petition', id: other.id });
  const { candidates } = await pc.call('records.duplicates', {
    register: 'petition',
    exclude: other.id,
    values: record.values,
    children: record.children,
  });
  expect(candidates.map((each) => each.explanation).join()).not.toMatch(/(姓名|电话)[^，；]*相同/);
});
