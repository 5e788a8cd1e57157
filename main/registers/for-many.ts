/** A step on one of very many records: nobody has its page open, so what the page would show as the reason is refused here. */
import type { Actor } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { Written } from '../audit/commit.ts';
import type { Writer } from '../vault/api.ts';
import { type EngineContext, findRecord, moduleOf } from './commands.ts';
import type { Warnings } from './confirm.ts';
import { actionsFor, stateLabel, takeStep } from './steps.ts';

export interface StepOfMany {
  readonly register: Parsed<'records.transition'>['register'];
  readonly id: string;
  readonly transition: string;
}

/** Takes it on the record as it stands. Refuses `NoSuchStep`, `StepBlocked` and what {@link takeStep} refuses. */
export function takeStepOfMany(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  { register: name, id, transition }: StepOfMany,
  untold: Warnings,
): Written<Output<'records.transition'>> {
  const module = moduleOf(context, name);
  const { register } = module;
  const stored = findRecord(tx, context.vault, module, id);
  const action = actionsFor(context, register, stored, actor).find(({ key }) => key === transition);
  if (!action) {
    const label = register.workflow.transitions.find(({ key }) => key === transition)?.label ?? transition;
    refuse(
      'NoSuchStep',
      `现在不能办理“${label}”。`,
      standingOf(context, register, stored),
      '请打开此件查看。',
    );
  }
  if (action.blocked !== null) refuse('StepBlocked', action.blocked, '', '');
  const input = { register: name, id, rev: stored.rev, transition, values: {}, reason: null };
  return takeStep(tx, context, actor, input, untold);
}

type Standing = ReturnType<typeof findRecord>;

function standingOf(
  { office }: EngineContext,
  register: Parameters<typeof stateLabel>[0],
  { void: isVoid, office: owner, state }: Standing,
): string {
  if (isVoid) return '此件已作废。';
  if (owner !== office.id) return '此件归其他单位，本机只能查看。';
  return `此件目前是“${stateLabel(register, state)}”状态。`;
}
