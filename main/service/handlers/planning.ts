/** Plans and groups: avoidance and the composition of groups. */
import { proposeStaffing } from '../../../domain/planning/staffing/propose.ts';
import type { Candidate } from '../../../domain/planning/staffing/problem.ts';
import { codeLabel } from '../../../domain/codes/lookup.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { judgeMembers } from '../../planning/avoidance.ts';
import type { PlanningContext } from '../../planning/people.ts';
import { withSolver } from '../../planning/solver.ts';
import { staffingQuestion } from '../../planning/staffing.ts';
import type { Desk } from '../desk.ts';
import { divisionIndex, regionLabel } from '../regions.ts';
import type { Handlers } from '../router.ts';

export function planningHandlers(desk: Desk): Pick<Handlers, 'avoidance.judge' | 'staffing.propose'> {
  return {
    'avoidance.judge': ({ input }) => {
      const office = desk.office();
      const rows = office.engine.reference().officeRows;
      const verdicts = judgeMembers(contextOf(desk), rows, office.today(), input);
      return {
        verdicts: verdicts.map(({ key, result, reasons }) => ({
          key,
          result,
          reasons: reasons.map((reason) => ({ ...reason, excusedBy: reason.excusedBy ?? null })),
        })),
      };
    },
    'staffing.propose': async ({ input, job }) => {
      job.progress(0, 0, '正在读取人才库');
      const office = desk.office();
      const context = contextOf(desk);
      const rows = office.engine.reference().officeRows;
      const question = staffingQuestion(context, rows, office.today(), input.round);
      await job.breathe();
      job.progress(0, 0, '正在编组');
      const answer = await withSolver(desk, job.signal, (solve) =>
        proposeStaffing(question.problem, question.avoidanceNames, solve),
      );
      if (!answer.possible) return { possible: false, seats: [], conflict: [...answer.conflict] };
      const candidates = new Map(question.problem.candidates.map((each) => [each.id, each]));
      return {
        possible: true,
        conflict: [],
        seats: answer.seats.map(({ person, seat }): Output<'staffing.propose'>['seats'][number] => {
          const drafted = question.problem.draft.get(person);
          const kept = drafted?.group === seat.group && drafted.role === seat.role;
          const values = question.people.get(person)?.values;
          return {
            person,
            name: String(values?.['name'] ?? ''),
            unit: String(values?.['unit'] ?? ''),
            seat: { ...seat },
            why: whyOf(context, candidates.get(person), kept),
            kept,
          };
        }),
      };
    },
  };
}

/** 原已编入；无回避情形；审计专业；参加过2轮。 */
function whyOf({ codes }: PlanningContext, person: Candidate | undefined, kept: boolean): string {
  if (!person) return '';
  const majors = person.majors.map((code) => codeLabel(codes, 'major', code));
  return [
    kept ? '原已编入' : '',
    '没有须回避的情形',
    majors.length > 0 ? `${majors.join('、')}专业` : '',
    person.rounds > 0 ? `参加过${person.rounds}轮` : '还没有参加过巡察',
  ]
    .filter((part) => part !== '')
    .join('；');
}

function contextOf(desk: Desk): PlanningContext {
  const office = desk.office();
  const index = divisionIndex();
  const city = index.byCode.get(`${office.info.region.slice(0, 4)}00`);
  const counties = index.byParent.get(city?.code ?? null) ?? [];
  return {
    vault: office.vault,
    codes: office.engine.reference().codes,
    city,
    counties,
    // Within the city a county is called by its name alone.
    regionName: (code) => counties.find((county) => county.code === code)?.name ?? regionLabel(code),
  };
}
