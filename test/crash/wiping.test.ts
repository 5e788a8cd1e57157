/**
 * Power cuts and failing disks while a workstation is wiped: before the mark is durable nothing is destroyed, after it nothing stays,
 * whenever it is interrupted, and nothing that still opens is left half.
 *
 * One seed again: CRASH_SEED=12345 npx vitest run test/crash/wiping.test.ts
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { ExpectedError } from '../../domain/failure.ts';
import { createWiping, type Wiping } from '../../main/service/wiping.ts';
import { createVault } from '../../main/vault/create.ts';
import type { Files } from '../../main/vault/files.ts';
import { inspectVault } from '../../main/vault/open.ts';
import type { Image } from './disk-image.ts';
import { createMemoryDisk, type DiskCall, type DiskHooks, type MemoryDisk } from './memory-disk.ts';
import { createRandom, open, repeatableDeps, startFolder, textChunks, vaultFolder } from './workload.ts';

const seed = Number(process.env['CRASH_SEED'] ?? 20_261_123);
const foreign = `${vaultFolder}/说明.txt`;
let full: Image;
let vault = '';

/** A vault as a workstation leaves it: attachments, packages both ways, what an upgrade kept, and a file somebody put there. */
beforeAll(async () => {
  const disk = createMemoryDisk({ folders: new Set([startFolder]), files: new Map() });
  const deps = repeatableDeps(seed, { files: disk.files, seenFile: `${startFolder}/seen.json` });
  const users = [{ account: 'anna', password: '口令', compartments: [] }];
  const created = await createVault(deps, {
    ...{ folder: vaultFolder, office: { id: '330824XCZ01', name: '单机' }, users },
    recovery: { shares: 3, threshold: 2 },
  });
  vault = created.vault.id;
  await created.vault.blobs.put(textChunks('attachment'));
  await created.vault.close();
  const { folders, files } = disk.image();
  const [kept, copy] = [`${vaultFolder}/kept`, `${vaultFolder}/kept/tables-31.7`];
  const more = [`${vaultFolder}/outbox`, `${vaultFolder}/quarantine`, kept, copy, `${copy}/store`];
  const keys = files.get(`${vaultFolder}/vault.json`) ?? Buffer.alloc(0);
  full = {
    folders: new Set([...folders, ...more]),
    files: new Map([
      ...files,
      [`${startFolder}/attempts.json`, Buffer.from('{}')],
      [`${vaultFolder}/outbox/a.lxp`, Buffer.from('sealed')],
      [`${vaultFolder}/quarantine/b.scratch`, Buffer.from('sealed')],
      [`${copy}/vault.json`, keys],
      [`${copy}/store/000001.snapshot`, Buffer.from('sealed')],
      [foreign, Buffer.from('not ours')],
    ]),
  };
});

function wipingOn(disk: MemoryDisk): Wiping & { readonly forgotten: readonly string[] } {
  const forgotten: string[] = [];
  const deps = {
    files: disk.files,
    userData: startFolder,
    forget: (folder: string) => forgotten.push(folder),
  };
  return { ...createWiping(deps), forgotten };
}

const mark = () => ({ folder: vaultFolder, vault, name: '单机', statement: '清理声明.lxw' });

async function wipe(disk: MemoryDisk): Promise<Wiping> {
  const wiping = wipingOn(disk);
  await wiping.begin(mark());
  wiping.proceed();
  return wiping;
}

const isMarked = ({ files }: Image): boolean => files.has(`${startFolder}/wiping.json`);
const inVault = ({ files }: Image): readonly string[] =>
  [...files.keys()].filter((path) => path.startsWith(`${vaultFolder}/`));
const isUntouched = (image: Image): boolean =>
  inVault(full).every(
    (path) => image.files.get(path)?.equals(full.files.get(path) ?? Buffer.alloc(0)) === true,
  );
const isWiped = (image: Image): boolean =>
  JSON.stringify(inVault(image)) === JSON.stringify([foreign]) &&
  !image.files.has(`${startFolder}/seen.json`);

/** Every change of the disk that a whole wiping makes. */
async function listCalls(): Promise<readonly string[]> {
  const calls: string[] = [];
  await wipe(createMemoryDisk(full, { before: (call, path) => void calls.push(`${call} ${path}`) }));
  return calls;
}

describe('wiping a workstation', { timeout: 120_000 }, () => {
  it('overwrites both key files before anything else goes, and leaves only what is not its own', async () => {
    const calls = await listCalls();
    const firstOf = (wanted: RegExp): number => calls.findIndex((call) => wanted.test(call));
    const keys = calls.flatMap((call, at) => (/^remove .*\/vault(\.copy)?\.json$/u.test(call) ? [at] : []));
    expect(keys).toHaveLength(3);
    for (const name of ['vault.json', 'vault.copy.json'])
      expect(firstOf(new RegExp(`^write .*/vault/${name}$`, 'u'))).toBeLessThan(
        firstOf(new RegExp(`^remove .*/vault/${name}$`, 'u')),
      );
    expect(Math.max(...keys)).toBeLessThan(firstOf(/^remove .*(?:store|blobs|outbox|quarantine)/u));
    const disk = createMemoryDisk(full);
    const wiping = await wipe(disk);
    expect(wiping.standing()).toMatchObject({ kind: 'done' });
    expect([isWiped(disk.image()), isMarked(disk.image())]).toEqual([true, false]);
  });

  it('is cut short at every change of the disk: nothing is destroyed before the mark, and all of it goes after', async () => {
    const random = createRandom(seed);
    const calls = await listCalls();
    let images = 0;
    for (let stop = 0; stop < calls.length; stop += 1) {
      const disk = createMemoryDisk(full, stopAt(stop));
      await wipe(disk).catch(rethrowUnlessStopped);
      for (const choice of ['none', 'all', random, random, random] as const) {
        const image = disk.crash(choice);
        const where = `seed ${seed}, stopped at ${stop} (${calls[stop]})`;
        images += 1;
        if (!isMarked(image)) {
          expect(isUntouched(image) || isWiped(image), where).toBe(true);
          continue;
        }
        const after = createMemoryDisk(image);
        const wiping = wipingOn(after);
        expect(wiping.standing()?.kind, where).toBe('unfinished');
        wiping.proceed();
        expect(wiping.standing()?.kind, where).toBe('done');
        expect([isWiped(after.image()), isMarked(after.image())], where).toEqual([true, false]);
      }
    }
    expect(images).toBeGreaterThan(100);
  });

  it('meets a failing disk at every change: it refuses with everything in place, or says what is left and goes on', async () => {
    const calls = await listCalls();
    for (let at = 0; at < calls.length; at += 1)
      for (const code of ['EIO', 'ENOSPC', 'EACCES'] as const) {
        const where = `${code} at ${at} (${calls[at]})`;
        const disk = createMemoryDisk(full, failAt(at, code));
        const wiping = wipingOn(disk);
        const refused = await wiping.begin(mark()).then(
          () => false,
          (error: unknown) => error instanceof ExpectedError,
        );
        if (refused) {
          expect([isUntouched(disk.image()), isMarked(disk.image())], where).toEqual([true, false]);
          continue;
        }
        wiping.proceed();
        if (isMarked(disk.image()) || wiping.standing()?.kind === 'unfinished') wipingOn(disk).proceed();
        expect([isWiped(disk.image()), isMarked(disk.image())], where).toEqual([true, false]);
      }
  });

  it('removes nothing of the store while a key file cannot be overwritten, and finishes when it can', async () => {
    let isProtected = false;
    const before: DiskHooks['before'] = (call, path) =>
      isProtected && call === 'write' && path.endsWith('vault.copy.json') ? { code: 'EACCES' } : undefined;
    const disk = createMemoryDisk(full, { before });
    const wiping = wipingOn(disk);
    await wiping.begin(mark());
    isProtected = true;
    wiping.proceed();
    expect(wiping.standing()).toMatchObject({ kind: 'unfinished', left: ['vault.copy.json'] });
    expect(inVault(disk.image())).toContain(`${vaultFolder}/outbox/a.lxp`);
    isProtected = false;
    wiping.proceed();
    expect(isWiped(disk.image())).toBe(true);
  });

  it('does not touch another vault that has come to lie there since', async () => {
    const disk = createMemoryDisk(full);
    const wiping = wipingOn(disk);
    await wiping.begin({ ...mark(), vault: '0'.repeat(32) });
    wiping.proceed();
    expect([isUntouched(disk.image()), wiping.forgotten]).toEqual([true, []]);
    // The keys that were to go lie somewhere else: nobody may say that they are destroyed.
    expect(wiping.standing()).toMatchObject({ kind: 'unfinished', obstacle: 'foreign', left: [vaultFolder] });
    expect(isMarked(disk.image())).toBe(true);
    expect(inspectVault(disk.files, vaultFolder).id).toBe(vault);
    const deps = repeatableDeps(seed, { files: disk.files });
    await (await open(deps, 'anna', '口令')).close();
  });

  it('says nothing of destroyed keys while the disk with the folder is missing, and destroys them when it is back', async () => {
    const disk = createMemoryDisk(full);
    await wipingOn(disk).begin(mark());
    let isPlugged = false;
    const isHidden = (path: string): boolean => !isPlugged && path.startsWith(vaultFolder);
    const files: Files = {
      ...disk.files,
      exists: (path) => !isHidden(path) && disk.files.exists(path),
      isFolder: (path) => !isHidden(path) && disk.files.isFolder(path),
      list: (path) => (isHidden(path) ? [] : disk.files.list(path)),
    };
    const wiping = wipingOn({ ...disk, files });
    wiping.proceed();
    expect(wiping.standing()).toMatchObject({ kind: 'unfinished', obstacle: 'missing', left: [vaultFolder] });
    expect([isUntouched(disk.image()), isMarked(disk.image()), wiping.forgotten]).toEqual([true, true, []]);
    isPlugged = true;
    wiping.proceed();
    expect(wiping.standing()?.kind).toBe('done');
    expect([isWiped(disk.image()), isMarked(disk.image())]).toEqual([true, false]);
  });

  it('takes the empty mount point of a disk for no folder that was emptied, but for one whose keys somebody vouches for', async () => {
    const disk = createMemoryDisk(full);
    await wipingOn(disk).begin(mark());
    let seen: readonly string[] = [];
    const isInside = (path: string): boolean => path.startsWith(`${vaultFolder}/`);
    const files: Files = {
      ...disk.files,
      exists: (path) => !isInside(path) && disk.files.exists(path),
      isFolder: (path) => !isInside(path) && disk.files.isFolder(path),
      list: (path) => (path === vaultFolder ? seen : disk.files.list(path)),
    };
    const wiping = wipingOn({ ...disk, files });
    for (const others of [[], ['lost+found']]) {
      seen = others;
      wiping.proceed();
      expect(wiping.standing()).toMatchObject({ kind: 'unfinished', obstacle: 'missing' });
      expect([isUntouched(disk.image()), isMarked(disk.image())]).toEqual([true, true]);
    }
    seen = ['密钥已销毁.txt'];
    wiping.proceed();
    expect(wiping.standing()?.kind).toBe('done');
    expect(isMarked(disk.image())).toBe(false);
  });

  it('does not stop the program from starting while a file is in use, and names it', async () => {
    for (const [name, held] of [
      ['list', vaultFolder],
      ['open', `${vaultFolder}/vault.json`],
      ['remove', `${startFolder}/attempts.json`],
      ['remove', `${startFolder}/wiping.json`],
    ] as const) {
      const disk = createMemoryDisk(full);
      await wipingOn(disk).begin(mark());
      let isHeld = true;
      const call = disk.files[name] as (path: string, mode: 'read') => never;
      const files: Files = {
        ...disk.files,
        [name]: (path: string, mode: 'read') => {
          if (isHeld && path === held) throw Object.assign(new Error('in use'), { code: 'EBUSY' });
          return call(path, mode);
        },
      };
      const wiping = wipingOn({ ...disk, files });
      wiping.proceed();
      expect(wiping.standing(), held).toMatchObject({ kind: 'unfinished', obstacle: 'held' });
      expect(wiping.standing(), held).toHaveProperty('left.length', 1);
      isHeld = false;
      wiping.proceed();
      expect(wiping.standing()?.kind, held).toBe('done');
      expect([isWiped(disk.image()), isMarked(disk.image())], held).toEqual([true, false]);
    }
  });
});

class Stopped extends Error {}

function stopAt(stop: number): DiskHooks {
  let done = 0;
  return {
    before: () => {
      if (done === stop) throw new Stopped();
      done += 1;
      return undefined;
    },
  };
}

function rethrowUnlessStopped(error: unknown): void {
  if (!(error instanceof Stopped)) throw error;
}

function failAt(at: number, code: 'EIO' | 'ENOSPC' | 'EACCES'): DiskHooks {
  let done = 0;
  return {
    before: (_call: DiskCall) => {
      done += 1;
      return done === at + 1 ? { code } : undefined;
    },
  };
}
