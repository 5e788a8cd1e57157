import type { Values } from '../../register.ts';

/** Codes of 办理方式 with which whoever a letter goes to reports back (要结果), 立行立改 within the term that is set for it. */
export const repliedHandlings: readonly string[] = ['ASSIGN', 'SUPERVISE', 'IMMEDIATE'];

/** Whether this letter asks for 回告, once it has gone out. */
export function wantsReply({ handling }: Values): boolean {
  return typeof handling === 'string' && repliedHandlings.includes(handling);
}
