/** Forms of rounds, groups, people and requests to other departments (reference 4.2, 组织 group). */
import { appraisalForm } from './forms/planning/appraisal.ts';
import { authorizationForm } from './forms/planning/authorization.ts';
import { borrowedMaterialsForm, coordinationForm } from './forms/planning/coordination.ts';
import { declarationForm } from './forms/planning/declaration.ts';
import { announcementForm, borrowingForm } from './forms/planning/group-papers.ts';
import { crossGroupsForm, taskPlanForm } from './forms/planning/round-tables.ts';
import { nonCooperationForm } from './forms/planning/non-cooperation.ts';
import { wipingForm } from './forms/planning/workstation-wiping.ts';
import type { RecordForm } from './record-forms.ts';

export const planningForms: readonly RecordForm[] = [
  {
    id: 'F33',
    name: '巡察任务分工方案表',
    register: 'inspectionRound',
    takes: 'record',
    landscape: true,
    lay: ({ context, records }) => taskPlanForm(context, records),
  },
  {
    id: 'F34',
    name: '授权任职及任务分工决定',
    register: 'inspectionRound',
    takes: 'record',
    landscape: false,
    // The organisations named in it receive it.
    forTarget: true,
    lay: ({ context, records }) => authorizationForm(context, records),
  },
  {
    id: 'F35',
    name: '交叉巡察编组表（推磨）',
    register: 'inspectionRound',
    takes: 'record',
    landscape: true,
    lay: ({ context, records }) => crossGroupsForm(context, records),
  },
  {
    id: 'F37',
    name: '抽调函',
    register: 'inspectionGroup',
    takes: 'record',
    landscape: false,
    lay: ({ context, records, extra }) => borrowingForm(context, records, extra),
  },
  {
    id: 'F39',
    name: '巡察公告',
    register: 'inspectionGroup',
    takes: 'record',
    landscape: false,
    forTarget: true,
    lay: ({ context, records }) => announcementForm(context, records),
  },
  {
    id: 'F55',
    name: '组内单机清理确认单',
    register: 'workstation',
    takes: 'record',
    landscape: false,
    lay: ({ records }) => wipingForm(records),
  },
  {
    id: 'F36',
    name: '回避申报（审查）表',
    register: 'poolPerson',
    takes: 'records',
    landscape: false,
    lay: ({ records }) => declarationForm(records),
  },
  {
    id: 'F38',
    name: '人员鉴定表',
    register: 'poolPerson',
    takes: 'records',
    landscape: false,
    lay: ({ context, records }) => appraisalForm(context, records),
  },
  {
    id: 'F40',
    name: '协作事项商请函',
    register: 'coordRequest',
    takes: 'record',
    landscape: false,
    lay: ({ context, records }) => coordinationForm(context, records),
  },
  {
    id: 'F41',
    name: '调阅（借阅）材料清单',
    register: 'coordRequest',
    takes: 'record',
    landscape: false,
    lay: ({ records }) => borrowedMaterialsForm(records),
  },
  {
    id: 'F44',
    name: '督导组通报（配合不力）',
    register: 'supervisionGroup',
    takes: 'record',
    landscape: false,
    // Those it names, and the organisations it is read in, are inspected.
    forTarget: true,
    lay: ({ context, records }) => nonCooperationForm(context, records),
  },
];
