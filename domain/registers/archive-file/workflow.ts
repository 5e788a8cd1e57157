/** The state machine of 案卷: collected, bound, checked by another person (reference 3.20). */
import type { Workflow } from '../../register.ts';
import { blank } from '../common/way-back.ts';
import { refuseTotals } from '../../stated-total.ts';
import { allOf, refuseDisorder, refuseFuture, type Guard } from '../common/rules.ts';
import { contentTotals } from './checks.ts';

const rule = '巡察文书档案、业务档案立卷归档';
const bound = ['title', 'class', 'year', 'retention', 'boxNo', 'itemsStated', 'pagesStated', 'documents'];

const somethingInside: Guard = ({ children }) =>
  (children['documents']?.length ?? 0) > 0
    ? undefined
    : {
        type: 'VolumeEmpty',
        what: '卷内还没有文件，不能立卷。',
        why: '卷内文件目录是案卷的组成部分。',
        next: '请点“修改”，逐件登记卷内文件。',
      };

/** Whoever binds the volume answers for its numbers; what was only a question at saving stops it here. */
const numbersAgree: Guard = ({ values, children }) => refuseTotals(contentTotals({ values, children }));

const compiledAlready: Guard = ({ values, today }) => refuseFuture(values, today, 'compiledAt', '立卷日期');

const checkedInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'compiledAt', '立卷日期', 'checkedAt', '检查日期');

const checkedByAnother: Guard = ({ values }) =>
  values['checkedName'] !== values['compiledName']
    ? undefined
    : {
        type: 'SamePerson',
        what: '检查人不能是立卷人。',
        why: '案卷由立卷人以外的人检查。',
        next: '请填写另一名检查人。',
        fields: { checkedName: '须为立卷人以外的另一人。' },
      };

const clearBinding = blank(
  'compiledName',
  'compiledAt',
  'compiledBy',
  'checkedName',
  'checkedAt',
  'checkedBy',
);

export const archiveFileWorkflow: Workflow = {
  initial: 'COLLECTING',
  create: { permission: 'office.register', stamps: {} },
  states: [
    { code: 'COLLECTING', label: '收集整理', tone: 'neutral' },
    { code: 'COMPILED', label: '已立卷', tone: 'progress', locks: bound, reachedBy: 'compiledAt' },
    { code: 'CHECKED', label: '已检查入库', tone: 'success', final: true, reachedBy: 'checkedAt' },
  ],
  transitions: [
    {
      key: 'compile',
      label: '立卷',
      from: ['COLLECTING'],
      to: 'COMPILED',
      permission: 'office.register',
      asks: ['boxNo', 'compiledName', 'compiledAt', 'situation'],
      requires: ['boxNo', 'compiledName', 'compiledAt'],
      early: ['boxNo', 'situation'],
      stamps: { compiledBy: 'actor' },
      guard: allOf(somethingInside, numbersAgree, compiledAlready),
      basis: `${rule}：立卷`,
    },
    {
      key: 'check',
      label: '检查入库',
      from: ['COMPILED'],
      to: 'CHECKED',
      permission: 'office.approve',
      asks: ['checkedName', 'checkedAt'],
      requires: ['checkedName', 'checkedAt'],
      differsFrom: ['compiledBy'],
      stamps: { checkedBy: 'actor' },
      guard: allOf(checkedByAnother, checkedInOrder),
      basis: `${rule}：检查人不得为立卷人`,
    },
    {
      key: 'unbind',
      label: '拆卷重整',
      from: ['COMPILED', 'CHECKED'],
      to: 'COLLECTING',
      permission: 'office.approve',
      asks: [],
      requires: [],
      reasonRequired: true,
      stamps: clearBinding,
      basis: `${rule}：补充材料的拆卷重整`,
    },
  ],
};
