/**
 * The last days of a group's workstation (decision 022). 收尾: from then on nothing is registered on it, so that what is handed
 * in is all there is, and no change crosses the hand-over on its way.
 */
import { refuse } from '../../domain/failure.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { quote } from '../registers/sql.ts';
import type { Desk } from './desk.ts';
import type { OpenOffice } from './office.ts';
import { narrowed } from './sessions.ts';
import { closingOf, noteClosing, refuseClosed, requireWorkstation } from './workstation-closing.ts';
import { missingBeforeWiping } from './workstation-handed-in.ts';

/** What the second person confirms. */
export const closingAct = 'workstation.close';

/** Refuses `NotAWorkstation`. */
export function workstationStanding(desk: Desk): Output<'workstation.standing'> {
  const office = desk.office();
  requireWorkstation(office);
  const closed = closingOf(office.vault);
  return { closed, ...unfinished(office), missing: [...missingBeforeWiping(office)] };
}

/**
 * Closes the workstation for good, before a second person. Refuses `NotAWorkstation`, `WorkstationClosed`, `Unfinished`
 * (drafts and undecided requests to void would not be handed in), and what a used or foreign confirmation refuses.
 */
export function closeWorkstation(desk: Desk, witness: string): void {
  const office = desk.office();
  requireWorkstation(office);
  refuseClosed(office.vault);
  refuseUnfinished(unfinished(office));
  const { actor } = desk.person();
  const { person, proof } = desk.witnesses.take(witness, closingAct, actor.userId);
  proof.release();
  desk.commit(['records', 'packages'], (tx) => {
    noteClosing(tx, { at: desk.now(), byName: actor.name, witnessName: person.name });
    return {
      output: undefined,
      audit: { action: 'workstation.close', detail: `收尾，本机不再登记，${person.name}在场确认` },
    };
  });
  desk.refresh(narrowed(office, desk.person()));
}

// ---- internals

type Unfinished = Pick<Output<'workstation.standing'>, 'drafts' | 'voidRequests'>;

function unfinished({ vault, engine, info, userName }: OpenOffice): Unfinished {
  const drafts = vault.all<{ by: string; count: number }>(
    'SELECT owner AS by, count(*) AS count FROM draft GROUP BY owner ORDER BY owner',
  );
  const requests = engine.context.modules.flatMap(({ register }) =>
    vault
      .all<{ no: string }>(
        `SELECT no FROM ${quote(register.id)} WHERE office = ? AND voidAt IS NULL AND voidRequestAt IS NOT NULL ORDER BY no`,
        [info.id],
      )
      .map(({ no }) => no),
  );
  return { drafts: drafts.map(({ by, count }) => ({ name: userName(by), count })), voidRequests: requests };
}

function refuseUnfinished({ drafts, voidRequests }: Unfinished): void {
  const parts = [
    ...drafts.map(({ name, count }) => `${name}有${count}份草稿没有保存`),
    ...(voidRequests.length === 0 ? [] : [`${voidRequests.join('、')}的作废申请没有审批`]),
  ];
  if (parts.length === 0) return;
  refuse(
    'Unfinished',
    '还有没有办完的，不能收尾。',
    `${parts.join('；')}。收尾以后就不能再办，也不会移交。`,
    '请由本人保存或者丢弃草稿（账号已停用的，由系统管理员丢弃），由审批人审批作废申请，再办理收尾。',
  );
}
