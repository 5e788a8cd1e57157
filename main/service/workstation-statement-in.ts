/** At the office: the statement a workstation made before it was wiped is checked and filed in the register (decision 022). */
import { hostOf } from '../../domain/office.ts';
import { ExpectedError, refuse } from '../../domain/failure.ts';
import { packageKindLabels } from '../../domain/packages.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { chineseDate } from '../deps.ts';
import { createNodeFiles } from '../exchange/files.ts';
import { isPeer } from '../exchange/ledger/keys.ts';
import { inStreams } from '../exchange/ledger/streams.ts';
import { MalformedError } from '../exchange/malformed.ts';
import { requireIdentity } from '../exchange/prepare.ts';
import { readWipeStatement, type SignedStatement } from '../exchange/wipe-statement.ts';
import type { Stored } from '../registers/store.ts';
import type { Reader } from '../vault/api.ts';
import type { Desk } from './desk.ts';
import { officeName } from './offices.ts';
import { noteWiped, recordOf } from './workstations-out.ts';

/** Refuses as {@link enterStatement}, and changes nothing. A refusal is noted in the log. */
export async function inspectStatement(
  desk: Desk,
  path: string,
): Promise<Output<'workstation.inspectStatement'>> {
  const signed = await readChecked(desk, path);
  const { statement, digest } = signed;
  return {
    workstation: statement.workstation,
    name: officeName(desk.office(), statement.workstation),
    digest,
    vault: statement.vault,
    receipts: receiptsOf(signed),
    lastEntry: statement.lastEntry.sequence,
    wiped: {
      at: statement.wiped.at,
      byName: statement.wiped.by,
      witnessName: statement.wiped.witness,
    },
    backups: statement.backups.map((each) => ({ ...each })),
  };
}

/**
 * Files it: the workstation is wiped. Refuses `StatementForged`, `StatementForeign`, `WorkstationUnknown`, `StatementKnown`,
 * `StatementOutdated`, `StatementUnfounded`, and `StatementChanged` where the file is no longer the one that was looked at.
 */
export async function enterStatement(
  desk: Desk,
  path: string,
  digest: string,
): Promise<Output<'workstation.enterStatement'>> {
  const signed = await readChecked(desk, path);
  if (signed.digest !== digest) {
    refuse(
      'StatementChanged',
      '文件与刚才核验的不一致，没有登记。',
      '核验以后换了文件或者介质。',
      '请重新选择清理声明核验。',
    );
  }
  const { statement } = signed;
  return desk.commit(['workstation', 'dashboard'], (tx) => {
    const before = checkAgainst(desk, tx, signed);
    noteWiped(
      desk,
      tx,
      before,
      {
        wipedAt: chineseDate(statement.wiped.at),
        wipedBy: statement.wiped.by,
        wipedWith: statement.wiped.witness,
        closedAt: chineseDate(statement.closed.at),
        closedBy: statement.closed.by,
        closedWith: statement.closed.witness,
        wipedReceipts: receiptsOf(signed).join('、'),
        vault: statement.vault,
        lastEntry: statement.lastEntry.sequence,
        lastEntryHash: statement.lastEntry.hash,
        statementDigest: digest,
      },
      statement.backups,
    );
    return {
      output: { record: before.id },
      audit: {
        action: 'workstation.enterStatement',
        entity: 'workstation',
        entityId: before.id,
        entityNo: before.no,
        detail: `登记${officeName(desk.office(), statement.workstation)}的清理声明，签名、移交、回执均已核对`,
      },
    };
  });
}

// ---- internals

/** Reads and judges; a refusal is noted, then passed on. */
async function readChecked(desk: Desk, path: string): Promise<SignedStatement> {
  const { vault } = desk.office();
  const { root } = requireIdentity(vault);
  const source = await createNodeFiles().openForReading(path);
  try {
    const signed = await readWipeStatement(source, root).catch(refuseForged);
    checkAgainst(desk, vault, signed);
    return signed;
  } catch (error) {
    if (error instanceof ExpectedError) {
      const { what, type } = error.failure;
      desk.trace({
        action: 'workstation.enterStatement',
        entity: 'workstation',
        detail: `拒收清理声明：${what}`,
        reason: type,
        result: '拒收',
      });
    }
    throw error;
  } finally {
    await source.close();
  }
}

/** Whether what it says agrees with what this office knows of the workstation; returns the record it belongs to. */
function checkAgainst(desk: Desk, reader: Reader, { statement, signer, digest }: SignedStatement): Stored {
  const { info } = desk.office();
  if (hostOf(statement.workstation) !== info.id || statement.host !== info.id)
    refuseForeign(statement.workstation);
  if (!isPeer(reader, signer)) refuseForged();
  const record = recordOf(desk, reader, statement.workstation);
  if (!record) return refuseUnknown(statement.workstation);
  if (record.state === 'WIPED') refuseKnown(record, digest);
  checkHandedIn(reader, statement);
  checkLog(reader, statement);
  return record;
}

/**
 * The newest package we took in of each kind is the one the statement names, and the receipt it names is ours. A PC that was
 * restored begins every stream anew, and some it never begins: only what came in the epoch heard last counts.
 */
function checkHandedIn(reader: Reader, statement: SignedStatement['statement']): void {
  const streams = inStreams(reader, statement.workstation)
    .filter(({ kind }) => kind === 'handIn' || kind === 'leads')
    .toSorted((one, other) => other.lastAt - one.lastAt);
  const taken = streams.filter(({ epoch }) => epoch === streams[0]?.epoch);
  for (const { kind, contiguous, lastHash } of taken) {
    const named = statement.handedIn.find((each) => each.kind === kind);
    const isNewest = named?.sequence === contiguous && named.hash === lastHash;
    if (!isNewest && (named?.sequence ?? 0) <= contiguous) refuseOutdated(packageKindLabels[kind]);
  }
  for (const { kind, no, sequence, receiptNo } of statement.handedIn) {
    const held = taken.find((each) => each.kind === kind);
    if (!held || held.contiguous < sequence) refuseUnfounded(`${no}（${packageKindLabels[kind]}）`);
    const given =
      receiptNo === null || receiptNo.startsWith('纸质回执') || isOurs(reader, statement, receiptNo);
    if (!given) refuseUnfounded(`回执${receiptNo}`);
  }
}

function isOurs(reader: Reader, { workstation }: SignedStatement['statement'], no: string): boolean {
  const found = reader.get(
    `SELECT 1 AS found FROM exchangePackage p JOIN exchangeRecipient r ON r.package = p.id
     WHERE p.direction = 'out' AND p.kind = 'receipt' AND p.no = ? AND r.office = ?`,
    [no, workstation],
  );
  return found !== undefined;
}

/** A log that is shorter than a package of the PC has said before is that of another vault, or of one that was set back. */
function checkLog(reader: Reader, { workstation, lastEntry }: SignedStatement['statement']): void {
  const told = reader.get<{ sequence: number | null }>(
    `SELECT max(c.sequence) AS sequence FROM exchangeCheckpoint c JOIN exchangePackage p ON p.id = c.package
     WHERE p.direction = 'in' AND p.sender = ?`,
    [workstation],
  );
  if ((told?.sequence ?? 0) <= lastEntry.sequence) return;
  refuse(
    'StatementOfOtherVault',
    '清理声明说的不是移交过的那个数据库，没有登记。',
    `移交时单机的日志已有${told?.sequence ?? 0}条，声明所说的日志只到第${lastEntry.sequence}条，可能是由备份恢复的另一份。`,
    '请与巡察组核对清理的是哪一台、哪一份；移交过的那一份清理以后，再核验其声明。',
  );
}

function receiptsOf({ statement }: SignedStatement): string[] {
  return [...new Set(statement.handedIn.flatMap(({ receiptNo }) => receiptNo ?? []))];
}

function refuseForged(error?: unknown): never {
  if (error !== undefined && !(error instanceof MalformedError)) throw error;
  return refuse(
    'StatementForged',
    '这个文件不是有效的清理声明，没有登记。',
    '文件格式不符、已经损坏，或者签名不是由本网络签发、未被吊销的单机证书所作。',
    '请核对介质上的文件；确系单机写出的，保留介质并报告办公室负责人，单机按没有清理处理。',
  );
}

function refuseForeign(workstation: string): never {
  return refuse(
    'StatementForeign',
    `${workstation}不是本办的巡察组单机。`,
    '清理声明由派出巡察组的巡察办核验、登记。',
    '请把介质送派出该巡察组的巡察办。',
  );
}

function refuseUnknown(workstation: string): never {
  return refuse(
    'WorkstationUnknown',
    `登记簿中没有${workstation}。`,
    '本办没有向这台单机发过配置包，或者其登记已经作废。',
    '请核对单机编号。没有发过“单机配置”的，在巡察组页面“发往其他单位”选定该单机，编制“单机配置”数据包后再登记；登记被作废的，请先恢复。',
  );
}

function refuseKnown({ no, values }: Stored, digest: string): never {
  const isSame = values['statementDigest'] === digest;
  return refuse(
    'StatementKnown',
    `${no}已经登记为已清理。`,
    isSame ? '这份声明已经登记过。' : '这台单机登记的是另一份清理声明，一台单机只清理一次。',
    isSame ? '无须再登记。' : '请与巡察组核对这份声明的来历，并报告办公室负责人。',
  );
}

function refuseOutdated(label: string): never {
  return refuse(
    'StatementOutdated',
    '清理声明比收到的移交包旧，没有登记。',
    `声明出具以后，单机又移交过“${label}”；声明所依据的回执不是最近的。`,
    '单机还没有清理的，请导入本办最近的回执，重新出具声明；已经清理的，凭的是后来出具的声明，请在介质上找出最近的一份，再核验登记。',
  );
}

function refuseUnfounded(what: string): never {
  return refuse(
    'StatementUnfounded',
    '清理声明所依据的，本办没有，没有登记。',
    `本办的台账中没有声明所说的${what}。可能本办恢复过备份，也可能声明有误。`,
    '请查对数据包台账。本办恢复过备份的，单机还没有清理的先不要清理，重新移交；已经清理的，用留存的移交介质重新导入，补齐本办没有的内容，声明同签了字的清理确认单（F55）一并留存，报告办公室负责人。',
  );
}
