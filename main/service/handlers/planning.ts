/** Plans and groups: avoidance and the composition of groups. */
import { proposeStaffing } from '../../../domain/planning/staffing/propose.ts';
import type { Candidate, Seat } from '../../../domain/planning/staffing/problem.ts';
import { codeLabel, codesOf } from '../../../domain/codes/lookup.ts';
import type { AvoidanceVerdict } from '../../../domain/avoidance/verdict.ts';
import { mayOn } from '../../../domain/access/permissions.ts';
import { refuse } from '../../../domain/failure.ts';
import { registerOf } from '../../../domain/registers/registers.ts';
import type { Output, Parsed } from '../../../preload/contract/contract.ts';
import { note } from '../../audit/commit.ts';
import { peopleOf } from '../../planning/available.ts';
import { judgeMembers } from '../../planning/avoidance.ts';
import { planningContext, type PlanningContext } from '../../planning/context.ts';
import { engagedElsewhere } from '../../planning/engaged.ts';
import { leavingRows, rowFinder, type Seated, seatedRows } from '../../planning/seating.ts';
import { placeOfPerson } from '../../planning/people.ts';
import { withSolver } from '../../planning/solver.ts';
import { groupsToStaff, staffingQuestion, type StaffingQuestion } from '../../planning/staffing.ts';
import { mutable } from '../../registers/read.ts';
import { coordinationMatrix } from '../../reports/coordination-matrix.ts';
import type { Desk } from '../desk.ts';
import type { Handlers } from '../router.ts';
import { textOf } from '../../../domain/text/text-of.ts';

type Names = 'coordination.matrix' | 'avoidance.judge' | 'staffing.propose' | 'staffing.apply';

export function planningHandlers(desk: Desk): Pick<Handlers, Names> {
  return {
    'coordination.matrix': () => {
      const { rows, codes, today, ownOffice } = contextOf(desk);
      const mayRead = (register: string): boolean =>
        mayOn(desk.person().actor.permissions, registerOf(register), 'read');
      return coordinationMatrix(desk.office().vault, { rows, codes, today, ownOffice, mayRead });
    },
    'avoidance.judge': ({ input }) => {
      const { profile, verdicts } = judgeMembers(contextOf(desk), input);
      return {
        profile,
        verdicts: verdicts.map(({ key, result, reasons }) => ({
          key,
          result,
          reasons: reasons.map((reason) => ({ ...reason, excusedBy: reason.excusedBy ?? null })),
        })),
      };
    },
    'staffing.propose': async ({ input, job }) => {
      job.progress(0, 0, '正在读取人才库');
      const context = contextOf(desk);
      const question = staffingQuestion(context, input.round);
      await job.breathe();
      job.progress(0, 0, '正在编组');
      const answer = await withSolver(desk, job.signal, (solve) =>
        proposeStaffing(question.problem, question.avoidanceNames, solve),
      );
      const placed = answer.possible ? answer.seats : [];
      const shared = sharedOf(question, placed);
      const groups = question.groups.map(({ id, rev, values }) => ({
        id,
        name: textOf(values['name']),
        rev,
        shared: [...(shared.get(id) ?? [])],
      }));
      if (!answer.possible)
        return { possible: false, groups, seats: [], leaving: [], conflict: [...answer.conflict] };
      return { possible: true, groups, conflict: [], ...told(context, question, placed, shared) };
    },
    'staffing.apply': ({ input }) => applyStaffing(desk, input),
  };
}

type Proposal = Output<'staffing.propose'>;

interface Placed {
  readonly person: string;
  readonly seat: Seat;
}

/** By group: open questions that are the same for everybody in it, as what its organisation lacks. */
function sharedOf(
  { groups, verdictOf }: StaffingQuestion,
  placed: readonly Placed[],
): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    groups.map(({ id }) => {
      const [first = [], ...others] = placed
        .filter(({ seat }) => seat.group === id)
        .map(({ person, seat }) => openIn(verdictOf(person, id, seat.role)));
      const common = first.filter((each) => others.every((sentences) => sentences.includes(each)));
      return [id, new Set(others.length > 0 ? common : [])];
    }),
  );
}

/** What of a verdict still has to be looked into. */
function openIn({ reasons }: AvoidanceVerdict): readonly string[] {
  return reasons.filter(({ excusedBy }) => excusedBy === undefined).map(({ sentence }) => sentence);
}

/** The leader first, as the office orders the parts. */
function told(
  context: PlanningContext,
  { problem, people, groups, verdictOf }: StaffingQuestion,
  placed: readonly Placed[],
  shared: ReadonlyMap<string, ReadonlySet<string>>,
): Pick<Proposal, 'seats' | 'leaving'> {
  const candidates = new Map(problem.candidates.map((each) => [each.id, each]));
  const roles = codesOf(context.codes, 'memberRole').map(({ code }) => code);
  const seated = placed
    .flatMap(({ person: id, seat }): readonly Seated[] => {
      const person = people.get(id);
      return person ? [{ person, seat }] : [];
    })
    .toSorted((left, right) => roles.indexOf(left.seat.role) - roles.indexOf(right.seat.role));
  const rowOf = rowFinder(people.values(), (person) => placeOfPerson(context, person));
  return {
    seats: seated.map(({ person: { id, values }, seat }): Proposal['seats'][number] => {
      const drafted = problem.draft.get(id);
      const kept = drafted?.group === seat.group && drafted.role === seat.role;
      return {
        person: id,
        name: textOf(values['name']),
        unit: textOf(values['unit']),
        seat: { ...seat },
        why: whyOf(
          context,
          candidates.get(id),
          kept,
          avoidanceWords(verdictOf(id, seat.group, seat.role), shared.get(seat.group) ?? new Set()),
        ),
        kept,
      };
    }),
    leaving: groups.flatMap((group) =>
      leavingRows(group, seated, rowOf).map(({ values }) => ({
        group: group.id,
        name: textOf(values['name']),
        role: textOf(values['role']),
      })),
    ),
  };
}

/** Every group with its own entry in the log, all in one transaction; a group changed since refuses the whole. */
function applyStaffing(
  desk: Desk,
  { round, groups: seen, seats }: Parsed<'staffing.apply'>,
): Output<'staffing.apply'> {
  const { engine } = desk.office();
  const { actor } = desk.person();
  const context = contextOf(desk);
  const groups = groupsToStaff(context, round);
  const people = peopleOf(context, groups);
  const rowOf = rowFinder(people.values(), (person) => placeOfPerson(context, person));
  const isEngaged = engagedElsewhere(context.vault, round, people.values());
  const seated = seats.map(({ person: id, seat }): Seated => {
    const person = people.get(id);
    return person && !isEngaged(person) ? { person, seat } : refuseStale();
  });
  return desk.commit(['inspectionGroup', 'inspectionRound', 'dashboard'], (tx) => {
    for (const { id, rev } of seen) {
      const group = groups.find((each) => each.id === id) ?? refuseStale();
      const members = seatedRows(group, seated, rowOf).map(({ rowId, values }) => ({
        rowId,
        values: mutable(values),
      }));
      const { audit } = engine.writes['records.save'](tx, actor, {
        register: 'inspectionGroup',
        id,
        rev,
        values: {},
        children: { members },
        draft: null,
        confirmed: {},
        duplicate: null,
        sealedDirect: false,
      });
      note(tx, desk, actor, audit);
    }
    const output = { groups: seen.length, members: seats.length };
    const detail = `按编组方案编入${output.groups}个组共${output.members}人`;
    const entity = { entity: 'inspectionRound', entityId: round };
    return { output, audit: { action: 'staffing.apply', ...entity, detail } };
  });
}

function refuseStale(): never {
  return refuse(
    'StaffingStale',
    '编组方案已经过时，没有编入。',
    '提出方案以后，巡察组或者人才库有了变动。',
    '请重新提出方案后再编入。',
  );
}

/** 原已编入；没有须回避的情形；审计专业；参加过2轮。 */
function whyOf(
  { codes }: PlanningContext,
  person: Candidate | undefined,
  kept: boolean,
  avoidance: string,
): string {
  if (!person) return '';
  const majors = person.majors.map((code) => codeLabel(codes, 'major', code));
  return [
    kept ? '原已编入' : '',
    majors.length > 0 ? `${majors.join('、')}专业` : '',
    person.rounds > 0 ? `参加过${person.rounds}轮` : '还没有参加过巡察',
    avoidance,
  ]
    .filter((part) => part !== '')
    .join('；');
}

/** Only what the rules clear is called clear; what is told of the whole group is not said again. */
function avoidanceWords(verdict: AvoidanceVerdict, shared: ReadonlySet<string>): string {
  const open = openIn(verdict);
  const own = open.filter((sentence) => !shared.has(sentence));
  const excuses = new Set(verdict.reasons.flatMap(({ excusedBy }) => (excusedBy ? [excusedBy.profile] : [])));
  return [
    verdict.result === 'CLEAR' ? '没有须回避的情形' : '',
    excuses.size > 0 ? `按“${[...excuses].join('、')}”例外准入` : '',
    open.length > 0 ? `回避待核：${own.length > 0 ? own.join('') : '见本组共同的待核情况'}` : '',
  ]
    .filter((part) => part !== '')
    .join('；');
}

function contextOf(desk: Desk): PlanningContext {
  return planningContext(desk.office().engine.context);
}
