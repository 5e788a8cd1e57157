/** A step is taken only into the trail of a record that its sender handed over, where nothing stands yet, as it was taken. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PackagedStep } from '../../main/registers/packaged-trail.ts';
import { changeContext } from '../../main/registers/history-seal.ts';
import { addAddressee } from '../../main/registers/addressee-table.ts';
import { accused, letter, type Office, openOffice, registrar } from './office.ts';

const station = '330824XCZ01';
let office: Office;
let record = '';
beforeEach(async () => {
  office = await openOffice({});
  record = office.save(registrar, { values: letter, children: { accused } }).id;
});
afterEach(() => office.dispose());

/** As the record stands once the workstation handed it over at its third revision. */
function takenOver(): void {
  office.vault.transact((tx) => {
    addAddressee(tx, 'petition', record, { office: station, handedOver: false, by: 'reg', at: 0, seq: 1 });
    tx.run("UPDATE petition SET importedFrom = 'package', importedRev = 3, rev = 4 WHERE id = ?", [record]);
    tx.run("UPDATE change SET rev = 4, action = 'receive' WHERE record = ?", [record]);
  });
}

const lineOf = (more: Partial<PackagedStep> | Record<string, unknown> = {}) => ({
  ...{ id: 'a'.repeat(36), rev: 1, office: station, register: 'petition', record, step: 2, at: 5 },
  ...{ by: '组登记', action: 'save', reason: null },
  changes: [{ field: 'summary', before: '原来', after: letter.summary }],
  ...more,
});
const reviewed = (line: unknown, sender = station) => office.engine.reviewStep(sender, line, () => false);
const received = (line: unknown) =>
  office.vault.transact((tx) =>
    office.engine.receiveStep(tx, { package: 'p', sender: station, files: new Map() }, line),
  );

test('goes with a record of the same package, and into that of one taken before', () => {
  expect(reviewed(lineOf()).reason).toBe('办理经过所属的记录不是发送单位移交的。');
  const arriving = lineOf({ record: 'b'.repeat(36) });
  expect(reviewed(arriving).reason).toBe('办理经过所属的记录本机没有收到。');
  expect(office.engine.reviewStep(station, arriving, () => true).outcome).toBe('new');
  takenOver();
  expect(received(lineOf()).outcome).toBe('new');
  const { entries } = office.engine.reads['records.history'](registrar, { register: 'petition', id: record });
  expect(entries.map(({ rev, by, actionLabel }) => [rev, by, actionLabel])).toEqual([
    [4, registrar.userId, '数据包导入'],
    [2, '组登记', '修改'],
  ]);
  expect(received(lineOf()).outcome).toBe('unchanged');
});

test('seals what this register has no field or table for beside what it keeps sealed, and nothing else', () => {
  takenOver();
  const row = (name: string) => ({ rowId: 'r', values: { name } });
  const changes = [
    { field: 'state', before: 'RECEIVED', after: 'REGISTERED' },
    { field: 'summary', before: '原来', after: '现在' },
    { field: 'petitionerOnce', before: '王大明', after: '王小明' },
    { child: 'petitionersOnce', before: [row('周大')], after: [row('周小')] },
  ];
  received(lineOf({ changes }));
  const stored = office.vault.get<{ changes: string; sealed: Uint8Array | null }>(
    'SELECT changes, sealed FROM change WHERE record = ? AND rev = 2',
    [record],
  );
  expect(JSON.parse(stored?.changes ?? '')).toEqual([
    ...changes.slice(0, 2),
    { field: 'petitionerOnce', before: null, after: null },
    { child: 'petitionersOnce', before: [], after: [] },
  ]);
  const context = changeContext(record, 2);
  const opened = office.vault.openField('petitioner', context, stored?.sealed ?? new Uint8Array());
  expect(Object.keys(JSON.parse(Buffer.from(opened).toString()) as object)).toEqual([
    'petitionerOnce',
    'petitionersOnce',
  ]);
});

test('of a workstation that was set back and went on is told, and changes nothing', () => {
  takenOver();
  received(lineOf());
  expect(received(lineOf({ at: 6 }))).toMatchObject({
    outcome: 'refused',
    reason: expect.stringContaining('与以前移交的不同') as string,
  });
  expect(received(lineOf({ step: 4 }))).toMatchObject({
    outcome: 'refused',
    reason: expect.stringContaining('移交以后，单机上又有改动') as string,
  });
});

test.each([
  ['of another office', { office: '330825XCB' }],
  ['of an unknown register', { register: 'nothing' }],
  ['without a number', { step: 0 }],
  ['with a field nobody knows', { extra: 1 }],
  ['with a change of another shape', { changes: [{ field: 'summary', before: {}, after: '' }] }],
])('a line %s is refused in words', (_name, wrong) => {
  takenOver();
  const { outcome, reason } = reviewed(lineOf(wrong));
  expect(outcome).toBe('refused');
  expect(reason).toMatch(/。$/u);
});
