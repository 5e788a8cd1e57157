/** R-14 人才库: pools and what their people are good at (reference 3.7, 5). */
import { codesOf } from '../../domain/codes/lookup.ts';
import { poolPerson } from '../../domain/registers/pool-person/pool-person.ts';
import {
  ageBands,
  bandOf,
  partyBands,
  seatHolder,
  yearsBetween,
  type PoolMember,
  type Seat,
} from '../../domain/statistics/pool-figures.ts';
import { takenTogether } from '../planning/doubles.ts';
import { personIdentity } from '../planning/people.ts';
import type { Reader } from '../vault/api.ts';
import { formatDate, type ComputeContext } from './compute.ts';
import { codesIn, enteredRounds, groupsOfRounds } from './entered-rounds.ts';
import { toRecords, type ComputedReport } from './table.ts';
import type { ReportParameters } from './units.ts';

type Row = ComputedReport['rows'][number];

/** A column counts people, or their seats in groups. */
interface Column {
  readonly group: string;
  readonly key: string;
  readonly label: string;
  readonly counts: (member: PoolMember) => number;
}

/** Throws ExpectedError `PeriodReversed`. People as they are now, ages on the last day, seats of rounds of the period. */
export function computePoolReport(
  reader: Reader,
  parameters: ReportParameters,
  context: ComputeContext,
): ComputedReport {
  const { from, to } = parameters;
  const { codes } = context;
  const groups = groupsOfRounds(reader, enteredRounds(reader, parameters));
  const members = everybodyOnce(context, readMembers(reader, parameters));
  const seats = seatsByMember(
    members,
    groups.flatMap(({ office, members: held }) => held.map((each) => ({ ...each, office }))),
  );
  const columns = columnsOf(to, seats.held);
  const rowOf = (key: string, label: string, total: boolean, people: readonly PoolMember[]): Row => ({
    key,
    label,
    total,
    cells: columns.map((column) => {
      const behind = people.filter((person) => column.counts(person) > 0);
      const value = behind.reduce((sum, person) => sum + column.counts(person), 0);
      const source = { register: poolPerson.id, dateField: poolPerson.dateField };
      return {
        text: String(value),
        value,
        drill: toRecords(
          source,
          behind.map(({ id }) => id),
        ),
      };
    }),
  });
  const named = [
    ...codesOf(codes, 'pool').map(({ code, label }) => ({
      code,
      label,
      people: members.filter(({ pools }) => pools.includes(code)),
    })),
    { code: 'none', label: '（未填所在库）', people: members.filter(({ pools }) => pools.length === 0) },
  ].filter(({ people }) => people.length > 0);
  const majors = codesOf(codes, 'major');
  return {
    report: 'R-14',
    title: '巡察人才库情况统计表',
    period: `${formatDate(from)}至${formatDate(to)}`,
    unit: '人、人次',
    columns: columns.map(({ group, key, label }) => ({ group, key, label })),
    rows: [
      ...named.flatMap(({ code, label, people }) => [
        rowOf(code, label, false, people),
        ...[
          ...majors.map((major) => ({
            key: `${code}.${major.code}`,
            label: `　${major.label}`,
            of: people.filter((person) => person.majors.includes(major.code)),
          })),
          {
            key: `${code}.none`,
            label: '　（未填专业）',
            of: people.filter((person) => person.majors.length === 0),
          },
        ]
          .filter((each) => each.of.length > 0)
          .map((each) => rowOf(each.key, each.label, false, each.of)),
      ]),
      rowOf('total', '合计', true, members),
    ],
    rules: [
      '总数为制表时在库、抽调中和暂停使用的人员，出库单列；已推荐、未审定入库的和已作废的不计。性别、年龄段、党龄只计总数中的人员。',
      '一人可在几个库、有几项专业，分库、分专业各计一次，可重复统计；合计中一人只计一次。几个单位的人才库中都有的同一人（姓名、单位、工作地相同，没有填写工作地的按登记单位所在地）只计一次，以本单位登记的为准。',
      '参巡、任组长、任副组长为进驻日期在统计期内的轮次中各组登记的人次，一人参加几轮计几次；入库前的参巡轮数不计。点开为有关人员。',
      `年龄、党龄按周年计算至${formatDate(to)}；出生年月只写到月的，满当月即计一岁。没有填写的列入“未填”。`,
    ],
    checks: partsOf(columns, members),
    notes:
      seats.strangers === 0
        ? []
        : [
            `有${seats.strangers}人次参巡的人员不在人才库中，或者库中有同名的人、单位对不上，没有计入。请在人才库中补录或者核对单位。`,
          ],
  };
}

/** Everybody once whom several offices have in their pools: the own office's record, filled up from the others. */
function everybodyOnce(
  { ownOffice, regionOfUnit = () => undefined }: ComputeContext,
  members: readonly PoolMember[],
): readonly PoolMember[] {
  return takenTogether(
    ownOffice ?? '',
    members,
    (member) => personIdentity(member, regionOfUnit),
    (first, other) => ({
      ...first,
      pools: first.pools.length > 0 ? first.pools : other.pools,
      majors: first.majors.length > 0 ? first.majors : other.majors,
      sex: first.sex || other.sex,
      birth: first.birth || other.birth,
      joinPartyAt: first.joinPartyAt || other.joinPartyAt,
    }),
  );
}

function columnsOf(today: string, held: (member: PoolMember) => readonly Seat[]): readonly Column[] {
  const one = (is: (member: PoolMember) => boolean) => (member: PoolMember) =>
    !member.removed && is(member) ? 1 : 0;
  const ageOf = ({ birth }: PoolMember) => bandOf(ageBands, yearsBetween(birth, today));
  const partyOf = ({ joinPartyAt }: PoolMember) => bandOf(partyBands, yearsBetween(joinPartyAt, today));
  const inRole = (role: string) => (member: PoolMember) =>
    held(member).filter((seat) => seat.role === role).length;
  return [
    { group: '', key: 'total', label: '总数（人）', counts: one(() => true) },
    { group: '', key: 'removed', label: '出库（人）', counts: ({ removed }) => (removed ? 1 : 0) },
    { group: '参巡（人次）', key: 'seats', label: '合计', counts: (member) => held(member).length },
    { group: '参巡（人次）', key: 'leaders', label: '任组长', counts: inRole('LEADER') },
    { group: '参巡（人次）', key: 'deputies', label: '任副组长', counts: inRole('DEPUTY') },
    { group: '性别', key: 'sex.1', label: '男', counts: one(({ sex }) => sex === '1') },
    { group: '性别', key: 'sex.2', label: '女', counts: one(({ sex }) => sex === '2') },
    {
      group: '性别',
      key: 'sex.none',
      label: '未填',
      counts: one(({ sex }) => sex !== '1' && sex !== '2'),
    },
    ...ageBands.map(({ key, label }) => ({
      ...{ group: '年龄', key, label },
      counts: one((member) => ageOf(member) === key),
    })),
    { group: '年龄', key: 'age.none', label: '未填', counts: one((member) => ageOf(member) === undefined) },
    ...partyBands.map(({ key, label }) => ({
      ...{ group: '党龄', key, label },
      counts: one((member) => partyOf(member) === key),
    })),
    {
      group: '党龄',
      key: 'party.none',
      label: '未填',
      counts: one((member) => partyOf(member) === undefined),
    },
  ];
}

function partsOf(columns: readonly Column[], members: readonly PoolMember[]): ComputedReport['checks'] {
  const sum = (is: (key: string) => boolean): number =>
    columns
      .filter(({ key }) => is(key))
      .reduce((all, { counts }) => all + members.reduce((each, member) => each + counts(member), 0), 0);
  const whole = sum((key) => key === 'total');
  return (
    [
      ['sex.', '性别'],
      ['age.', '年龄段'],
      ['party.', '党龄'],
    ] as const
  ).map(([prefix, label]) => ({
    text: `${label}各栏之和＝总数`,
    ok: sum((key) => key.startsWith(prefix)) === whole,
  }));
}

function seatsByMember(
  members: readonly PoolMember[],
  seats: readonly Seat[],
): { readonly held: (member: PoolMember) => readonly Seat[]; readonly strangers: number } {
  const holderOf = seatHolder(members);
  const bySeat = seats.map((seat) => ({ seat, holder: holderOf(seat) }));
  const held = new Map<string, Seat[]>();
  for (const { seat, holder } of bySeat)
    if (holder) held.set(holder.id, [...(held.get(holder.id) ?? []), seat]);
  return {
    held: ({ id }) => held.get(id) ?? [],
    strangers: bySeat.filter(({ holder }) => holder === undefined).length,
  };
}

function readMembers(reader: Reader, { offices }: ReportParameters): readonly PoolMember[] {
  const mine = offices ? ` AND office IN (${offices.map(() => '?').join(', ')})` : '';
  const rows = reader.all<{
    id: string;
    office: string;
    name: string;
    unit: string | null;
    workRegion: string | null;
    pools: string | null;
    majors: string | null;
    sex: string | null;
    birth: string | null;
    joinPartyAt: string | null;
    state: string;
  }>(
    `SELECT id, office, name, unit, "workRegion", pools, majors, sex, birth, "joinPartyAt", state FROM "poolPerson"
     WHERE voidAt IS NULL AND state NOT IN ('NOMINATED', 'CHECKED')${mine} ORDER BY no`,
    offices ?? [],
  );
  return rows.map(
    ({ id, office, name, unit, workRegion, pools, majors, sex, birth, joinPartyAt, state }) => ({
      id,
      office,
      name,
      unit: unit ?? '',
      workRegion: workRegion ?? '',
      pools: codesIn(pools),
      majors: codesIn(majors),
      sex: sex ?? '',
      birth: birth ?? '',
      joinPartyAt: joinPartyAt ?? '',
      removed: state === 'REMOVED',
    }),
  );
}
