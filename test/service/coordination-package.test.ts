/** A request of the city to a county and its answer: neither office changes what the other has written. */
import { describe, expect, it } from 'vitest';
import { testNetwork } from '../support/network.ts';
import { cityId, countyId, receivePackageFrom } from '../support/office.ts';
import { contentOfPackages } from '../support/vault-of.ts';
import { address, addressing, get, save, send as sendKind, step } from './kinds.ts';

const { pcs, city, county } = testNetwork();
const send = sendKind.bind(undefined, pcs);

describe('a request for cooperation', { timeout: 120_000 }, () => {
  it('goes to the county once it has been sent, is answered there, and closed with that answer', async () => {
    await city.signIn('rect');
    const id = await save(city, 'coordRequest', {
      ...{ mechanism: 'ORG', phase: 'PRE', type: 'O_BORROW', title: '抽调人员', toDept: '某县委巡察办' },
      ...{ content: '请推荐熟悉财务的干部两名', contact: '周某', remark: '内部备注不外传' },
    });
    const early = await addressing(city, 'coordRequest', id, countyId, true);
    expect((await city.refusal('records.address', early)).type).toBe('NotAddressable');
    await city.signIn('dir');
    await step(city, 'coordRequest', id, 'approve');
    await city.signIn('rect');
    await step(city, 'coordRequest', id, 'send', {
      docNo: '〔2026〕1号',
      sentAt: city.today(),
      dueAt: '2099-01-01',
    });
    await address(city, 'coordRequest', id, countyId);
    const path = await send(city, 'coordination', countyId);
    expect(await receivePackageFrom(county, path, 'rect')).toMatchObject({ applied: 1, refused: 0 });
    expect(await get(county, 'coordRequest', id)).toMatchObject({ office: cityId, editable: false });

    await county.signIn('rect');
    const reply = await save(county, 'coordReply', { request: id, content: '推荐李某某、王某某' });
    await county.signIn('dir');
    await step(county, 'coordReply', reply, 'confirm');
    const back = await receivePackageFrom(city, await send(county, 'coordination', cityId), 'rect');
    expect(back).toMatchObject({ applied: 1, refused: 0 });
    expect((await get(city, 'coordReply', reply)).values['content']).toBe('推荐李某某、王某某');
    await step(city, 'coordRequest', id, 'takeReply', { replySummary: '推荐两名' });
    const { state, values } = await get(city, 'coordRequest', id);
    expect({ state, signedAt: values['signedAt'], replyAt: values['replyAt'] }).toEqual({
      ...{ state: 'REPLIED', signedAt: city.today(), replyAt: city.today() },
    });
    await step(city, 'coordRequest', id, 'close', { closedAt: city.today(), evaluation: null });
    expect(await contentOfPackages(city, 'rect', 'coordination')).not.toContain('内部备注');
  });
});
