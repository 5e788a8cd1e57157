/** The sources of a record are followed over every link, and what they protect is found in its texts. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identityHash } from '../../main/registers/identity-hashes.ts';
import { withoutKeys } from '../../main/registers/sealed-record.ts';
import { inOneGo } from '../../main/vault/slices.ts';
import { sourceChain } from '../../main/registers/source-chain.ts';
import {
  accused,
  letter,
  office as county,
  openOffice,
  person,
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
const confirmed = { realNameContact: '无', registeredLate: '补登' };
const rectifier = person('rectifier', ['RECT_OFFICER']);
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
      confirmed,
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
    expect(await behind.untold()).toEqual([]);
  });

  it('is told by nobody here where another office sent neither people nor digests', async () => {
    const { no, refs } = start();
    expect(await (await office.engine.protectedBehind(office.vault, refs)).untold()).toEqual([]);
    office.vault.transact((tx) => tx.run("UPDATE petition SET office = '330825XCB'"));
    office.vault.transact((tx) => tx.run('DELETE FROM petition_petitioners'));
    const about = await office.engine.protectedBehind(office.vault, []);
    expect(await about.untold()).toContain(no);
    const behind = await office.engine.protectedBehind(office.vault, refs);
    expect(behind.closed).toEqual([]);
    expect(await behind.untold()).toEqual([no]);
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

  it('is told where a PC of this office handed in a letter that names nobody', async () => {
    const { no, refs } = start();
    office.vault.transact((tx) => {
      tx.run("UPDATE petition SET importedFrom = 'BAO-1', petitionerHashes = NULL WHERE no = ?", [no]);
      tx.run('DELETE FROM petition_petitioners');
    });
    for (const starts of [refs, []]) {
      const behind = await office.engine.protectedBehind(office.vault, starts);
      expect(await behind.untold()).not.toContain(no);
    }
  });
});

describe('who wrote or came about an organisation', () => {
  const problemOf = (targetId: string): string => {
    const values = { statement: '工程未招标', targetId, markKind: 'WORK_SECRET' };
    return office.save(rectifier, { register: 'problem', values }).id;
  };
  const named = async (problem: string, ...all: readonly string[]) => {
    const behind = await office.engine.protectedBehind(office.vault, [{ register: 'problem', id: problem }]);
    const found = await office.engine.leaksIn(texts(...all), behind);
    return found.map(({ kind }) => kind);
  };
  const reception = (name: string, targetId: string | null) =>
    office.save(registrar, {
      register: 'reception',
      values: { receivedAt: '2026-03-09', kind: 'VISIT', summary: '反映低保不公', targetId, personCount: 1 },
      children: {
        petitioners: [{ rowId: '', values: { name } }],
        receivers: ['赵某', '钱某'].map((each) => ({ rowId: '', values: { name: each } })),
      },
    });

  /** As an earlier program left it. */
  const forgetFiled = () =>
    office.vault.transact((tx) => {
      tx.run("DELETE FROM setting WHERE key = 'people.filed'");
      for (const table of ['petition_token', 'reception_token']) tx.run(`DELETE FROM ${table}`);
    });
  const fileAnew = () => office.vault.transact((tx) => inOneGo(office.engine.fileOlderPeople(tx)));

  it('is protected from it in records that rest on no letter, by whatever name the letter calls it', async () => {
    office.save(registrar, { values: letter, children: { petitioners, accused }, confirmed });
    reception('赵来访', '县某局党组');
    const problem = problemOf('某县某局党组');
    const quoted = `${letter.summary}请予查处，不要告诉别人是谁写的信。`;
    expect(await named(problem, '据王小明、赵来访说', '没有问题', quoted)).toEqual(['name', 'name']);
    const closed = await office.engine.protectedBehind(withoutKeys, [{ register: 'problem', id: problem }]);
    expect(closed.about.isClosed).toBe(true);
  });

  it('is not looked for in what is about another organisation', async () => {
    office.save(registrar, { values: letter, children: { petitioners, accused }, confirmed });
    expect(await named(problemOf('县教育局党组'), '据王小明说')).toEqual([]);
  });

  it('is protected from whom a record goes to, though it is about another', async () => {
    reception('赵来访', '县某局党组');
    const values = { kind: 'URGE', draftedAt: '2026-03-09', matter: '某事', demand: '月底前' };
    const notice = (toOrg: string): string =>
      office.save(rectifier, {
        register: 'urgeNotice',
        values: { ...values, targetId: '县教育局党组', toOrg, markKind: 'WORK_SECRET' },
      }).id;
    const found = async (id: string, sentTo: readonly string[] = []) => {
      const behind = await office.engine.protectedBehind(
        office.vault,
        [{ register: 'urgeNotice', id }],
        sentTo,
      );
      return (await office.engine.leaksIn(texts('据赵来访说'), behind)).length;
    };
    expect(await found(notice('县某局'))).toBe(1);
    expect(await found(notice('县教育局'))).toBe(0);
    expect(await found(notice('县教育局'), ['某县某局'])).toBe(1);
  });

  it('may be called like whom a field has to name, there and in what travels, but not in a text', async () => {
    reception('赵来访', '县教育局党组');
    const problem = problemOf('县教育局党组');
    const behind = await office.engine.protectedBehind(office.vault, [{ register: 'problem', id: problem }]);
    const named = { no: 'W1', label: '责任人', namesPerson: true };
    const typed = ['赵来访', '李某、赵来访（副局长）', '据赵来访举报'].map((text) => ({ ...named, text }));
    const found = await office.engine.leaksIn([...typed, ...texts('赵来访')], behind);
    expect(found.map(({ mayBeNamesake }) => mayBeNamesake)).toEqual([true, true, false, false]);
    const stamp = { by: '', at: 0 };
    const line = {
      ...{ id: problem, rev: 1, office: county.id, no: 'W1', state: 'DRAFT', children: {}, void: null },
      ...{ created: stamp, updated: stamp },
    };
    const mayPass = async (values: object) => {
      async function* lines() {
        yield { register: 'problem', line: { ...line, values } };
      }
      return (await office.engine.findNamedIn(lines())).map((each) => each.mayPass);
    };
    expect(await mayPass({ groupLeader: '赵来访' })).toEqual([true]);
    expect(await mayPass({ groupLeader: '赵来访', statement: '赵来访反映' })).toEqual([false]);
  });

  it('is looked for as well where a visit names no organisation', async () => {
    reception('赵来访', null);
    expect(await named(problemOf('县教育局党组'), '据赵来访说')).toEqual(['name']);
  });

  it('is told by the digests of another office as well', async () => {
    office.save(registrar, { values: letter, children: { accused }, confirmed });
    const hash = identityHash(Buffer.from('network'), { kind: 'name', text: 'petitioner/name/赵试验' });
    office.vault.transact((tx) =>
      tx.run('UPDATE petition SET petitionerHashes = ?', [JSON.stringify([hash])]),
    );
    forgetFiled();
    const problem = problemOf('县某局党组');
    expect(await named(problem, '据赵试验说')).toEqual(['name']);
    fileAnew();
    expect(await named(problem, '据赵试验说')).toEqual(['name']);
    expect(await named(problemOf('县教育局党组'), '据赵试验说')).toEqual([]);
  });

  it('is found whether or not a program before this one had filed people by what papers could say of them', async () => {
    office.save(registrar, { values: letter, children: { petitioners, accused }, confirmed });
    for (const name of ['赵来访', '阿依古丽·买买提', '𠮷田']) reception(name, '县某局党组');
    const problem = problemOf('某县某局党组');
    const said = ['赵来访', '阿依古丽买买提', '𠮷田', '139 1234 5678', '芹阳街道解放路1号', '王小明'];
    const whole = '住浙江省衢州市开化县芹阳街道解放路1号';
    const found = ['name', 'name', 'name', 'phone', 'name', 'address'];
    expect(await named(problem, ...said, whole)).toEqual(found);
    forgetFiled();
    expect(await named(problem, ...said, whole)).toEqual(found);
    fileAnew();
    expect(await named(problem, ...said, whole)).toEqual(found);
  });

  it('is everybody where no record says which organisation it is', async () => {
    reception('赵来访', '县某局党组');
    const problem = problemOf('县教育局党组');
    office.vault.transact((tx) => tx.run('UPDATE problem SET targetId = NULL'));
    expect(await named(problem, '据赵来访说')).toEqual(['name']);
  });
});
