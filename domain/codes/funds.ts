/** Code lists of 三数比对 (reference 3.13). */
import { codeList } from './rows.ts';

const proposal = { basis: '软件建议，待本办核定', verified: false };

export const fundCategories = codeList('fundCategory', '资金类别', proposal, [
  ['POVERTY', '专项扶贫（衔接）资金', '扶贫资金 专项扶贫资金 衔接资金 衔接推进乡村振兴补助资金'],
  ['SUBSIDY', '惠农补贴', '惠农 惠农资金 惠民惠农补贴'],
  ['ALLOWANCE', '低保五保', '低保 五保 特困供养 低保金'],
  ['HOUSING', '危房改造', '危改 农村危房改造'],
  ['INDUSTRY', '产业项目', '产业资金 产业扶持'],
  ['INFRASTRUCTURE', '基础设施', '基础设施建设 基建'],
  ['EDUCATION', '教育资助', '助学 教育 学生资助'],
  ['MEDICAL', '医保合疗', '医保 合疗 新农合'],
  ['OTHER', '其他', '其它'],
]);

export const fundLevels = codeList('fundLevel', '资金级次', { basis: '预算级次', verified: true }, [
  ['CENTRAL', '中央', '中央级 国家'],
  ['PROVINCE', '省级', '省 省（自治区）'],
  ['CITY', '市级', '市 州 地市'],
  ['COUNTY', '县级', '县 区 县（区）配套'],
]);

export const fundVerifications = codeList('fundVerification', '核实方式', proposal, [
  ['HOME', '入户', '入户核实 走访'],
  ['SITE', '现场', '现场核实 实地'],
  ['PAPER', '查阅资料', '资料 账册'],
  ['BANK', '银行流水', '流水 一卡通流水 打卡记录'],
]);

export const fundVerdicts = codeList('fundVerdict', '三数比对认定', proposal, [
  ['SURPLUS', '正常结余', '结余'],
  ['IN_TRANSIT', '在途', '正在拨付'],
  ['DETAINED', '滞留', '滞留资金 未拨付'],
  ['WITHHELD', '截留', '截留资金'],
  ['DIVERTED', '挪用', '挪用资金 挤占挪用'],
  ['FALSE_CLAIM', '虚报冒领', '虚列 套取 骗取'],
  ['OUT_OF_SCOPE', '超范围', '超范围支出 扩大范围'],
  ['PENDING', '待核', '待认定 正在核实'],
]);
