/** What is done with the media of the office (reference 3.17): registered, lent, taken back, destroyed before two. */
import { refuse } from '../../domain/failure.ts';
import { editableStatuses, mediumStatusLabels } from '../../domain/media.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { AuditAction } from '../audit/actions.ts';
import { createId } from '../deps.ts';
import { findMedium, media, saveMedium, type Medium } from '../exchange/ledger/media.ts';
import { destroy, lend, openLoans, takeBack } from '../exchange/ledger/medium-life.ts';
import type { Desk } from './desk.ts';

/** What the second person confirms: these media and no others. */
export const destructionAct = (ids: readonly string[]): string => `media.destroy:${ids.toSorted().join(',')}`;

export function listMedia(desk: Desk): Output<'media.list'> {
  const { vault } = desk.office();
  const out = openLoans(vault);
  return {
    media: media(vault).map((medium) => {
      const loan = out.get(medium.id);
      const { borrower = '', unit = '', dueAt = '' } = loan ?? {};
      return { ...medium, loan: loan ? { borrower, unit, dueAt } : null };
    }),
  };
}

/** Refuses `MediumByAct` and what {@link saveMedium} refuses. */
export function keepMedium(desk: Desk, input: Parsed<'media.save'>): Output<'media.save'> {
  const id = input.id ?? createId(desk);
  return desk.commit(['media'], (tx) => {
    const before = findMedium(tx, id);
    const from = before?.status ?? 'IN_STOCK';
    if (input.status !== from && !editableStatuses(from, openLoans(tx).has(id)).includes(input.status))
      refuseByHand(input.status);
    saveMedium(tx, { ...input, id });
    return {
      output: { id },
      audit: { action: 'media.save', entity: 'medium', entityNo: input.code, detail: '登记（变更）介质' },
    };
  });
}

/** Refuses `DayInFuture` and what {@link lend} refuses. */
export function lendMedium(desk: Desk, { medium, ...lending }: Parsed<'media.lend'>): void {
  refuseLater(desk, '领用日期', lending.lentAt, 'lentAt');
  const { actor } = desk.person();
  desk.commit(['media'], (tx) => {
    const lent = lend(tx, createId(desk), medium, { ...lending, lentBy: actor.name });
    const { borrower, unit, dueAt, purpose } = lending;
    const who = unit === '' ? borrower : `${unit}${borrower}`;
    return noted('media.lend', [lent], `${who}领用介质“${lent.code}”，应于${dueAt}归还`, purpose);
  });
}

/** Refuses `DayInFuture` and what {@link takeBack} refuses. */
export function takeMediumBack(desk: Desk, { medium, ...brought }: Parsed<'media.takeBack'>): void {
  refuseLater(desk, '归还日期', brought.returnedAt, 'returnedAt');
  const { actor } = desk.person();
  desk.commit(['media'], (tx) => {
    const back = takeBack(tx, createId(desk), medium, { ...brought, takenBackBy: actor.name });
    return noted('media.takeBack', [back], `${brought.returnedBy}归还介质“${back.code}”`, brought.condition);
  });
}

/** Refuses `DayInFuture`, what {@link destroy} refuses, and what a used or foreign confirmation refuses. */
export function destroyMedia(desk: Desk, input: Parsed<'media.destroy'>): void {
  const { media: ids, witness, ...told } = input;
  refuseLater(desk, '销毁日期', told.destroyedAt, 'destroyedAt');
  const { actor } = desk.person();
  const { person, proof } = desk.witnesses.take(witness, destructionAct(ids), actor.userId);
  proof.release();
  desk.commit(['media'], (tx) => {
    const by = { notedBy: actor.name, confirmedBy: person.name };
    const gone = destroy(tx, createId(desk), [...new Set(ids)], { ...told, ...by });
    const codes = gone.map(({ code }) => code).join('、');
    const watched = told.supervisors.join('、');
    const detail = `销毁介质${gone.length}个：${codes}；${told.destroyedBy}经办，${watched}监销，${person.name}在场确认`;
    return noted('media.destroy', gone, detail, told.reason);
  });
}

// ---- internals

function noted(action: AuditAction, of: readonly Medium[], detail: string, reason: string) {
  const [first] = of;
  return {
    output: undefined,
    audit: { action, entity: 'medium', entityNo: of.length === 1 ? (first?.code ?? '') : '', detail, reason },
  };
}

function refuseByHand(status: Medium['status']): never {
  refuse(
    'MediumByAct',
    `状态不能直接改为“${mediumStatusLabels[status]}”。`,
    '领用、归还、销毁须写明经手人和情况，单独登记。',
    '请在介质台账中点“领用”“归还”或者“登记销毁”。',
    { status: '请改回原来的状态' },
  );
}

function refuseLater(desk: Desk, label: string, day: string, field: string): void {
  const today = desk.office().today();
  if (day <= today) return;
  refuse('DayInFuture', `${label}晚于今天。`, `今天是${today}，填写的是${day}。`, '请填写实际办理的日期。', {
    [field]: '请核对日期',
  });
}
