/** A letter without its pages: for specs about what becomes of it afterwards. */
import type { App } from '../driver.ts';
import { callBridge } from './bridge.ts';

/** Saves an invented letter; the person at the desk may register letters. Returns its id. */
export async function saveLetter(app: App, summary: string, petitioner?: string): Promise<string> {
  const { id } = await callBridge(app, 'records.save', {
    register: 'petition',
    id: null,
    rev: null,
    draft: null,
    values: {
      receivedAt: '2026-03-09',
      channel: 'LETTER',
      category: 'ACCUSATION',
      summary,
      checkability: 'CONCRETE',
    },
    children: {
      accused: [{ rowId: '', values: { name: '李某某', unit: '县某局', post: '副局长' } }],
      ...(petitioner === undefined ? {} : { petitioners: [{ rowId: '', values: { name: petitioner } }] }),
    },
    confirmed: { registeredLate: '补登', realNameContact: '来信未留', ownPeopleNamed: '照录来信' },
    duplicate: null,
    sealedDirect: false,
  });
  return id;
}
