/**
 * The start guard. Chromium and Node obey many switches and variables that would open the window's contents or the
 * keys to another program, and no fuse covers most of them; so nothing is obeyed that is not named here.
 */
import { readFileSync } from 'node:fs';

export interface Start {
  /** Arguments after the executable. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True for every packaged build; only an unpackaged one may be driven by tests. */
  readonly packaged: boolean;
}

/** Switches that a field engineer may need and that open nothing: drawing without a graphics card, Wayland. */
const allowed = new Set(['--disable-gpu', '--ozone-platform=x11', '--ozone-platform=wayland']);

/** What the end-to-end driver passes; both listen on the loopback address with a port of the system's choice. */
const allowedUnpackaged = new Set(['--inspect=0', '--remote-debugging-port=0']);

/** Whole families; the exceptions choose a window system or carry no power. */
const refusedPrefixes = ['ELECTRON_', 'NODE_', 'LD_', 'DYLD_', 'CHROME_DEVEL_', 'CHROME_LOG_', 'V8_'];
const exceptions = new Set(['ELECTRON_OZONE_PLATFORM_HINT']);
const refusedNames = new Set([
  'SSLKEYLOGFILE',
  'GTK_DEBUG',
  'GCONV_PATH',
  'CHROME_HEADLESS',
  'CHROME_USER_DATA_DIR',
]);

const advice = '请从开始菜单或桌面图标正常启动。';

/** The reason not to start, naming the switch or variable; undefined when the start is clean. */
export function findRefusal(start: Start): string | undefined {
  for (const argument of start.args) {
    if (allowed.has(argument)) continue;
    if (!start.packaged && allowedUnpackaged.has(argument)) continue;
    return `启动参数“${nameOf(argument)}”不被允许。${advice}`;
  }
  for (const [name, value] of Object.entries(start.env)) {
    if (value !== undefined && isRefusedVariable(name)) return `环境变量“${name}”不被允许。${advice}`;
  }
  return undefined;
}

function isRefusedVariable(name: string): boolean {
  // Windows does not tell upper from lower case in names.
  const upper = name.toUpperCase();
  if (exceptions.has(upper)) return false;
  return refusedNames.has(upper) || refusedPrefixes.some((prefix) => upper.startsWith(prefix));
}

/**
 * The variables the program was started with: Electron takes some out of `env` before our first line runs, so on
 * Linux the kernel is asked as well.
 */
export function startEnvironment(env: Start['env']): Start['env'] {
  let text: string;
  try {
    text = readFileSync('/proc/self/environ', 'utf8');
  } catch {
    return env;
  }
  const names = text
    .split('\0')
    .flatMap((entry) => (entry.includes('=') ? [entry.slice(0, entry.indexOf('='))] : []));
  return { ...Object.fromEntries(names.map((name) => [name, ''])), ...env };
}

/** The switch without its value, which may be long or hold a path. */
function nameOf(argument: string): string {
  return (argument.split('=')[0] ?? '').slice(0, 60);
}
