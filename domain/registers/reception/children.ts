/** Child rows of 来访来电接待 (reference 3.2): who came, whom they speak of, who received them. */
import type { ChildTable } from '../../register.ts';
import { words } from '../../text/words.ts';
import { accusedOrgs, accusedPersons, petitioners } from '../petition/children.ts';

const visitor = '来访（来电）人';
const received = '接待人';

/** The same people as in a letter and sealed like them; of a group only its representatives. */
export const visitors: ChildTable = {
  ...petitioners,
  label: '来访（来电）人（代表）',
  section: visitor,
  fields: petitioners.fields.map((field) => ({ ...field, section: visitor })),
};

const receivers: ChildTable = {
  key: 'receivers',
  label: '接待（接听）人',
  section: received,
  title: 'name',
  fields: [
    {
      key: 'name',
      label: '姓名',
      type: 'text',
      required: true,
      maxLength: 60,
      section: received,
      filter: 'text',
      listWidth: 96,
      synonyms: words('接待人 接听人 接访人 接待人员 接待人姓名'),
      example: '赵某某',
    },
    {
      key: 'unit',
      label: '单位及职务',
      type: 'text',
      maxLength: 100,
      section: received,
      span: 12,
      synonyms: words('接待人单位 接待人职务'),
    },
    {
      key: 'isLocal',
      label: '被巡察地干部',
      type: 'boolean',
      section: received,
      span: 4,
      synonyms: words('是否本地干部 本地干部'),
      help: '交叉巡察的接待岗位须由非本地干部担任。',
    },
  ],
};

export const receptionChildren: readonly ChildTable[] = [visitors, accusedPersons, accusedOrgs, receivers];
