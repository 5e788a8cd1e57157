/** What a record names by an id or a code is there: who sends it otherwise than by the lists of the window is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '../../preload/contract/contract.ts';
import { createTestPcs, foundTestOffice, type TestPc } from '../support/office.ts';
import { letter } from './letters.ts';

const pcs = createTestPcs();
let pc: TestPc;
let people: ReadonlyMap<string, string>;

beforeAll(async () => {
  pc = pcs.pc('county');
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('sys');
  const { accounts } = await pc.call('accounts.list', {});
  people = new Map(accounts.map(({ account, userId }) => [account, userId]));
  await pc.signIn('reg');
}, 60_000);
afterAll(() => pcs.dispose());

const idOf = (account: string): string => people.get(account) ?? '';

function saving(
  values: Input<'records.save'>['values'],
  at?: { readonly id: string; readonly rev: number },
): Input<'records.save'> {
  return {
    ...{ register: 'petition', id: at?.id ?? null, rev: at?.rev ?? null },
    values: at ? values : { ...letter.values, ...values },
    children: at ? {} : letter.children,
    ...{ draft: null, duplicate: null, sealedDirect: false },
    confirmed: { registeredLate: '补登', realNameContact: '来信未留', ownPeopleNamed: '照录来信' },
  };
}

describe('who opened a letter', { timeout: 60_000 }, () => {
  it('is a person of the office at work; who has left stays named where he was', async () => {
    const unknown = await pc.refusal('records.save', saving({ openedBy: 'nobody' }));
    expect(unknown).toMatchObject({ type: 'Invalid' });
    expect(unknown.fields).toEqual({ openedBy: '拆阅人须是本办在用的账号，请从列表中选择。' });
    const named = { openedBy: idOf('reg'), openedBy2: idOf('rect') };
    const saved = await pc.call('records.save', saving(named));
    await pc.signIn('sys');
    await pc.call('accounts.disable', { userId: idOf('rect'), reason: '调离' });
    await pc.signIn('reg');
    const changed = await pc.call('records.save', saving({ ...named, remark: '已核对' }, saved));
    expect(changed.rev).toBe(saved.rev + 1);
    const anew = await pc.refusal('records.save', saving(named));
    expect(Object.keys(anew.fields ?? {})).toEqual(['openedBy2']);
  });
});

describe('where it happened', { timeout: 60_000 }, () => {
  it('is a division of the table, or a town or village of one', async () => {
    const refused = await pc.refusal('records.save', saving({ occurPlace: '999999' }));
    expect(refused.fields?.['occurPlace']).toContain('“999999”不在行政区划代码表中');
    for (const occurPlace of ['330824', '330824100', '330824100001'])
      await expect(pc.call('records.save', saving({ occurPlace }))).resolves.toHaveProperty('no');
  });
});
