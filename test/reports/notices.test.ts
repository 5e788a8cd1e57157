/** What letters of each kind ask for on paper (reference 3.5.3). */
import { expect, it } from 'vitest';
import { urgeForm } from '../../main/reports/forms/notices.ts';
import { blankRecord } from '../../main/reports/forms/printed-record.ts';
import { sampleContext } from './support/samples.ts';

/** The words of a letter with these texts. */
function lettered(texts: Readonly<Record<string, string>>): string {
  const notice = { ...blankRecord, no: 'DB-1', text: (key: string) => texts[key] ?? '' };
  const { body } = urgeForm(sampleContext(), [notice]);
  return body.markup.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ');
}

const reply = /请于.*前书面回复办理情况/u;

it('a circular asks for a reply only where it names a day', () => {
  const circular = { kind: '通报', 'code.kind': 'CIRCULAR', matter: '某局整改不力' };
  expect(lettered(circular)).not.toMatch(reply);
  expect(lettered({ ...circular, replyDueAt: '2026-05-08' })).toContain('请于2026年5月8日前书面回复办理情况');
  expect(lettered({ kind: '督办单', 'code.kind': 'URGE' })).toMatch(reply);
});

it('who is called in reads when and where to come, and nobody else does', () => {
  const place = { interviewOn: '2026-04-28', interviewTime: '上午9时', interviewPlace: '县委巡察办会议室' };
  expect(lettered({ 'code.kind': 'INTERVIEW', ...place })).toContain(
    '请于2026年4月28日上午9时到县委巡察办会议室接受约谈。',
  );
  expect(lettered({ 'code.kind': 'INTERVIEW' })).toContain('接受约谈。');
  expect(lettered({ 'code.kind': 'URGE', ...place })).not.toContain('约谈');
});
