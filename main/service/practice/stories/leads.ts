/** The library of leads: one story for each way a lead can go, spread over the year so that every light is on. */
import { leadPapers } from '../../../../domain/registers/lead/guards.ts';
import type { Story, Told, Teller, Telling } from '../stories.ts';
import { inspected } from './findings.ts';
import { bureau, type End, type Plot, plots } from './lead-plots.ts';

/** What a lead is about at least, and what is recovered of it, in 分. */
const leastAmount = 460_000;

export const leadStories: readonly (readonly [story: Story, day: number])[] = plots.map((plot) => [
  (teller) => leadStory(teller, plot),
  plot.from,
]);

function* leadStory(teller: Teller, plot: Plot): Telling {
  const name = teller.person();
  const lead = enter(teller, plot, name);
  if (plot.end === 'draft') return;
  yield 3;
  teller.step(lead, 'groupSign', {
    groupLeader: teller.person(),
    groupSignedAt: teller.today(),
    groupOpinion: '事实较为具体，建议按问题线索移交。',
    formSuggest: 'F1',
    handoverSuggest: 'DISCIPLINE',
  });
  yield 4;
  if (plot.end === 'fast') {
    reportTwice(teller, lead);
    teller.step(lead, 'fastTrack', {
      fastTrackReason: '涉及群众切身利益，证据确凿，须快查快办。',
      handoverTo: 'DISCIPLINE',
    });
  } else {
    consult(teller, lead, plot.end === 'downgraded' ? 'DOWNGRADE' : 'LEAD');
    yield 3;
    if (plot.end === 'consulted') return;
    if (plot.end === 'downgraded')
      return teller.step(lead, 'downgrade', {}, '属一般性工作缺点，提整改建议。');
    approve(teller, lead, plot);
  }
  yield 4;
  if (plot.end === 'approved') return;
  handOver(teller, lead, plot);
  yield 4;
  if (plot.end === 'handedOver') return;
  teller.step(lead, 'accept', {
    acceptedAt: teller.today(),
    undertakeDept: '第三纪检监察室',
    externalLeadNo: `JW-2026-${String(100 + plot.from)}`,
  });
  if (plot.end === 'accepted') return;
  yield 12;
  yield* disposal(teller, lead, plot, name);
}

function enter({ place, person, dice, today, save }: Teller, plot: Plot, name: string): Told {
  const { title, intro, unit, post, issue } = plot;
  const where = unit === bureau ? `${place}${unit}` : unit;
  return save(
    'lead',
    {
      ...inspected(place),
      registeredAt: today(),
      sourceKind: 'INSPECTION',
      sourceDetail: dice() < 0.5 ? 'DOCUMENTS' : 'TALK',
      importance: dice() < 0.3 ? 'IMPORTANT' : 'NORMAL',
      dualReportRequired: plot.end === 'fast',
      isLocal: false,
      title: `${where}${name}${title}问题`,
      problemIntro: intro,
      amount: Math.round(dice() * 90) * 10_000 + leastAmount,
      issueTypes: [issue],
      themeTags: ['CIVIL_AFFAIRS'],
      evidence: '1. 凭证复印件；2. 谈话记录；3. 银行流水摘录。',
      hasNature: true,
      hasFacts: true,
      hasEvidence: true,
      exclusion: 'NONE',
      foundBy: person(),
    },
    {
      persons: [
        {
          name,
          gender: '1',
          unit: where,
          post,
          rank: post.startsWith('村') ? 'RURAL' : 'TOWNSHIP',
          political: '01',
          cadreAuthority: post.startsWith('村') ? 'NONE' : 'COUNTY',
        },
      ],
    },
  );
}

function consult({ place, person, today, change, step }: Teller, lead: Told, conclusion: string): void {
  const consultedAt = today();
  change(
    lead,
    {},
    {
      consultations: [
        {
          heldAt: consultedAt,
          place: `${place}纪委监委会议室`,
          caseOffice: person(),
          trialOffice: person(),
          supervisionOffice: person(),
          inspection: person(),
          opinion:
            conclusion === 'LEAD'
              ? '有违纪事实，可查性强，同意作为问题线索移交。'
              : '不构成违纪，转一般问题整改。',
          conclusion,
        },
      ],
    },
  );
  step(lead, 'consult', { consultedAt, consultConclusion: conclusion });
}

function reportTwice({ person, today, change }: Teller, lead: Told): void {
  const rows = ['CITY_GROUP', 'LOCAL'].map((reportedTo) => ({
    reportedTo,
    reportedAt: today(),
    reporter: person(),
    summary: '报告线索主要事实、证据和直查快办建议。',
    instruction: '同意，从快查处。',
  }));
  change(lead, {}, { dualReports: rows });
}

/** A number of its own for each lead, in the order in which they come: no two papers of one kind bear the same. */
function numberFor(plot: Plot): number {
  return plots.toSorted((one, other) => one.from - other.from).indexOf(plot) + 1;
}

function approve({ today, step }: Teller, lead: Told, plot: Plot): void {
  step(lead, 'approve', {
    officeOpinion: '建议提请领导小组审定后移交纪委监委。',
    leadingGroupAt: today(),
    leadingGroupOpinion: '同意移交。',
    secretaryMeetingAt: today(),
    meetingNo: `书记专题会纪要〔${today().slice(0, 4)}〕${numberFor(plot)}号`,
    meetingOpinion: '原则同意，依规依纪依法处置。',
    handoverTo: 'DISCIPLINE',
  });
}

function handOver({ place, person, today, change, step, print }: Teller, lead: Told, plot: Plot): void {
  change(lead, { handoverDocNo: `巡线移〔${today().slice(0, 4)}〕${numberFor(plot)}号` });
  for (const { form } of leadPapers) print(lead, form);
  step(lead, 'handOver', {
    handoverOrg: `${place}纪委监委`,
    handoverAt: today(),
    handoverReceiver: person(),
    handoverSupervisor: person(),
    handoverCopies: 2,
    handoverPages: 26,
    receiverSigned: true,
  });
}

function* disposal(
  { person, today, change, step }: Teller,
  lead: Told,
  { end }: Plot,
  name: string,
): Telling {
  const kinds: Partial<Record<End, string>> = { talk: 'TALK_LETTER', suspended: 'SUSPEND' };
  step(lead, 'dispose', {
    disposition: kinds[end] ?? 'PRELIM',
    dispositionAt: today(),
    dispositionOpinion: '经集体研究，同意拟办意见。',
    undertaker: person(),
  });
  if (kinds[end] === undefined)
    change(
      lead,
      { prelimStartAt: today() },
      { progress: [{ step: 'PRELIM', doneAt: today(), note: '成立核查组，开展初步核实。' }] },
    );
  if (!['filed', 'done', 'fast'].includes(end)) return;
  yield 25;
  const filedAt = today();
  step(lead, 'file', { filedAt, filedPersons: 1 });
  if (end === 'filed') return;
  yield 30;
  change(
    lead,
    { prelimEndAt: today() },
    {
      results: [
        {
          name,
          filedAt,
          form: 'F2',
          partySanction: 'SERIOUS_WARNING',
          decidedAt: today(),
          decisionNo: '纪决〔2026〕9号',
        },
      ],
    },
  );
  step(lead, 'finish', {
    replyAt: today(),
    concludedAt: today(),
    result: 'SANCTIONED',
    replyText: `经查属实，给予党内严重警告处分，已追缴${leastAmount / 100}元。`,
    recovered: leastAmount,
    rectAdvice: '完善补贴审批制度，公示发放结果。',
  });
}
