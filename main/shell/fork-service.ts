import { utilityProcess } from 'electron';
import type { FromService } from '../messages.ts';
import type { LogDep } from './log.ts';
import type { ServicePort } from './service-client.ts';

/** What the service may know of its surroundings. */
const passedVariables = [
  'PATH',
  'LANG',
  'LC_ALL',
  'TZ',
  'SystemRoot',
  'windir',
  'TEMP',
  'TMP',
  'TMPDIR',
  'COMPUTERNAME',
];
/** The database is held in memory while it is open. */
const memory = '--max-old-space-size=6144';

/** Starts the vault service as a process of its own. */
export function forkService(deps: LogDep, script: string, quoteOutput: boolean): ServicePort {
  const env: Record<string, string> = {};
  for (const name of passedVariables) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  const child = utilityProcess.fork(script, [], {
    serviceName: '联巡数据服务',
    env,
    execArgv: [memory],
    stdio: 'pipe',
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    const text = chunk.toString().trim();
    deps.log('error', 'service.wrote', quoteOutput ? { text } : { length: text.length });
  });
  child.stdout?.resume();
  return {
    postMessage: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', (message: FromService) => listener(message)),
    onExit: (listener) => void child.on('exit', listener),
  };
}
