import { refuse } from '../../domain/failure.ts';
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
