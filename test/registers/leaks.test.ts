/** The sources of a record are followed over every link, and what they protect is found in its texts. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identityHash } from '../../main/registers/identity-hashes.ts';
import { withoutKeys } from '../../main/registers/sealed-record.ts';
import { sourceChain } from '../../main/registers/source-chain.ts';
import {
  accused,
  letter,
  office as county,
  openOffice,
  petitioners,
  registrar,
  type Office,
} from './office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice({ salt: Buffer.from('network') });
});
afterEach(() => office.dispose());

const link = (register: string, record: string, field: string, targetRegister: string, target: string) =>
  office.vault.transact((tx) =>
    tx.run('INSERT INTO link (register, record, field, targetRegister, target) VALUES (?, ?, ?, ?, ?)', [
      ...[register, record, field, targetRegister, target],
    ]),
  );
const texts = (...all: readonly string[]) => all.map((text) => ({ no: 'W1', label: '问题', text }));

describe('the sources of a record', () => {
  it('are found over parts, references and leads that name it, however far and in a ring', () => {
    link('rectMeasure', 'measure', 'item', 'rectItem', 'item');
    link('rectItem', 'item', 'problem', 'problem', 'problem');
    link('lead', 'lead', 'linked', 'problem', 'problem');
    link('lead', 'lead', 'petitionIds', 'petition', 'letter');
    link('petition', 'letter', 'receptionId', 'reception', 'visit');
    link('petition', 'second', 'duplicateOf', 'petition', 'letter');
    link('problem', 'problem', 'drafts', 'problemDraft', 'draft');
    link('problem', 'other', 'drafts', 'problemDraft', 'draft');
    link('problemDraft', 'draft', 'again', 'problem', 'problem');
    const found = sourceChain(office.engine.context, [{ register: 'rectItem', id: 'item' }]);
    expect(found.map(({ id }) => id).toSorted()).toEqual(
      ['draft', 'item', 'lead', 'letter', 'measure', 'problem', 'second', 'visit'].toSorted(),
    );
  });
});

describe('what stands behind a record', () => {
  const start = () => {
    const { id, no } = office.save(registrar, {
      values: letter,
      children: { petitioners, accused },
      confirmed: { realNameContact: '无', registeredLate: '补登' },
    });
    link('problem', 'problem', 'letters', 'petition', id);
    return { no, refs: [{ register: 'problem', id: 'problem' }] };
  };

  it('is told apart by name, telephone, address and words of the letter, and hides everything of the person', async () => {
    const { refs } = start();
    const behind = await office.engine.protectedBehind(office.vault, refs);
    expect(behind.closed).toEqual([]);
    const [...leaks] = await office.engine.leaksIn(
      texts('据王小明（139 1234 5678）说', '没有问题', '住浙江省衢州市开化县芹阳街道解放路1号'),
      behind,
    );
    expect(leaks.map(({ kind }) => kind)).toEqual(['name', 'phone', 'address']);
    expect(leaks.map(({ passage }) => passage)).toEqual([
      '据＊＊＊（＊＊＊',
      '据＊＊＊（＊＊＊）说',
      '住＊＊＊',
    ]);
  });

  it('stays unchecked without the key, and says which letters it is about', async () => {
    const { no, refs } = start();
    expect((await office.engine.protectedBehind(withoutKeys, refs)).closed).toEqual([no]);
  });

  it('is told by the digests alone of people that another office keeps to itself, to whom may know petitioners', async () => {
    const { no, refs } = start();
    const salt = Buffer.from('network');

    const hash = (kind: string, value: string) =>
      identityHash(salt, { kind, text: `petitioner/${kind}/${value}` });
    const hashes = [
      hash('name', '赵试验'),
      hash('phone', '13700001111'),
      hash('address', '某县某乡三组12号'),
    ];
    office.vault.transact((tx) =>
      tx.run("UPDATE petition SET office = '330825XCB', petitionerHashes = ?", [JSON.stringify(hashes)]),
    );
    office.vault.transact((tx) => tx.run('DELETE FROM petition_petitioners'));
    expect((await office.engine.protectedBehind(withoutKeys, refs)).closed).toEqual([no]);
    const behind = await office.engine.protectedBehind(office.vault, refs);
    expect(behind.closed).toEqual([]);
    const found = await office.engine.leaksIn(
      texts('赵 试验的电话１３７-0000-1111', '住某县某乡三组12号附近', county.name),
      behind,
    );
    expect(found.map(({ kind }) => kind)).toEqual(['name', 'phone', 'address']);
    expect(behind.untold).toEqual([]);
  });

  it('is told by nobody here where another office sent neither people nor digests', async () => {
    const { no, refs } = start();
    expect((await office.engine.protectedBehind(office.vault, refs)).untold).toEqual([]);
    office.vault.transact((tx) => tx.run("UPDATE petition SET office = '330825XCB'"));
    office.vault.transact((tx) => tx.run('DELETE FROM petition_petitioners'));
    const behind = await office.engine.protectedBehind(office.vault, refs);
    expect(behind).toMatchObject({ closed: [], untold: [no] });
    const stamp = { by: '', at: 0 };
    const line = {
      ...{ id: 'problem', rev: 1, office: county.id, no: 'W1', state: 'DRAFT', children: {}, void: null },
      ...{ values: { statement: '工程未招标' }, created: stamp, updated: stamp },
    };
    async function* lines() {
      yield { register: 'problem', line };
    }
    const held = { kind: 'untold', no: 'W1', places: [], mayPass: true };
    expect(await office.engine.findNamedIn(lines())).toEqual([held]);
  });
});
