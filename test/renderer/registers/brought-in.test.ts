import { describe, expect, it } from 'vitest';
import { permissions, type Actor, type Permission } from '../../../domain/access/permissions.ts';
import type { Register } from '../../../domain/register.ts';
import { inspectionGroup } from '../../../domain/registers/inspection-group/inspection-group.ts';
import { petition } from '../../../domain/registers/petition/petition.ts';
import { resultUse } from '../../../domain/registers/result-use/result-use.ts';
import { registers } from '../../../domain/registers/registers.ts';
import { lockedProblems } from '../../../main/registers/locks.ts';
import {
  clonedContent,
  restoredContent,
  saysMore,
  withoutDisclosed,
} from '../../../renderer/registers/form/brought-in.ts';
import { clearableHere, fixedHere } from '../../../renderer/registers/form/form-plan.ts';
import { isBlankRow, type FormContent } from '../../../renderer/registers/form/form-state.ts';
import { fullContent } from '../../support/full-content.ts';

let rows = 0;
const createRowId = (): string => `row-${(rows += 1)}`;

function actorWith(held: readonly Permission[]): Actor {
  return { userId: 'u', name: '张敏', roles: [], permissions: new Set(held), office: 'o' };
}

function refusedOfCopy(register: Register, held: readonly Permission[]): readonly string[] {
  const may = (permission: string): boolean => held.some((each) => each === permission);
  const copy = clonedContent(register, fullContent(register), may, '2026-03-09', createRowId);
  const before = { state: register.workflow.initial, values: {}, children: {} };
  const children = Object.fromEntries(
    Object.entries(copy.children).map(([key, lines]) => [key, lines.filter((row) => !isBlankRow(row))]),
  );
  return Object.keys(lockedProblems(register, actorWith(held), before, { values: copy.values, children }));
}

describe('a copy of a record', () => {
  it('is copied without dates that must be fresh, without signatures and without petitioners', () => {
    const source = {
      values: { receivedAt: '2026-11-20', sourceUnitName: '县信访局', openedBy: 'u1', registeredBy: 'u1' },
      children: {
        petitioners: [{ rowId: 'p', values: { name: '戚**' } }],
        accused: [{ rowId: 'a', values: { name: '李某' } }],
      },
    };
    const copy = clonedContent(petition, source, () => true, '2026-03-09', createRowId);
    expect(copy.values).toMatchObject({ sourceUnitName: '县信访局' });
    expect(copy.values).not.toHaveProperty('openedBy');
    expect(copy.values).not.toHaveProperty('registeredBy');
    expect(copy.children['petitioners']?.map(({ values }) => values)).toEqual([{}]);
    expect(copy.children['accused']?.map(({ values }) => values)).toEqual([{ name: '李某' }]);
  });

  it('of a group leaves behind who was judged and authorised for the earlier round', () => {
    const source = {
      values: { name: '第一巡察组' },
      children: {
        members: [{ rowId: 'm', values: { name: '王某', role: 'LEADER', avoidance: 'CLEAR' } }],
        authorizations: [{ rowId: 'a', values: { person: '王某', role: 'LEADER', docNo: '1号' } }],
      },
    };
    const { children } = clonedContent(inspectionGroup, source, () => true, '2026-03-09', createRowId);
    expect(children['members']?.map(({ values }) => values)).toEqual([{ name: '王某', role: 'LEADER' }]);
    expect((children['authorizations'] ?? []).every(isBlankRow)).toBe(true);
  });

  it('of any register holds nothing that a new record refuses, whoever makes it', () => {
    const hands = [permissions, permissions.filter((each) => each.endsWith('.register'))];
    for (const register of registers)
      for (const held of hands)
        expect([register.id, refusedOfCopy(register, held)]).toEqual([register.id, []]);
  });
});

describe('a draft', () => {
  const restoredIn = (state: string, draft: FormContent, held: FormContent): FormContent => {
    const situation = { state, held, may: () => true };
    const clearable = clearableHere(petition, situation);
    return restoredContent(petition, draft, held, fixedHere(petition, situation), clearable);
  };

  it('of a 更正 comes into a 修改 of any state without what is locked or ahead there', () => {
    for (const { code: state } of petition.workflow.states) {
      const held = fullContent(petition);
      const draft = {
        values: { ...held.values, approval: 'B', category: 'B', summary: '另一内容', remark: '另一备注' },
        children: held.children,
      };
      const { values, children } = restoredIn(state, draft, held);
      const before = { state, ...held };
      expect(lockedProblems(petition, actorWith(permissions), before, { values, children })).toEqual({});
      expect(values['remark']).toBe('另一备注');
    }
  });

  it('keeps what is known only after a table was signed, and no word of what was signed', () => {
    const row = { rowId: 'r', values: { name: '王某', opinion: '同意', outcome: null } };
    const gone = { rowId: 'g', values: { name: '李某', opinion: '同意', outcome: null } };
    const held = { values: {}, children: { people: [row, gone] } };
    const drafted = { ...row, values: { name: '王五', opinion: '不同意', outcome: '不予任用' } };
    const added = { rowId: 'n', values: { name: '新人', opinion: '同意', outcome: '任用' } };
    const situation = { state: 'SENT', held, may: () => true };
    const { children } = restoredContent(
      resultUse,
      { values: {}, children: { people: [drafted, added] } },
      held,
      fixedHere(resultUse, situation),
      clearableHere(resultUse, situation),
    );
    expect(children['people']).toEqual([{ ...row, values: { ...row.values, outcome: '不予任用' } }, gone]);
  });

  it('keeps what was cleared in it', () => {
    const held = fullContent(petition);
    const draft = { values: { ...held.values, approval: null }, children: held.children };
    expect(restoredIn(petition.workflow.initial, draft, held).values['approval']).toBeNull();
  });
});

describe('a draft of a letter made from a reception', () => {
  const made = (receptionId: string, name: string): FormContent => ({
    values: { receptionId, summary: '反映承包不公开' },
    children: {
      petitioners: [{ rowId: createRowId(), values: { name } }],
      accused: [{ rowId: createRowId(), values: { name: '李某' } }],
    },
  });
  const restored = (draft: FormContent, held: FormContent): readonly unknown[] | undefined =>
    restoredContent(petition, draft, held, new Set(), new Map()).children['petitioners']?.map(
      ({ values }) => values,
    );

  it('keeps nobody who came into it by a disclosure, and has them again only where they were disclosed anew', () => {
    const draft = withoutDisclosed(petition, made('first', '孙试验'), made('first', '孙试验'));
    expect(JSON.stringify(draft)).not.toContain('孙试验');
    expect(draft.children['accused']).toHaveLength(1);
    expect(restored(draft, made('first', '孙试验'))).toEqual([{ name: '孙试验' }]);
    expect(restored(draft, made('second', '钱试验'))).toEqual([]);
  });

  it('keeps whom the clerk has entered himself', () => {
    const draft = withoutDisclosed(petition, made('first', '孙试验之子'), made('first', '孙试验'));
    expect(restored(draft, made('first', '孙试验'))).toEqual([{ name: '孙试验之子' }]);
  });
});

describe('rows of a draft', () => {
  it('stay masked while nobody has worked on them', () => {
    const masked = [{ rowId: 'a', values: { name: '王**' } }];
    expect(saysMore([{ rowId: 'a', values: { phone: null, name: '王**' } }], masked)).toBe(false);
    expect(saysMore([{ rowId: 'a', values: { name: '王**', phone: '139' } }], masked)).toBe(true);
    expect([saysMore([], masked), saysMore([{ rowId: 'b', values: { name: '王**' } }], masked)]).toEqual([
      true,
      true,
    ]);
  });
});
