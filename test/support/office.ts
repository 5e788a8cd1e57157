/** Whole services with cheap password parameters, on real vaults in a temporary folder: what a clerk's PC holds. */
import { startThread } from '../../scripts/threads.ts';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExpectedError, type Failure } from '../../domain/failure.ts';
import { newMedium } from '../../domain/media.ts';
import type { Role } from '../../domain/access/permissions.ts';
import {
  contract,
  type Input,
  type Output,
  type ServiceProcedureName,
} from '../../preload/contract/contract.ts';
import type { ServiceEvent } from '../../preload/contract/contract.ts';
import { chineseDate } from '../../main/deps.ts';
import { createRandom } from '../../main/random.ts';
import { createService, type Service } from '../../main/service/service.ts';
import { type Files, nodeFiles } from '../../main/vault/files.ts';
import { createTestPrinter } from './printer.ts';
import { sqlWasm, testKdf } from './vault.ts';

export interface TestPc {
  readonly service: Service;
  readonly userData: string;
  readonly events: ServiceEvent[];
  readonly bugs: unknown[];
  /** Calls a procedure; throws the refusal as ExpectedError. Output is checked against the contract. */
  readonly call: <N extends ServiceProcedureName>(
    name: N,
    input: Input<N>,
    files?: Readonly<Record<string, string>>,
  ) => Promise<Output<N>>;
  /** The refusal of a call that must not succeed. */
  readonly refusal: <N extends ServiceProcedureName>(
    name: N,
    input: Input<N>,
    files?: Readonly<Record<string, string>>,
  ) => Promise<Failure>;
  /** What day it is for this PC, in China: asked for anew wherever it is needed, for the day may end meanwhile. */
  readonly today: () => string;
  readonly signIn: (account: string) => Promise<Output<'session.unlock'>>;
  /** Signs in and gives the own password once more, as before petitioners in clear. */
  readonly signInToDisclose: (account: string) => Promise<void>;
}

/** What the main process answers to the service: layout and printing. */
export type Ask = (name: string, input: unknown) => Promise<unknown>;

export interface TestPcs {
  readonly folder: string;
  /** Stands for the removable medium. */
  readonly stick: string;
  /** A PC; the same name again is the same PC after a restart. */
  readonly pc: (name: string, clock?: () => number, ask?: Ask, files?: Files) => TestPc;
  readonly dispose: () => Promise<void>;
}

export const jobId = (): string => randomBytes(8).toString('hex');
/** A token for the file the test passes along. */
export const fileToken = `file_${'0'.repeat(32)}`;

/** Accounts of a test office: 登记 reg, 主任 dir, 系统 sys, 安全 sec, 审计 aud, 线索 clue, 整改 rect. */
export const testUsers: readonly { readonly account: string; readonly role: Role }[] = [
  { account: 'reg', role: 'REGISTRAR' },
  { account: 'dir', role: 'OFFICE_DIRECTOR' },
  { account: 'sys', role: 'SYS_ADMIN' },
  { account: 'sec', role: 'SEC_ADMIN' },
  { account: 'aud', role: 'AUDITOR' },
  { account: 'clue', role: 'CLUE_MANAGER' },
  { account: 'rect', role: 'RECT_OFFICER' },
];
export const passwordOf = (account: string): string =>
  `Kouling-2026-${testUsers.findIndex((user) => user.account === account) + 1}`;

export function createTestPcs(): TestPcs {
  const folder = mkdtempSync(join(tmpdir(), 'lianxun-pcs-'));
  const stick = join(folder, 'stick');
  mkdirSync(stick);
  const services: Service[] = [];
  return {
    folder,
    stick,
    pc: (name, clock = () => Date.now(), ask = createTestPrinter().ask, files = nodeFiles) => {
      const pc = createPc(join(folder, name), name, clock, ask, files);
      services.push(pc.service);
      return pc;
    },
    dispose: async () => {
      for (const service of services) await service.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function createPc(userData: string, name: string, clock: () => number, ask: Ask, files: Files): TestPc {
  const events: ServiceEvent[] = [];
  const bugs: unknown[] = [];
  const service = createService({
    startThread,
    files,
    kdf: testKdf,
    kdfFloor: testKdf,
    wasm: sqlWasm,
    now: clock,
    bytes: createRandom(),
    terminal: name,
    version: '0.0.0-test',
    userData,
    resources: join(import.meta.dirname, '../../resources'),
    emit: (event) => events.push(event),
    reportBug: (error) => bugs.push(error),
    ask,
  });
  const run = async (
    procedure: ServiceProcedureName,
    input: unknown,
    files: Readonly<Record<string, string>>,
  ) => {
    const result = await service.call(procedure, input, files);
    if (bugs.length > 0) throw new Error(`${procedure} ran into a bug`, { cause: bugs[0] });
    return result;
  };
  const call: TestPc['call'] = async (procedure, input, files = {}) => {
    const result = await run(procedure, input, files);
    if (!result.ok) throw new ExpectedError(result.error as Failure);
    return contract[procedure].output.parse(result.value) as never;
  };
  return {
    service,
    userData,
    events,
    bugs,
    today: () => chineseDate(clock()),
    call,
    refusal: async (procedure, input, files = {}) => {
      const result = await run(procedure, input, files);
      if (result.ok) throw new Error(`${procedure} was not refused`);
      return result.error as Failure;
    },
    signIn: (account) => call('session.unlock', { account, password: passwordOf(account) }),
    signInToDisclose: async (account) => {
      await call('session.unlock', { account, password: passwordOf(account) });
      await call('session.confirmSelf', { password: passwordOf(account) });
    },
  };
}

export const cityId = '330800XCB';
export const countyId = '330824XCB';

/** Founds the city or a county (330824 unless said otherwise) with the test users. */
export function foundTestOffice(
  pc: Pick<TestPc, 'call'>,
  level: 'CITY' | 'COUNTY',
  region = level === 'CITY' ? '330800' : '330824',
  users: readonly { readonly account: string; readonly role: Role | readonly Role[] }[] = testUsers,
): Promise<Output<'setup.create'>> {
  return pc.call('setup.create', {
    job: jobId(),
    folder: null,
    level,
    name: level === 'CITY' ? '测试市委巡察办' : `测试${region}县委巡察办`,
    region,
    docWord: '测巡办',
    profile: 'WORK',
    users: users.map(({ account, role }) => ({
      account,
      name: `${level === 'CITY' ? '市' : '县'}${account}`,
      roles: [role].flat(),
      password: passwordOf(account),
    })),
  });
}

/** Two administrators agree that a vault from elsewhere be used on this PC. */
export async function agreeToRestored(pc: TestPc, accounts = ['sys', 'aud']): Promise<void> {
  const administrators = accounts.map((account) => ({ account, password: passwordOf(account) }));
  await pc.call('session.agreeToRestored', { administrators });
}

/** Joins a county to the city over the stick, with the fingerprint typed from paper. */
export async function enrolOverStick(
  pcs: TestPcs,
  city: TestPc,
  county: TestPc,
  rootFingerprint: string,
): Promise<void> {
  await county.signIn('sec');
  const request = await county.call(
    'network.request',
    { job: jobId(), folder: fileToken, key: 'new' },
    { [fileToken]: pcs.stick },
  );
  await city.signIn('sec');
  const read = { [fileToken]: join(pcs.stick, request.fileName) };
  const inspected = await city.call('network.inspectRequest', { file: fileToken }, read);
  const issued = await city.call(
    'network.issue',
    {
      job: jobId(),
      request: inspected.request,
      folder: fileToken,
      checkedWith: '电话核对',
      earlier: 'keep',
    },
    { [fileToken]: pcs.stick },
  );
  await county.call(
    'network.accept',
    { job: jobId(), file: fileToken, rootFingerprint },
    { [fileToken]: join(pcs.stick, issued.fileName) },
  );
}

/** Founds a city and a county and joins them over the stick; returns the fingerprint of the network's root. */
export async function foundNetwork(
  pcs: TestPcs,
  city: TestPc,
  county: TestPc,
  users = testUsers,
): Promise<string> {
  const { networkFingerprint } = await foundTestOffice(city, 'CITY', '330800', users);
  if (networkFingerprint === null) throw new Error('a city is the root of its network');
  await foundTestOffice(county, 'COUNTY', '330824', users);
  await enrolOverStick(pcs, city, county, networkFingerprint);
  return networkFingerprint;
}

/** Prepares (an empty one too), approves by the other person, and writes a package to the stick; returns its path. */
export async function sendPackage(
  pcs: TestPcs,
  from: TestPc,
  kind: Input<'packages.prepare'>['kind'],
  peer: string,
  period: Input<'packages.prepare'>['period'] = null,
  withAttachments = true,
  maker = 'reg',
): Promise<string> {
  await from.signIn(maker);
  const rest = { remark: '', emptyConfirmed: true };
  const made = await from.call('packages.prepare', { kind, peer, period, withAttachments, ...rest });
  return approveAndWrite(pcs, from, made.package);
}

/** The second half of {@link sendPackage}, for a package that was prepared before. */
export async function approveAndWrite(pcs: TestPcs, from: TestPc, drafted: string): Promise<string> {
  await from.signIn('dir');
  await from.call('packages.approve', { package: drafted, approve: true, reason: '' });
  await from.signIn('reg');
  const written = await from.call(
    'packages.write',
    { job: jobId(), package: drafted, folder: fileToken, medium: await mediumOf(from) },
    { [fileToken]: pcs.stick },
  );
  return join(pcs.stick, written.fileName);
}

export function inspectPackage(pc: TestPc, path: string): Promise<Output<'packages.inspect'>> {
  return pc.call('packages.inspect', { job: jobId(), file: fileToken }, { [fileToken]: path });
}

/** The refusal of a package that must not come in. */
export function refusedPackage(pc: TestPc, path: string): Promise<Failure> {
  return pc.refusal('packages.inspect', { job: jobId(), file: fileToken }, { [fileToken]: path });
}

/** Inspects and applies a package with the director as second person. */
export async function receivePackageFrom(
  to: TestPc,
  path: string,
  by = 'reg',
): Promise<Output<'packages.apply'>> {
  await to.signIn(by);
  const summary = await inspectPackage(to, path);
  const second = await to.call('session.witness', {
    account: 'dir',
    password: passwordOf('dir'),
    act: `packages.apply:${summary.incoming}`,
  });
  return to.call('packages.apply', { job: jobId(), incoming: summary.incoming, witness: second.witness });
}

/** Imports the clerk's fixture with every suspected repeat entered as one. */
export async function importFixture(pc: TestPc, path: string): Promise<Output<'import.commit'>> {
  const checked = await checkFixture(pc, path);
  return pc.call('import.commit', { job: jobId(), import: checked, allowPartial: true });
}

/** All of an import but its last step; every repeat is registered as one. */
export async function checkFixture(
  pc: TestPc,
  path: string,
  register: Input<'import.open'>['register'] = 'petition',
  account = 'reg',
): Promise<string> {
  await pc.signIn(account);
  const opened = await pc.call(
    'import.open',
    { job: jobId(), register, file: fileToken },
    { [fileToken]: path },
  );
  const sheet = opened.sheets.find((each) => each.proposed);
  if (!sheet) throw new Error('no sheet was proposed');
  const layout = await pc.call('import.sheet', {
    job: jobId(),
    import: opened.import,
    sheet: sheet.name,
    headerRows: null,
  });
  const mapping = layout.columns.map(({ index, target }) => ({ index, target }));
  await pc.call('import.check', { job: jobId(), import: opened.import, mapping, contextYear: null });
  await pc.call('import.decideAll', { import: opened.import, decision: 'repeat' });
  return opened.import;
}

/** The office's registered stick; the registrar must be signed in. */
export async function mediumOf(pc: TestPc): Promise<string> {
  const { media } = await pc.call('media.list', {});
  const [known] = media;
  if (known?.id) return known.id;
  const entry = { ...newMedium('机密', '2026-01-01'), id: null, code: 'JZ-工-2026-001' };
  return (await pc.call('media.save', entry)).id;
}
