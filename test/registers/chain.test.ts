/** From the letter to the rule that was made because of it: every record made from the one before, every link clickable. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../domain/access/permissions.ts';
import type { Register } from '../../domain/register.ts';
import { registerOf, type RegisterId } from '../../domain/registers/registers.ts';
import { importTargets } from '../../main/registers/spreadsheet/targets.ts';
import { accused, director, letter, openOffice, person, type Office } from './office.ts';

const everybody = person('all', ['REGISTRAR', 'CLUE_MANAGER', 'RECT_OFFICER']);
const keeper = person('keeper', ['CLUE_MANAGER']);
const target = '县民政局党组';

let office: Office;
beforeEach(async () => {
  office = await openOffice({ compartments: ['petitioner', 'lead'] });
});
afterEach(() => office.dispose());

type Values = Parameters<Office['save']>[1]['values'];
type Children = Parameters<Office['save']>[1]['children'];
interface Made {
  readonly register: RegisterId;
  readonly id: string;
}

function enter(
  register: RegisterId,
  values: Values,
  children: Children = {},
  actor: Actor = everybody,
): Made {
  const confirmed = { dueMissing: '长期坚持', participants: '未参加', sourceNamed: '未登记' };
  const whole = { ...values, ...(hasTarget(register) ? { targetId: target } : {}) };
  return { register, id: office.save(actor, { register, values: whole, children, confirmed }).id };
}

function hasTarget(id: RegisterId): boolean {
  return registerOf(id).fields.some(({ key, derived }) => key === 'targetId' && !derived);
}

/** As the form opens it from the other record's page, with what the clerk adds. */
function make(
  register: RegisterId,
  from: Made,
  more: Values = {},
  children: Children = {},
  actor = everybody,
): Made {
  const description: Register = registerOf(register);
  const origin = description.origins?.find((each) => each.register === from.register);
  if (!origin) throw new Error(`${register} is not made from ${from.register}`);
  const source = office.engine.reads['records.get'](actor, { register: from.register, id: from.id });
  const merged = mergedInto(from);
  const filled = origin.fill(source, () => '', { merged });
  const { type } = registerOf(register).fields.find(({ key }) => key === origin.field) ?? {};
  const named = { [origin.field]: type === 'records' ? [from.id, ...merged.map(({ id }) => id)] : from.id };
  const rows = Object.fromEntries(
    Object.entries(filled.children).map(([key, list]) => [
      key,
      list.map((values) => ({ rowId: '', values })),
    ]),
  );
  return enter(
    register,
    { ...filled.values, ...named, ...more } as Values,
    { ...rows, ...children } as Children,
    actor,
  );
}

function mergedInto({ register, id }: Made) {
  return office.engine.reads['records.merged'](everybody, { register, id }).records;
}

/** A paper signed by three. */
function signedDraft(title: string, more: Values): Made {
  const at = '2026-03-09';
  const draft = enter(
    'problemDraft',
    {
      ...{ title, summary: `${title}的事实`, draftedAt: at, discovery: '查账', ways: ['DOCUMENTS'] },
      ...{ occurred: '2025年', place: '县民政局', policyBasis: '办法第三条', responsible: '计财科' },
      ...more,
    },
    { evidence: [{ rowId: '', values: { name: '发放表', pages: 3 } }] },
  );
  take(draft, 'memberSign', { undertakerName: '甲', undertakerAt: at });
  take(draft, 'deputyReview', { deputyName: '乙', deputyAt: at });
  take(draft, 'leaderSign', { leaderName: '丙', leaderAt: at });
  return draft;
}

function take(
  { register, id }: Made,
  transition: string,
  values: NonNullable<Values>,
  actor: Actor = everybody,
): void {
  const { rev } = office.engine.reads['records.get'](everybody, { register, id });
  office.write((tx) =>
    office.engine.writes['records.transition'](tx, actor, {
      ...{ register, id, rev, transition, values },
      reason: null,
    }),
  );
}

/** The neighbours of a record on its page, in both directions. */
function neighbours({ register, id }: Made): readonly string[] {
  const { groups } = office.engine.reads['records.links'](everybody, { register, id });
  return groups.flatMap(({ records }) => records.map((record) => record.id));
}

const lead = {
  registeredAt: '2026-03-09',
  hasNature: true,
  hasFacts: true,
  hasEvidence: true,
  exclusion: 'NONE',
  markKind: 'WORK_SECRET',
};
const accusedOfLead = { persons: [{ rowId: '', values: { name: '李某某', unit: '县民政局' } }] };

function makeChain(): readonly Made[] {
  const petition = enter('petition', { ...letter, channel: 'CALL' }, { accused });
  const material = enter('auditMaterial', {
    title: '低保资金专项审计报告',
    kind: 'SPECIAL',
    auditedOrg: '县民政局',
    requestedAt: '2026-03-02',
  });
  const draft = make('problemDraft', material, {
    title: '低保资金发放不规范',
    draftedAt: '2026-03-05',
    summary: '重复发放低保资金',
    petitions: [petition.id],
  });
  const made = make('lead', draft, { ...lead, petitionIds: [petition.id] }, accusedOfLead, keeper);
  const problem = make('problem', made, {}, {}, keeper);
  take(problem, 'confirm', { confirmedAt: '2026-03-06' }, director);
  const plan = enter('rectPlan', { feedbackAt: '2026-03-06' });
  const item = make('rectItem', problem, { plan: plan.id, type: 'BY_DATE', dueAt: '2026-06-30' });
  const measure = enter('rectMeasure', { item: item.id, seq: 1, content: '修订低保资金管理办法' });
  const institution = make('institution', measure, {
    title: '低保资金管理办法',
    kind: 'REVISED',
    issuedBy: '县民政局',
    issuedAt: '2026-03-08',
  });
  const visit = make('followUpVisit', item, {
    visitedAt: '2026-03-09',
    way: 'PHONE',
    visitedKind: 'RESIDENT',
  });
  return [petition, material, draft, made, problem, item, measure, institution, visit];
}

describe('what was found', () => {
  test('leads from the letter to the rule that was made of it, and back', () => {
    const [petition, material, draft, made, problem, item, measure, institution, visit] = makeChain();
    const pairs = [
      [petition, draft],
      [petition, made],
      [material, draft],
      [material, made],
      [draft, made],
      [made, problem],
      [problem, item],
      [measure, institution],
      [item, institution],
      [item, visit],
      [problem, visit],
    ];
    for (const [one, other] of pairs) {
      if (!one || !other) throw new Error('the chain is broken');
      expect(neighbours(one)).toContain(other.id);
      expect(neighbours(other)).toContain(one.id);
    }
  });

  test('comes along with the paper it was merged into, however often, and leads on through it', () => {
    const [main, second, third] = ['重复发放', '违规列支', '票据不实'].map((title, index) =>
      signedDraft(title, index === 2 ? { maturity: 'SIGN' } : {}),
    );
    if (!main || !second || !third) throw new Error('three papers were signed');
    take(third, 'merge', { mergedInto: second.id });
    take(second, 'merge', { mergedInto: main.id });
    expect(mergedInto(main).map(({ id }) => id)).toEqual([second.id, third.id]);
    const problem = make('problem', main);
    const { values } = office.engine.reads['records.get'](everybody, problem);
    expect(values).toMatchObject({
      drafts: [main.id, second.id, third.id],
      facts: '重复发放的事实\n违规列支的事实\n票据不实的事实',
      responsible: '计财科',
    });
    const late = signedDraft('超标准接待', {});
    take(late, 'merge', { mergedInto: second.id });
    const { no } = office.engine.reads['records.get'](everybody, main);
    const { groups } = office.engine.reads['records.links'](everybody, late);
    expect(groups).toContainEqual(
      expect.objectContaining({
        register: 'problem',
        through: no,
        records: [expect.objectContaining({ id: problem.id })],
      }),
    );
    expect(neighbours(second).filter((id) => id === problem.id)).toHaveLength(1);
  });

  test('stands in the timeline of the organisation, the measures of its items included', () => {
    const chain = makeChain();
    const timeline = { target, registers: null, offset: 0, limit: 50 };
    const { rows } = office.engine.reads['targets.timeline'](everybody, timeline);
    for (const { id } of chain) expect(rows.map((row) => row.id)).toContain(id);
  });

  test('says where a lead comes from and what it goes on with', () => {
    const [, , , made, problem] = makeChain();
    const { values } = office.engine.reads['records.get'](keeper, { register: 'lead', id: made?.id ?? '' });
    expect(values).toMatchObject({
      title: '低保资金发放不规范',
      problemIntro: '重复发放低保资金',
      sourceKind: 'INSPECTION',
      sourceDetail: 'AUDIT_MATERIAL',
      targetId: target,
    });
    expect(
      office.engine.reads['records.get'](keeper, { register: 'problem', id: problem?.id ?? '' }).values,
    ).toMatchObject({ statement: '低保资金发放不规范', facts: '重复发放低保资金' });
  });
});

test('a spreadsheet names no record of the vault, whatever its column is called', () => {
  const paths = importTargets(registerOf('lead')).map(({ path }) => path);
  for (const key of ['petitionIds', 'draftIds', 'fundIds']) expect(paths).not.toContain(key);
});
