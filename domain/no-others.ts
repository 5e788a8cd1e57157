import type { GuardContext } from './register.ts';

/** For registers whose rules look at no other record, and for tests of one rule. */
export const noOthers: Pick<
  GuardContext,
  'related' | 'parts' | 'referring' | 'asked' | 'light' | 'codesUnder' | 'officeRows' | 'printed' | 'saidOn'
> = {
  related: () => [],
  parts: () => [],
  referring: () => [],
  asked: () => [],
  light: () => undefined,
  codesUnder: () => [],
  officeRows: () => [],
  printed: () => false,
  saidOn: () => undefined,
};
