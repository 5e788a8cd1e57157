/** What must hold for the groups and leads of a round before it moves on (reference 3.6.1). */
import type { RelatedRecord } from '../../register.ts';
import { filled, type Guard } from '../common/rules.ts';

/** 一次一授权: every leader and deputy is authorised for this very round. */
export const groupsAuthorised: Guard = ({ parts }) => {
  const groups = parts('inspectionGroup');
  if (groups.length === 0)
    return {
      type: 'RoundWithoutGroups',
      what: '这一轮还没有编组，不能进驻。',
      why: '进驻前要组建巡察组、明确组长和被巡察党组织。',
      next: '请先在“巡察组”中编组。',
    };
  const bare = groups.filter((group) => !isAuthorised(group));
  if (bare.length === 0) return undefined;
  return {
    type: 'GroupUnauthorised',
    what: `${bare.map(({ values }) => String(values['name'] ?? '')).join('、')}还没有登记授权。`,
    why: '组长、副组长一次一授权；实行市县两级授权的，两级授权都要登记。',
    next: '请在巡察组的“授权”中登记授权文号和日期。',
  };
};

function isAuthorised({ values, children }: RelatedRecord): boolean {
  const kinds = (children['authorizations'] ?? [])
    .filter(({ values: row }) => filled(row['docNo']) && filled(row['date']))
    .map(({ values: row }) => row['kind']);
  const wanted = values['dualAuthorization'] === true ? ['CITY', 'TARGET_COUNTY'] : [];
  return kinds.length > 0 && wanted.every((kind) => kinds.includes(kind));
}

/** Nobody enters whose avoidance stands open or says to stay away. */
export const membersClear: Guard = ({ parts }) => {
  const open = parts('inspectionGroup').flatMap(({ children }) =>
    (children['members'] ?? [])
      .filter(({ values }) => values['avoidance'] !== 'CLEAR' && values['avoidance'] !== 'EXCEPTION')
      .map(({ values }) => String(values['name'] ?? '')),
  );
  if (open.length === 0) return undefined;
  return {
    type: 'AvoidanceOpen',
    what: `${open.slice(0, 5).join('、')}${open.length > 5 ? `等${open.length}人` : ''}的回避审查没有通过。`,
    why: '组员进驻前须申报回避并经审查；应当回避的要更换。',
    next: '请在巡察组中登记审查结果，或者更换人员。',
  };
};
