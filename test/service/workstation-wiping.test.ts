/** A workstation is wiped once everything is with its host; its statement is all that is left, and the host files it. */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { identities } from '../../main/exchange/ledger/keys.ts';
import type { Identity } from '../../main/exchange/identity.ts';
import { memorySource } from '../../main/exchange/files.ts';
import {
  readWipeStatement,
  signWipeStatement,
  type WipeStatement,
} from '../../main/exchange/wipe-statement.ts';
import { createPlaceStore } from '../../main/service/place.ts';
import { createTestPrinter } from '../support/printer.ts';
import { createFailingDisk } from '../support/failing-disk.ts';
import { copyUserData } from '../support/made-once.ts';
import {
  countyId,
  createTestPcs,
  fileToken,
  inspectPackage,
  jobId,
  passwordOf,
  receivePackageFrom,
  sendPackage,
  type TestPc,
} from '../support/office.ts';
import { stationId } from '../support/workstation.ts';
import { everyFile, handedIn, leadsOfAnotherEpoch, noteBackups } from './handed-in.ts';
import { get } from './kinds.ts';

const pcs = createTestPcs();
const [city, county] = [pcs.pc('city'), pcs.pc('county')];
const printer = createTestPrinter();
const station = pcs.pc('station', undefined, printer.ask);
/** The station's key as it was, to make what a forger with the PC in hands could make. */
let own: Identity;

const confirmed = async (pc: TestPc, act: string) => {
  const person = { account: 'dir', password: passwordOf('dir'), act };
  return (await pc.call('session.witness', person)).witness;
};
const declaring = async (pc: TestPc) => ({
  job: jobId(),
  witness: await confirmed(pc, 'workstation.declareWiping'),
  folder: fileToken,
});
const declare = async () =>
  station.call('workstation.declareWiping', await declaring(station), { [fileToken]: pcs.stick });
const wiping = async (pc: TestPc) => ({
  job: jobId(),
  witness: await confirmed(pc, 'workstation.wipe'),
  file: fileToken,
});
const onStick = (name: string) => ({ [fileToken]: join(pcs.stick, name) });
const printSheet = async () => {
  const { document } = await station.call('workstation.wipingSheet', { job: jobId() });
  await station.call('paper.print', { job: jobId(), document, printer: '', copies: 1, duplex: false });
};
const only = async () => {
  await county.signIn('plan');
  const page = { register: 'workstation' as const, filters: [], sort: [], offset: 0, limit: 20 };
  const { rows } = await county.call('records.page', page);
  expect(rows).toHaveLength(1);
  return get(county, 'workstation', rows[0]?.id ?? '');
};
beforeAll(async () => {
  await handedIn({ pcs, city, county, station }, (vault) => {
    const [active] = identities(vault);
    if (!active) throw new Error('the station has joined');
    own = active;
    noteBackups(vault);
  });
}, 300_000);

describe('a workstation', { timeout: 120_000 }, () => {
  it('says nothing of being wiped while one receipt is missing', async () => {
    await station.signIn('reg');
    const refused = await station.refusal('workstation.declareWiping', await declaring(station), onStick(''));
    expect([refused.type, refused.why]).toEqual(['NotHandedIn', expect.stringContaining('还没有回执')]);
    expect((await only()).state).toBe('HANDED_IN');
    await receivePackageFrom(station, await sendPackage(pcs, county, 'receipt', stationId));
    const { state, values } = await only();
    expect([state, values['handedInBy'], values['checkedBy'], values['receiptBy']]).toEqual([
      'RECEIPT_GIVEN',
      '组reg',
      '县reg',
      '县reg',
    ]);
  });

  it('makes no statement on a medium that is gone, and wipes nothing without one', async () => {
    await station.signIn('reg');
    const gone = join(pcs.stick, 'pulled-out');
    const refused = await station.refusal('workstation.declareWiping', await declaring(station), {
      [fileToken]: gone,
    });
    expect([refused.type, refused.what]).toEqual(['MediumRemoved', '写入中断，清理声明没有写成。']);
    expect(await station.call('workstation.statement', {})).toEqual({ statement: null, printed: false });
    const early = await station.refusal('workstation.wipe', await wiping(station), onStick('nothing'));
    expect(early.type).toBe('NoStatement');
  });

  it('makes no statement where it would be destroyed with everything else', async () => {
    const { vault: folder } = createPlaceStore(station.userData).read();
    for (const inside of [folder ?? '', join(folder ?? '', 'outbox')]) {
      const into = { [fileToken]: inside };
      const refused = await station.refusal('workstation.declareWiping', await declaring(station), into);
      expect(refused.type).toBe('StatementInVault');
    }
    expect(await station.call('workstation.statement', {})).toEqual({ statement: null, printed: false });
  });

  it('lets a statement lapse with whatever is done after it', async () => {
    const { fileName } = await declare();
    expect((await station.call('workstation.statement', {})).statement?.fileName).toBe(fileName);
    const wish = {
      kind: 'receipt' as const,
      peer: countyId,
      period: null,
      withAttachments: false,
      remark: '',
    };
    await station.call('packages.prepare', wish);
    expect((await station.call('workstation.statement', {})).statement).toBeNull();
    const refused = await station.refusal('workstation.wipe', await wiping(station), onStick(fileName));
    expect(refused.type).toBe('NoStatement');
  });

  it('is not wiped before F55 is on paper, nor without the very statement on the medium', async () => {
    const { fileName } = await declare();
    const unprinted = await station.refusal('workstation.wipe', await wiping(station), onStick(fileName));
    expect(unprinted.type).toBe('SheetNotPrinted');
    printer.breakDown();
    await expect(printSheet()).rejects.toThrow('打印没有完成');
    expect(await station.call('workstation.statement', {})).toMatchObject({ printed: false });
    await printSheet();
    expect(await station.call('workstation.statement', {})).toMatchObject({ printed: true });
    writeFileSync(join(pcs.stick, 'other.lxw'), 'something else');
    for (const name of ['other.lxw', 'missing.lxw']) {
      const refused = await station.refusal('workstation.wipe', await wiping(station), onStick(name));
      expect(refused.type).toBe('StatementGone');
    }
    const { vault: folder } = createPlaceStore(station.userData).read();
    const copied = join(folder ?? '', 'outbox', fileName);
    cpSync(join(pcs.stick, fileName), copied);
    const inside = await station.refusal('workstation.wipe', await wiping(station), { [fileToken]: copied });
    expect(inside.type).toBe('StatementInVault');
    rmSync(copied);
    await station.signIn('reg');
    expect((await station.call('workstation.statement', {})).statement?.fileName).toBe(fileName);
  });

  it('goes on being wiped at the next start, before anybody can sign in', async () => {
    await station.service.lock('system');
    const copied = join(pcs.folder, 'interrupted');
    copyUserData(station.userData, copied);
    const { vault: folder } = createPlaceStore(copied).read();
    const { id } = JSON.parse(readFileSync(join(folder ?? '', 'vault.json'), 'utf8')) as { id: string };
    // As a power cut right after the first key file leaves it.
    writeFileSync(join(folder ?? '', 'vault.json'), Buffer.alloc(900));
    const mark = { format: 1, folder, vault: id, name: '单机', statement: '声明.lxw' };
    writeFileSync(join(copied, 'wiping.json'), JSON.stringify(mark));
    const started = pcs.pc('interrupted');
    expect(await started.call('app.status', {})).toMatchObject({
      vault: 'none',
      wiping: { done: true, name: '单机', statement: '声明.lxw', left: [] },
    });
    expect(existsSync(folder ?? '')).toBe(false);
    const refused = await started.refusal('session.unlock', { account: 'reg', password: passwordOf('reg') });
    expect(refused.type).toBe('VaultMissing');
    await station.signIn('reg');
  });

  it('says what could not be removed, and lets nobody in until it is', async () => {
    await station.service.lock('system');
    const copied = join(pcs.folder, 'held');
    copyUserData(station.userData, copied);
    const { vault: folder } = createPlaceStore(copied).read();
    const { id } = JSON.parse(readFileSync(join(folder ?? '', 'vault.json'), 'utf8')) as { id: string };
    const mark = { format: 1, folder, vault: id, name: '单机', statement: '声明.lxw' };
    writeFileSync(join(copied, 'wiping.json'), JSON.stringify(mark));
    const disk = createFailingDisk();
    disk.arm(1, 'from then on');
    const started = pcs.pc('held', undefined, undefined, disk.files);
    expect((await started.call('app.status', {})).wiping).toMatchObject({
      done: false,
      next: expect.stringContaining(`“${folder}”`) as string,
    });
    const refused = await started.refusal('session.unlock', { account: 'reg', password: passwordOf('reg') });
    expect(refused.type).toBe('WipingUnfinished');
    await station.signIn('reg');
  });

  it('leaves nothing but the statement', async () => {
    const { statement } = await station.call('workstation.statement', {});
    const name = statement?.fileName ?? '';
    const { vault: folder } = createPlaceStore(station.userData).read();
    cpSync(join(pcs.stick, name), join(pcs.stick, 'filed.lxw'));
    await station.service.lock('system');
    copyUserData(station.userData, join(pcs.folder, 'kept'));
    await station.signIn('reg');
    await station.call('workstation.wipe', await wiping(station), onStick(name));
    expect(await station.call('app.status', {})).toMatchObject({ vault: 'none', wiping: { done: true } });
    expect(existsSync(folder ?? '')).toBe(false);
    expect(everyFile(station.userData).map((path) => path.slice(station.userData.length + 1))).toEqual([
      'place.json',
    ]);
    expect(createPlaceStore(station.userData).read().vault).toBeNull();
  });
});

describe('the host', { timeout: 120_000 }, () => {
  const inspect = { job: '', file: fileToken };
  const refusal = async (bytes: Uint8Array) => {
    await county.signIn('reg');
    writeFileSync(join(pcs.stick, 'judged.lxw'), bytes);
    const input = { ...inspect, job: jobId() };
    return (await county.refusal('workstation.inspectStatement', input, onStick('judged.lxw'))).type;
  };
  const real = () => readFileSync(join(pcs.stick, 'filed.lxw'));
  const said = async () => (await readWipeStatement(memorySource(real()), own.root)).statement;
  const signed = (statement: WipeStatement, by = own) =>
    signWipeStatement({ now: () => Date.now() }, by, statement);

  it('takes no forged statement, nor one of another office', async () => {
    const bytes = Uint8Array.from(real());
    bytes[120] = (bytes[120] ?? 0) ^ 1;
    expect(await refusal(bytes)).toBe('StatementForged');
    expect(await refusal(real().subarray(0, 200))).toBe('StatementForged');
    const statement = await said();
    expect(await refusal(signed({ ...statement, workstation: '330824XCZ02' }))).toBe('StatementForged');
    expect(await refusal(signed({ ...statement, host: '330800XCB' }))).toBe('StatementForeign');
  });

  it('takes none of another vault, of an older hand-in, or of what it never had', async () => {
    const statement = await said();
    const [handIn] = statement.handedIn;
    if (!handIn) throw new Error('something was handed in');
    const of = (more: Partial<WipeStatement>) => signed({ ...statement, ...more });
    expect(await refusal(of({ lastEntry: { ...statement.lastEntry, sequence: 3 } }))).toBe(
      'StatementOfOtherVault',
    );
    expect(await refusal(of({ handedIn: [{ ...handIn, hash: '0'.repeat(64) }] }))).toBe('StatementOutdated');
    expect(await refusal(of({ handedIn: [{ ...handIn, sequence: handIn.sequence + 1 }] }))).toBe(
      'StatementUnfounded',
    );
    for (const receiptNo of ['〔2026〕99号', '纸质回执第99号', '纸质回执']) {
      const invented = of({ handedIn: [{ ...handIn, receiptNo }] });
      expect(await refusal(invented), receiptNo).toBe('StatementUnfounded');
    }
    expect((await only()).state).toBe('RECEIPT_GIVEN');
  });

  it('holds against it only what came since the PC was last restored', async () => {
    await leadsOfAnotherEpoch(county, Date.now());
    expect(await refusal(real())).toBe('StatementOutdated');
    await leadsOfAnotherEpoch(county, 1);
    await county.signIn('reg');
    const seen = await county.call(
      'workstation.inspectStatement',
      { ...inspect, job: jobId() },
      onStick('filed.lxw'),
    );
    expect(seen).toMatchObject({ workstation: stationId });
  });

  it('files the statement once, and the PC is out no longer', async () => {
    await county.signIn('reg');
    const input = { ...inspect, job: jobId() };
    const seen = await county.call('workstation.inspectStatement', input, onStick('filed.lxw'));
    expect(seen).toMatchObject({ workstation: stationId, wiped: { byName: '组reg', witnessName: '组dir' } });
    expect(seen.backups.map(({ what }) => what)).toEqual([
      '密钥的加密备份；没有记录是否写成，由人工核对',
      '密钥的加密备份；已写出并回读核对',
      '数据库损坏期间所作的备份没有记录，由人工核对',
    ]);
    const enter = { job: jobId(), file: fileToken, digest: seen.digest, accepted: null };
    const swapped = { ...enter, digest: '0'.repeat(64) };
    expect((await county.refusal('workstation.enterStatement', swapped, onStick('filed.lxw'))).type).toBe(
      'StatementChanged',
    );
    await county.call('workstation.enterStatement', { ...enter, job: jobId() }, onStick('filed.lxw'));
    const { id, state, values, deadlines } = await only();
    expect([state, values['wipedBy'], values['statementDigest'], values['closedBy']]).toEqual([
      'WIPED',
      '组reg',
      seen.digest,
      '组reg',
    ]);
    expect(deadlines).toMatchObject([{ rule: 'W_WIPE', met: values['wipedAt'] }]);
    const { items } = await county.call('dashboard.todo', {});
    expect(items.some(({ register }) => register === 'workstation')).toBe(false);
    const form = { form: 'F55' as const, records: [id], query: null, package: null, blank: false };
    const rest = { reveal: null, extra: {}, witness: null };
    expect((await county.call('paper.form', { job: jobId(), ...form, ...rest })).pages).toBeGreaterThan(0);
    expect(await refusal(real())).toBe('StatementKnown');
  });

  it('is told when a PC that is filed as wiped hands in again, and counts it as out', async () => {
    const kept = pcs.pc('kept');
    const path = await sendPackage(pcs, kept, 'handIn', countyId);
    await county.signIn('reg');
    const { notices } = await inspectPackage(county, path);
    expect(notices.join('')).toContain('这台单机已登记为已清理，却又移交');
    await receivePackageFrom(county, path);
    const { state, values, deadlines } = await only();
    expect([state, values['wipedAt'], values['statementDigest']]).toEqual([
      'HANDED_IN',
      undefined,
      undefined,
    ]);
    expect(deadlines).toMatchObject([{ rule: 'W_WIPE', met: null }]);
    await county.signIn('reg');
    expect((await inspectPackage(county, path)).notices.join('')).not.toContain('已登记为已清理');
    expect(await refusal(real())).toBe('StatementOutdated');
  });
});
