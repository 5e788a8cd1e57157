/** A letter goes out as it was printed: what it says of the day of the reply is what the office waits for. */
import { describe, expect, it } from 'vitest';
import { addDays } from '../../domain/calendar/dates.ts';
import { testNetwork } from '../support/network.ts';
import { get, print, save, step, type Values } from './kinds.ts';

const { city } = testNetwork();
const day = addDays(city.today(), 3);

async function signedOff(kind: string): Promise<string> {
  await city.signIn('rect');
  const id = await save(city, 'urgeNotice', {
    ...{ targetId: '县民政局党组', kind, matter: '进度滞后', demand: '加快整改', toOrg: '县民政局' },
    draftedAt: city.today(),
  });
  await city.signIn('dir');
  await step(city, 'urgeNotice', id, 'approve');
  await city.signIn('rect');
  return id;
}

const change = async (id: string, values: Values) =>
  save(city, 'urgeNotice', values, await get(city, 'urgeNotice', id));

const sent = (more: Values) => ({ sentAt: city.today(), docNo: '〔2026〕1号', ...more });

async function refusedToSend(id: string, values: Values): Promise<string> {
  const { rev } = await get(city, 'urgeNotice', id);
  const wish = { register: 'urgeNotice' as const, id, rev, transition: 'send', reason: '' };
  return (await city.refusal('records.transition', { ...wish, values })).type;
}

const blocked = async (id: string) =>
  (await get(city, 'urgeNotice', id)).actions.find(({ key }) => key === 'send')?.blocked ?? '';

describe('a letter that has been printed', { timeout: 60_000 }, () => {
  it('as a circular that asks for no answer is printed again once it is to ask for one', async () => {
    const id = await signedOff('CIRCULAR');
    await print(city, 'F28', id);
    expect(await blocked(id)).toBe('');
    expect(await refusedToSend(id, sent({ replyDueAt: day }))).toBe('PaperSaysOtherDay');
    await change(id, { replyDueAt: day, docNo: '〔2026〕1号' });
    expect(await blocked(id)).toContain('打印时还没有填写回复期限');
    await print(city, 'F28', id);
    await step(city, 'urgeNotice', id, 'send', sent({}));
    expect((await get(city, 'urgeNotice', id)).state).toBe('SENT');
  });

  it('with one day does not go out with another, on paper or not', async () => {
    const id = await signedOff('URGE');
    await change(id, { replyDueAt: day, docNo: '〔2026〕1号' });
    await print(city, 'F28', id);
    const later = addDays(day, 1);
    expect(await refusedToSend(id, sent({ replyDueAt: later }))).toBe('PaperSaysOtherDay');
    await step(city, 'urgeNotice', id, 'send', sent({ replyDueAt: day }));
  });

  it('with one number does not go out under another', async () => {
    const id = await signedOff('URGE');
    await change(id, { replyDueAt: day, docNo: '〔2026〕2号' });
    await print(city, 'F28', id);
    expect(await refusedToSend(id, sent({}))).toBe('PaperSaysOtherNumber');
    await step(city, 'urgeNotice', id, 'send', sent({ docNo: '〔2026〕2号' }));
  });

  it('with a blank for the day has it filled in by hand', async () => {
    const id = await signedOff('URGE');
    await change(id, { docNo: '〔2026〕1号' });
    await print(city, 'F28', id);
    await step(city, 'urgeNotice', id, 'send', sent({ replyDueAt: day }));
    expect((await get(city, 'urgeNotice', id)).state).toBe('SENT');
  });
});

it('a circular that was never printed here may still be given its day as it goes out', async () => {
  const id = await signedOff('CIRCULAR');
  await step(city, 'urgeNotice', id, 'send', sent({ replyDueAt: day }));
  expect((await get(city, 'urgeNotice', id)).state).toBe('SENT');
});
