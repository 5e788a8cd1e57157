/** Code lists of 会议 (reference 3.19); what a meeting is called differs from place to place. */
import { codeList } from './rows.ts';

export const meetingKinds = codeList(
  'meetingKind',
  '会议类别',
  { basis: '巡察工作流程中的各类会议', verified: true },
  [
    ['LEADING_GROUP', '领导小组会议', '领导小组会 巡察工作领导小组会议 巡察领导小组会 领导小组'],
    [
      'SECRETARY',
      '书记专题会议',
      '书记专题会 五人小组会议 五人小组会 “五人小组”会议 市委书记专题会议 县委书记专题会议 书记专题会（五人小组）',
    ],
    ['STANDING', '常委会会议', '常委会 党委常委会 市委常委会 县委常委会'],
    ['STANDING_ENLARGED', '常委（扩大）会议', '常委扩大会 常委会扩大会议 扩大会 常委（扩大）会'],
    ['OFFICE_GROUP', '组办会商', '组办会商会 组办会'],
    ['LEAD_CONSULT', '线索会商', '线索会商会 问题线索会商 问题线索会商会'],
    ['FEEDBACK', '反馈会', '巡察反馈会 反馈会议 意见反馈会'],
    ['RECT_JOINT', '整改联席会', '整改联席会议 整改工作联席会 联席会议 联席会'],
    ['DEMOCRATIC', '民主生活会列席', '专题民主生活会 民主生活会 列席民主生活会'],
    ['AUDIT_JOINT', '巡审联席会', '巡审联席 巡审联席会议 巡察审计联席会'],
    ['OTHER', '其他', '其它 其他会议'],
  ],
);

export const attendances = codeList('attendance', '参会身份', { basis: '会议签到通行栏目', verified: true }, [
  ['PRESENT', '出席', '参会 到会 参加'],
  ['OBSERVER', '列席', '列席人员'],
  ['RECORDER', '记录', '记录人 会议记录'],
  ['ABSENT', '请假', '缺席 未到会 未参加 请假（缺席）'],
]);
