/** What each mechanism does in each phase, as the office's own table has it (reference 2.3). */
import { seedRows, type OfficeRow, type OfficeTable } from '../office-tables/office-table.ts';
import { fieldsOf } from '../registers/common/fields-of.ts';

const basis = '苏州巡纪、巡组、巡审协作三项机制（按文意归入各阶段，待核）';
const field = fieldsOf('协作要点');

/** Its id, by which the matrix finds its rows. */
export const highlightTableId = 'coordHighlight';

const shipped: readonly (readonly [mechanism: string, phase: string, texts: readonly string[]])[] = [
  ['DISCIPLINE', 'PRE', ['通报被巡察单位领导干部情况', '提供相关问题线索']],
  ['DISCIPLINE', 'DURING', ['重要情况沟通', '线索核实、会商', '重要问题复核']],
  ['DISCIPLINE', 'POST', ['及时处置问题线索', '反馈2个月后检查督查整改', '办理结果随时反馈']],
  ['DISCIPLINE', 'DAILY', ['问题线索会商机制', '线索专库']],
  ['ORG', 'PRE', ['通报干部情况', '组建选人用人专项检查组']],
  ['ORG', 'DURING', ['选人用人专项检查']],
  ['ORG', 'POST', ['出具督查报告和专题报告', '选人用人、基层党组织建设整改跟踪']],
  ['ORG', 'DAILY', ['整改日常监督']],
  ['AUDIT', 'PRE', ['提供近年审计报告、离任审计报告、审计材料']],
  ['AUDIT', 'DURING', ['审计工作底稿', '财务账册复核', '人才互通']],
  ['AUDIT', 'POST', ['审计问题合力整改', '接收审计范围线索，按法定程序审计']],
  ['AUDIT', 'DAILY', ['协作配合、信息交流、情况通报、协调处理']],
];

export const highlightTable: OfficeTable = {
  id: highlightTableId,
  label: '协作要点',
  help: '协作矩阵各格中写明的要点：每项机制在每个阶段协作什么。',
  grows: true,
  fields: [
    field.code('mechanism', '协作机制', 'coordMechanism', { required: true }),
    field.code('phase', '协作阶段', 'coordPhase', { required: true }),
  ],
  seed: seedRows(
    highlightTableId,
    shipped.flatMap(([mechanism, phase, texts]) =>
      texts.map(
        (text, index) =>
          [`${mechanism}_${phase}_${index + 1}`, text, { mechanism, phase }, basis, false] as const,
      ),
    ),
  ),
};

/** Of one cell of the matrix, in the office's order. */
export function highlightsOf(
  rows: readonly OfficeRow[],
  mechanism: string,
  phase: string,
): readonly string[] {
  return rows
    .filter(({ values }) => values['mechanism'] === mechanism && values['phase'] === phase)
    .map(({ label }) => label);
}
