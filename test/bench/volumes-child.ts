/** Opens the vault in the given folder and works in it, to tell how long it took and how much memory it held at most. */
import { openVault } from '../../main/vault/open.ts';
import { testPassword, testVaultDeps } from '../support/vault.ts';
import { openVolumes } from '../support/volumes.ts';
import { measureOffice, type Opened, reader } from './volumes.ts';

const peak = (): number => process.resourceUsage().maxRSS * 1024;
const [, , folder = '', what = '', account = ''] = process.argv;
const start = performance.now();
const vault = await openVault(testVaultDeps(), { folder, account, password: testPassword });
const milliseconds = performance.now() - start;
const peakOpened = peak();
if (what === 'work') measureOffice(() => undefined, openVolumes(vault, reader));
const peakWorked = peak();
if (what === 'work') await vault.snapshot();
const { databaseBytes } = vault.state;
const opened: Opened = { milliseconds, databaseBytes, peakOpened, peakWorked, peakSnapshot: peak() };
process.send?.(opened);
await vault.close();
process.disconnect();
