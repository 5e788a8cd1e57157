import { spawn } from 'node:child_process';

export interface Display {
  /** The value for DISPLAY. */
  readonly name: string;
  readonly stop: () => void;
}

/** Starts a virtual screen on a free display number; `stop` ends it. */
export function startDisplay(size = '1440x900x24'): Promise<Display> {
  return new Promise((resolve, reject) => {
    const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-ac', '-noreset'];
    const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const stop = (): void => void server.kill('SIGTERM');
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with code ${String(code)}`)));
    let text = '';
    server.stdio[3]?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.endsWith('\n')) resolve({ name: `:${text.trim()}`, stop });
    });
  });
}
