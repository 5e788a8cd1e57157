/** Child rows of 会议: what was discussed, and who was there (reference 3.19). */
import type { ChildTable } from '../../register.ts';
import { words } from '../../text/words.ts';

const content = '议题与议定事项';
const present = '参会人员';

const topics: ChildTable = {
  key: 'topics',
  label: '议题',
  section: content,
  title: 'topic',
  fields: [
    {
      key: 'topic',
      label: '议题',
      type: 'text',
      maxLength: 300,
      required: true,
      section: content,
      span: 16,
      searchable: true,
      filter: 'text',
      synonyms: words('会议议题 研究事项 审议事项'),
      example: '听取县民政局党组巡察情况汇报',
    },
    {
      key: 'reporter',
      label: '汇报人',
      type: 'text',
      maxLength: 60,
      section: content,
      synonyms: words('议题汇报人'),
    },
    {
      key: 'decision',
      label: '决定',
      type: 'longText',
      maxLength: 2000,
      section: content,
      span: 24,
      searchable: true,
      synonyms: words('议题决定 讨论意见 处理意见'),
    },
    {
      key: 'carriedOutBy',
      label: '承办单位（人）',
      type: 'text',
      maxLength: 100,
      section: content,
      synonyms: words('承办单位 承办人 落实单位 责任单位'),
    },
    {
      key: 'dueAt',
      label: '办理期限',
      type: 'date',
      section: content,
      synonyms: words('完成期限 落实期限 完成时限'),
    },
    {
      key: 'outcome',
      afterwards: true,
      label: '落实情况',
      type: 'text',
      maxLength: 500,
      section: content,
      synonyms: words('办理情况 完成情况'),
    },
  ],
};

const attendees: ChildTable = {
  key: 'attendees',
  label: '参会人员',
  section: present,
  title: 'name',
  fields: [
    {
      key: 'name',
      label: '姓名',
      type: 'text',
      maxLength: 60,
      required: true,
      section: present,
      searchable: true,
      filter: 'text',
      synonyms: words('参会人员 参会人 参加人员 参加人 出席人员 与会人员'),
      example: '王某某',
    },
    {
      key: 'unit',
      label: '单位',
      type: 'text',
      maxLength: 100,
      section: present,
      synonyms: words('参会单位 参会人单位 工作单位'),
    },
    {
      key: 'post',
      label: '职务',
      type: 'text',
      maxLength: 60,
      section: present,
      synonyms: words('参会人职务'),
    },
    {
      key: 'role',
      label: '参会身份',
      type: 'code',
      list: 'attendance',
      section: present,
      synonyms: words('出席情况 参会情况 出席/列席'),
      example: '出席',
    },
    {
      key: 'note',
      label: '说明',
      type: 'text',
      maxLength: 200,
      section: present,
      synonyms: words('请假事由 请假原因'),
    },
  ],
};

export const meetingChildren: readonly ChildTable[] = [topics, attendees];
