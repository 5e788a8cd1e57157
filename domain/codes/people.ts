/** Code lists of the people pools (reference 3.7). */
import { codeList } from './rows.ts';

const practice = { basis: '各地巡察人才库管理办法', verified: true };

export const pools = codeList('pool', '人才库', practice, [
  ['LEADER', '组长库', '组长（副组长）库 组长副组长库'],
  ['TALENT', '专业人才库', '人才库 专业库'],
  ['EXPERT', '协查专家库', '专家库'],
  ['SPECIAL', '特约巡察员库', '特约巡察员'],
]);

export const majors = codeList('major', '专业特长', practice, [
  ['DISCIPLINE', '纪检监察', '纪检 监察'],
  ['ORGANISATION', '组织人事', '组织 人事 党建'],
  ['FINANCE', '财政'],
  ['AUDIT', '审计'],
  ['ACCOUNTING', '财务会计', '会计 财务'],
  ['CONSTRUCTION', '工程建设', '工程 建设'],
  ['BIDDING', '招投标', '招标投标'],
  ['PROCUREMENT', '政府采购', '采购'],
  ['LAND', '自然资源', '国土资源 国土'],
  ['LEGAL_AFFAIRS', '政法'],
  ['PETITIONS', '信访'],
  ['IDEOLOGY', '意识形态（宣传）', '意识形态 宣传'],
  ['AGRICULTURE', '农业农村', '农业 扶贫'],
  ['EDUCATION', '教育'],
  ['HEALTH', '医疗卫生', '卫生 医疗'],
  ['TAX', '税务'],
  ['IT', '信息技术', '信息化 计算机 大数据'],
  ['LAW', '法律', '法学'],
  ['WRITING', '文字综合', '综合文字 文字 文秘'],
]);

/** Sorted from the lowest rank to the highest: what a part in a group needs is a place in this order. */
export const personRanks = codeList('personRank', '职级', practice, [
  ['STAFF', '科员及以下', '科员 干部 办事员 一级科员 二级科员'],
  ['SECTION_DEPUTY', '副科', '乡科级副职 副科级 四级主任科员 三级主任科员'],
  ['SECTION', '正科', '乡科级正职 正科级 二级主任科员 一级主任科员'],
  ['DIVISION_DEPUTY', '副处', '县处级副职 副处级 四级调研员 三级调研员 副县级'],
  ['DIVISION', '正处', '县处级正职 正处级 二级调研员 一级调研员 正县级'],
  ['BUREAU_DEPUTY', '副厅', '厅局级副职 副厅级'],
]);

export const politicalStatuses = codeList('politicalStatus', '政治面貌', practice, [
  ['MEMBER', '中共党员', '党员 中共正式党员'],
  ['PROBATIONARY', '中共预备党员', '预备党员'],
  ['OTHER', '其他', '群众 民主党派 无党派'],
]);

export const kinships = codeList('kinship', '亲属关系', practice, [
  ['SPOUSE', '配偶', '夫 妻 丈夫 妻子 爱人'],
  ['LINEAL', '直系血亲', '父 母 父亲 母亲 儿子 女儿 子 女 祖父 祖母 外祖父 外祖母 孙子 孙女'],
  [
    'COLLATERAL',
    '三代以内旁系血亲',
    '兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 伯父 叔父 姑母 舅父 姨母 堂兄弟 表兄弟 侄子 外甥',
  ],
  ['IN_LAW', '近姻亲', '岳父 岳母 公公 婆婆 儿媳 女婿 姐夫 妹夫 嫂子'],
  ['OTHER', '其他', '其它'],
]);
