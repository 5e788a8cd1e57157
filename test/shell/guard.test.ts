import { describe, expect, it } from 'vitest';
import { findRefusal, startEnvironment } from '../../main/shell/guard.ts';

/** Switches known to open a program like ours to another one, to switch its protection off, or to load foreign code. */
const dangerousSwitches = [
  '--remote-debugging-port=9222',
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--remote-debugging-address=0.0.0.0',
  '--remote-allow-origins=*',
  '--inspect',
  '--inspect=0',
  '--inspect=0.0.0.0:9229',
  '--inspect-brk',
  '--inspect-brk-node',
  '--inspect-port=0',
  '--inspect-wait',
  '--debug-port=9229',
  '--no-sandbox',
  '--disable-gpu-sandbox',
  '--disable-namespace-sandbox',
  '--disable-setuid-sandbox',
  '--disable-seccomp-filter-sandbox',
  '--allow-sandbox-debugging',
  '--no-zygote',
  '--single-process',
  '--in-process-gpu',
  '--js-flags=--expose-gc',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--allow-running-insecure-content',
  '--allow-file-access-from-files',
  '--unsafely-treat-insecure-origin-as-secure=http://a',
  '--ignore-certificate-errors',
  '--load-extension=/tmp/x',
  '--disable-extensions-except=/tmp/x',
  '--ppapi-plugin-path=/tmp/x.so',
  '--register-pepper-plugins=/tmp/x.so',
  '--browser-subprocess-path=/tmp/x',
  '--renderer-cmd-prefix=/tmp/x',
  '--gpu-launcher=/tmp/x',
  '--utility-cmd-prefix=/tmp/x',
  '--ppapi-plugin-launcher=/tmp/x',
  '--user-data-dir=/tmp/x',
  '--log-net-log=/tmp/x',
  '--enable-logging',
  '--log-file=/tmp/x',
  '--trace-startup',
  '--crash-dumps-dir=/tmp/x',
  '--proxy-server=http://127.0.0.1:1',
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--enable-blink-features=MojoJS',
  '--enable-features=NetworkServiceInProcess',
  '--disable-features=IsolateOrigins',
  '--enable-automation',
  '--test-type',
  '--headless',
  '--app=http://a',
  '--require=/tmp/x.js',
  '-r',
  '-remote-debugging-port=9222',
  '/remote-debugging-port=9222',
  '--type=renderer',
  '--',
  'app://lianxun/index.html',
  '/tmp/x.html',
  '',
] as const;

const dangerousVariables = [
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
  'NODE_REPL_EXTERNAL_MODULE',
  'NODE_V8_COVERAGE',
  'NODE_PATH',
  'node_options',
  'ELECTRON_RUN_AS_NODE',
  'ELECTRON_NO_ASAR',
  'ELECTRON_ENABLE_LOGGING',
  'ELECTRON_FORCE_IS_PACKAGED',
  'ELECTRON_LOG_FILE',
  'LD_PRELOAD',
  'LD_AUDIT',
  'LD_LIBRARY_PATH',
  'DYLD_INSERT_LIBRARIES',
  'CHROME_DEVEL_SANDBOX',
  'CHROME_LOG_FILE',
  'SSLKEYLOGFILE',
  'GCONV_PATH',
] as const;

const ordinary = {
  PATH: '/usr/bin',
  HOME: '/home/a',
  DISPLAY: ':0',
  GTK_IM_MODULE: 'fcitx',
  LANG: 'zh_CN.UTF-8',
};

describe('the start guard of a packaged build', () => {
  it('lets a start from the desktop pass, input method and all', () => {
    expect(findRefusal({ args: [], env: ordinary, packaged: true })).toBeUndefined();
    const env = { ...ordinary, ELECTRON_OZONE_PLATFORM_HINT: 'auto', NODE_OPTIONS: undefined };
    expect(findRefusal({ args: ['--disable-gpu'], env, packaged: true })).toBeUndefined();
  });

  it.each(dangerousSwitches)('refuses %j and names it', (argument) => {
    const refusal = findRefusal({ args: [argument], env: ordinary, packaged: true });
    expect(refusal).toContain(`“${argument.split('=')[0] ?? ''}”不被允许`);
    expect(findRefusal({ args: ['--disable-gpu', argument], env: ordinary, packaged: true })).toBeDefined();
  });

  it.each(dangerousVariables)('refuses the variable %s', (name) => {
    expect(findRefusal({ args: [], env: { ...ordinary, [name]: '1' }, packaged: true })).toContain(name);
    expect(findRefusal({ args: [], env: { ...ordinary, [name]: '' }, packaged: true })).toContain(name);
  });

  it('never repeats a value, which may hold a path or a password', () => {
    const refusal = findRefusal({ args: ['--proxy-server=http://user:secret@a'], env: {}, packaged: true });
    expect(refusal).not.toContain('secret');
  });

  it('knows at least 40 switches and 10 variables', () => {
    expect(new Set(dangerousSwitches).size).toBeGreaterThanOrEqual(40);
    expect(new Set(dangerousVariables).size).toBeGreaterThanOrEqual(10);
  });
});

describe('the start guard of an unpackaged build', () => {
  it('lets exactly the two switches of the test driver pass', () => {
    const args = ['--inspect=0', '--remote-debugging-port=0'];
    expect(findRefusal({ args, env: ordinary, packaged: false })).toBeUndefined();
    const others = dangerousSwitches.filter((each) => !args.includes(each));
    for (const argument of others) {
      expect(findRefusal({ args: [argument], env: ordinary, packaged: false })).toBeDefined();
    }
  });
});

describe('the environment of the start', () => {
  it.runIf(process.platform === 'linux')('still names a variable that was removed later', () => {
    const { PATH: _removed, ...rest } = process.env;
    expect(startEnvironment(rest)).toHaveProperty('PATH');
  });
});
