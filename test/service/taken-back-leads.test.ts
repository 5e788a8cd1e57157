/** A lead handed to the wrong office: taken back while it is still here, handed back once it is there. */
import { describe, expect, it } from 'vitest';
import { testNetwork } from '../support/network.ts';
import { approveAndWrite, cityId, countyId, receivePackageFrom } from '../support/office.ts';
import { address, addressing, approveLead, get, send as sendKind, signedLead, step } from './kinds.ts';

const { pcs, city, county } = testNetwork();
const send = sendKind.bind(undefined, pcs);
let id = '';

const revocable = async () => {
  const { addressees } = await county.call('records.addressees', { register: 'lead', id });
  return addressees.map((each) => each.revocable);
};
const notTakenBack = async () =>
  county.refusal('records.address', await addressing(county, 'lead', id, cityId, false));

describe('a hand-over', { timeout: 60_000 }, () => {
  it('is taken back while no package holds the lead, which is then our own again', async () => {
    id = await signedLead(county, { problemIntro: '违规收受礼金' });
    await approveLead(county, id);
    await address(county, 'lead', id, cityId);
    expect(await get(county, 'lead', id)).toMatchObject({ office: cityId, actions: [] });
    expect(await revocable()).toEqual([true]);
    await address(county, 'lead', id, cityId, false);
    const ours = await get(county, 'lead', id);
    expect(ours).toMatchObject({ office: countyId, state: 'HANDED_OVER' });
    expect(ours.actions.map(({ key, blocked }) => [key, blocked])).toContainEqual(['returned', null]);
    const { entries } = await county.call('records.history', { register: 'lead', id });
    expect(entries[0]).toMatchObject({ actionLabel: '取消移交' });
    const asked = { kind: 'leads' as const, peer: cityId, period: null };
    expect((await county.call('packages.preview', asked)).counts).toEqual({ lead: 0 });
  });

  it('is not taken back while a drafted package holds the lead, nor ever once one was sealed', async () => {
    await address(county, 'lead', id, cityId);
    const asked = { kind: 'leads' as const, peer: cityId, period: null, withAttachments: false, remark: '' };
    const first = await county.call('packages.prepare', asked);
    expect(await notTakenBack()).toMatchObject({ type: 'HandOverPacked' });
    expect(await revocable()).toEqual([false]);
    await county.signIn('dir');
    await county.call('packages.void', { package: first.package, reason: '移交有误' });
    await county.signIn('clue');
    expect(await revocable()).toEqual([true]);
    const second = await county.call('packages.prepare', asked);
    await receivePackageFrom(city, await approveAndWrite(pcs, county, second.package), 'clue');
    await county.signIn('clue');
    expect(await notTakenBack()).toMatchObject({
      type: 'HandOverLeft',
      next: expect.stringContaining('移交回本单位') as string,
    });
    expect(await get(city, 'lead', id)).toMatchObject({ office: cityId });
  });
});

describe('a lead handed to us', { timeout: 60_000 }, () => {
  it('is not sent back by the step of who handed it over, which says how it goes', async () => {
    const back = (await get(city, 'lead', id)).actions.find(({ key }) => key === 'returned');
    expect(back?.blocked).toContain('移交回原移交单位');
    const { rev } = await get(city, 'lead', id);
    const asked = {
      register: 'lead' as const,
      id,
      rev,
      transition: 'returned',
      values: {},
      reason: '退回补充',
    };
    expect(await city.refusal('records.transition', asked)).toMatchObject({ type: 'HandedToUs' });
    const there = await get(county, 'lead', id);
    const owner = await county.refusal('records.transition', { ...asked, rev: there.rev });
    expect(owner).toMatchObject({
      type: 'NotOwner',
      next: expect.stringContaining('移交回本单位') as string,
    });
  });

  it('is handed back with a package, and sent back to the consultation where it was registered', async () => {
    await city.signIn('clue');
    await address(city, 'lead', id, countyId);
    // Made before the county has heard of it: it would make two owners.
    const repeated = await send(county, 'leads', cityId, 'clue');
    const result = await receivePackageFrom(city, repeated, 'clue');
    expect(result).toMatchObject({ applied: 0, unchanged: 1, refused: 0 });
    expect(await get(city, 'lead', id)).toMatchObject({ office: countyId });
    await receivePackageFrom(county, await send(city, 'leads', countyId, 'clue'), 'clue');
    await step(county, 'lead', id, 'returned');
    expect(await get(county, 'lead', id)).toMatchObject({ office: countyId, state: 'CONSULTED' });
    await receivePackageFrom(city, await send(county, 'leads', cityId, 'clue'), 'clue');
    expect(await get(city, 'lead', id)).toMatchObject({
      office: countyId,
      withdrawn: true,
      state: 'HANDED_OVER',
    });
  });

  it('can be handed over once more afterwards', async () => {
    await county.signIn('clue');
    await approveLead(county, id);
    await address(county, 'lead', id, cityId);
    expect(await revocable()).toEqual([true]);
    const result = await receivePackageFrom(city, await send(county, 'leads', cityId, 'clue'), 'clue');
    expect(result).toMatchObject({ applied: 1, refused: 0 });
    expect(await get(city, 'lead', id)).toMatchObject({ office: cityId, withdrawn: false, void: null });
    await county.signIn('clue');
    expect(await notTakenBack()).toMatchObject({ type: 'HandOverLeft' });
  });
});
