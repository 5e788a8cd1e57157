/** Every procedure of the service with its handler. */
import type { Desk } from '../desk.ts';
import type { Handlers } from '../router.ts';
import { accountHandlers } from './accounts.ts';
import { auditHandlers } from './audit.ts';
import { crossingHandlers } from './crossing.ts';
import { keyHandlers } from './keys.ts';
import { handoverHandlers } from './handovers.ts';
import { networkHandlers } from './network.ts';
import { mediaHandlers } from './media.ts';
import { packageHandlers } from './packages.ts';
import { paperHandlers } from './paper.ts';
import { reportHandlers } from './reports.ts';
import { planningHandlers } from './planning.ts';
import { receiptHandlers } from './receipts.ts';
import { recordHandlers } from './records.ts';
import { selectionHandlers } from './selection.ts';
import { sessionHandlers } from './session.ts';
import { setupHandlers } from './setup.ts';
import { spreadsheetHandlers } from './spreadsheets.ts';
import { workstationHandlers } from './workstation.ts';
import { vaultHandlers } from './vault.ts';

export function createHandlers(desk: Desk): Handlers {
  return {
    ...sessionHandlers(desk),
    ...setupHandlers(desk),
    ...accountHandlers(desk),
    ...auditHandlers(desk),
    ...recordHandlers(desk),
    ...spreadsheetHandlers(desk),
    ...networkHandlers(desk),
    ...mediaHandlers(desk),
    ...packageHandlers(desk),
    ...handoverHandlers(desk),
    ...receiptHandlers(desk),
    ...paperHandlers(desk),
    ...reportHandlers(desk),
    ...planningHandlers(desk),
    ...crossingHandlers(desk),
    ...selectionHandlers(desk),
    ...vaultHandlers(desk),
    ...keyHandlers(desk),
    ...workstationHandlers(desk),
  };
}
