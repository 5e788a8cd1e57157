import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Files } from '../../main/exchange/files.ts';
import { createNodeFiles } from '../../main/exchange/files.ts';
import { packageFileName } from '../../main/exchange/manifest.ts';
import { writeToMedium } from '../../main/exchange/medium.ts';
import {
  blobEntry,
  createNetwork,
  makePackage,
  openPackage,
  petitionLines,
  refusalOf,
  testBytes,
} from './network.ts';
import type { TestNetwork } from './network.ts';

let network: TestNetwork;
let file: Uint8Array;
let fileName: string;
beforeAll(async () => {
  network = await createNetwork(1);
  const made = await makePackage(network, network.office(1), [network.office(0)], {
    entries: [petitionLines(2), blobEntry(testBytes(3_000_000))],
  });
  file = made.file;
  fileName = packageFileName(made.manifest);
}, 30_000);
afterAll(() => network.dispose());

/** What happens at operation number `at`: one failure, or the medium is gone from then on. */
interface Fault {
  readonly at: number;
  readonly code: string;
  readonly lasting: boolean;
}

function faultyFiles(fault: Fault | null): { readonly files: Files; readonly operations: () => number } {
  const real = createNodeFiles();
  let count = 0;
  const step = async <T>(work: () => Promise<T>, partly?: () => Promise<unknown>): Promise<T> => {
    count += 1;
    const fails = fault !== null && (fault.lasting ? count >= fault.at : count === fault.at);
    if (!fails) return work();
    if (count === fault.at) await partly?.();
    throw Object.assign(new Error(fault.code), { code: fault.code });
  };
  /** The system closes a handle even when the device is gone. */
  const closing = async (close: () => Promise<void>) => {
    await close();
    await step(() => Promise.resolve());
  };
  const files: Files = {
    ...real,
    create: (path) =>
      step(async () => {
        const sink = await real.create(path);
        return {
          write: (bytes) =>
            step(
              () => sink.write(bytes),
              () => sink.write(bytes.subarray(0, bytes.length >> 1)),
            ),
          sync: () => step(() => sink.sync()),
          close: () => closing(() => sink.close()),
        };
      }),
    openForReading: (path) =>
      step(async () => {
        const source = await real.openForReading(path);
        return {
          size: source.size,
          read: (position, length) => step(() => source.read(position, length)),
          close: () => closing(() => source.close()),
        };
      }),
    rename: (from, to) => step(() => real.rename(from, to)),
    remove: (path) => step(() => real.remove(path)),
    exists: (path) => step(() => real.exists(path)),
    syncFolder: (folder) => step(() => real.syncFolder(folder)),
  };
  return { files, operations: () => count };
}

/** Small writes, so that there are many moments to pull the medium out. */
async function attempt(folder: string, fault: Fault | null) {
  const { files, operations } = faultyFiles(fault);
  const outcome = await refusalOf(
    writeToMedium(
      { files },
      {
        folder,
        fileName,
        write: async (sink) => {
          for (let at = 0; at < file.length; at += 400_000) await sink.write(file.subarray(at, at + 400_000));
        },
        verify: async (source) => (await openPackage(network, network.office(1), source)).discard(),
      },
    ),
  );
  return { outcome, operations: operations() };
}

function freshFolder(name: string): string {
  const folder = network.path(name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  return folder;
}

it('writes a verified file and leaves nothing else on the medium', async () => {
  const folder = freshFolder('medium');
  expect((await attempt(folder, null)).outcome).toBe('accepted');
  expect(readdirSync(folder)).toEqual([fileName]);
  expect(fileName).toBe('[工作秘密]BAO-990001-990000-2026-0001.lxp');
  expect((await attempt(folder, null)).outcome).toBe('NameTaken');
});

it('never shows the final name for a file that does not verify, whenever the medium fails', async () => {
  const { operations } = await attempt(freshFolder('count'), null);
  expect(operations).toBeGreaterThanOrEqual(20);
  let faults = 0;
  for (const [code, lasting, type] of [
    ['EIO', true, 'MediumRemoved'],
    ['ENOENT', true, 'MediumRemoved'],
    ['ENOSPC', false, 'MediumFull'],
    ['EIO', false, 'MediumRemoved'],
    ['EROFS', true, 'MediumReadOnly'],
  ] as const) {
    for (let at = 1; at <= operations; at++) {
      const folder = freshFolder('faulty');
      const { outcome } = await attempt(folder, { at, code, lasting });
      faults += 1;
      expect(outcome).toBe(type);
      if (!readdirSync(folder).includes(fileName)) continue;
      const opened = await openPackage(
        network,
        network.office(0),
        new Uint8Array(readFileSync(join(folder, fileName))),
      );
      await opened.discard();
    }
  }
  console.log(`${faults} faults at ${operations} points`);
});

it('finds a medium that gives back other bytes than it took', async () => {
  const real = createNodeFiles();
  const folder = freshFolder('lying');
  const lying: Files = {
    ...real,
    openForReading: async (path) => {
      const source = await real.openForReading(path);
      return {
        ...source,
        read: async (position, length) => {
          const bytes = await source.read(position, length);
          if (position > 100_000 && bytes.length > 10) bytes[5] = (bytes[5] ?? 0) ^ 4;
          return bytes;
        },
      };
    },
  };
  const outcome = refusalOf(
    writeToMedium(
      { files: lying },
      {
        folder,
        fileName,
        write: (sink) => sink.write(file),
        verify: async (source) => (await openPackage(network, network.office(1), source)).discard(),
      },
    ),
  );
  expect(await outcome).toBe('MediumUnreliable');
  expect(readdirSync(folder)).toEqual([]);
});
