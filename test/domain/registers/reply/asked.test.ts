/** Whose reply is whose, once several offices were sent a paper, and until when anybody is waited for. */
import { describe, expect, it } from 'vitest';
import { noOthers } from '../../../../domain/no-others.ts';
import type { AskedOffice, Register, RelatedRecord, Value, Values } from '../../../../domain/register.ts';
import { coordRequest } from '../../../../domain/registers/coord-request/coord-request.ts';
import { supervisionTask } from '../../../../domain/registers/supervision-task/supervision-task.ts';
import { urgeNotice } from '../../../../domain/registers/urge-notice/urge-notice.ts';
import { failureOf, record } from '../../../support/procedure.ts';

const today = '2026-04-20';
const first = { id: '330824XCB', name: '甲县委巡察办' };
const second = { id: '330825XCB', name: '乙县委巡察办' };

const fromOther = (office: AskedOffice, onBehalfOf: string | null = null): RelatedRecord => ({
  ...record('CONFIRMED', { repliedAt: '2026-04-10', onBehalfOf }, office.id),
  ...{ office: office.id, isOurs: false },
});
const onPaper = (onBehalfOf: string | null): RelatedRecord => ({
  ...record('CONFIRMED', { repliedAt: '2026-04-12', onBehalfOf }, 'paper'),
  office: '330800XCB',
});

function computed(
  register: Register,
  key: string,
  asked: readonly AskedOffice[],
  replies: readonly RelatedRecord[],
  state = 'SENT',
): Value {
  const work = register.fields.find((field) => field.key === key)?.computed;
  if (!work) throw new Error(`${register.id}.${key} is not computed`);
  const values: Values = { sentAt: '2026-04-01', kind: 'URGE', replyDueAt: today };
  const others = { ...noOthers, asked: () => asked, parts: () => replies };
  return work({ values, state, children: {}, rules: [], ...others });
}

const unanswered = (...args: readonly [asked: readonly AskedOffice[], replies: readonly RelatedRecord[]]) =>
  computed(urgeNotice, 'unanswered', ...args);

describe('a reply', () => {
  it('is that of the office it came from, also when one alone is still asked', () => {
    expect(unanswered([first], [fromOther(second)])).toBe(first.name);
    expect(computed(urgeNotice, 'answeredAt', [first], [fromOther(second)])).toBeNull();
    expect(computed(urgeNotice, 'answeredAt', [first], [fromOther(second), fromOther(first)])).toBe(
      '2026-04-10',
    );
  });

  it('from another office counts for nobody else whatever name stands in it', () => {
    expect(unanswered([first, second], [fromOther(first, second.name)])).toBe(second.name);
  });

  it('on paper is that of the office it names, and of the only one that was asked where it names none', () => {
    expect(unanswered([first, second], [onPaper(second.name)])).toBe(first.name);
    expect(unanswered([first, second], [onPaper(null)])).toBe(`${first.name}、${second.name}`);
    expect(unanswered([first], [onPaper(null)])).toBeNull();
  });
});

describe('a paper that was withdrawn', () => {
  it.each([urgeNotice, coordRequest])('waits for nobody any longer: $label', (register) => {
    expect(computed(register, 'unanswered', [first, second], [])).toBe(`${first.name}、${second.name}`);
    expect(computed(register, 'unanswered', [first, second], [], 'WITHDRAWN')).toBeNull();
  });
});

describe('who ends a paper before all have answered', () => {
  const world = { today, others: { asked: () => [first, second], parts: () => [fromOther(first)] } };
  const told = (register: Register, step: string) => failureOf(register, step, { sentAt: today }, world);

  it('is told what becomes of the term at the others, which an answer to a request does not end', () => {
    expect(told(urgeNotice, 'reply')?.why).toContain('期限在这些单位也随之结束');
    expect(told(supervisionTask, 'finish')?.why).toContain('期限在这些单位也随之结束');
    expect(told(coordRequest, 'reply')?.why).toContain('期限在这些单位仍然计时');
  });
});
