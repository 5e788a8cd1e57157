import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WrittenText } from '../../main/registers/leaks.ts';
import { openWorkbook } from '../../main/registers/spreadsheet/workbook-port.ts';
import { bytesSource } from '../../main/registers/spreadsheet/source.ts';
import { computeReport } from '../../main/reports/compute.ts';
import { readPrintedRecords, withDuplicateGroups } from '../../main/reports/form-data.ts';
import { reportToWorkbook } from '../../main/reports/workbook.ts';
import {
  accused,
  letter,
  office,
  openOffice,
  petitioners,
  registrar,
  type Office,
} from '../registers/office.ts';

const regionName = (code: string): string => (code === '330824' ? '浙江省衢州市开化县' : code);
const masked = { revealed: false, mayRead: () => true, regionName };

let test: Office;
beforeEach(async () => {
  test = await openOffice({ compartments: ['petitioner'] });
});
afterEach(() => test.dispose());

describe('readPrintedRecords', () => {
  it('gives codes, people and places their names', () => {
    const values = { ...letter, issueTypes: ['I8', 'L1'], occurPlace: '330824' };
    const { id, no } = test.save(registrar, { values, children: { accused } });
    const [record] = readPrintedRecords(test.engine.context, 'petition', [id], masked);
    expect(record?.no).toBe(no);
    expect(record?.text('channel')).toBe('来信');
    expect(record?.text('issueTypes')).toBe('违规自定薪酬和发放津贴补贴奖金、贪污贿赂行为');
    expect(record?.text('openedBy')).toBe('registrar（姓名）');
    expect(record?.text('occurPlace')).toBe('浙江省衢州市开化县');
    expect(record?.rows('accused')).toMatchObject([{ name: '李某某', unit: '县某局' }]);
  });

  it('tells of the columns a form takes of its rows, of every one it takes and of no other', () => {
    const { id } = test.save(registrar, { values: letter, children: { accused } });
    const told: string[] = [];
    const onText = ({ label, text }: WrittenText): number => told.push(`${label}：${text}`);
    const rowsOf = () =>
      readPrintedRecords(test.engine.context, 'petition', [id], { ...masked, onText })[0]?.rows('accused') ??
      [];
    expect(rowsOf().map((row) => row['name'])).toEqual(['李某某']);
    expect(told).toEqual(['被反映人姓名：李某某']);
    told.length = 0;
    const copies = rowsOf().map((row) => ({ ...row }));
    expect(copies).toMatchObject([{ name: '李某某', unit: '县某局', post: '副局长' }]);
    expect(told).toEqual(['被反映人姓名：李某某', '被反映人单位：县某局', '被反映人职务：副局长']);
  });

  it('finds the groups a person sits in, not those of a namesake elsewhere, and none for who may not read groups', () => {
    const round = test.save(registrar, {
      register: 'inspectionRound',
      values: { name: '第三轮', roundNo: 3, level: 'COUNTY', kinds: ['REGULAR'] },
    });
    const seat = (unit: string | null) => [{ rowId: '', values: { role: 'LEADER', name: '甲某', unit } }];
    const group = (name: string, unit: string | null) =>
      test.save(registrar, {
        register: 'inspectionGroup',
        values: { round: round.id, name, mode: 'NORMAL' },
        children: { members: seat(unit) },
      });
    const person = test.save(registrar, {
      register: 'poolPerson',
      values: { name: '甲某', unit: '县审计局' },
    });
    group('第一组', '县 审计局');
    group('第二组', '市审计局');
    group('第三组', null);
    const read = (mayRead: (register: string) => boolean) =>
      readPrintedRecords(test.engine.context, 'poolPerson', [person.id], { ...masked, mayRead })[0]
        ?.naming('inspectionGroup', 'members')
        .map(({ record, row }) => [record.text('name'), row['role']]);
    expect(read(() => true)).toEqual([
      ['第一组', '组长'],
      ['第三组', '组长'],
    ]);
    expect(read((register) => register !== 'inspectionGroup')).toEqual([]);
  });

  it('tells two of one name and unit apart by the place a group writes, and takes neither where it writes none', () => {
    const values = { name: '第三轮', roundNo: 3, level: 'COUNTY', kinds: ['REGULAR'] };
    const round = test.save(registrar, { register: 'inspectionRound', values });
    const [here, there] = [0, 1].map(
      () => test.save(registrar, { register: 'poolPerson', values: { name: '甲某', unit: '县纪委' } }).id,
    );
    test.vault.transact((tx) =>
      tx.run("UPDATE poolPerson SET office = '330802XCB' WHERE id = ?", [there ?? '']),
    );
    for (const [name, region] of [
      ['第一组', '330824'],
      ['第二组', '330802'],
      ['第三组', null],
    ] as const)
      test.save(registrar, {
        register: 'inspectionGroup',
        values: { round: round.id, name, mode: 'NORMAL' },
        children: {
          members: [{ rowId: '', values: { role: 'LEADER', name: '甲某', unit: '县纪委', region } }],
        },
      });
    const groupsOf = (record: ReturnType<typeof readPrintedRecords>[number]) =>
      record.naming('inspectionGroup', 'members').map((seat) => seat.record.text('name'));
    const printed = readPrintedRecords(test.engine.context, 'poolPerson', [here ?? '', there ?? ''], masked);
    expect(printed.map(groupsOf)).toEqual([['第一组'], ['第二组']]);
  });

  it('masks petitioners until they are revealed', () => {
    const { id } = test.save(registrar, { values: letter, children: { petitioners, accused } });
    const [hidden] = readPrintedRecords(test.engine.context, 'petition', [id], masked);
    expect(hidden?.rows('petitioners')).toMatchObject([{ name: '王**', phone: '139****5678' }]);
    const [shown] = readPrintedRecords(test.engine.context, 'petition', [id], { ...masked, revealed: true });
    expect(shown?.rows('petitioners')).toMatchObject([{ name: '王小明', phone: '13912345678' }]);
  });

  it('gives out the envelope of a 径送 letter with the day it must be off, and nothing else', () => {
    const values = {
      receivedAt: '2026-03-09',
      envelopeNo: 'JS-1',
      openedBy: 'registrar',
      openedBy2: 'registrar2',
    };
    const { id } = test.save(registrar, { values, sealedDirect: true });
    const [record] = readPrintedRecords(test.engine.context, 'petition', [id], { ...masked, revealed: true });
    expect(record?.text('envelopeNo')).toBe('JS-1');
    expect(record?.text('sealedDueAt')).toBe('2026-03-16');
    expect([
      record?.text('summary'),
      record?.rows('petitioners'),
      record?.rows('accused'),
      record?.groupId,
    ]).toEqual(['', [], [], '']);
  });
});

describe('withDuplicateGroups', () => {
  it('brings the other letters of a group along', () => {
    const first = test.save(registrar, { values: letter, children: { accused } });
    const second = test.save(registrar, {
      values: { ...letter, isRealName: false },
      children: { accused },
      duplicate: { decision: 'repeat', of: first.id, basis: '同人同事' },
    });
    const other = test.save(registrar, {
      values: { ...letter, summary: '反映另一件事。' },
      children: { accused: [{ rowId: '', values: { name: '赵某某', unit: '某镇', post: '镇长' } }] },
      duplicate: { decision: 'none', of: null, basis: '' },
    });
    expect(withDuplicateGroups(test.engine.context, [second.id])).toEqual([first.id, second.id]);
    expect(withDuplicateGroups(test.engine.context, [first.id])).toEqual([first.id, second.id]);
    expect(withDuplicateGroups(test.engine.context, [other.id])).toEqual([other.id]);
    const groups = readPrintedRecords(test.engine.context, 'petition', [first.id, second.id], masked).map(
      (each) => each.groupId,
    );
    expect(new Set(groups).size).toBe(1);
  });
});

describe('a report over real registers', () => {
  const parameters = {
    report: 'R-02',
    rows: 'office',
    from: '2026-01-01',
    to: '2026-12-31',
    offices: null,
  } as const;

  function setupLetters(): void {
    for (const rank of ['COUNTY', 'TOWNSHIP', 'TOWNSHIP']) {
      const person = { name: `李某${rank}`, unit: '县某局', post: '副局长', rank };
      const rows = [{ rowId: '', values: person }, ...accused];
      test.save(registrar, {
        values: { ...letter, summary: `反映${rank}问题。` },
        children: { accused: rows },
        duplicate: { decision: 'none', of: null, basis: '' },
      });
    }
  }

  it('gives the same number as the list behind each cell', () => {
    setupLetters();
    const { codes, rules } = test.engine.context.reference(test.vault);
    const context = { codes, rules, today: '2026-03-09', offices: [office] };
    for (const report of ['R-01', 'R-02', 'R-03', 'R-05'] as const) {
      const result = computeReport(test.vault, { ...parameters, report }, context);
      for (const { value, drill } of result.rows.flatMap((row) => row.cells)) {
        if (drill && value !== null)
          expect(test.engine.reads['records.totals'](registrar, drill).total).toBe(value);
      }
      expect(result.rows.at(-1)?.cells[0]?.value ?? result.rows[0]?.cells[0]?.value).toBe(
        report === 'R-03' ? 0 : 3,
      );
    }
  });

  it('can be exported as a workbook with its numbers', async () => {
    setupLetters();
    const { codes, rules } = test.engine.context.reference(test.vault);
    const report = computeReport(test.vault, parameters, {
      codes,
      rules,
      today: '2026-03-09',
      offices: [office],
    });
    const meta = {
      officeName: office.name,
      rowTitle: '月份',
      exporter: '王登记',
      time: 0,
      mark: '工作秘密',
      issued: null,
    };
    const chunks: Uint8Array[] = [];
    for await (const chunk of reportToWorkbook(report, meta)) chunks.push(chunk);
    const workbook = await openWorkbook(bytesSource('统计.xlsx', Buffer.concat(chunks)));
    const sheet = await workbook.readSheet(0);
    const lines = sheet.rows.map((row) => row.cells.map((cell) => cell.text));
    expect(lines[0]?.[0]).toBe('工作秘密');
    expect(lines[1]?.[0]).toBe('反映对象结构统计表');
    const totals = sheet.rows.find((row) => row.cells[0]?.text === '合计');
    expect(totals?.cells.slice(1).map((cell) => cell.number)).toEqual(
      report.rows.at(-1)?.cells.map((cell) => cell.value),
    );
    expect(lines.flat().join()).toContain('统计口径：');
  });
});
