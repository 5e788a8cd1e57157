/** Hand-overs of carriers. */
import type { Desk } from '../desk.ts';
import { endCarrier, listHandovers, sendCarrier } from '../exchange/handovers.ts';
import type { Handlers } from '../router.ts';

type HandoverHandlers = Pick<Handlers, 'handovers.of' | 'handovers.send' | 'handovers.end'>;

export function handoverHandlers(desk: Desk): HandoverHandlers {
  return {
    'handovers.of': ({ input }) => listHandovers(desk, input.package),
    'handovers.send': ({ input }) => sendCarrier(desk, input),
    'handovers.end': ({ input }) => {
      endCarrier(desk, input);
      return {};
    },
  };
}
