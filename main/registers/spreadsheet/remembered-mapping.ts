/** What an office has decided before for a set of headings: how it is kept, and what of it no longer holds. */
import type { Register } from '../../../domain/register.ts';
import { type RememberedMapping, serialFate } from './column-mapping.ts';

/**
 * Raised when this program proposes something better for a column than an earlier one could: since 2, the 序号 of a ledger
 * goes to the ledger's own number.
 */
const generation = 2;

interface Kept {
  readonly generation: number;
  readonly fates: RememberedMapping;
}

/** The form in which a mapping is kept as a setting. */
export function keptMapping(fates: RememberedMapping): Kept {
  return { generation, fates };
}

/**
 * The mapping that was kept, whether by this program or by one before it, which kept the fates alone. 只核对 of before
 * was no choice where there was nothing else to choose: it yields to today's proposal until somebody decides again.
 */
export function readKeptMapping(kept: unknown, register: Register): RememberedMapping | undefined {
  if (kept === undefined) return undefined;
  const { generation: made, fates } = asKept(kept);
  const keepsSerial = register.fields.some(({ ownSerial }) => ownSerial === true);
  if (made >= 2 || !keepsSerial) return fates;
  return Object.fromEntries(Object.entries(fates).filter(([, fate]) => fate !== serialFate));
}

/** Settings under these keys are written by {@link keptMapping}, before that as the fates alone, which are all texts. */
function asKept(kept: unknown): Kept {
  const { generation: made } = kept as Partial<Kept>;
  return typeof made === 'number' ? (kept as Kept) : { generation: 1, fates: kept as RememberedMapping };
}
