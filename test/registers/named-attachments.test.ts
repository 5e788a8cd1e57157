/** A field that names an attachment names one that is there, and goes on doing so. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertAttachment } from '../../main/registers/attachment-table.ts';
import { failureOf, openOffice, person, type Office } from './office.ts';

const officer = person('rect', ['RECT_OFFICER']);
const register = 'rectPlan' as const;
const today = '2026-03-09';

let office: Office;
let plan: string;

const read = () => office.engine.reads['records.get'](officer, { register, id: plan });
const names = () => read().attachments.map(({ id }) => id);

function add(id: string): void {
  const file = {
    name: '背书.pdf',
    mediaType: 'application/pdf',
    blob: 'b',
    size: 1,
    sha256: 's',
    pages: null,
  };
  const rest = { addedBy: 'rect', addedAt: 1, removedReason: null, goesAlong: 0, sealed: null };
  office.vault.transact((tx) => insertAttachment(tx, { id, register, record: plan, ...file, ...rest }));
}

const remove = (attachment: string) =>
  office.write((tx) =>
    office.engine.writes['attachments.remove'](tx, officer, {
      ...{ register, record: plan, attachment, reason: '扫错了' },
    }),
  );

const correct = (planPledgeScan: string) =>
  office.write((tx) =>
    office.engine.writes['records.correct'](tx, officer, {
      ...{ register, id: plan, rev: read().rev, children: {}, confirmed: {} },
      ...{ values: { planPledgeScan }, reason: '填错' },
    }),
  );

beforeEach(async () => {
  office = await openOffice();
  const values = { targetId: '县民政局党组', feedbackAt: '2026-01-12', reviewOrgans: ['OFFICE'] };
  plan = office.save(officer, { register, values }).id;
  add('scan');
  const pledge = { planPledgeBy: '刘芳', planPledgeAt: today, planPledgeScan: '背书.pdf' };
  const asked = { planSubmittedAt: today, ...pledge };
  const submit = {
    register,
    id: plan,
    rev: read().rev,
    transition: 'submitPlan',
    values: asked,
    reason: null,
  };
  office.write((tx) => office.engine.writes['records.transition'](tx, officer, submit));
});
afterEach(() => office.dispose());

test('an attachment that a field names stays, with the way out, unless another bears its name', () => {
  const failure = failureOf(() => remove('scan'));
  expect(failure).toMatchObject({ type: 'AttachmentNamed', what: '附件“背书.pdf”没有移除。' });
  expect(JSON.stringify(failure)).toContain('“方案签字背书扫描件”中改选');
  expect(names()).toEqual(['scan']);
  add('another');
  remove('scan');
  expect(names()).toEqual(['another']);
});

test('a 更正 names no attachment that is not there', () => {
  expect(failureOf(() => correct('没有.pdf')).fields?.['planPledgeScan']).toContain('须是本件的附件');
  expect(read().values['planPledgeScan']).toBe('背书.pdf');
});
