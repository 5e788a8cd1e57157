import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc } from '../support/property.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sender } from '../../main/shell/calls.ts';
import { createDrops } from '../../main/shell/drops.ts';
import { createFileTokens } from '../../main/shell/file-tokens.ts';
import { shellContract } from '../../preload/contract/shell.ts';

const page: Sender = { windowId: 7, isTopFrame: true, origin: 'app://lianxun' };
let folder: string;
let scan: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianxun-drops-'));
  scan = join(folder, '信件扫描.pdf');
  writeFileSync(scan, 'twelve bytes');
  mkdirSync(join(folder, '扫描件'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function setup() {
  const issued: string[] = [];
  const logged: string[] = [];
  const tokens = createFileTokens();
  const drop = createDrops({
    tokens: {
      ...tokens,
      issue: (path) => {
        issued.push(path);
        return tokens.issue(path);
      },
    },
    windowId: () => 7,
    log: (_level, event, detail) => logged.push(JSON.stringify({ event, detail })),
  });
  return { drop, tokens, issued, logged };
}

describe('dropped files', () => {
  it('are given with name and size, and of their place a token only', async () => {
    const { drop, tokens } = setup();
    const given = await drop(page, [scan]);
    expect(given).toMatchObject({ ok: true, value: { files: [{ name: '信件扫描.pdf', size: 12 }] } });
    if (!given.ok) return;
    expect(shellContract['shell.pickOpen'].output.parse(given.value)).toEqual(given.value);
    expect(JSON.stringify(given)).not.toContain(folder);
    expect(Object.values(tokens.collect(given.value) ?? {})).toEqual([scan]);
  });

  it.each([
    { ...page, windowId: 8 },
    { ...page, isTopFrame: false },
    { ...page, origin: 'app://print' },
    { ...page, origin: '' },
  ])('are not taken from the sender %j', async (sender) => {
    const { drop, issued, logged } = setup();
    expect(await drop(sender, [scan])).toMatchObject({ ok: false, error: { type: 'SenderRefused' } });
    expect(issued).toEqual([]);
    expect(logged.join()).toContain('drop.refusedSender');
  });

  it('are refused all together when one is a folder, has no place or is gone', async () => {
    const { drop, issued } = setup();
    const wrong = [
      ['DropNotAFile', join(folder, '扫描件')],
      ['DropWithoutFile', ''],
      ['DropWithoutFile', '信件扫描.pdf'],
      ['DropWithoutFile', '../信件扫描.pdf'],
      ['DropUnreadable', join(folder, '没有.pdf')],
      ['DropUnreadable', `${scan}\u0000`],
    ] as const;
    for (const [type, path] of wrong) {
      const given = await drop(page, [scan, path]);
      expect(given).toMatchObject({ ok: false, error: { type } });
      expect(JSON.stringify(given)).not.toContain(folder);
    }
    expect(issued).toEqual([]);
  });

  it('are at most fifty at once', async () => {
    const { drop, issued } = setup();
    const fifty = Array.from({ length: 50 }, () => scan);
    expect(await drop(page, [...fifty, scan])).toMatchObject({
      ok: false,
      error: { type: 'TooManyDropped' },
    });
    expect(issued).toEqual([]);
    expect(await drop(page, fifty)).toMatchObject({ ok: true });
    expect(issued).toHaveLength(50);
  });

  it('are never taken from anything but a list of paths, and nothing makes the door throw', async () => {
    const { drop, issued } = setup();
    await fc.assert(
      fc.asyncProperty(fc.anything({ maxDepth: 3 }), async (message) => {
        const given = await drop(page, message);
        if (!Array.isArray(message) || message.length > 0) expect(given.ok).toBe(false);
      }),
      { numRuns: 1_000, seed: 11 },
    );
    expect(issued).toEqual([]);
  });
});
