/** Code lists of 制度 (reference 3.14). */
import { codeList } from './rows.ts';

export const institutionKinds = codeList(
  'institutionKind',
  '制度制修类别',
  { basis: '建章立制通行统计口径', verified: true },
  [
    ['NEW', '新建', '制定 出台 建立 新制定'],
    ['REVISED', '修订', '修改 修订完善'],
    ['ABOLISHED', '废止', '废除'],
    ['IMPROVED', '完善', '补充完善'],
  ],
);

export const institutionLevels = codeList(
  'institutionLevel',
  '制度层级',
  { basis: '软件建议，待本办核定', verified: false },
  [
    ['CITY', '市级', '市'],
    ['COUNTY', '县级', '县 区'],
    ['DEPARTMENT', '部门', '单位 局机关 本单位'],
    ['TOWNSHIP', '乡镇（街道）', '乡镇 街道'],
    ['VILLAGE', '村（社区）', '村 社区'],
  ],
);

export const institutionTriggers = codeList(
  'institutionTrigger',
  '制度来由',
  { basis: '软件建议，待本办核定', verified: false },
  [
    ['RECTIFICATION', '整改事项', '巡察整改 反馈问题整改'],
    ['LEAD', '问题线索', '线索查处 案件 以案促改'],
    ['ROUND', '本轮巡察', '巡察建议 共性问题'],
    ['OTHER', '其他', '其它'],
  ],
);
