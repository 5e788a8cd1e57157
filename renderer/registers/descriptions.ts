import type { Register } from '../../domain/register.ts';
import { petition } from '../../domain/registers/petition/petition.ts';
import type { Input } from '../../preload/contract/contract.ts';

/** The registers the contract knows. */
export type RegisterId = Input<'records.get'>['register'];

const descriptions: Readonly<Record<RegisterId, Register>> = { petition };

export function registerOf(id: RegisterId): Register {
  return descriptions[id];
}
