/** Résumé, relatives, holdings and appraisals of 人才库人员: what the avoidance rules look at (reference 3.7). */
import type { ChildTable } from '../../register.ts';
import type { Sends } from '../../sent-part.ts';
import { words } from '../../text/words.ts';
import { postsInCell, relativesInCell } from './cells.ts';
import { fieldsOf } from '../common/fields-of.ts';

const posts = fieldsOf('任职经历');
const school = fieldsOf('学习经历');
const family = fieldsOf('亲属及社会关系');
const wealth = fieldsOf('投资持股');
const declared = fieldsOf('公务利害申报');
const use = fieldsOf('参巡与鉴定');

export const personChildren = [
  {
    key: 'posts',
    label: '任职经历',
    section: '任职经历',
    title: 'unit',
    inOneCell: postsInCell,
    fields: [
      posts.text('unit', '单位', 100, {
        required: true,
        span: 12,
        synonyms: words('曾任职单位 曾任职地 曾任职地（单位） 任职单位'),
      }),
      posts.region('region', '所在地'),
      posts.text('post', '职务', 60, { synonyms: words('曾任职务') }),
      posts.date('from', '起', { span: 6 }),
      posts.date('to', '止', { span: 6 }),
    ],
  },
  {
    key: 'education',
    label: '学习经历',
    section: '学习经历',
    title: 'school',
    fields: [
      school.text('school', '学校', 100, { required: true, span: 12, synonyms: words('毕业院校 院校') }),
      school.text('degree', '学历（学位）', 40, { synonyms: words('学历 学位') }),
      school.date('from', '起', { span: 6 }),
      school.date('to', '止', { span: 6 }),
    ],
  },
  {
    key: 'relatives',
    label: '亲属及社会关系',
    section: '亲属及社会关系',
    title: 'name',
    inOneCell: relativesInCell,
    fields: [
      family.text('name', '姓名', 60, {
        required: true,
        synonyms: words('亲属姓名 亲属关系 亲属关系（姓名/关系/单位） 主要社会关系 家庭成员'),
      }),
      family.code('relation', '称谓', 'kinship', { required: true, synonyms: words('与本人关系') }),
      family.text('unit', '单位', 100, { span: 12, synonyms: words('亲属单位 亲属工作单位') }),
      family.text('post', '职务', 60, { synonyms: words('亲属职务') }),
      family.region('region', '所在地'),
    ],
  },
  {
    key: 'holdings',
    label: '投资持股',
    section: '投资持股',
    title: 'company',
    fields: [
      wealth.text('company', '企业名称', 100, { required: true, span: 12 }),
      wealth.text('holder', '持有人', 60, { help: '本人或者家属姓名。' }),
      wealth.text('share', '持股情况', 100),
    ],
  },
  {
    key: 'declarations',
    label: '公务利害申报',
    section: '公务利害申报',
    title: 'target',
    fields: [
      declared.text('target', '有利害关系的单位', 100, { required: true, names: 'target', span: 12 }),
      declared.text('text', '关系', 300, { required: true, span: 12, example: '该单位承租本人房屋' }),
    ],
  },
  {
    key: 'appraisals',
    label: '参巡与鉴定',
    section: '参巡与鉴定',
    title: 'round',
    later: true,
    fields: [
      use.text('round', '巡察轮次', 60, { required: true, names: 'inspectionRound' }),
      use.text('target', '被巡察党组织', 100, { names: 'target' }),
      use.code('role', '组内职务', 'memberRole'),
      use.text('opinion', '鉴定意见', 1000, { span: 24 }),
      use.date('sentAt', '送组织部门日期', { span: 6 }),
    ],
  },
] as const satisfies readonly ChildTable[];

/**
 * What the city needs to put somebody into a group and to judge avoidance (reference 3.7): everything the rules look at. Not
 * the identity card, the telephone, the date of birth, nor what was thought of the work.
 */
export const personSends: Sends = {
  fields: [
    ...[
      'name',
      'sex',
      'political',
      'unit',
      'post',
      'rank',
      'majors',
      'workRegion',
      'residence',
      'upbringing',
    ],
    ...['pools', 'formerRounds', 'frontline'],
  ],
  children: {
    posts: ['unit', 'region', 'post', 'from', 'to'],
    education: ['school', 'from', 'to'],
    relatives: ['name', 'relation', 'unit', 'post', 'region'],
    holdings: ['company'],
    declarations: ['target', 'text'],
  },
  attachments: false,
  // Groups name people so.
  keptWithdrawn: ['name', 'unit'],
};
