import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readResults } from '../../scripts/system/test-results.ts';
import { projectFolder } from '../../scripts/system/paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'lianxun-results-'));
const file = join(folder, 'results.json');

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function written(report: object): ReturnType<typeof readResults> {
  writeFileSync(file, JSON.stringify(report));
  return readResults(file);
}

describe('what a run of tests came to', () => {
  it('names each test that failed, by file, with its reason', () => {
    const results = written({
      numPassedTests: 1,
      numFailedTests: 1,
      testResults: [
        {
          name: join(projectFolder, 'test', 'a.test.ts'),
          status: 'failed',
          message: '',
          assertionResults: [
            { status: 'passed', fullName: 'a b', failureMessages: [] },
            { status: 'failed', fullName: 'a c', failureMessages: [`wrong ${'x'.repeat(2_000)}`] },
          ],
        },
      ],
    });
    expect(results).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
    expect(results.failures.map(({ test }) => test)).toEqual(['test/a.test.ts > a c']);
    expect(results.failures[0]?.reason).toMatch(/^wrong x{700,800} …$/);
  });

  it('names a file that broke before its first test', () => {
    const { failures } = written({
      testResults: [
        {
          name: join(projectFolder, 'b.test.ts'),
          status: 'failed',
          message: 'no such module',
          assertionResults: [],
        },
      ],
    });
    expect(failures).toEqual([{ test: 'b.test.ts', reason: 'no such module' }]);
  });

  it('counts results that cannot be read as a failure', () => {
    writeFileSync(file, 'not JSON');
    expect(readResults(file)).toMatchObject({ passed: 0, failed: 1 });
  });
});
