import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '../../domain/access/permissions.ts';
import { isOffered } from '../../domain/steps.ts';
import { petition } from '../../domain/registers/petition/petition.ts';
import {
  accused,
  director,
  director2,
  failureOf,
  letter,
  type Office,
  openOffice,
  person,
  petitioners,
  registrar,
  registrar2,
} from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.dispose());

const proposal = { category: 'ACCUSATION', handling: 'ASSIGN', proposal: '建议交县纪委办理。' };

describe('the way of a letter', () => {
  test('a real-name letter goes from registration to the archive with its stamps and deadlines', () => {
    const { id, no } = office.save(registrar, {
      values: { ...letter, isRealName: true },
      children: { accused, petitioners },
    });
    office.step(registrar, id, 'propose', proposal);
    office.step(director, id, 'approve', { approval: '同意。', handling: 'ASSIGN' });
    office.step(registrar, id, 'send', {
      toOrg: '县纪委监委',
      toDocNo: '衢巡办〔2026〕1号',
      sentAt: '2026-03-09',
    });
    office.step(registrar, id, 'sign', { receiptAt: '2026-03-09' });
    office.step(registrar, id, 'reply', { replyAt: '2026-03-09', replyResult: 'TRUE' });
    const blocked = office.get(registrar, id).actions.find(({ key }) => key === 'close');
    expect(blocked?.blocked).toBeNull();
    expect(failureOf(() => office.step(registrar, id, 'close', { concludedAt: '2026-03-09' })).type).toBe(
      'FeedbackOutstanding',
    );
    office.step(registrar, id, 'close', {
      concludedAt: '2026-03-09',
      feedbackAt: '2026-03-09',
      feedbackWay: 'PHONE',
    });
    office.step(registrar, id, 'archive', { archiveBoxNo: '2026-1' });
    const record = office.get(registrar, id);
    expect(record.state).toBe('ARCHIVED');
    expect(record.values).toMatchObject({
      proposedBy: 'registrar',
      approvedBy: 'director',
      closedBy: 'registrar',
      archivedBy: 'registrar',
    });
    expect(record.editable).toBe(false);
    const { entries } = office.engine.reads['records.history'](registrar, { register: 'petition', id });
    expect(entries.map((entry) => entry.actionLabel)).toEqual([
      '归档',
      '办结',
      '回告',
      '签收',
      '转办/交办',
      '批办',
      '拟办',
      '登记',
    ]);
    expect(entries.map((entry) => entry.rev)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(entries.at(-1)?.changes.find(({ field }) => field === 'channel')?.after).toBe('来信');
    expect(JSON.stringify(entries)).not.toContain('王小明');
    expect(no).toBe('XF330824-2026-00001');
  });

  test('leaves what was proposed and decided to the steps, whoever saves the letter', () => {
    const { id } = office.save(registrar, { values: letter, children: { accused } });
    const rewrite = (actor: typeof registrar, values: Record<string, string>) => {
      const { rev } = office.get(actor, id);
      return failureOf(() => office.save(actor, { id, rev, values }));
    };
    office.step(registrar, id, 'propose', proposal);
    expect(rewrite(registrar, { proposal: '建议存查。' }).fields?.['proposal']).toContain('退回');
    expect(rewrite(registrar, { handling: 'RETAIN' }).fields).toHaveProperty('handling');
    office.step(director, id, 'approve', { approval: '同意。', handling: 'ASSIGN' });
    expect(rewrite(director, { approval: '不同意。' }).fields?.['approval']).toContain('改批');
    expect(rewrite(registrar, { proposal: '建议存查。' }).fields).toHaveProperty('proposal');
    const { rev } = office.get(registrar, id);
    office.save(registrar, { id, rev, values: { category: 'APPEAL' } });
    expect(office.get(registrar, id).values).toMatchObject({
      category: 'APPEAL',
      proposal: proposal.proposal,
    });
  });

  test('the person who proposed may not approve, and the button says so', () => {
    const both = person('both', ['REGISTRAR', 'OFFICE_DIRECTOR']);
    const { id } = office.save(registrar, { values: letter, children: { accused } });
    office.step(both, id, 'propose', proposal);
    expect(office.get(both, id).actions.find(({ key }) => key === 'approve')?.blocked).toContain('另一人');
    expect(
      failureOf(() => office.step(both, id, 'approve', { approval: '同意', handling: 'ASSIGN' })).type,
    ).toBe('FourEyes');
    office.step(director, id, 'approve', { approval: '同意', handling: 'ASSIGN' });
  });

  test('the approval cannot be rewritten through the form', () => {
    const { id } = office.save(registrar, { values: letter, children: { accused } });
    office.step(registrar, id, 'propose', proposal);
    office.step(director, id, 'approve', { approval: '同意。', handling: 'ASSIGN' });
    const { rev } = office.get(registrar, id);
    const rewrite = () => office.save(registrar, { id, rev, values: { approval: '不同意。' } });
    expect(failureOf(rewrite).fields).toHaveProperty('approval');
    expect(
      failureOf(() => office.save(registrar, { id, rev, values: { handling: 'RETAIN' } })).fields,
    ).toHaveProperty('handling');
  });

  test('a step with a missing reason, a foreign field or a stale revision is refused', () => {
    const { id } = office.save(registrar, { values: letter, children: { accused } });
    const { rev } = office.get(registrar, id);
    office.step(registrar, id, 'propose', proposal);
    expect(failureOf(() => office.step(director, id, 'returnProposal')).type).toBe('ReasonMissing');
    const stale = () =>
      office.write((tx) =>
        office.engine.writes['records.transition'](tx, director, {
          register: 'petition',
          id,
          rev,
          transition: 'approve',
          values: {},
          reason: null,
        }),
      );
    expect(failureOf(stale).type).toBe('Changed');
    office.step(director, id, 'approve', { approval: '同意。', handling: 'ASSIGN', summary: '改写内容' });
    expect(office.get(director, id).values['summary']).toBe(letter.summary);
  });

  test('voiding needs another person and leaves number and reason standing', () => {
    const { id, no } = office.save(registrar, { values: letter, children: { accused } });
    const ask = (rev: number) =>
      office.write((tx) =>
        office.engine.writes['records.requestVoid'](tx, registrar, {
          register: 'petition',
          id,
          rev,
          reason: '重复登记',
        }),
      );
    const decide = (actor: typeof director, rev: number) =>
      office.write((tx) =>
        office.engine.writes['records.decideVoid'](tx, actor, {
          register: 'petition',
          id,
          rev,
          approve: true,
          reason: '',
        }),
      );
    ask(1);
    expect(failureOf(() => office.step(registrar, id, 'propose', proposal)).type).toBe('VoidRequested');
    const asker = person('registrar', ['REGISTRAR', 'OFFICE_DIRECTOR']);
    expect(failureOf(() => decide(asker, 2)).type).toBe('FourEyes');
    decide(director2, 2);
    const record = office.get(registrar, id);
    expect(record.void).toMatchObject({ by: 'director2', reason: '重复登记' });
    expect(failureOf(() => office.save(registrar2, { id, rev: 3, values: { remark: 'x' } })).type).toBe(
      'Voided',
    );
    const report = office.engine.reads['records.numberGaps'](registrar, { register: 'petition', year: 2026 });
    expect(report).toMatchObject({ missing: [], voided: [no] });
  });
});

describe('who may take which step', () => {
  const cells = petition.workflow.states.flatMap(({ code }) =>
    petition.workflow.transitions.map((step) => [code, step] as const),
  );

  test(`every state, step and role agrees with the description (${cells.length * roles.length} cells)`, () => {
    const { id } = office.save(registrar, { values: letter, children: { accused } });
    for (const [state, step] of cells) {
      office.vault.transact((tx) => tx.run('UPDATE petition SET state = ? WHERE id = ?', [state, id]));
      for (const role of roles) {
        const actor = person('someone', [role]);
        const record = office.get(actor, id);
        const offered = record.actions.some(({ key }) => key === step.key);
        const wanted =
          step.from.includes(state) && [...actor.permissions].some((each) => each === step.permission);
        const sensible = isOffered(step, record.values);
        expect([state, step.key, role, offered]).toEqual([state, step.key, role, wanted && sensible]);
        const run = () => office.step(actor, id, step.key, {}, '理由');
        if (!step.from.includes(state)) expect(failureOf(run).type).toBe('NoSuchStep');
        else if (!wanted) expect(failureOf(run).type).toBe('NotAllowed');
      }
    }
  });
});
