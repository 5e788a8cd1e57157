import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { lead } from '../../../domain/registers/lead/lead.ts';
import { petition } from '../../../domain/registers/petition/petition.ts';
import { rectItem } from '../../../domain/registers/rect-item/rect-item.ts';
import { rectPlan } from '../../../domain/registers/rect-plan/rect-plan.ts';
import { registers } from '../../../domain/registers/registers.ts';
import type { Field, Values } from '../../../domain/register.ts';
import {
  envelopeSections,
  fixedHere,
  formSections,
  mainCells,
  replacedBy,
} from '../../../renderer/registers/form/form-plan.ts';
import { problemsOf, ruleErrors } from '../../../renderer/registers/form/form-problems.ts';
import { lineProblems } from '../../../renderer/registers/form/form-sections.tsx';
import { contentToSave, emptyContent, formReducer } from '../../../renderer/registers/form/form-state.ts';

let rows = 0;
const createRowId = (): string => `row-${(rows += 1)}`;
const fresh = { state: null, held: { values: {}, children: {} }, may: () => true };
const sections = formSections(petition, fresh);
const shown = new Set(sections.flatMap(({ fields }) => fields.map(({ key }) => key)));

describe('the plan of a form', () => {
  it('leaves out what only the workflow fills in and folds what it mostly fills in', () => {
    const titles = sections.map(({ title }) => title);
    expect(titles).not.toContain('拟办与批办');
    expect(shown.has('approval')).toBe(false);
    expect(sections.find(({ title }) => title === '收件登记')?.folded).toBe(false);
    expect(sections.find(({ title }) => title === '告知与反馈')?.folded).toBe(true);
  });

  it('leaves out what belongs to a later step, and shows what was decided to be read only', () => {
    const placed = (state: string | null): readonly string[] =>
      formSections(lead, {
        ...fresh,
        state,
        held: { values: { groupOpinion: '移交' }, children: {} },
      }).flatMap(({ fields, children }) => [...fields, ...children].map(({ key }) => key));
    expect(placed(null)).toContain('persons');
    expect(placed(null)).not.toContain('results');
    expect(placed(null)).not.toContain('filedAt');
    expect(placed('GROUP_OK')).toContain('consultations');
    expect(placed('DISPOSING')).toContain('results');
    expect(fixedHere(lead, { ...fresh, state: 'GROUP_OK' })).toContain('groupLeader');
  });

  it('takes what papers say before they are printed, until the step that hands them over', () => {
    const papers = (state: string | null): readonly string[] =>
      formSections(lead, { ...fresh, state })
        .filter(({ title }) => title === '移交')
        .flatMap(({ fields }) => fields.map(({ key }) => key));
    expect(papers(null)).toEqual([]);
    expect(papers('APPROVED')).toEqual([
      ...['handoverOrg', 'handoverDocNo', 'handoverLetterAt', 'handoverCopies', 'handoverPages'],
    ]);
    expect(papers('DISPOSING')).toEqual([]);
    expect(formSections(petition, { ...fresh, state: 'SENT' }).flatMap(({ fields }) => fields)).not.toContain(
      petition.fields.find(({ key }) => key === 'sentAt'),
    );
  });

  it('leaves out what only others may fill in', () => {
    const mine = { ...fresh, may: (permission: string) => permission === 'rectification.register' };
    const keys = formSections(rectItem, mine).flatMap(({ fields }) => fields.map(({ key }) => key));
    expect(keys).toContain('dueAt');
    expect(keys).not.toContain('extendedDueAt');
  });

  it('folds what is mostly filled in while a plan is handled, but not when the plan is changed', () => {
    const folded = (state: string | null): readonly string[] =>
      formSections(rectPlan, { ...fresh, state }).flatMap(({ title, folded: away }) => (away ? [title] : []));
    expect(folded(null)).toContain('会审');
    expect(folded('PLAN_SUBMITTED')).not.toContain('会审');
  });

  it('asks for what an item brought about only once it has been started, and shows what an old ledger says', () => {
    const keys = (state: string | null, values: Values = {}): readonly string[] =>
      formSections(rectItem, { ...fresh, state, held: { values, children: {} } }).flatMap(({ fields }) =>
        fields.map(({ key }) => key),
      );
    expect(keys(null)).toContain('institutionPlanned');
    expect(keys(null)).not.toContain('moneyCleared');
    expect(keys('NOT_STARTED', { talks: 2 })).toContain('talks');
    expect(keys('IN_PROGRESS')).toContain('moneyCleared');
  });

  it('shows the amount of every line without being asked for more', () => {
    for (const child of registers.flatMap(({ children }) => children))
      for (const { key, type } of child.fields)
        if (type === 'money') expect(mainCells(child), child.label).toContain(key);
  });

  it('begins with what the register puts first', () => {
    expect(formSections(lead, fresh)[1]?.title).toBe('被反映人');
  });

  it('has a place in every register for what must be filled in', () => {
    for (const register of registers) {
      const keys = new Set(
        formSections(register, fresh).flatMap(({ fields }) => fields.map(({ key }) => key)),
      );
      const required = register.fields.filter((field: Field) => field.required && !field.derived);
      expect([register.id, required.filter(({ key }) => !keys.has(key))]).toEqual([register.id, []]);
    }
  });

  it('of a new record begins with today where a date must be given and is that of the registration', () => {
    expect(emptyContent(lead, '2026-03-09', createRowId).values).toEqual({ registeredAt: '2026-03-09' });
    expect(emptyContent(petition, '2026-03-09', createRowId).values).toEqual({});
  });

  it('keeps nothing but the envelope of a 径送件', () => {
    const left = envelopeSections(petition, sections);
    expect(left.flatMap(({ children }) => children)).toEqual([]);
    const keys = left.flatMap(({ fields }) => fields.map(({ key }) => key));
    expect(keys.filter((key) => !petition.envelope?.fields.includes(key))).toEqual([]);
  });

  it('names what a proposal would replace, and only what somebody has written otherwise', () => {
    const proposed = { markKind: 'WORK_SECRET', secrecyLevel: null, secrecyBasis: '甲' };
    const written = {
      markKind: 'WORK_SECRET',
      secrecyLevel: 'SECRET',
      secrecyBasis: '乙',
      secrecyTerm: '10年',
    };
    expect(replacedBy(proposed, written, petition.fields)).toEqual(['密级', '定密依据']);
    expect(replacedBy(proposed, { secrecyBasis: ' ' }, petition.fields)).toEqual([]);
  });

  it('always shows the name of a child line', () => {
    for (const child of petition.children) expect(mainCells(child).has(child.title)).toBe(true);
  });
});

describe('the content of a form', () => {
  it('is sent without empty lines and with empty fields as null', () => {
    const empty = emptyContent(petition, '2026-03-09', createRowId);
    const sent = contentToSave(
      petition,
      { ...empty, values: { summary: '  ', receivedAt: '2026-11-20' } },
      ['summary', 'receivedAt'],
      false,
    );
    expect(sent.values).toEqual({ summary: null, receivedAt: '2026-11-20' });
    expect(Object.values(sent.children).flat()).toEqual([]);
  });

  it('never sends content of a 径送件, whatever was typed before', () => {
    const typed = fc.record({
      summary: fc.string(),
      remark: fc.string(),
      receivedAt: fc.constant('2026-11-20'),
      name: fc.string({ minLength: 1 }),
    });
    fc.assert(
      fc.property(typed, ({ name, ...values }) => {
        const content = { values, children: { petitioners: [{ rowId: 'a', values: { name } }] } };
        const sent = contentToSave(petition, content, Object.keys(values), true);
        expect(sent.values).toEqual({ summary: null, remark: null, receivedAt: '2026-11-20' });
        expect(Object.values(sent.children).flat()).toEqual([]);
      }),
    );
  });

  it('is dirty after typing and clean once it is kept, but stays touched', () => {
    const start = { ...emptyContent(petition, '2026-03-09', createRowId), dirty: false, touched: false };
    const typed = formReducer(start, { type: 'set', key: 'summary', value: '反映' });
    expect(typed).toMatchObject({ dirty: true, touched: true });
    expect(formReducer(typed, { type: 'kept' })).toMatchObject({ dirty: false, touched: true });
  });
});

it('keeps a line that was added before the sealed ones were shown', () => {
  const line = (rowId: string, name: string) => ({ rowId, values: { name } });
  const start = { values: {}, children: { petitioners: [line('a', '张**'), line('b', '李某')] } };
  const state = { ...start, dirty: true, touched: true };
  const shownRows = formReducer(state, { type: 'setRows', child: 'petitioners', rows: [line('a', '张三')] });
  expect(shownRows.children['petitioners']).toEqual([line('a', '张三'), line('b', '李某')]);
});

describe('the problems of a form', () => {
  it('name missing fields and wrong identity numbers by the paths the service uses', () => {
    const content = {
      values: { receivedAt: '2026-11-20', channel: 'LETTER', summary: '反映问题' },
      children: {
        petitioners: [
          { rowId: 'blank', values: {} },
          { rowId: 'p', values: { name: '张某', idNumber: '110101199003070001' } },
        ],
      },
    };
    const problems = problemsOf(petition, content, shown, false);
    expect(Object.keys(problems)).toEqual(['petitioners.0.idNumber']);
    expect(lineProblems(problems, 'petitioners', content.children.petitioners)).toEqual({
      'p.idNumber': problems['petitioners.0.idNumber'],
    });
    expect(Object.keys(problemsOf(petition, { values: {}, children: {} }, shown, false))).toEqual(
      expect.arrayContaining(['receivedAt', 'channel', 'summary']),
    );
  });

  it('leave a masked identity number alone', () => {
    const content = {
      values: { receivedAt: '2026-11-20', channel: 'LETTER', summary: '反映问题' },
      children: { petitioners: [{ rowId: 'p', values: { idNumber: '1101**********1234' } }] },
    };
    expect(problemsOf(petition, content, shown, false)).toEqual({});
  });

  it('include the rules over the whole record', () => {
    const content = { values: { receivedAt: '2026-11-20', postmarkDate: '2026-11-25' }, children: {} };
    expect(ruleErrors(petition, content, '2026-11-26')).toHaveLength(1);
    expect(ruleErrors(petition, { ...content, values: { receivedAt: '2026-11-20' } }, '2026-11-26')).toEqual(
      [],
    );
  });
});
