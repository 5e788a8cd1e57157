/** Receipts on paper. */
import type { Desk } from '../desk.ts';
import { applyTyped, checkTyped, issueOnPaper } from '../exchange/paper-receipts.ts';
import type { Handlers } from '../router.ts';

type ReceiptHandlers = Pick<Handlers, 'receipts.issue' | 'receipts.check' | 'receipts.apply'>;

export function receiptHandlers(desk: Desk): ReceiptHandlers {
  return {
    'receipts.issue': async ({ input }) => {
      await issueOnPaper(desk, input.package);
      return {};
    },
    'receipts.check': ({ input }) => checkTyped(desk, input.text),
    'receipts.apply': ({ input }) => applyTyped(desk, input.text, input.witness),
  };
}
