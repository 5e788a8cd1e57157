import { mayOn } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import type { Register } from '../../domain/register.ts';
import type { Desk } from './desk.ts';

/**
 * Lets petitioners in clear leave the program only in the hands of who may see them (reference 6.4); `act` is what the
 * person is about to do with them. Refuses with `NotAllowed`.
 */
export function checkDisclosure(desk: Desk, act: '导出' | '打印'): void {
  if (desk.person().actor.permissions.has('petition.revealPetitioner')) return;
  refuse(
    'NotAllowed',
    `不能${act}反映人信息。`,
    '您没有查看反映人信息的权限。',
    `请取消勾选后${act}（反映人以掩码显示）。`,
  );
}

/** For calls that name no register of their own. */
export function refuseUnless(desk: Desk, register: Register, action: string): void {
  if (mayOn(desk.person().actor.permissions, register, action)) return;
  refuse(
    'NotAllowed',
    `您没有办理${register.label}的权限。`,
    '此操作未授予您所在的岗位。',
    '请由相应岗位的人员办理，或请安全保密管理员调整授权。',
  );
}
