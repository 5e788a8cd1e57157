/** What lines that travel beside records (scans, the trail that is handed in) have in common: each belongs to a record. */
import { refused } from '../../domain/refusals.ts';
import type { Reader } from '../vault/api.ts';
import { isAddressedTo } from './addressee-table.ts';
import { type EngineContext, extraNames } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import type { Review } from './judge.ts';
import { loadRecord, type Stored } from './store.ts';

interface Asked {
  /** What the refusals call the line: 附件. */
  readonly noun: string;
  readonly line: { readonly office: string; readonly register: string; readonly record: string };
  /** Tells of records of the same package that the dry run has let pass but not stored. */
  readonly isArriving: (record: string) => boolean;
  /** Refuses lines of a register, whatever the record. */
  readonly refuseIn?: (module: RegisterModule) => Review | undefined;
}

/** The record here that a line of that sender belongs to; a review where it can be told without one, or there is none. */
export function recordBehind(
  reader: Reader,
  context: EngineContext,
  sender: string,
  { noun, line, isArriving, refuseIn }: Asked,
): Review | { readonly module: RegisterModule; readonly stored: Stored } {
  if (line.office !== sender || sender === context.office.id)
    return refused('notOwner', `${noun}不属于发送单位，只接受由登记单位发来的${noun}。`);
  const module = context.modules.find(({ register }) => register.id === line.register);
  if (!module) return refused('malformed', `${noun}所属的登记簿本机没有。`);
  const refusal = refuseIn?.(module);
  if (refusal) return refusal;
  const stored = loadRecord(reader, context.vault, module.register, extraNames(module), line.record);
  if (stored) return { module, stored };
  return isArriving(line.record)
    ? { outcome: 'new', reason: '' }
    : refused('wholeMissing', `${noun}所属的记录本机没有收到。`);
}

/** Whether the record is ours because that office handed it over: its scans and steps come after it. */
export function wasHandedOver(
  reader: Reader,
  context: EngineContext,
  stored: Pick<Stored, 'id' | 'office' | 'importedFrom'>,
  sender: string,
): boolean {
  const isOurs = stored.office === context.office.id;
  return isOurs && stored.importedFrom !== null && isAddressedTo(reader, stored.id, sender);
}
