/** Rows of old ledgers enter as far as the ledger says their work had come. */
import { describe, expect, it } from 'vitest';
import type { Register } from '../../../domain/register.ts';
import { auditMaterial } from '../../../domain/registers/audit-material/audit-material.ts';
import { lead } from '../../../domain/registers/lead/lead.ts';
import { meeting } from '../../../domain/registers/meeting/meeting.ts';
import { rectItem } from '../../../domain/registers/rect-item/rect-item.ts';
import { asOneSheet } from '../../../main/registers/spreadsheet/parts-as-rows.ts';
import { correctionKey, type ConvertedRecord } from '../../../main/registers/spreadsheet/row-conversion.ts';
import { say } from './letters.ts';
import { importSheet, testSheet } from './support.ts';

async function read(
  register: Register,
  headings: readonly string[],
  ...rows: readonly (readonly string[])[]
): Promise<readonly ConvertedRecord[]> {
  return (await importSheet(testSheet([headings, ...rows]), { register })).records;
}

describe('a row of an old ledger', () => {
  it('enters a meeting as held or as minuted, and one that is still to come as planned', async () => {
    const records = await read(
      meeting,
      ['会议名称', '会议类别', '会议日期', '主持人', '纪要编号', '纪要签发日期'],
      ['第3次书记专题会', '书记专题会', '2026.3.2', '王某', '', ''],
      ['第4次书记专题会', '书记专题会', '2026.4.2', '王某', '〔2026〕4号', '2026.4.5'],
      ['第5次书记专题会', '书记专题会', '2026.12.2', '王某', '', ''],
    );
    expect(records.map(({ state }) => state)).toEqual(['HELD', 'MINUTED', undefined]);
    expect(say(records[1]?.problems ?? []).join()).toContain('按“纪要已签发”登记');
  });

  it('enters audit material as received or as given back', async () => {
    const records = await read(
      auditMaterial,
      ['材料名称', '材料类型', '来源单位', '调阅日期', '收到日期', '归还日期'],
      ['某局经责审计报告', '审计报告', '县审计局', '2026.3.1', '2026.3.3', ''],
      ['某局预算执行审计报告', '审计报告', '县审计局', '2026.3.1', '2026.3.3', '2026.4.3'],
    );
    expect(records.map(({ state }) => state)).toEqual(['RECEIVED', 'RETURNED']);
  });

  it('enters a lead as handed over, and keeps what only a later step may say as a remark', async () => {
    const [record] = await read(
      lead,
      ['线索标题', '主要问题', '线索来源', '入库日期', '移交日期', '追缴金额（元）', '立案人数'],
      ['某局李某某有关问题', '违规收受礼金', '巡视巡察中发现', '2026.3.1', '2026.4.1', '500', '1'],
    );
    expect(record?.state).toBe('HANDED_OVER');
    expect(record?.values).not.toHaveProperty('recovered');
    expect(record?.values['remark']).toContain('立案人数：1');
  });

  it('takes in no lead as finished that the ledger says is suspended, and says what to do', async () => {
    const row = [
      '某局李某某有关问题',
      '违规收受礼金',
      '巡视巡察中发现',
      '2026.3.1',
      '2026.4.1',
      '2026.4.2',
      '2026.4.9',
    ];
    const headings = ['线索标题', '主要问题', '线索来源', '入库日期', '移交日期', '受理日期', '处置意见日期'];
    const more = ['处置方式', '处置结果', '办结日期', '案卷号'];
    const records = await read(
      lead,
      [...headings, ...more],
      [...row, '暂存待查', '暂存待查', '', ''],
      [...row, '初步核实', '暂存待查', '2026.6.1', ''],
      [...row, '暂存待查', '', '2026.6.1', ''],
      [...row, '暂存待查', '', '', '2026-12'],
      [...row, '予以了结', '了结澄清', '2026.6.1', ''],
    );
    const refused = records.map(({ problems }) =>
      say(problems.filter(({ severity, message }) => severity === 'error' && message.includes('暂存待查'))),
    );
    expect(refused.map((each) => each.length)).toEqual([0, 1, 1, 1, 0]);
    expect(refused[1]?.join()).toContain('处置结果是暂存待查，不能办结');
    expect(refused[1]?.join()).toContain('按“处置中”登记，不填办结日期和案卷号');
  });
});

describe('a cell that stands for those below it', () => {
  const rows = [
    ['序号', '反馈重点方面', '具体问题', '整改措施'],
    ['1', '贯彻落实方面', '问题一', '措施一'],
    ['2', '', '问题二', '措施二'],
  ];

  it('is carried down as the clerk has corrected it', async () => {
    const register = asOneSheet(rectItem);
    const { proposals } = await importSheet(testSheet(rows), { register });
    const column = proposals.find(({ fate }) => fate === 'aspect')?.column ?? -1;
    const corrections = new Map([[correctionKey(2, column), '选人用人方面']]);
    const { records } = await importSheet(testSheet(rows), { register }, corrections);
    expect(records.map(({ values }) => values['aspect'])).toEqual(['选人用人方面', '选人用人方面']);
  });
});
