/** The main job without a window, as `npm start` does it where there is no display (README). */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const project = join(import.meta.dirname, '..', '..');
const output = join(project, 'demo-output');

/** Minutes of an office's year, its packages and some forty papers. */
const limit = 600_000;

describe('the demonstration', () => {
  it(
    'plays the main job of a city and two counties to its end, and leaves its packages, sheets and papers',
    { timeout: limit },
    async () => {
      const { DISPLAY: _none, ...environment } = process.env;
      const tsx = join('node_modules', '.bin', 'tsx');
      const { stdout } = await run(process.execPath, [tsx, 'scripts/demo.ts'], {
        cwd: project,
        env: environment,
      });
      expect(stdout).toContain('演示完成');
      const papers = filesIn('paper');
      expect(papers.every((file) => readFileSync(file).subarray(0, 5).toString() === '%PDF-')).toBe(true);
      const names = papers.map((file) => file.slice(output.length + 'paper/'.length + 1));
      for (const form of ['F20', 'F21', 'F22', 'F23', 'F32', 'R-09', 'R-18'])
        expect(names).toContain(`${form}-练习库.pdf`);
      expect(filesIn('stick').filter((file) => file.endsWith('.lxp'))).toHaveLength(8);
    },
  );
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(output, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
