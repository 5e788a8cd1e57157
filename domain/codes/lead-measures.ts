/** 其他处理措施: what is done about a person that is neither a sanction nor organisational handling. */
import { codeList, codeRows, type CodeListSeed } from './rows.ts';

const firstFormMeasures: CodeListSeed = codeList(
  'otherMeasure',
  '其他处理措施',
  { basis: '监督执纪“第一种形态”统计指标', verified: true },
  [
    ['TALK_CLOSED', '谈话函询了结'],
    ['FACE_CLOSED', '“面对面”初核了结', '初核了结'],
    ['REMINDER', '提醒谈话', '谈话提醒'],
    ['WARNING_TALK', '警示谈话'],
    ['CRITICISM', '批评教育'],
    ['STOPPED', '纠正或责令停止违纪行为', '责令停止违纪行为'],
    ['RETURNED', '责成退出违纪所得', '退出违纪所得'],
    ['RECTIFIED', '限期整改'],
    ['SELF_CRITICISM', '责令作出口头或书面检查', '责令检查 书面检查 口头检查'],
    ['MEETING', '召开民主生活会批评帮助', '民主生活会批评帮助'],
    ['APOLOGY', '责令公开道歉（检讨）', '公开道歉'],
    ['NOTICE', '通报（通报批评）', '通报批评 通报'],
    ['ADMONITION', '诫勉（诫勉谈话）', '诫勉谈话 诫勉'],
    ['OTHER_CRITICISM', '其他批评教育类措施', '其他批评教育'],
  ],
);

/** What of 其他处理措施 is 第一种形态 (reference 3.3.6); calling to account and a transfer to the police are none of the four. */
export const firstFormCodes: readonly string[] = firstFormMeasures.codes.map(({ code }) => code);

export const otherMeasures: CodeListSeed = {
  ...firstFormMeasures,
  codes: [
    ...firstFormMeasures.codes,
    ...codeRows(
      'otherMeasure',
      { basis: '问责的通行种类（待核）', verified: false },
      [
        ['ACCOUNTABLE_ORG', '问责党组织', '党组织问责'],
        ['ACCOUNTABLE_MAIN', '问责主体责任人', '主体责任问责'],
        ['ACCOUNTABLE_SUPERVISION', '问责监督责任人', '监督责任问责'],
        ['POLICE', '移送公安机关', '移送公安'],
      ],
      firstFormMeasures.codes.length,
    ),
  ],
};
