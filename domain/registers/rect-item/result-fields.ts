/** What an item brought about, and its 销号 (reference 3.5, 3.5.2, F24). */
import type { Field } from '../../register.ts';
import { words } from '../../text/words.ts';

const results = '整改成效';
const closing = '销号';
const relapse = '反弹与核销';

const stamped = { derived: true, notCloned: true } as const;

function number(key: string, label: string, synonyms: string): Field {
  return {
    key,
    label,
    type: 'integer',
    min: 0,
    section: results,
    span: 6,
    later: true,
    notCloned: true,
    synonyms: words(synonyms),
  };
}

function money(key: string, label: string, synonyms: string): Field {
  return { ...number(key, label, synonyms), type: 'money' };
}

const resultFields: readonly Field[] = [
  number('institutions', '制度（项）', '建立制度数 制度数 建章立制'),
  number('partySanctions', '党纪处分（人）', '党纪处分'),
  number('governmentSanctions', '政务处分（人）', '政务处分'),
  number('organisational', '组织处理（人）', '组织处理'),
  number('admonished', '诫勉（人）', '诫勉 诫勉谈话'),
  number('talks', '谈话提醒（人）', '谈话提醒 提醒谈话'),
  number('criticised', '批评教育（人）', '批评教育'),
  money('moneyCleared', '清退违规资金', '追缴资金 清退资金 追缴（清退）资金'),
  money('personallyRepaid', '追回个人承担', '个人承担'),
  money('lossRecovered', '挽回损失', '挽回经济损失'),
  number('livelihood', '解决民生实事（件）', '解决民生实事'),
];

function person(key: string, label: string, section: string): Field {
  return { key, label, type: 'text', maxLength: 30, section, namesPerson: true, notCloned: true };
}

function longText(key: string, label: string, section: string): Field {
  return { key, label, type: 'longText', maxLength: 1000, section, span: 24, notCloned: true };
}

function day(key: string, label: string, section: string): Field {
  return { key, label, type: 'date', section, notCloned: true };
}

function account(key: string, label: string, section: string): Field {
  return { key, label, type: 'user', section, ...stamped };
}

const closingFields: readonly Field[] = [
  person('headSigner', '主要负责人（签字）', closing),
  day('headSignedAt', '签字日期', closing),
  account('appliedBy', '申报登记人', closing),
  day('appliedAt', '申报日期', closing),
  person('firstReviewer', '初审人', closing),
  longText('firstOpinion', '初审意见', closing),
  day('firstReviewedAt', '初审日期', closing),
  account('firstReviewedBy', '初审登记人', closing),
  person('groupReviewer', '巡察组审核人', closing),
  longText('groupOpinion', '巡察组意见', closing),
  person('disciplineReviewer', '纪检监察室（派驻组）审核人', closing),
  longText('disciplineOpinion', '纪检监察室（派驻组）意见', closing),
  person('organisationReviewer', '组织部审核人', closing),
  longText('organisationOpinion', '组织部意见', closing),
  {
    key: 'spotCheckPct',
    notSummed: true,
    label: '抽查比例（%）',
    type: 'integer',
    min: 0,
    max: 100,
    section: closing,
    span: 4,
    notCloned: true,
  },
  {
    key: 'satisfaction',
    label: '群众满意度',
    type: 'code',
    list: 'publicSatisfaction',
    section: closing,
    notCloned: true,
  },
  {
    ...longText('uncheckedReason', '未抽查、未测评的原因', closing),
    maxLength: 300,
    help: '没有抽查或者没有测评群众满意度的（如不涉及群众的内部事项）须写明原因。',
  },
  day('jointReviewedAt', '联审日期', closing),
  account('jointRecordedBy', '联审登记人', closing),
  person('closeApprover', '销号批准领导', closing),
  longText('closeOpinion', '审批意见', closing),
  {
    key: 'closedAt',
    label: '销号日期',
    type: 'date',
    section: closing,
    listWidth: 104,
    filter: 'dateRange',
    notCloned: true,
    synonyms: words('销号时间'),
  },
  account('closedBy', '销号审批登记人', closing),
];

const relapseFields: readonly Field[] = [
  day('relapseFoundAt', '发现反弹日期', relapse),
  longText('relapseFacts', '反弹情况和证据', relapse),
  account('relapseReportedBy', '反弹登记人', relapse),
  {
    ...{ key: 'relapseVerdict', label: '核实结论', type: 'code', list: 'relapseVerdict', section: relapse },
    ...stamped,
    filter: 'codes',
  },
  account('relapseJudgedBy', '核实人', relapse),
  { ...day('relapseJudgedAt', '核实日期', relapse), derived: true },
  { ...day('reopenedAt', '重开日期', relapse), derived: true },
  account('reopenedBy', '重开批准人', relapse),
  longText('cancelReason', '核销理由（情势变更）', relapse),
  person('cancelApprover', '核销批准领导', relapse),
  { ...day('cancelledAt', '核销日期', relapse), derived: true },
  account('cancelledBy', '核销审批登记人', relapse),
];

export const itemResultFields: readonly Field[] = [...resultFields, ...closingFields, ...relapseFields];
