/** 交叉编组方案: who inspects whom in a round of crossing groups (reference 3.8). The rules are in domain/planning/cross/. */
import { defineRegister, type RecordCheck } from '../../register.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { filled } from '../common/rules.ts';
import { schemeChildren, schemeFields } from './fields.ts';
import { schemeWorkflow } from './workflow.ts';

/** What a scheme of a system or an area is made from. */
const sourceNamed: RecordCheck = {
  key: 'sourceNamed',
  severity: 'error',
  check: ({ values }) => {
    const wanted = [
      ['SYSTEM', 'systemTag', '系统（领域）'],
      ['AREA', 'area', '片区'],
    ] as const;
    const missing = wanted.find(([kind, key]) => values['kind'] === kind && !filled(values[key]));
    if (!missing) return undefined;
    const [, key, label] = missing;
    return {
      type: 'CrossSourceMissing',
      what: `没有填写${label}。`,
      why: `这种方式按“被巡察党组织”中登记的${label}归集被巡察党组织。`,
      next: `请填写${label}。`,
      fields: { [key]: '请填写。' },
    };
  },
};

/** Every organisation belongs to a group of the scheme. */
const aimsOfGroups: RecordCheck = {
  key: 'aimsOfGroups',
  severity: 'error',
  check: ({ children }) => {
    const groups = new Set((children['assignments'] ?? []).map(({ values }) => values['group']));
    const stray = (children['targets'] ?? []).find(({ values }) => !groups.has(values['group'] ?? ''));
    if (!stray) return undefined;
    return {
      type: 'CrossAimWithoutGroup',
      what: `${String(stray.values['targetId'] ?? '')}的组别“${String(stray.values['group'] ?? '')}”不在编组中。`,
      why: '被巡察党组织按组别归到各组。',
      next: '请填写编组中的组别。',
    };
  },
};

export const crossScheme = defineRegister({
  id: 'crossScheme',
  label: '交叉编组方案',
  unit: '个',
  area: 'planning',
  group: '计划与编组',
  repeats: ['name'],
  numbering: 'JC{region}-{year}-{seq:3}',
  title: 'name',
  partOf: { register: 'inspectionRound', field: 'round', openIn: ['PREPARE'] },
  fields: [...schemeFields, ...secrecyFields],
  children: schemeChildren,
  workflow: schemeWorkflow,
  deadlines: [],
  checks: [secrecyCheck, sourceNamed, aimsOfGroups],
  dateField: 'approvedAt',
  forms: [],
});
