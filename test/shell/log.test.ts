import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog, describeError } from '../../main/shell/log.ts';

let folder: string;
const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianxun-log-'));
  stderr.mockClear();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the log', () => {
  it('has one JSON object a line, and says errors aloud', () => {
    const { log } = createLog(join(folder, 'log'));
    log('info', 'window.opened');
    log('error', 'page.gone', { reason: 'crashed' });
    const lines = readFileSync(join(folder, 'log', 'lianxun.log'), 'utf8')
      .trim()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: 'info', event: 'window.opened' },
      { level: 'error', event: 'page.gone', reason: 'crashed' },
    ]);
    expect(stderr).toHaveBeenCalledTimes(1);
  });

  it('keeps two files at most', () => {
    const { log } = createLog(folder);
    for (let turn = 0; turn < 3; turn += 1) {
      writeFileSync(join(folder, 'lianxun.log'), 'x'.repeat(1_000_001));
      log('info', 'turned');
    }
    expect(readdirSync(folder).sort()).toEqual(['lianxun.1.log', 'lianxun.log']);
    expect(readFileSync(join(folder, 'lianxun.log'), 'utf8').length).toBeLessThan(200);
  });

  it('goes on when its folder is gone', () => {
    const { log } = createLog(join(folder, 'log'));
    rmSync(join(folder, 'log'), { recursive: true });
    expect(() => log('info', 'window.opened')).not.toThrow();
    expect(stderr).toHaveBeenCalledTimes(1);
  });

  it('tells of an unexpected error its kind and place, never its message or a path', () => {
    const error = new TypeError('张三 330102199001011234');
    error.stack =
      'TypeError: 张三 330102199001011234\n    at save (/home/clerk/secret/service.cjs:12:3)\n    at b (/x.js:1:1)';
    const said = JSON.stringify(describeError(error));
    expect(said).toContain('TypeError');
    expect(said).toContain('service.cjs:12:3');
    expect(said).not.toMatch(/张三|3301|clerk|secret/);
    expect(describeError('张三')).toEqual({ error: 'string' });
  });
});
