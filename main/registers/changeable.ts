/** The right to change a record: it is the office's own, stands, and nobody has changed it meanwhile. */
import {
  permissionOn,
  roleLabels,
  rolesWith,
  type Actor,
  type Permission,
} from '../../domain/access/permissions.ts';
import { refuse, type Failure } from '../../domain/failure.ts';
import type { Register } from '../../domain/register.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { findRecord } from './commands.ts';
import type { EngineDeps, RegisterModule } from './deps.ts';
import { readHistory } from './history.ts';
import { isLeftOver, isRestorable } from './left-over.ts';
import type { Stored } from './store.ts';

/** Changes that do not touch what a form shows, so that a form opened before them may still be saved. */
const harmless = (action: string): boolean =>
  action.startsWith('attachment.') || ['recompute', 'compute', 'retell', 'correct.permit'].includes(action);

/** The record, provided it is the office's own, not void, and nobody has changed it since `rev`. */
export function findForChange(
  tx: Writer,
  deps: EngineDeps,
  module: RegisterModule,
  id: string,
  rev: number | null,
): Stored {
  const stored = findRecord(tx, deps.vault, module, id);
  refuseForeign(tx, deps, stored);
  return findStanding(tx, deps, stored, rev);
}

/** As {@link findForChange}; also what a restored office has lost ({@link isLeftOver}): nobody else can void it any more. */
export function findForVoiding(
  tx: Writer,
  deps: EngineDeps,
  module: RegisterModule,
  id: string,
  rev: number,
): Stored {
  const stored = findRecord(tx, deps.vault, module, id);
  if (!isLeftOver(tx, deps.office, stored)) refuseForeign(tx, deps, stored);
  return findStanding(tx, deps, stored, rev);
}

function findStanding(tx: Writer, deps: EngineDeps, stored: Stored, rev: number | null): Stored {
  if (stored.void) {
    refuse(
      'Voided',
      `${stored.no}已作废，不能再修改。`,
      '作废的编号保留备查，内容不再变动。',
      '需要继续办理的，请由有审批权限的人员恢复。',
    );
  }
  refuseStale(tx, deps, stored, rev);
  return stored;
}

function refuseHandedOver(reader: Reader, { id, no, office }: Stored): void {
  const handed = 'SELECT 1 AS found FROM addressee WHERE record = ? AND office = ? AND handedOver = 1';
  if (!reader.get(handed, [id, office])) return;
  refuse(
    'NotOwner',
    `${no}已移交其他单位，本机不能办理。`,
    '移交以后由接收单位办理，其办理情况随数据包更新到本机。',
    '对方没有收到的，在此件的页面上办理“取消移交”；对方已经收到的，请对方在此件的页面上移交回本单位。',
  );
}

/** Refuses `Changed` when somebody has changed what a form shows since `rev`. */
export function refuseStale(tx: Reader, deps: EngineDeps, stored: Stored, rev: number | null): void {
  if (rev !== null && rev !== stored.rev) {
    const between = readHistory(tx, stored.id).filter((entry) => entry.rev > rev);
    if (rev > stored.rev || between.some((entry) => !harmless(entry.action))) refuseChanged(deps, stored);
  }
}

function refuseForeign(reader: Reader, deps: EngineDeps, stored: Stored): void {
  if (stored.office === deps.office.id) return;
  refuseHandedOver(reader, stored);
  refuse(
    'NotOwner',
    '此件由其他单位登记，本机不能修改。',
    '每件只能由登记它的单位修改，修改后随数据包更新到本机。',
    '需要更正的，请联系登记单位。',
  );
}

/** A void record that is this office's to restore ({@link isRestorable}). Refuses `NotOwner`, `NotVoided`, `Changed`. */
export function findVoided(
  tx: Writer,
  deps: EngineDeps,
  module: RegisterModule,
  id: string,
  rev: number,
): Stored & { readonly void: NonNullable<Stored['void']> } {
  const stored = findRecord(tx, deps.vault, module, id);
  if (!isRestorable(tx, deps.office, stored)) refuseForeign(tx, deps, stored);
  const { void: mark } = stored;
  if (!mark) refuse('NotVoided', `${stored.no}没有作废。`, '可能已经由他人恢复。', '请刷新后查看。');
  refuseStale(tx, deps, stored, rev);
  return { ...stored, void: mark };
}

function refuseChanged(deps: EngineDeps, stored: Stored): never {
  refuse(
    'Changed',
    `${stored.no}在您打开之后已被修改，本次没有保存。`,
    `${deps.userName(stored.updatedBy)}刚刚修改过，直接保存会覆盖其内容。`,
    '您填写的内容仍在屏幕上：请先查看最新内容，核对后再保存。',
  );
}

export function requirePermission(actor: Actor, permission: string, what: string): void {
  if (actor.permissions.has(permission as Permission)) return;
  refuse('NotAllowed', `您不能${what}。`, '您的岗位没有这项权限。', '请由有权限的人员办理。');
}

/** Who is told to change a record but may not is told whose post it is. */
export function addressed(register: Register, actor: Actor, failure: Failure): Failure {
  const needed = permissionOn(register, 'register');
  if (needed === undefined || actor.permissions.has(needed)) return failure;
  const posts = rolesWith(needed).map((role) => roleLabels[role]);
  return { ...failure, next: failure.next.replace('请点“修改”', `请由${posts.join('、')}点“修改”`) };
}
