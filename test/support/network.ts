/** Where the specs of a file begin with a city and a county of its network. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { copyUserData, madeOnce } from './made-once.ts';
import { type Ask, createTestPcs, foundNetwork, type TestPc, type TestPcs } from './office.ts';

export interface TestNetwork {
  readonly pcs: TestPcs;
  readonly city: TestPc;
  readonly county: TestPc;
}

/** There before the first spec and gone after the last. With a clock of its own it is founded for this file, at its time. */
export function testNetwork(wish: { readonly clock?: () => number; readonly ask?: Ask } = {}): TestNetwork {
  const pcs = createTestPcs();
  const [city, county] = [pcs.pc('city', wish.clock, wish.ask), pcs.pc('county', wish.clock, wish.ask)];

  beforeAll(async () => {
    if (wish.clock) {
      await foundNetwork(pcs, city, county);
      return;
    }
    const made = await madeOnce('network', makeNetwork);
    copyUserData(join(made, 'city'), city.userData);
    copyUserData(join(made, 'county'), county.userData);
  });

  afterAll(() => pcs.dispose());

  return { pcs, city, county };
}

async function makeNetwork(folder: string): Promise<void> {
  const pcs = createTestPcs();
  try {
    const [city, county] = [pcs.pc('city'), pcs.pc('county')];
    await foundNetwork(pcs, city, county);
    for (const pc of [city, county]) await pc.service.stop();
    for (const name of ['city', 'county'])
      cpSync(join(pcs.folder, name), join(folder, name), { recursive: true });
  } finally {
    await pcs.dispose();
  }
}
