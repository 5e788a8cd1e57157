/** What is done on a group's workstation at the end of its work. */
import type { Desk } from '../desk.ts';
import type { Handlers } from '../router.ts';
import { dropDrafts, leftDrafts } from '../workstation-drafts.ts';
import { closeWorkstation, workstationStanding } from '../workstation.ts';

type WorkstationHandlers = Pick<
  Handlers,
  'workstation.standing' | 'workstation.leftDrafts' | 'workstation.dropDrafts' | 'workstation.close'
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
  };
}
