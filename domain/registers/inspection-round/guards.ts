/** What must hold for the groups and leads of a round before it moves on (reference 3.6.1). */
import type { RelatedRecord, Value, Values } from '../../register.ts';
import { filled, type Guard } from '../common/rules.ts';

/** Groups that take part; a dissolved one does not. */
function standing(groups: readonly RelatedRecord[]): readonly RelatedRecord[] {
  return groups.filter(({ state }) => state !== 'DISSOLVED');
}

/** 一次一授权: every leader and deputy is authorised by name for this very round, at each level it takes. */
export const groupsAuthorised: Guard = ({ parts, values: { stayFrom } }) => {
  const groups = standing(parts('inspectionGroup'));
  if (groups.length === 0)
    return {
      type: 'RoundWithoutGroups',
      what: '这一轮还没有编组，不能进驻。',
      why: '进驻前要组建巡察组、明确组长和被巡察党组织。',
      next: '请先在“巡察组”中编组。',
    };
  const leaderless = groups.filter((group) => !headsOf(group).some(({ role }) => role === 'LEADER'));
  if (leaderless.length > 0)
    return {
      type: 'GroupWithoutLeader',
      what: `${listed(leaderless.map(nameOf))}还没有组长，不能进驻。`,
      why: '巡察组实行组长负责制，组长一次一授权。',
      next: '请在巡察组的“组成人员”中登记组长；不再组建的组，请办理“解散”。',
    };
  const missing = groups.flatMap((group) => unauthorised(group, stayFrom));
  if (missing.length === 0) return undefined;
  return {
    type: 'GroupUnauthorised',
    what: `${listed(missing)}还没有登记授权。`,
    why: '组长、副组长一次一授权，逐人登记，授权日期不晚于进驻日期；实行市县两级授权的，两级授权都要登记。',
    next: '请在巡察组的“授权”中登记被授权人、组内职务、授权文号和日期。',
  };
};

/** Whom a group inspects is what its people are judged by: without it avoidance cannot be reviewed at all. */
export const targetsNamed: Guard = ({ parts }) => {
  const aimless = standing(parts('inspectionGroup')).filter(
    ({ children }) => !(children['targets'] ?? []).some(({ values }) => filled(values['targetId'])),
  );
  if (aimless.length === 0) return undefined;
  return {
    type: 'GroupWithoutTargets',
    what: `${listed(aimless.map(nameOf))}没有登记被巡察党组织。`,
    why: '组长授权、组员回避都针对被巡察党组织；没有登记的，回避关系无从审查。',
    next: '请在巡察组的“被巡察党组织”中登记；不再组建的组，请办理“解散”。',
  };
};

const headLabels = { LEADER: '组长', DEPUTY: '副组长' } as const;
const bothLevels = [
  ['CITY', '市委授权'],
  ['TARGET_COUNTY', '被巡察县（市、区）党委授权'],
] as const;

interface Head {
  readonly role: keyof typeof headLabels;
  readonly name: string;
}

function headsOf({ children }: RelatedRecord): readonly Head[] {
  return (children['members'] ?? []).flatMap(({ values: { role, name } }) =>
    role === 'LEADER' || role === 'DEPUTY' ? [{ role, name: bare(name) }] : [],
  );
}

/** 第一巡察组副组长李某（市委授权）: a line for everybody of the group whom nobody has authorised before it enters. */
function unauthorised(group: RelatedRecord, stayFrom: Value | undefined): readonly string[] {
  const given = (group.children['authorizations'] ?? [])
    .map(({ values }) => values)
    .filter(({ docNo, date }) => filled(docNo) && filled(date))
    .filter(({ date }) => !filled(stayFrom) || String(date) <= String(stayFrom));
  return headsOf(group).flatMap(({ role, name }) => {
    const own = given.filter((row) => bare(row['person']) === name && row['role'] === role);
    const who = `${nameOf(group)}${headLabels[role]}${name}`;
    if (group.values['dualAuthorization'] !== true) return own.length > 0 ? [] : [who];
    return bothLevels.flatMap(([kind, label]) =>
      own.some((row) => row['kind'] === kind) ? [] : [`${who}（${label}）`],
    );
  });
}

function nameOf({ values }: RelatedRecord): string {
  return String(values['name'] ?? '');
}

/** 王 某 is 王某. */
function bare(name: Value | undefined): string {
  return typeof name === 'string' ? name.replace(/\s/gu, '') : '';
}

const mostListed = 5;

function listed(texts: readonly string[], unit = '处'): string {
  return `${texts.slice(0, mostListed).join('、')}${texts.length > mostListed ? `等${texts.length}${unit}` : ''}`;
}

/**
 * Nobody enters, or stays to the end, whose avoidance stands open or says to stay away, nor as an exception for which no
 * reason is written down.
 */
export const membersClear: Guard = ({ parts }) => {
  const members = standing(parts('inspectionGroup')).flatMap(({ children }) => children['members'] ?? []);
  const named = (is: (values: Values) => boolean): readonly string[] =>
    members.filter(({ values }) => is(values)).map(({ values }) => String(values['name'] ?? ''));
  const open = named(({ avoidance }) => avoidance !== 'CLEAR' && avoidance !== 'EXCEPTION');
  if (open.length > 0)
    return {
      type: 'AvoidanceOpen',
      what: `${listed(open, '人')}的回避审查没有通过。`,
      why: '组员进驻前须申报回避并经审查，进驻后增补、更换的也一样；应当回避的要更换。',
      next: '请在巡察组中登记审查结果，或者更换人员。',
    };
  const unexplained = named(
    ({ avoidance, avoidanceReason }) => avoidance === 'EXCEPTION' && !filled(avoidanceReason),
  );
  if (unexplained.length === 0) return undefined;
  return {
    type: 'ExceptionUnexplained',
    what: `${listed(unexplained, '人')}登记为例外准入，没有写明理由。`,
    why: '例外准入须写明依据和理由，编组表上要印出。',
    next: '请在巡察组的组成人员中填写“审查说明”，或者更换人员。',
  };
};
