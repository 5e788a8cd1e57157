/** Letters go up without their petitioners: not by what a clerk typed elsewhere either. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '../../preload/contract/contract.ts';
import { testNetwork } from '../support/network.ts';
import { cityId, fileToken, jobId } from '../support/office.ts';
import { pdfOf } from '../support/printer.ts';
import { letter, saveLetter } from './letters.ts';

const { pcs, county } = testNetwork();

const petitioner = (values: Record<string, string>) => ({ petitioners: [{ rowId: 'neu', values }] });
const prepare = (namesReason = '', withAttachments = true): Input<'packages.prepare'> => ({
  kind: 'petitions',
  peer: cityId,
  period: null,
  withAttachments,
  remark: '',
  namesReason,
});

beforeAll(() => county.signIn('reg'));

describe('a package of letters', { timeout: 60_000 }, () => {
  it('is made when nothing in it names a petitioner', async () => {
    await saveLetter(county, {
      values: { ...letter.values, summary: '反映村务不公开，村民张某某反映' },
      children: { ...letter.children, ...petitioner({ name: '赵试验', phone: '13900001234' }) },
    });
    await expect(county.call('packages.prepare', prepare())).resolves.toHaveProperty('no');
  });

  it('is refused with number and place when a summary or the name of a scan does, and goes with a reason', async () => {
    const summary = await saveLetter(county, {
      values: { ...letter.values, summary: '赵 试验反映修路款没有公开' },
      children: { ...letter.children, ...petitioner({ name: '赵试验', phone: '13900001234' }) },
    });
    const scanned = await saveLetter(county, {
      values: { ...letter.values, summary: '反映低保评定不公' },
      children: { ...letter.children, ...petitioner({ name: '钱试验' }) },
    });
    const path = join(pcs.folder, '钱试验来信.pdf');
    writeFileSync(path, pdfOf('<main class="sheet'));
    await county.call(
      'attachments.add',
      { job: jobId(), register: 'petition', record: scanned.id, files: [fileToken] },
      { [fileToken]: path },
    );

    const refused = await county.refusal('packages.prepare', prepare());
    expect(refused.type).toBe('NamesInContent');
    expect(refused.why).toContain(`${summary.no}（反映的主要问题）`);
    expect(refused.why).toContain(`${scanned.no}（附件名称）`);
    expect(JSON.stringify(refused)).not.toMatch(/试验|1390000/u);
    const withoutScans = await county.refusal('packages.prepare', prepare('', false));
    expect(withoutScans.why).not.toContain(scanned.no);

    const made = await county.call('packages.prepare', prepare('系同名的他人，已核对'));
    const asked = { direction: 'out' as const, peer: null, offset: 0, limit: 20 };
    const { packages } = await county.call('packages.list', asked);
    expect(packages.find(({ no }) => no === made.no)?.remark).toBe(
      '2件内容中有与反映人相同的信息，理由：系同名的他人，已核对',
    );
  });

  it('is refused whatever the reason when a telephone is in it, which nobody else bears', async () => {
    const summary = await saveLetter(county, {
      values: { ...letter.values, summary: '请拨１３８-0000-9876，反映危房没有鉴定' },
      children: { ...letter.children, ...petitioner({ name: '周试验', phone: '13800009876' }) },
    });
    const refused = await county.refusal('packages.prepare', prepare('系同名的他人，已核对'));
    expect(refused).toMatchObject({ type: 'NamesInContent', what: '有1件的内容不能凭理由发出。' });
    expect(refused.why).toContain(`${summary.no}（反映的主要问题）`);
    expect(JSON.stringify(refused)).not.toContain('9876');
  });

  it('is refused too when it names a visitor who stands only in the reception behind the letter', async () => {
    const reception = await county.call('records.save', {
      ...{
        register: 'reception',
        id: null,
        rev: null,
        draft: null,
        confirmed: {},
        duplicate: null,
        sealedDirect: false,
      },
      values: {
        receivedAt: letter.values['receivedAt'] ?? null,
        kind: 'VISIT',
        summary: '反映承包不公开',
        personCount: 1,
      },
      children: {
        receivers: ['赵某', '钱某'].map((name) => ({ rowId: '', values: { name } })),
        petitioners: [{ rowId: '', values: { name: '孙试验' } }],
      },
    });
    const made = await saveLetter(county, {
      values: { ...letter.values, receptionId: reception.id, summary: '来访人孙试验反映承包不公开' },
      children: { accused: letter.children?.['accused'] ?? [] },
    });
    const refused = await county.refusal('packages.prepare', prepare());
    expect(refused.type).toBe('NamesInContent');
    expect(refused.why).toContain(`${made.no}（反映的主要问题）`);
  });
});
