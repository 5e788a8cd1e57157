/** Before each file: of the virtual screens `npm test` started, the one that is this worker's own. */
const screens = (process.env['LIANXUN_SCREENS'] ?? '').split(' ');
const worker = Number(process.env['VITEST_POOL_ID']);
const ownScreen = screens[worker - 1];
if (!ownScreen)
  throw new Error(`no screen for worker ${worker} in LIANXUN_SCREENS: run these tests by npm test`);
process.env['DISPLAY'] = ownScreen;
