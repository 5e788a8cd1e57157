/** The comparison with petitioners as the engine offers it (decision 018). */
import type { Register, Values } from '../../domain/register.ts';
import { type EngineContext, moduleOf } from './commands.ts';
import { type Behind, type FoundLeak, leaksIn, protectedBehind, type WrittenText } from './leaks.ts';
import { type Breathe, type Entered, leaksInEntered, leaksInRows } from './leaks-entered.ts';
import type { Opener } from './sealed-record.ts';
import { signedTexts } from './signed-texts.ts';
import type { RecordRef } from './source-chain.ts';
import { isVouched, noteVouched } from './vouched-names.ts';

export function leakChecks(context: EngineContext) {
  return {
    /** Whom and what the letters behind these records protect; `opener` is the session or a second person. */
    protectedBehind: (opener: Opener, starts: readonly RecordRef[], sentTo?: readonly string[] | 'all') =>
      protectedBehind(context, opener, starts, undefined, sentTo),
    leaksIn: (written: Iterable<WrittenText> | AsyncIterable<WrittenText>, behind: Behind) =>
      leaksIn(context, written, behind),
    leaksInEntered: (register: Register, entered: Entered) => leaksInEntered(context, register, entered),
    leaksInRows: (register: Register, entered: readonly Entered[], breathe: Breathe) =>
      leaksInRows(context, register, entered, breathe),
    isVouched: (opener: Opener, register: string, leak: FoundLeak) =>
      isVouched(context.vault, opener, register, leak),
    noteVouched,
    signedTexts: (register: string, id: string, values: Values) =>
      signedTexts(context, moduleOf(context, register).register, id, values),
  };
}
