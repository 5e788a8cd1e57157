/** What is done on a group's workstation at the end of its work. */
import type { Desk } from '../desk.ts';
import type { Handlers } from '../router.ts';
import { liftLoss, reportLost } from '../workstation-lost.ts';
import { dropDrafts, leftDrafts } from '../workstation-drafts.ts';
import { closeWorkstation, workstationStanding } from '../workstation.ts';
import { enterStatement, inspectStatement } from '../workstation-statement-in.ts';
import { declareWiping, statementStanding } from '../workstation-statement.ts';
import { wipeWorkstation, wipingSheet } from '../workstation-wiping.ts';

type WorkstationHandlers = Pick<
  Handlers,
  | 'workstation.standing'
  | 'workstation.leftDrafts'
  | 'workstation.dropDrafts'
  | 'workstation.close'
  | 'workstation.statement'
  | 'workstation.declareWiping'
  | 'workstation.wipingSheet'
  | 'workstation.wipe'
  | 'workstation.inspectStatement'
  | 'workstation.enterStatement'
  | 'workstation.reportLost'
  | 'workstation.liftLoss'
>;

export function workstationHandlers(desk: Desk): WorkstationHandlers {
  return {
    'workstation.standing': () => workstationStanding(desk),
    'workstation.leftDrafts': () => ({ owners: [...leftDrafts(desk)] }),
    'workstation.dropDrafts': ({ input }) => {
      dropDrafts(desk, input);
      return {};
    },
    'workstation.close': ({ input }) => {
      closeWorkstation(desk, input.witness);
      return {};
    },
    'workstation.statement': () => statementStanding(desk),
    'workstation.declareWiping': ({ input, job, path }) =>
      declareWiping(desk, input.witness, path(input.folder), job),
    'workstation.wipingSheet': ({ job }) => wipingSheet(desk, job),
    'workstation.wipe': async ({ input, path }) => {
      await wipeWorkstation(desk, input.witness, path(input.file));
      return {};
    },
    'workstation.inspectStatement': ({ input, path }) => inspectStatement(desk, path(input.file)),
    'workstation.enterStatement': ({ input, path }) => enterStatement(desk, path(input.file), input),
    'workstation.reportLost': ({ input }) => {
      reportLost(desk, input);
      return {};
    },
    'workstation.liftLoss': ({ input }) => {
      liftLoss(desk, input);
      return {};
    },
  };
}
