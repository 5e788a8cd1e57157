/**
 * The first half of wiping a workstation (decision 022): the statement is signed, written to a medium and read back, and F55 is
 * printed from it. Nothing is destroyed here; what is done in between makes the statement void and another one due.
 */
import { hostOf } from '../../domain/office.ts';
import { refuse } from '../../domain/failure.ts';
import type { Output } from '../../preload/contract/contract.ts';
import type { AuditAction } from '../audit/actions.ts';
import { checkpoint } from '../audit/chain.ts';
import { createNodeFiles } from '../exchange/files.ts';
import { refuseUnreliable, writeToMedium } from '../exchange/medium.ts';
import { requireIdentity } from '../exchange/prepare.ts';
import {
  readWipeStatement,
  signWipeStatement,
  type WipeStatement,
  wipeStatementName,
} from '../exchange/wipe-statement.ts';
import { MalformedError } from '../exchange/malformed.ts';
import { sha256Hex } from '../exchange/bytes.ts';
import { readSetting, writeSetting } from '../registers/settings.ts';
import type { Reader } from '../vault/api.ts';
import type { Desk } from './desk.ts';
import type { JobControl } from './jobs.ts';
import type { OpenOffice } from './office.ts';
import { closingOf, requireWorkstation } from './workstation-closing.ts';
import { isWithin } from './within.ts';
import { handedIn, missingBeforeWiping } from './workstation-handed-in.ts';

const files = createNodeFiles();
/** What stands on the medium, in refusals. */
const noun = '清理声明';

/** What the second person confirms. */
export const declareAct = 'workstation.declareWiping';

const statementSetting = 'workstation.statement';
/** Digest of the statement whose F55 is on paper. */
const sheetSetting = 'workstation.sheet';
/** What may be done after the statement without it being made anew: sign in and out, print F55, wipe. */
const quiet: readonly AuditAction[] = [
  'session.unlock',
  'session.fail',
  'session.lock',
  'session.witness',
  'session.confirmSelf',
  'store.notice',
  'clock.back',
  'paper.form',
  'paper.print',
  'paper.savePdf',
  'workstation.declareWiping',
  'workstation.wipe',
];

/** A statement that stands on a medium. */
export interface Declared {
  readonly fileName: string;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
  readonly statement: WipeStatement;
}

/** The last statement, if it still says how things are; null otherwise. */
export function declaredOf(office: Pick<OpenOffice, 'vault'>): Declared | null {
  const { vault } = office;
  const declared = readSetting(vault, statementSetting) as Declared | undefined;
  if (!declared) return null;
  const since = vault.get<{ count: number }>(
    'SELECT count(*) AS count FROM audit WHERE seq > ? AND action NOT IN (SELECT value FROM json_each(?))',
    [declared.statement.lastEntry.sequence, JSON.stringify(quiet)],
  );
  return since?.count === 0 ? declared : null;
}

/** Whether F55 of this statement has been printed, or saved as a PDF. */
export function isSheetPrinted(reader: Reader, { digest }: Declared): boolean {
  return readSetting(reader, sheetSetting) === digest;
}

/**
 * Notes that F55 is on paper: told once the spooler has taken it or the PDF is written, for the print log stands before that and
 * knows nothing of a printer that fails. Does nothing for other forms, nor where no statement stands.
 */
export function noteSheet(desk: Desk, form: string, action: 'paper.print' | 'paper.savePdf'): void {
  const office = desk.officeOrNull();
  const declared = form === 'F55' && office ? declaredOf(office) : null;
  if (!office || !declared) return;
  desk.commit(['prints'], (tx) => {
    writeSetting(tx, sheetSetting, declared.digest);
    const detail = `组内单机清理确认单${action === 'paper.print' ? '已送打印' : '已另存PDF'}，可以清理`;
    return { output: undefined, audit: { action, entity: 'F55', entityNo: office.info.id, detail } };
  });
}

/** Refuses `NotAWorkstation`. */
export function statementStanding(desk: Desk): Output<'workstation.statement'> {
  const office = desk.office();
  requireWorkstation(office);
  const declared = declaredOf(office);
  return {
    statement: declared && toOutput(declared),
    printed: declared !== null && isSheetPrinted(office.vault, declared),
  };
}

/**
 * Refuses `NotAWorkstation`, `NotHandedIn` (with everything that is missing), `StatementInVault`, what a used or foreign
 * confirmation refuses, and what {@link writeToMedium} refuses; then there is no statement, and nothing has been destroyed.
 */
export async function declareWiping(
  desk: Desk,
  witness: string,
  folder: string,
  job: JobControl,
): Promise<Output<'workstation.declareWiping'>> {
  const office = desk.office();
  requireWorkstation(office);
  refuseMissing(office);
  refuseInVault(office, folder);
  const { actor } = desk.person();
  const { person, proof } = desk.witnesses.take(witness, declareAct, actor.userId);
  proof.release();
  const { vault } = office;
  const identity = requireIdentity(vault);
  const about = { action: declareAct, entity: 'workstation', entityNo: office.info.id } as const;
  const detail = `出具清理声明，${person.name}在场确认`;
  desk.trace({ ...about, detail, result: '开始' });
  job.progress(0, 2, '正在签名');
  const statement = statementOf(desk, actor.name, person.name);
  const bytes = signWipeStatement(desk, identity, statement);
  const declared: Declared = {
    fileName: wipeStatementName(office.info.id, statement.lastEntry.sequence),
    digest: sha256Hex(bytes),
    statement,
  };
  job.progress(1, 2, '正在写入介质并回读核对，请勿拔出');
  await writeToMedium(
    { files },
    {
      folder,
      fileName: declared.fileName,
      noun,
      write: (sink) => sink.write(bytes),
      verify: async (source) => {
        const read = await readWipeStatement(source, identity.root).catch(refuseReadBack);
        if (read.digest !== declared.digest) refuseReadBack();
      },
    },
  );
  desk.commit(['packages'], (tx) => {
    writeSetting(tx, statementSetting, declared);
    return { output: undefined, audit: { ...about, detail: `${detail}；已写入介质，已回读核对` } };
  });
  job.progress(2, 2, '声明已经写好');
  return toOutput(declared);
}

/** Refuses `NotHandedIn` with everything that is missing. */
export function refuseMissing(office: OpenOffice): void {
  const missing = missingBeforeWiping(office);
  if (missing.length === 0) return;
  refuse(
    'NotHandedIn',
    '本机还不能清理。',
    missing.map(({ text }) => text).join(''),
    '请按上面所列逐项办完，导入巡察办的回执以后再清理。',
  );
}

/**
 * Refuses `StatementInVault` where the file would be destroyed with everything else, and `StatementGone` unless it is that
 * statement, as it was written.
 */
export async function requireStatementAt(
  office: OpenOffice,
  { digest, fileName }: Declared,
  path: string,
): Promise<void> {
  refuseInVault(office, path);
  const found = await digestAt(path);
  if (found === digest) return;
  refuse(
    'StatementGone',
    '介质上的清理声明与出具的不一致，没有清理，什么都没有删除。',
    `选择的文件不是“${fileName}”，或者已经损坏。声明是巡察办认定单机已经清理的凭据，必须先在介质上。`,
    '请插入写有声明的介质，选择该文件；找不到的，请重新出具声明。',
  );
}

// ---- internals

function refuseInVault({ vault }: OpenOffice, path: string): void {
  if (!isWithin(vault.folder, path)) return;
  refuse(
    'StatementInVault',
    '清理声明不能放在本机的数据文件夹里，什么都没有删除。',
    '所选位置在数据文件夹里，清理时会一起删除；声明是巡察办认定单机已经清理的凭据，必须留得下来。',
    '请插入移动介质，选择介质上的位置。',
  );
}

function statementOf(desk: Desk, by: string, witness: string): WipeStatement {
  const office = desk.office();
  const { vault, info } = office;
  const closed = closingOf(vault);
  if (!closed) throw new Error('handed in without having been closed');
  const { seq, hash } = checkpoint(vault);
  return {
    format: 1,
    workstation: info.id,
    host: hostOf(info.id) ?? '',
    vault: vault.id,
    handedIn: handedIn(office).map((each) => ({ ...each })),
    closed: { at: closed.at, by: closed.byName, witness: closed.witnessName },
    wiped: { at: desk.now(), by, witness },
    lastEntry: { sequence: seq, hash },
    backups: backupsOf(vault),
  };
}

const mostBackups = 200;

/**
 * What the log says was copied out of the PC whole. A copy of the key that was begun may lie on the medium though nothing says
 * that it was finished; while a damaged vault is read-only, copies of it leave no entry at all.
 */
function backupsOf(reader: Reader): WipeStatement['backups'] {
  return reader
    .all<{ at: number; what: string }>(
      `SELECT at, CASE
         WHEN action = 'vault.continueAfterLoss' THEN '数据库损坏期间所作的备份没有记录，由人工核对'
         WHEN result = '成功' THEN detail ELSE detail || '；没有记录是否写成，由人工核对' END AS what
       FROM audit a WHERE (action IN ('vault.backup', 'vault.continueAfterLoss') AND result = '成功')
       OR (action = 'keys.backup' AND (result = '成功' OR (SELECT result FROM audit b
         WHERE b.action = 'keys.backup' AND b.seq > a.seq ORDER BY b.seq LIMIT 1) IS NOT '成功'))
       ORDER BY seq DESC LIMIT ?`,
      [mostBackups],
    )
    .map(({ at, what }) => ({ at, what: Array.from(what).slice(0, 200).join('') }))
    .toReversed();
}

function toOutput({ fileName, digest, statement: { wiped } }: Declared): Output<'workstation.declareWiping'> {
  return { fileName, digest, at: wiped.at, byName: wiped.by, witnessName: wiped.witness };
}

async function digestAt(path: string): Promise<string | undefined> {
  const source = await files.openForReading(path).catch(ignoreMissing);
  if (!source) return undefined;
  try {
    return source.size > 2 ** 20 ? undefined : sha256Hex(await source.read(0, source.size));
  } finally {
    await source.close();
  }
}

/** A medium that has been pulled out holds no statement. */
function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error) return undefined;
  throw error;
}

function refuseReadBack(error?: unknown): never {
  if (error !== undefined && !(error instanceof MalformedError)) throw error;
  return refuseUnreliable(noun);
}
