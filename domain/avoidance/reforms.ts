/** 机构改革更名对照: what authorities were called before and after a reform, so that a post at the old one is not passed over. */
import { rowsAt, seedRows, type OfficeRow, type OfficeTable } from '../office-tables/office-table.ts';
import { fieldsOf } from '../registers/common/fields-of.ts';
import { splitNames } from '../text/names.ts';

const reform = fieldsOf('机构改革更名');
const basis = '2018年以来机构改革的通常对应，各地名称不一，待本办核定';

export const reformTable: OfficeTable = {
  id: 'unitReform',
  label: '机构改革更名对照',
  help: '原机构与现机构不写县（市、区），同一机构的几个叫法用顿号隔开。任职单位与被巡察党组织按这里对得上的，回避审查列为“需核实”。本单位改过名的，也可以在“被巡察党组织”中填写曾用名。',
  grows: true,
  fields: [
    reform.text('former', '原机构', 200, { required: true, span: 24 }),
    reform.text('present', '现机构', 200, { required: true, span: 24 }),
  ],
  seed: seedRows(
    'unitReform',
    (
      [
        ['RESOURCES', '自然资源', '国土资源局、国土局、规划局', '自然资源局、自然资源和规划局'],
        ['ENVIRONMENT', '生态环境', '环境保护局、环保局', '生态环境局'],
        ['HEALTH', '卫生健康', '卫生和计划生育局、卫计局、卫生局、计生局', '卫生健康局、卫健局'],
        ['EMERGENCY', '应急管理', '安全生产监督管理局、安监局', '应急管理局、应急局'],
        [
          'MARKET',
          '市场监管',
          '工商行政管理局、工商局、质量技术监督局、质监局、食品药品监督管理局、药监局',
          '市场监督管理局、市监局',
        ],
        ['AGRICULTURE', '农业农村', '农业局、农办、畜牧兽医局、扶贫办、乡村振兴局', '农业农村局'],
        [
          'CULTURE',
          '文化旅游',
          '文化广电新闻出版局、文广新局、文化局、旅游局、旅委',
          '文化和旅游局、文化广电旅游局、文旅局',
        ],
        ['TAX', '税务', '国家税务局、国税局、地方税务局、地税局', '税务局'],
        ['JUSTICE', '司法行政', '法制办公室、法制办', '司法局'],
        ['PRICES', '物价、粮食', '物价局、粮食局', '发展和改革局、发改局、发改委'],
        ['VETERANS', '退役军人', '双拥办、军转办', '退役军人事务局'],
        ['MEDICAL', '医疗保障', '医保中心、社保局', '医疗保障局、医保局'],
      ] as const
    ).map(([code, label, former, present]) => [code, label, { former, present }, basis, false] as const),
  ),
};

/** The names that belong together on a day, reform by reform. */
export function reformsOf(rows: readonly OfficeRow[], today: string): readonly (readonly string[])[] {
  return rowsAt(rows, reformTable.id, today).map(({ values }) =>
    ['former', 'present'].flatMap((key) => splitNames(String(values[key] ?? '')).names),
  );
}
