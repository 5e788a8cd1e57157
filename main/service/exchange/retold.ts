/** What goes once more in parts (registers/retell-identities.ts): the next part when a receipt has come for the one before. */
import { currentEpoch } from '../../exchange/ledger/epoch.ts';
import { outStream } from '../../exchange/ledger/streams.ts';
import type { Slices, Writer } from '../../vault/api.ts';
import type { Desk } from '../desk.ts';

/** In the transaction of a receipt, after it has been applied. */
export function* goOnRetelling(desk: Desk, tx: Writer, peer: string): Slices<void> {
  const epoch = currentEpoch(tx);
  if (!epoch) return;
  yield* desk.office().engine.retellFurther(tx, outStream(tx, peer, 'petitions', epoch).ackCursor);
}
