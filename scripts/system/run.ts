import { spawn, spawnSync, type SpawnOptions } from 'node:child_process';

/** Runs a command with the caller's terminal; resolves with its exit code (128 when a signal ended it). */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 128));
  });
}

/** Runs a command quietly; throws with what it printed when it fails. */
export function runQuietly(command: string, args: readonly string[], options: SpawnOptions = {}): string {
  const result = spawnSync(command, [...args], { encoding: 'utf8', ...options, stdio: 'pipe' });
  if (result.status === 0) return result.stdout;
  const reason = result.error?.message ?? `${result.stdout}${result.stderr}`.trim();
  throw new Error(`${command} ${args.join(' ')} failed: ${reason}`);
}

/** Whether a program is on the PATH. */
export function hasProgram(name: string): boolean {
  return spawnSync('/bin/sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;
}

/** The environment without the variables the application's start guard refuses; npm sets some of them. */
export function cleanEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const refused = /^(?:NODE_|ELECTRON_|LD_|npm_|CHROME_)/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !refused.test(name)));
}
