/** Start-up of the application: the guard first, then everything else. */
import { app } from 'electron';
import { findRefusal } from './shell/guard.ts';
import { startApplication } from './shell/application.ts';

const packaged = app.isPackaged || __dirname.includes('.asar');
const refusal = findRefusal({ args: process.argv.slice(1), env: process.env, packaged });
if (refusal === undefined) {
  startApplication({ packaged, bundle: __dirname });
} else {
  process.stderr.write(`联巡没有启动：${refusal}。请从开始菜单或桌面图标正常启动。\n`);
  process.exit(78);
}
