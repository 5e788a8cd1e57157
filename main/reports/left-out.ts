/** What a report leaves out for want of a permission or a key, and how it says so. */
import { lead } from '../../domain/registers/lead/lead.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { isClosed, type Opener } from '../registers/sealed-record.ts';
import type { ComputeContext } from './compute.ts';

/** Leads are counted for who may read them where their key is present. */
export function seesLeads(opener: Opener, { mayRead }: Pick<ComputeContext, 'mayRead'>): boolean {
  return !isClosed(opener, lead) && (mayRead?.(lead.id) ?? true);
}

/** Below a report without the columns counted from a register. */
export function noteLeftOut(register: string): string {
  const { label } = registerOf(register);
  return `没有查看${label}的权限，按${label}统计的各栏没有列出。`;
}
