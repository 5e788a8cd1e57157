/** 更正: slips in what is locked are mended with a reason, and by nobody who could not have decided them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../preload/contract/contract.ts';
import type { RegisterId } from '../../domain/registers/registers.ts';
import { createDockets, docket, keeper, reader } from '../support/docket.ts';
import { accused, director, failureOf, letter, openOffice, person, registrar } from './office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;
type Values = Input<'records.save'>['values'];
type Actor = typeof registrar;

let office: Office;
beforeEach(async () => {
  office = await openOffice({ compartments: ['petitioner', 'lead'] });
});
afterEach(() => office.dispose());

const officer = person('officer', ['RECT_OFFICER']);
const get = (register: RegisterId, id: string, actor = registrar) =>
  office.engine.reads['records.get'](actor, { register, id });

function step(register: RegisterId, id: string, transition: string, values: Values, actor: Actor): void {
  const { rev } = get(register, id, actor);
  const reason = '理由';
  office.write((tx) =>
    office.engine.writes['records.transition'](tx, actor, { register, id, rev, transition, values, reason }),
  );
}

function correct(
  register: RegisterId,
  id: string,
  values: Values,
  actor: Actor,
  reason = '登记时笔误',
  rev = get(register, id, actor).rev,
): void {
  const input = { register, id, rev, values, children: {}, confirmed: {}, reason };
  office.write((tx) => office.engine.writes['records.correct'](tx, actor, input));
}

function permit(register: RegisterId, id: string, actor: Actor): void {
  const { rev } = get(register, id, actor);
  office.write((tx) =>
    office.engine.writes['records.permitCorrection'](tx, actor, { register, id, rev, reason: '姓名有误' }),
  );
}

const history = (register: RegisterId, id: string) =>
  office.engine.reads['records.history'](registrar, { register, id }).entries;

describe('a follow-up visit that was closed', () => {
  function closed(): string {
    const values = { matter: '低保金补发', visitedKind: 'RESIDENT', visitedAt: '2026-03-09', way: 'PHONE' };
    const { id } = office.save(registrar, { register: 'followUpVisit', values });
    const found = {
      visitedAt: '2026-03-09',
      visitors: '王某',
      satisfaction: 'SATISFIED',
      findings: '已补发',
    };
    step('followUpVisit', id, 'visit', found, registrar);
    step('followUpVisit', id, 'close', { closedAt: '2026-03-09' }, registrar);
    return id;
  }

  test('is mended by its clerk with a reason that stays in its history', () => {
    const id = closed();
    expect(
      failureOf(() => correct('followUpVisit', id, { findings: '已补发三个月' }, registrar, ' ')).type,
    ).toBe('ReasonMissing');
    correct('followUpVisit', id, { findings: '已补发三个月' }, registrar);
    expect(get('followUpVisit', id)).toMatchObject({ state: 'CLOSED', values: { findings: '已补发三个月' } });
    expect(history('followUpVisit', id)[0]).toMatchObject({ actionLabel: '更正', reason: '登记时笔误' });
  });

  test('keeps what its steps asked for', () => {
    const id = closed();
    const dissatisfied = { satisfaction: 'UNSATISFIED' };
    expect(failureOf(() => correct('followUpVisit', id, dissatisfied, registrar)).type).toBe(
      'FollowUpMissing',
    );
    const emptied = failureOf(() => correct('followUpVisit', id, { findings: null }, registrar));
    expect(emptied.fields).toHaveProperty('findings');
    expect(failureOf(() => correct('followUpVisit', id, { closedAt: '2026-03-01' }, registrar)).type).toBe(
      'DatesOutOfOrder',
    );
  });
});

describe('a letter that was decided', () => {
  function decided(): string {
    const { id } = office.save(registrar, { values: letter, children: { accused } });
    const proposal = { category: 'ACCUSATION', handling: 'TRANSFER', proposal: '转民政局党组' };
    office.step(registrar, id, 'propose', proposal);
    office.step(director, id, 'approve', { approval: '同意', handling: 'TRANSFER' });
    return id;
  }

  test('is mended only after an approver has agreed, and once for each agreement', () => {
    const id = decided();
    const slip = { proposal: '转县民政局党组' };
    expect(failureOf(() => correct('petition', id, slip, registrar)).fields).toHaveProperty('proposal');
    permit('petition', id, director);
    expect(get('petition', id).correction).toMatchObject({ make: true, permitted: { reason: '姓名有误' } });
    correct('petition', id, slip, registrar);
    expect(get('petition', id).values).toMatchObject({ ...slip, approval: '同意' });
    const again = { proposal: '转市民政局党组' };
    expect(failureOf(() => correct('petition', id, again, registrar)).fields).toHaveProperty('proposal');
  });

  test('is mended in a form that was opened before the approver agreed', () => {
    const id = decided();
    const { rev } = get('petition', id);
    permit('petition', id, director);
    const slip = { proposal: '转县民政局党组' };
    correct('petition', id, slip, registrar, '登记时笔误', rev);
    expect(get('petition', id).values).toMatchObject(slip);
  });

  test('takes nothing of a step that has not been taken', () => {
    const id = decided();
    permit('petition', id, director);
    const ahead = failureOf(() => correct('petition', id, { replyAt: '2026-03-09' }, registrar));
    expect(ahead.fields).toHaveProperty('replyAt');
  });

  test('is agreed to by nobody who proposed it', () => {
    const both = person('both', ['OFFICE_DIRECTOR', 'REGISTRAR']);
    const { id } = office.save(both, { values: letter, children: { accused } });
    office.step(both, id, 'propose', { category: 'ACCUSATION', handling: 'TRANSFER', proposal: '转办' });
    office.step(director, id, 'approve', { approval: '同意', handling: 'TRANSFER' });
    permit('petition', id, both);
    expect(
      failureOf(() => correct('petition', id, { approval: '不同意' }, registrar)).fields?.['approval'],
    ).toContain('经办人以外的另一人');
  });

  test('is corrected by nobody on his own agreement', () => {
    const both = person('both', ['OFFICE_DIRECTOR', 'REGISTRAR']);
    const id = decided();
    const slip = { approval: '同意转办' };
    const alone = () => failureOf(() => correct('petition', id, slip, both)).fields?.['approval'];
    expect(alone()).toContain('另一人');
    permit('petition', id, both);
    expect(alone()).toContain('另一人');
    expect(get('petition', id, director).correction.permit).toBe(true);
    permit('petition', id, director);
    correct('petition', id, slip, both);
    expect(get('petition', id).values).toMatchObject(slip);
  });
});

describe('a letter that was closed by hands the registrar does not have', () => {
  function closedAgain(): string {
    const { id } = office.save(registrar, { values: letter, children: { accused } });
    const proposal = { category: 'ACCUSATION', handling: 'RETAIN', proposal: '留存' };
    office.step(registrar, id, 'propose', proposal);
    office.step(director, id, 'approve', { approval: '同意', handling: 'RETAIN' });
    office.step(director, id, 'retain', {}, '无可查性');
    office.step(registrar, id, 'close', { concludedAt: '2026-03-09' });
    office.step(registrar, id, 'archive', { archiveBoxNo: 'A-1' });
    office.step(director, id, 'unarchive', {}, '归错');
    return id;
  }

  test('is mended by the registrar once the director has agreed', () => {
    const id = closedAgain();
    const slip = { summary: '反映县某局副局长李某某违规发放补贴。' };
    expect(failureOf(() => correct('petition', id, slip, registrar)).fields).toHaveProperty('summary');
    permit('petition', id, director);
    correct('petition', id, slip, registrar);
    expect(get('petition', id).values).toMatchObject(slip);
  });
});

describe('what items repeat of their plan', () => {
  test('follows a correction of the plan', () => {
    const values = { targetId: '县民政局', feedbackAt: '2026-03-02' };
    const plan = office.save(officer, { register: 'rectPlan', values }).id;
    const line = { plan, statement: '违规发放津贴', type: 'BY_DATE', dueAt: '2026-06-30' };
    const item = office.save(officer, { register: 'rectItem', values: line }).id;
    const { rev } = get('rectPlan', plan, officer);
    office.save(officer, { register: 'rectPlan', id: plan, rev, values: { targetId: '县民政局党组' } });
    expect(get('rectItem', item, officer).values).toMatchObject({ targetId: '县民政局党组' });
  });
});

describe('what a step back has emptied', () => {
  test('comes again with its step, not by a correction', () => {
    const values = { targetId: '县民政局党组', feedbackAt: '2026-03-02' };
    const plan = office.save(officer, { register: 'rectPlan', values }).id;
    const line = { plan, statement: '违规发放津贴', type: 'BY_DATE', dueAt: '2026-06-30' };
    const item = office.save(officer, { register: 'rectItem', values: line }).id;
    step('rectItem', item, 'acknowledge', { acknowledgedBy: '王某', acknowledgedAt: '2026-03-09' }, officer);
    const measure = office.save(officer, { register: 'rectMeasure', values: { item, content: '清退' } }).id;
    step('rectMeasure', measure, 'finish', { doneAt: '2026-03-09', evidence: '凭证3份' }, officer);
    step('rectItem', item, 'assess', { completion: 'DONE' }, officer);
    step('rectItem', item, 'unassess', {}, officer);
    permit('rectItem', item, director);
    const filled = failureOf(() => correct('rectItem', item, { completion: 'DONE' }, officer));
    expect(filled.fields?.['completion']).toContain('在以后的步骤中填写');
    step('rectItem', item, 'assess', { completion: 'BASIC' }, officer);
    permit('rectItem', item, director);
    correct('rectItem', item, { completion: 'DONE' }, officer);
    expect(get('rectItem', item, officer).values).toMatchObject({ completion: 'DONE' });
  });
});

describe('measures', () => {
  test('come, change and go only while their item is worked on', () => {
    const plan = office.save(officer, {
      register: 'rectPlan',
      values: { targetId: '县民政局党组', feedbackAt: '2026-03-02' },
    }).id;
    const item = office.save(officer, {
      register: 'rectItem',
      values: { plan, statement: '违规发放津贴', type: 'BY_DATE', dueAt: '2026-06-30' },
    }).id;
    const measure = (): string =>
      office.save(officer, { register: 'rectMeasure', values: { item, content: '清退' } }).id;
    const first = measure();
    step('rectItem', item, 'acknowledge', { acknowledgedBy: '王某', acknowledgedAt: '2026-03-09' }, officer);
    step('rectMeasure', first, 'finish', { doneAt: '2026-03-09', evidence: '凭证3份' }, officer);
    step('rectItem', item, 'assess', { completion: 'DONE' }, officer);
    step('rectItem', item, 'apply', { headSigner: '王某', headSignedAt: '2026-03-09' }, officer);
    expect(failureOf(measure).type).toBe('WholeClosed');
    permit('rectMeasure', first, director);
    expect(failureOf(() => correct('rectMeasure', first, { content: '全部清退' }, officer)).type).toBe(
      'WholeClosed',
    );
    const { rev } = get('rectMeasure', first, officer);
    const wish = { register: 'rectMeasure' as const, id: first, rev, reason: '重复' };
    expect(
      failureOf(() => office.write((tx) => office.engine.writes['records.requestVoid'](tx, officer, wish)))
        .type,
    ).toBe('WholeClosed');
  });
});

describe('why a correction was agreed to', () => {
  test('is read by nobody for whom the record is closed, nor in the audit log', async () => {
    const dockets = await createDockets();
    const register = docket.id as RegisterId;
    const { engine, vault } = await dockets.as('keeper');
    const given = { title: '标题', amount: 100, story: '经过' };
    const persons = [{ rowId: '', values: { name: '某人' } }];
    const { id } = vault.transact((tx) => {
      const input = { register, id: null, rev: null, values: given, children: { persons }, draft: null };
      const rest = { confirmed: {}, duplicate: null, sealedDirect: false };
      return engine.writes['records.save'](tx, keeper, { ...input, ...rest }).output;
    });
    const rev = (): number => engine.reads['records.get'](keeper, { register, id }).rev;
    for (const [transition, values] of [
      ['check', {}],
      ['file', { filedNo: 'G-1' }],
    ] as const)
      vault.transact((tx) => {
        const input = { register, id, rev: rev(), transition, values, reason: null };
        return engine.writes['records.transition'](tx, keeper, input);
      });
    const reason = '姓名应为诸葛某';
    const { audit } = vault.transact((tx) =>
      engine.writes['records.permitCorrection'](tx, keeper, { register, id, rev: rev(), reason }),
    );
    expect(JSON.stringify(audit)).not.toContain(reason);
    expect(engine.reads['records.get'](keeper, { register, id }).correction.permitted).toMatchObject({
      reason,
    });
    const closed = await dockets.as('reader');
    expect(closed.engine.reads['records.get'](reader, { register, id }).correction.permitted).toMatchObject({
      byName: 'keeper',
      reason: '',
    });
    await dockets.dispose();
  });
});
