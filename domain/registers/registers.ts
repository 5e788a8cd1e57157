/** Every register this program knows, in the order in which menus, lists of results and packages name them. */
import type { Register } from '../register.ts';
import { activity } from './activity/activity.ts';
import { archiveFile } from './archive-file/archive-file.ts';
import { auditMaterial } from './audit-material/audit-material.ts';
import { campaign } from './campaign/campaign.ts';
import { coordRequest } from './coord-request/coord-request.ts';
import { crossScheme } from './cross-scheme/cross-scheme.ts';
import { followUpVisit } from './follow-up-visit/follow-up-visit.ts';
import { fundComparison } from './fund-comparison/fund-comparison.ts';
import { institution } from './institution/institution.ts';
import { inspectionGroup } from './inspection-group/inspection-group.ts';
import { inspectionPlan } from './inspection-plan/inspection-plan.ts';
import { inspectionRound } from './inspection-round/inspection-round.ts';
import { interferenceLog } from './interference-log/interference-log.ts';
import { lead } from './lead/lead.ts';
import { meeting } from './meeting/meeting.ts';
import { petition } from './petition/petition.ts';
import { reception } from './reception/reception.ts';
import { poolPerson } from './pool-person/pool-person.ts';
import { problemDraft } from './problem-draft/problem-draft.ts';
import { problem } from './problem/problem.ts';
import { rectItem } from './rect-item/rect-item.ts';
import { rectMeasure } from './rect-measure/rect-measure.ts';
import { rectPlan } from './rect-plan/rect-plan.ts';
import { publicity } from './publicity/publicity.ts';
import { coordReply, noticeReply, taskReply } from './reply/reply.ts';
import { resultUse } from './result-use/result-use.ts';
import { selfInspection } from './self-inspection/self-inspection.ts';
import { supervisionGroup } from './supervision-group/supervision-group.ts';
import { supervisionTask } from './supervision-task/supervision-task.ts';
import { target } from './target/target.ts';
import { urgeNotice } from './urge-notice/urge-notice.ts';
import { workstation } from './workstation/workstation.ts';

export const registers = [
  petition,
  reception,
  lead,
  activity,
  fundComparison,
  problemDraft,
  problem,
  rectPlan,
  rectItem,
  rectMeasure,
  urgeNotice,
  noticeReply,
  supervisionTask,
  taskReply,
  meeting,
  auditMaterial,
  institution,
  resultUse,
  followUpVisit,
  interferenceLog,
  archiveFile,
  target,
  inspectionPlan,
  inspectionRound,
  crossScheme,
  inspectionGroup,
  workstation,
  poolPerson,
  coordRequest,
  campaign,
  supervisionGroup,
  selfInspection,
  publicity,
  coordReply,
] as const satisfies readonly Register[];

export type RegisterId = (typeof registers)[number]['id'];

export const registerIds: readonly RegisterId[] = registers.map(({ id }) => id);

/** Numbers of the printed forms that are filled from records. */
export type RecordFormId = (typeof registers)[number]['forms'][number];

export const recordFormIds: readonly RecordFormId[] = registers.flatMap(({ forms }) => forms);

/** The description, or undefined for an id that names no register. */
export function registerById(id: string): Register | undefined {
  return registers.find((register) => register.id === id);
}

/** The id as one of {@link registers}; throws for any other. */
export function asRegisterId(id: string): RegisterId {
  const found = registerIds.find((each) => each === id);
  if (found === undefined) throw new Error(`unknown register ${id}`);
  return found;
}

/** The description of a register that is known to exist; throws otherwise. */
export function registerOf(id: string): Register {
  const register = registerById(id);
  if (!register) throw new Error(`unknown register ${id}`);
  return register;
}
