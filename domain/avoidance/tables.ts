/** 回避规则 and 回避方案 as tables of the office. */
import { seedRows, type OfficeRow, type OfficeTable } from '../office-tables/office-table.ts';
import type { Value } from '../register.ts';
import { listOf } from '../text/text-of.ts';
import { fieldsOf } from '../registers/common/fields-of.ts';
import {
  avoidanceProfileSeed,
  avoidanceRuleSeed,
  legalClasses,
  predicates,
  type AvoidanceProfile,
  type AvoidanceRule,
} from './rules.ts';

const rule = fieldsOf('回避规则');
const profile = fieldsOf('回避方案');

export const avoidanceRuleTable: OfficeTable = {
  id: 'avoidanceRule',
  label: '回避规则',
  help: '每条规则看什么由程序规定；对谁适用、回看多少年、是否必须回避，由本办核定。停用的规则不再审查。',
  grows: false,
  fields: [
    rule.code('legalClass', '回避类别', 'avoidanceClass', { required: true }),
    rule.codes('roles', '适用的组内职务', 'memberRole', { help: '空着的对所有人适用。', span: 16 }),
    rule.boolean('blocks', '必须回避', { help: '选“否”的只提示核实。' }),
    rule.integer('yearsRegion', '同地任职回看（年）', { min: 0, max: 60, help: '空着的不限年数。' }),
    rule.integer('yearsUnit', '同单位任职回看（年）', { min: 0, max: 60, help: '空着的不限年数。' }),
    rule.boolean('active', '启用', {}),
  ],
  seed: seedRows(
    'avoidanceRule',
    avoidanceRuleSeed.map((each) => [
      each.code,
      each.name,
      {
        legalClass: each.legalClass,
        roles: each.roles,
        blocks: each.severity === 'BLOCK',
        yearsRegion: each.yearsRegion,
        yearsUnit: each.yearsUnit,
        active: each.active,
      },
      each.basis,
      each.verified,
    ]),
  ),
};

export const avoidanceProfileTable: OfficeTable = {
  id: 'avoidanceProfile',
  label: '回避方案',
  help: '交叉巡察中哪些组内职务可以由被巡察地的干部担任；例外的理由打印在编组表上。接待来访、受理信访的人员一律不得是本地干部。',
  grows: true,
  fields: [
    profile.codes('localRoles', '可由当地干部担任', 'memberRole', { span: 16 }),
    profile.text('reason', '例外理由', 200, { span: 24 }),
  ],
  check: ({ values }) =>
    listOf(values['localRoles']).length > 0 && (values['reason'] ?? '') === ''
      ? {
          type: 'ReasonMissing',
          what: '没有填写例外理由，没有保存。',
          why: '以例外进入巡察组的人员，编组表上要印明理由。',
          next: '请填写例外理由。',
          fields: { reason: '请填写。' },
        }
      : undefined,
  seed: seedRows(
    'avoidanceProfile',
    avoidanceProfileSeed.map((each) => [
      each.code,
      each.name,
      { localRoles: each.localRoles, reason: each.reason },
      each.basis,
      each.verified,
    ]),
  ),
};

/** Rules as the engine takes them; a row whose code the program does not know says nothing. */
export function avoidanceRulesOf(rows: readonly OfficeRow[]): readonly AvoidanceRule[] {
  return rows.flatMap((row): readonly AvoidanceRule[] => {
    const known = avoidanceRuleSeed.find(({ code }) => code === row.code);
    if (!known || !predicates.includes(known.predicate)) return [];
    const { values } = row;
    const legalClass = legalClasses.find((each) => each === values['legalClass']) ?? known.legalClass;
    return [
      {
        code: row.code,
        name: row.label,
        predicate: known.predicate,
        legalClass,
        roles: listOf(values['roles']),
        severity: values['blocks'] === false ? 'WARN' : 'BLOCK',
        yearsRegion: yearsOf(values['yearsRegion']),
        yearsUnit: yearsOf(values['yearsUnit']),
        active: values['active'] !== false,
        basis: row.basis,
        verified: row.verified,
      },
    ];
  });
}

export function avoidanceProfilesOf(rows: readonly OfficeRow[]): readonly AvoidanceProfile[] {
  return rows.map(({ code, label, values, basis, verified }) => ({
    code,
    name: label,
    localRoles: listOf(values['localRoles']),
    reason: String(values['reason'] ?? ''),
    basis,
    verified,
  }));
}

function yearsOf(value: Value | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
