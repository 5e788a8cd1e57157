/** What an administrator is told before the service would refuse it. Pure. */
import { newlyOpened, roleConflict, type Role } from '../../../domain/access/permissions.ts';
import type { Compartment, Tone } from '../../../domain/register.ts';
import type { Output } from '../../../preload/contract/contract.ts';

export type Account = Output<'accounts.list'>['accounts'][number];

export const accountLooks: Readonly<
  Record<Account['status'], { readonly tone: Tone; readonly text: string }>
> = {
  CREATED: { tone: 'progress', text: '待授权' },
  ACTIVE: { tone: 'success', text: '正常' },
  LOCKED: { tone: 'danger', text: '已锁定' },
  DISABLED: { tone: 'neutral', text: '已停用' },
};

export interface GrantCheck {
  /** Why these posts cannot meet in one person, or null. */
  readonly conflict: string | null;
  /** Allowed, but should be known. */
  readonly warning: string | null;
  /** What these posts open anew; a holder of each key must be present. */
  readonly opens: readonly Compartment[];
}

export function checkGrant(held: readonly Role[], next: readonly Role[]): GrantCheck {
  const both = next.includes('SYS_ADMIN') && next.includes('SEC_ADMIN');
  return {
    conflict: roleConflict(next) ?? null,
    warning: both ? '系统管理员与安全保密管理员由一人担任，只在人员确实不足时允许，请在理由中写明。' : null,
    opens: newlyOpened(held, next),
  };
}
