import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { projectFolder } from './paths.ts';

/** What runs of tests came to. */
export interface Results {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

/** A test, or a whole file, that failed. `reason` is shortened: a few lines say where to look. */
export interface Failure {
  readonly test: string;
  readonly reason: string;
}

export const nothing: Results = { passed: 0, failed: 0, skipped: 0, failures: [] };

const reasonLength = 800;

/** Reads what vitest's JSON reporter wrote to `file`. A file that cannot be read counts as one failure. */
export function readResults(file: string): Results {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Partial<Report>;
    return {
      passed: report.numPassedTests ?? 0,
      failed: report.numFailedTests ?? 0,
      skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
      failures: (report.testResults ?? []).flatMap(failuresOf),
    };
  } catch {
    return { ...nothing, failed: 1 };
  }
}

export function add(a: Results, b: Results): Results {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

/** A file that broke before its first test has a message of its own and no failed test. */
function failuresOf(file: FileReport): readonly Failure[] {
  const name = relative(projectFolder, file.name);
  const failed = file.assertionResults.filter(({ status }) => status === 'failed');
  if (failed.length === 0 && file.status === 'failed')
    return [{ test: name, reason: shortened(file.message) }];
  return failed.map(({ fullName, failureMessages }) => ({
    test: `${name} > ${fullName}`,
    reason: shortened(failureMessages.join('\n')),
  }));
}

function shortened(reason: string): string {
  return reason.length > reasonLength ? `${reason.slice(0, reasonLength)} …` : reason;
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly FileReport[];
}

interface FileReport {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages: readonly string[];
  }[];
}
