/** A plain letter that passes every check, entered as a clerk enters it. */
import type { Input, Output } from '../../preload/contract/contract.ts';
import type { TestPc } from '../support/office.ts';

export const letter = {
  values: {
    receivedAt: '2026-03-09',
    channel: 'LETTER',
    category: 'ACCUSATION',
    summary: '反映县某局副局长李某某违规发放津贴补贴。',
    checkability: 'CONCRETE',
  },
  children: {
    accused: [{ rowId: '', values: { name: '李某某', unit: '县某局', post: '副局长' } }],
    petitioners: [
      {
        rowId: '',
        values: { name: '王小明', phone: '13912345678', address: '浙江省衢州市开化县芹阳街道解放路1号' },
      },
    ],
  },
};

/** Saves as the person at the desk; soft warnings are confirmed. */
export function saveLetter(
  pc: TestPc,
  content: Pick<Input<'records.save'>, 'values' | 'children'> &
    Partial<Pick<Input<'records.save'>, 'id' | 'rev' | 'duplicate'>>,
): Promise<Output<'records.save'>> {
  return pc.call('records.save', {
    register: 'petition',
    id: null,
    rev: null,
    draft: null,
    confirmed: { registeredLate: '补登', realNameContact: '来信未留', ownPeopleNamed: '照录来信' },
    duplicate: null,
    sealedDirect: false,
    ...content,
  });
}

/** A letter that resembles no other: of other people, about another person. */
export function saveAnother(pc: TestPc, summary: string, accused: string): Promise<Output<'records.save'>> {
  return saveLetter(pc, {
    values: { ...letter.values, summary },
    children: {
      accused: [{ rowId: '', values: { name: accused, unit: '乙镇政府', post: '干部' } }],
      petitioners: [{ rowId: '', values: { name: `孙${accused}`, address: `${accused}所在村` } }],
    },
  });
}
