/**
 * Power cuts. A workload runs on a disk in memory; after every call that changes the disk, many things that a power
 * cut at that moment could leave are built (what was not synced survives in random subsets, writes in random sectors)
 * and opened. Each must hold every acknowledged commit, none in part.
 *
 * One seed again: CRASH_SEED=12345 npx vitest run test/crash/crash.test.ts (CRASH_STATES=500 for fewer states)
 */
import { expect, test } from 'vitest';
import { checkImage } from './check.ts';
import { emptyImage, imageDigest } from './disk-image.ts';
import { createMemoryDisk } from './memory-disk.ts';
import type { Image } from './disk-image.ts';
import type { MemoryDisk } from './memory-disk.ts';
import { createRandom, nothingAcknowledged, repeatableDeps, runWorkload, startFolder } from './workload.ts';
import type { Acknowledged } from './workload.ts';

const seed = Number(process.env['CRASH_SEED'] ?? 20_250_301);
const wanted = Number(process.env['CRASH_STATES'] ?? (process.env['SLOW'] ? 100_000 : 10_000));

interface CrashState {
  readonly image: Image;
  readonly acknowledged: Acknowledged;
  /** The call after which the power went. */
  readonly moment: string;
}

test(
  `every one of ${wanted} crash states opens with all that was acknowledged`,
  { timeout: 14_400_000 },
  async () => {
    const seen = new Set<string>();
    let number = 0;
    let recoveryStates = 0;
    for (let round = 0; seen.size < wanted; round += 1) {
      for (const state of await statesOfRound(round, seen)) {
        try {
          recoveryStates += await checkState(state, number);
        } catch (error) {
          throw new Error(`seed ${seed}, state ${number} (${state.moment})`, { cause: error });
        }
        number += 1;
      }
      if (wanted > 10_000) console.log(`crash states: ${number} of ${wanted} checked, seed ${seed}`);
    }
    console.log(
      `crash states: ${number} distinct, plus ${recoveryStates} crashes during recovery; seed ${seed}; ` +
        '0 lost, 0 partial, 0 unopenable',
    );
    expect(number).toBeGreaterThanOrEqual(wanted);
  },
);

/** Opens the state; for some also cuts the power at every moment of the recovery itself. */
async function checkState(state: CrashState, number: number): Promise<number> {
  const nested: Image[] = [];
  const random = createRandom(seed + number);
  let disk: MemoryDisk | undefined;
  const recorded = number % 50 === 0;
  const after = (): void => {
    if (recorded && disk) nested.push(disk.crash(random));
  };
  const makeDeps = (made: MemoryDisk): ReturnType<typeof repeatableDeps> => {
    disk = made;
    return repeatableDeps(seed + number, { files: made.files });
  };
  await checkImage(makeDeps, state.image, state.acknowledged, number % 5 === 1, { after });
  for (const image of nested) await checkImage(makeDeps, image, state.acknowledged, false);
  return nested.length;
}

/** What one run of the workload adds to `seen`. Only the states of one round are ever held: they are large. */
async function statesOfRound(round: number, seen: Set<string>): Promise<readonly CrashState[]> {
  const states: CrashState[] = [];
  const random = createRandom(seed + round);
  const acknowledged = nothingAcknowledged();
  const collect = (call: string, path: string): void => {
    const choices = ['none', 'all', ...Array.from({ length: 40 }, () => random)] as const;
    for (const choice of choices) {
      if (seen.size >= wanted) return;
      const image = disk.crash(choice);
      const key = imageDigest(image);
      const moment = `after ${call} ${path.slice(startFolder.length)}, round ${round}`;
      if (!seen.has(key)) states.push({ image, acknowledged: structuredClone(acknowledged), moment });
      seen.add(key);
    }
  };
  const disk = createMemoryDisk(emptyImage(startFolder), { after: collect });
  await runWorkload(repeatableDeps(seed + round, { files: disk.files }), acknowledged);
  return states;
}
