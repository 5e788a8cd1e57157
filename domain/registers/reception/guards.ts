/** What must hold before a step of 来访来电接待 (reference 3.2). */
import type { Failure } from '../../failure.ts';
import type { ChildRowsByKey, Values } from '../../register.ts';
import { refuseLocal } from '../common/non-local.ts';
import { everyOf, refuseDisorder, type Guard } from '../common/rules.ts';

/**
 * A visitor is received by two; a caller or a text message by one who listens or reads and another who writes it down.
 * In a cross inspection none of the receivers is a cadre of the inspected place.
 */
export const receivedProperly: Guard = everyOf(
  ({ values, children }) => inForm(refuseTooFew(values, children)),
  ({ values, children }) => inForm(refuseLocals(values, children)),
);

/** A step asks for other fields only; what the refusal is about stands in the record itself. */
function inForm(failure: Failure | undefined): Failure | undefined {
  return failure && { ...failure, next: `请先点“修改”。${failure.next}` };
}

export function refuseTooFew(values: Values, children: ChildRowsByKey): Failure | undefined {
  const names = new Set((children['receivers'] ?? []).map((row) => nameOf(row.values['name'])));
  names.delete('');
  const received = names.size;
  if (values['kind'] === 'VISIT') return received >= 2 ? undefined : visitorsAlone;
  const recorder = nameOf(values['recorder']);
  if (received > 0 && names.add(recorder).size >= 2 && recorder !== '') return undefined;
  return {
    type: 'TwoReceiversNeeded',
    what: received === 0 ? '还没有登记接听（接收）人。' : '来电（短信）还没有另一人记录。',
    why: '来电、短信由一人接听（接收）、另一人记录，记录人不能是唯一的接听（接收）人。',
    next: '请填写接听（接收）人和记录人。',
    fields: received === 0 ? { receivers: '请登记接听（接收）人。' } : { recorder: '须为另一人。' },
  };
}

const visitorsAlone: Failure = {
  type: 'TwoReceiversNeeded',
  what: '登记的接待人不足两人。',
  why: '接待来访须由两人以上进行，同一人不能填写两次。',
  next: '请在“接待（接听）人”中登记两名不同的接待人。',
  fields: { receivers: '接待人不足。' },
};

export function refuseLocals(values: Values, children: ChildRowsByKey): Failure | undefined {
  const isLocal = (children['receivers'] ?? []).map((row) => row.values['isLocal']);
  return refuseLocal(values['isCross'], isLocal, {
    type: 'LocalReceiver',
    local: '交叉巡察的接待人不能是被巡察地干部。',
    unsaid: '没有写明每名接待人是不是被巡察地干部。',
    next: '请由非本地干部接待并改正登记；漏填的，请补填“被巡察地干部：否”。',
    fields: { receivers: '须全部为非本地干部。' },
  });
}

export const readBackAndSigned: Guard = everyOf(
  ({ values }) => refuseNotReadBack(values),
  ({ values }) => refuseUnsigned(values),
  ({ values, today }) => refuseDisorder(values, today, 'receivedAt', '接待日期', 'readBackAt', '核对日期'),
);

function refuseNotReadBack(values: Values): Failure | undefined {
  if (values['readBack'] === true) return undefined;
  return {
    type: 'NotReadBack',
    what: '接待记录还没有向来访（来电）人核对。',
    why: '记录须当场宣读或者交其阅看，核对无误后才能作为处理的依据。',
    next: '请核对后选择“是”。',
    fields: { readBack: '须为“是”。' },
  };
}

export function refuseUnsigned(values: Values): Failure | undefined {
  if (values['kind'] === 'VISIT' && values['signed'] !== true && !hasText(values['unsignedReason'])) {
    return {
      type: 'NotSigned',
      what: '来访人还没有在记录上签名。',
      why: '来访记录核对后由来访人签名；不愿签名的须写明原因。',
      next: '请在来访人签名后选择“是”，或者填写未签名原因。',
      fields: { signed: '请选择“是”，或者填写未签名原因。' },
    };
  }
  return undefined;
}

/** 登记受理 means that a letter has been made from it; otherwise what was said would lie here unhandled. */
export const petitionMade: Guard = ({ values, referring }) =>
  values['onSiteHandling'] !== 'REGISTERED' || referring('petition', 'receptionId').length > 0
    ? undefined
    : {
        type: 'PetitionNotMade',
        what: '处理方式为“登记受理”，但还没有生成信访件。',
        why: '受理的来访来电须登记为信访件，按信访件办理流程办理。',
        next: '请先点“生成信访件”并保存，再处理本次接待。',
        fields: { onSiteHandling: '还没有生成信访件。' },
      };

function nameOf(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll(/\s/gu, '') : '';
}

function hasText(value: unknown): boolean {
  return nameOf(value) !== '';
}
