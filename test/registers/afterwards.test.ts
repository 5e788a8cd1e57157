import { describe, expect, it } from 'vitest';
import type { Register, Values } from '../../domain/register.ts';
import { meeting } from '../../domain/registers/meeting/meeting.ts';
import { resultUse } from '../../domain/registers/result-use/result-use.ts';
import { lockedProblems } from '../../main/registers/locks.ts';
import { isCorrectable } from '../../domain/corrections.ts';
import { director } from './office.ts';

/** What is refused of changing one row of a child table in this state. */
function refused(
  register: Register,
  state: string,
  table: string,
  before: Values,
  changed: Values | null,
): readonly string[] {
  const row = { rowId: 'r', values: before };
  const after = changed === null ? [] : [{ ...row, values: { ...before, ...changed } }];
  const held = { state, values: {}, children: { [table]: [row] } };
  return Object.keys(lockedProblems(register, director, held, { values: {}, children: { [table]: after } }));
}

describe('what is known only after a paper was signed', () => {
  const person = { name: '王某', opinion: '同意', outcome: null };
  const receiver = { name: '县委组织部', reason: '通报', receivedAt: null };

  it.each(['APPROVED', 'SENT', 'REPLIED'])(
    'is added to a result that is %s, and nothing else of its rows',
    (state) => {
      expect(refused(resultUse, state, 'people', person, { outcome: '不予任用' })).toEqual([]);
      expect(refused(resultUse, state, 'receivers', receiver, { receivedAt: '2026-04-20' })).toEqual([]);
      expect(refused(resultUse, state, 'people', person, { opinion: '不同意' })).toEqual(['people']);
      expect(refused(resultUse, state, 'people', person, null)).toEqual(['people']);
      expect(refused(resultUse, state, 'receivers', receiver, { reason: '抄告' })).toEqual(['receivers']);
    },
  );

  it('is added to the topics of a meeting whose minutes are signed, which say what they said', () => {
    const topic = { topic: '线索移交', decision: '同意移交9件。', outcome: null };
    const minuted = meeting.workflow.states.find(({ code }) => code === 'MINUTED');
    expect(minuted?.final).not.toBe(true);
    expect(isCorrectable(meeting, 'MINUTED')).toBe(true);
    expect(refused(meeting, 'MINUTED', 'topics', topic, { outcome: '已移交' })).toEqual([]);
    expect(refused(meeting, 'MINUTED', 'topics', topic, { decision: '不同意' })).toEqual(['topics']);
    const open = meeting.fields.filter(
      ({ key, derived }) => derived !== true && !minuted?.locks?.includes(key),
    );
    expect(open.map(({ key }) => key)).toEqual(['archiveBoxNo', 'remark']);
  });

  it('leaves the day a result went out as it is counted', () => {
    for (const state of ['SENT', 'REPLIED'])
      expect(resultUse.workflow.states.find(({ code }) => code === state)?.locks).toContain('sentAt');
  });
});
