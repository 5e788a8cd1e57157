/** Start-up of the application: the guard and the self-check first, then everything else. */
import { dirname } from 'node:path';
import { app } from 'electron';
import { findRefusal, startEnvironment } from './shell/guard.ts';
import { findTampering } from './shell/self-check.ts';
import { startApplication } from './shell/application.ts';

const packaged = app.isPackaged || __dirname.includes('.asar');
const refusal =
  findRefusal({ args: process.argv.slice(1), env: startEnvironment(process.env), packaged }) ?? checkFiles();
if (refusal === undefined) {
  startApplication({ packaged, bundle: __dirname });
} else {
  process.stderr.write(`联巡没有启动：${refusal}\n`);
  process.exit(78);
}

function checkFiles(): string | undefined {
  if (!packaged) return undefined;
  process.noAsar = true;
  const changed = findTampering(dirname(process.execPath));
  process.noAsar = false;
  return changed === undefined ? undefined : `程序文件“${changed}”被改动或损坏。请重新安装程序。`;
}
