/** A plan with two items and three measures in an open office, and the steps that close an item out. */
import type { RegisterId } from '../../domain/registers/registers.ts';
import { director, person, type Office } from './office.ts';

export const officer = person('rect', ['RECT_OFFICER']);
const organs = ['DISCIPLINE', 'ORGANISATION', 'PUBLICITY', 'OFFICE', 'GROUP'];
export const today = '2026-03-09';

type Values = Readonly<Record<string, string | number | boolean | string[] | null>>;

const reviews = organs.map((organ) => ({
  rowId: '',
  values: {
    organ,
    reviewer: `${organ}审核人`,
    reviewedAt: today,
    ...{ answersAll: true, toThePoint: true, dutyClear: true, timeSound: true },
    verdict: 'AGREE',
  },
}));

/** The plan’s pledge as an attachment. */
export const scanOf = (plan: string) => ({
  ...{ id: 'scan', register: 'rectPlan', record: plan, name: '背书.pdf', mediaType: 'application/pdf' },
  ...{ blob: 'b', size: 1, sha256: 's', pages: null, addedBy: 'officer', addedAt: 1 },
  ...{ removedReason: null, goesAlong: 0, sealed: null },
});

/** Saves, reads and steps in the office that is open at the time; the officer acts unless another is named. */
export function ledgerOf(vault: () => Office) {
  function save(
    register: RegisterId,
    values: Values,
    children: Parameters<Office['save']>[1]['children'] = {},
  ) {
    const confirmed = { dueMissing: '长期坚持' };
    return vault().save(officer, { register, values, children, confirmed });
  }

  function read(register: RegisterId, id: string) {
    return vault().engine.reads['records.get'](officer, { register, id });
  }

  function step(
    register: RegisterId,
    id: string,
    transition: string,
    values: Values = {},
    actor = officer,
    reason: string | null = null,
    confirmed: Readonly<Record<string, string>> = {},
  ): void {
    const { rev } = read(register, id);
    const input = { register, id, rev, transition, values, reason, confirmed };
    vault().write((tx) => vault().engine.writes['records.transition'](tx, actor, input));
  }

  function setupPlan() {
    const plan = save(
      'rectPlan',
      { targetId: '县民政局党组', feedbackAt: '2026-01-12', statedCount: 2, reviewOrgans: organs },
      { reviews },
    );
    const item = (seq: number, statement: string, aspect: string) =>
      save('rectItem', { plan: plan.id, seq, statement, aspect, type: 'BY_DATE', dueAt: '2026-06-30' });
    const first = item(1, '违规发放津贴补贴的问题', '贯彻落实党中央决策部署方面');
    const second = item(2, '低保资金发放不规范的问题', '贯彻落实党中央决策部署方面');
    const measure = (of: string, seq: number, content: string) =>
      save('rectMeasure', { item: of, seq, content, person: '吴敏', dueAt: '2026-06-30' });
    const measures = [
      measure(first.id, 1, '开展专题学习'),
      measure(first.id, 2, '全面核查清退资金'),
      measure(second.id, 1, '修订完善管理制度'),
    ];
    return { plan: plan.id, first: first.id, second: second.id, measures: measures.map(({ id }) => id) };
  }

  function closeOut(item: string, measures: readonly string[]): void {
    for (const measure of measures)
      step('rectMeasure', measure, 'finish', { doneAt: today, evidence: '学习记录3份' });
    step('rectItem', item, 'assess', { completion: 'DONE' });
    step('rectItem', item, 'apply', { headSigner: '刘芳', headSignedAt: today });
    step('rectItem', item, 'firstReview', { firstReviewer: '王登记', firstReviewedAt: today });
    step('rectItem', item, 'jointReview', {
      groupReviewer: '赵组长',
      groupOpinion: '整改到位。',
      disciplineReviewer: '钱纪检',
      disciplineOpinion: '同意。',
      organisationReviewer: '孙组织',
      organisationOpinion: '同意。',
      jointReviewedAt: today,
      satisfaction: 'GOOD',
      spotCheckPct: 50,
    });
    step('rectItem', item, 'close', { closeApprover: '陈主任', closedAt: today }, director);
  }

  return { save, read, step, setupPlan, closeOut };
}
