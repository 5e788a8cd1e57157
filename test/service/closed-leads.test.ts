/**
 * Whoever may not open a lead learns nothing of it from any procedure of the contract: every one is called with what would
 * reach the lead, and no answer, whether given or refused, holds a word of it.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lead } from '../../domain/registers/lead/lead.ts';
import type { Field } from '../../domain/register.ts';
import { serviceContract, type Input, type ServiceProcedureName } from '../../preload/contract/contract.ts';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  passwordOf,
  type TestPc,
  testUsers,
} from '../support/office.ts';
import { createTestPrinter } from '../support/printer.ts';
import { inputsFor, nowhere } from './inputs.ts';
import { letter, saveLetter } from './letters.ts';

const word = '暗标';
/** What stands in the library begins with it; what is searched for does not. */
const secret = `${word}之`;
const pcs = createTestPcs();
let pc: TestPc;
let letterId = '';
let saved = { id: '', no: '', attachment: '' };

/** Of each typed field of the library a value nobody else may see. */
function secrets(fields: readonly Field[], sealed: (field: Field) => boolean): Record<string, string> {
  const typed = fields.filter(
    (field) => sealed(field) && !field.derived && ['text', 'longText'].includes(field.type),
  );
  return Object.fromEntries(typed.map(({ key, label }) => [key, `${secret}${label}`.slice(0, 30)]));
}

const save = (values: Input<'records.save'>['values']): Input<'records.save'> => ({
  ...{ register: 'lead', id: null, rev: null, draft: null, confirmed: {}, duplicate: null },
  sealedDirect: false,
  values,
  children: {
    persons: [
      {
        rowId: '',
        values: secrets(lead.children.find(({ key }) => key === 'persons')?.fields ?? [], () => true),
      },
    ],
  },
});

async function saveLead(): Promise<void> {
  await pc.signIn('clue');
  const entered = ['title', 'problemIntro', 'evidence'];
  const values = {
    ...{ registeredAt: pc.today(), sourceKind: 'PETITION', petitionIds: [letterId] },
    ...{ hasNature: true, hasFacts: true, hasEvidence: true, exclusion: 'NONE', markKind: 'WORK_SECRET' },
    ...secrets(lead.fields, ({ key, compartment }) => compartment !== undefined && entered.includes(key)),
  };
  const { id, no } = await pc.call('records.save', save(values));
  const scan = join(pcs.folder, `${secret}附件.pdf`);
  writeFileSync(scan, '%PDF-1.7\n%%EOF\n');
  const attach = { job: jobId(), register: 'lead' as const, record: id, files: [fileToken] };
  const kept = await pc.call('attachments.add', attach, { [fileToken]: scan });
  const gone = await pc.call('attachments.add', attach, { [fileToken]: scan });
  const attachment = gone.added[0]?.id ?? '';
  await pc.call('attachments.remove', { register: 'lead', record: id, attachment, reason: `${secret}重复` });
  const { values: written, children } = save(values);
  const draft = { register: 'lead' as const, draft: null, record: null, rev: null };
  await pc.call('drafts.save', { ...draft, content: { values: written, children } });
  saved = { id, no, attachment: kept.added[0]?.id ?? '' };
}

beforeAll(async () => {
  pc = pcs.pc('county', undefined, createTestPrinter().ask);
  // With two keepers of the library the director need not open it.
  await foundTestOffice(pc, 'COUNTY', '330824', [...testUsers, { account: 'keeper', role: 'CLUE_MANAGER' }]);
  await pc.signIn('reg');
  letterId = (await saveLetter(pc, letter)).id;
  await saveLead();
}, 60_000);
afterAll(() => pcs.dispose());

/** The same call, but for the lead: the register everywhere, and the searched word. */
function aimed(name: ServiceProcedureName): unknown {
  const existing = { ...nowhere, record: saved.id, no: saved.no, attachment: saved.attachment };
  const form = name === 'paper.form' ? { form: 'F11' } : {};
  const report = { report: 'R-06' };
  return JSON.parse(JSON.stringify({ ...inputsFor(existing)[name], ...form }), (key, value: unknown) => {
    if (key === 'register') return 'lead';
    if (key === 'transition') return lead.workflow.transitions[0]?.key;
    if (key === 'text' && typeof value === 'string') return word;
    if (key === 'parameters') return { ...(value as object), ...report };
    return value;
  });
}

/** What ends the sitting, or begins work nobody waits for here. */
const left: readonly ServiceProcedureName[] = ['session.changePassword'];
const names = (Object.keys(serviceContract) as ServiceProcedureName[]).filter(
  (name) => serviceContract[name].access !== 'anyone' && !left.includes(name),
);

describe('of a lead', { timeout: 120_000 }, () => {
  it.each(['reg', 'rect', 'dir', 'aud', 'sec', 'sys'])(
    '%s learns nothing by any procedure',
    async (account) => {
      await pc.signIn(account);
      if (account === 'reg') await pc.call('session.confirmSelf', { password: passwordOf(account) });
      const told: string[] = [];
      for (const name of names) {
        const answer = await pc.service.call(name, aimed(name), { [fileToken]: join(pcs.folder, '没有') });
        const text = JSON.stringify(answer);
        if (text.includes(secret))
          told.push(
            `${name}: ${text.slice(Math.max(0, text.indexOf(secret) - 60), text.indexOf(secret) + 60)}`,
          );
        const numbered = account !== 'dir' && account !== 'aud' && text.includes(saved.no);
        if (numbered) told.push(`${name} tells the number`);
      }
      expect(pc.bugs.splice(0)).toEqual([]);
      expect(told).toEqual([]);
    },
  );

  it('the letter it was made from says nothing to who may not read leads', async () => {
    await pc.signIn('rect');
    const { groups } = await pc.call('records.links', { register: 'petition', id: letterId });
    expect(groups).toEqual([]);
    await pc.signIn('clue');
    const known = await pc.call('records.links', { register: 'petition', id: letterId });
    expect(known.groups).toMatchObject([{ register: 'lead', records: [{ no: saved.no }] }]);
  });

  it('a paper is printed by who keeps the library, not by who only reads it', async () => {
    await pc.signIn('dir');
    const { forms } = await pc.call('paper.forms', {});
    expect(forms.filter(({ id }) => lead.forms.some((each) => each === id))).toEqual([]);
    const paper = aimed('paper.form') as Input<'paper.form'>;
    expect((await pc.refusal('paper.form', paper)).type).toBe('PrintingNotAllowed');
    await pc.signIn('clue');
    await expect(pc.call('paper.form', paper)).resolves.toHaveProperty('document');
  });

  it('a report is offered and made only to who may read the register it counts', async () => {
    await pc.signIn('reg');
    const { reports } = await pc.call('reports.offered', {});
    expect(reports).toContain('R-01');
    for (const report of ['R-06', 'R-09'] as const) {
      expect(reports).not.toContain(report);
      const { parameters } = aimed('reports.compute') as Input<'reports.compute'>;
      const asked = { job: jobId(), parameters: { ...parameters, report } };
      expect((await pc.refusal('reports.compute', asked)).type).toBe('NotAllowed');
    }
    await pc.signIn('rect');
    expect((await pc.call('reports.offered', {})).reports).toContain('R-09');
  });

  it('two letters of one petitioner are told to who enters letters alone', async () => {
    await pc.signIn('reg');
    const second = await saveLetter(pc, {
      values: { ...letter.values, summary: '反映另一件事：村道年久失修无人过问。' },
      children: letter.children,
      duplicate: { decision: 'none', of: null, basis: '不是同一事项' },
    });
    const asked = async (account: string) => {
      await pc.signIn(account);
      const { values, children } = await pc.call('records.get', { register: 'petition', id: second.id });
      const { candidates } = await pc.call('records.duplicates', {
        ...{ register: 'petition', exclude: second.id },
        values,
        children,
      });
      return JSON.stringify(candidates);
    };
    expect(await asked('reg')).toContain('同一反映人：反映人');
    expect(await asked('rect')).not.toContain('同一反映人：反映人');
    expect(await asked('dir')).not.toContain('同一反映人：反映人');
  });
});
