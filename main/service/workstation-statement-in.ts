/** At the office: the statement a workstation made before it was wiped is checked and filed in the register (decision 022). */
import { hostOf } from '../../domain/office.ts';
import { ExpectedError, refuse } from '../../domain/failure.ts';
import { packageKindLabels } from '../../domain/packages.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import { chineseDate } from '../deps.ts';
import { createNodeFiles } from '../exchange/files.ts';
import { currentEpoch } from '../exchange/ledger/epoch.ts';
import { isPeer } from '../exchange/ledger/keys.ts';
import { inStreams } from '../exchange/ledger/streams.ts';
import { MalformedError } from '../exchange/malformed.ts';
import type { OfficeCertificate } from '../exchange/pki/certificate.ts';
import { requireIdentity } from '../exchange/prepare.ts';
import { readWipeStatement, type SignedStatement } from '../exchange/wipe-statement.ts';
import type { Stored } from '../registers/store.ts';
import type { Reader } from '../vault/api.ts';
import type { Desk } from './desk.ts';
import { officeName } from './offices.ts';
import { type GivenReceipt, receiptsGiven, vouchesFor } from './receipts-given.ts';
import { refuseLost } from './workstation-lost.ts';
import { noteWiped, recordOf } from './workstations-out.ts';

/** Refuses as {@link enterStatement}, and changes nothing. A refusal is noted in the log. */
export async function inspectStatement(
  desk: Desk,
  path: string,
): Promise<Output<'workstation.inspectStatement'>> {
  const { signed, lacking } = await readChecked(desk, path);
  const { statement, digest } = signed;
  return {
    lacking: [...lacking],
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

/** What the second person confirms where the statement rests on what this office has lost. */
export const acceptAct = (digest: string): string => `workstation.enterStatement:${digest}`;

/**
 * Files it: the workstation is wiped. Refuses `StatementForged`, `StatementForeign`, `WorkstationUnknown`, `WorkstationLost`,
 * `StatementKnown`, `StatementOutdated`, `StatementUnfounded` (by a restored office only while nobody answers for what is
 * lacking), `ReasonMissing`, what a used or foreign confirmation refuses, and `StatementChanged` where the file is no longer the
 * one that was looked at.
 */
export async function enterStatement(
  desk: Desk,
  path: string,
  { digest, accepted }: Pick<Parsed<'workstation.enterStatement'>, 'digest' | 'accepted'>,
): Promise<Output<'workstation.enterStatement'>> {
  const { signed, receipts } = await readChecked(desk, path);
  if (signed.digest !== digest) {
    refuse(
      'StatementChanged',
      '文件与刚才核验的不一致，没有登记。',
      '核验以后换了文件或者介质。',
      '请重新选择清理声明核验。',
    );
  }
  const { statement } = signed;
  const { vault } = desk.office();
  const { lacking } = checkAgainst(desk, vault, signed, receipts);
  const answered = lacking.length === 0 ? null : answerFor(desk, digest, lacking, accepted);
  return desk.commit(['workstation', 'dashboard'], (tx) => {
    const { record: before } = checkAgainst(desk, tx, signed, receipts);
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
        acceptedWhy: answered?.reason ?? null,
        acceptedWith: answered?.witness ?? null,
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
        detail: `登记${officeName(desk.office(), statement.workstation)}的清理声明，${
          answered
            ? `本办恢复备份后没有${lacking.join('、')}，${answered.witness}在场认定`
            : '签名、移交、回执均已核对'
        }`,
        ...(answered ? { reason: answered.reason } : {}),
      },
    };
  });
}

// ---- internals

/** Two people answer for what is lacking: why they hold it for true, and who stood by. */
function answerFor(
  desk: Desk,
  digest: string,
  lacking: readonly string[],
  accepted: Parsed<'workstation.enterStatement'>['accepted'],
): { readonly reason: string; readonly witness: string } {
  if (!accepted) return refuseUnfounded(lacking);
  const reason = accepted.reason.trim();
  if (reason === '') {
    refuse(
      'ReasonMissing',
      '还没有写明认定的理由。',
      '本办没有声明所凭的内容，由两人认定的，须写明依据备查。',
      '请填写理由，如：纸质回执存根、移交介质、确认单已逐件核对。',
      { reason: '请填写' },
    );
  }
  const { person, proof } = desk.witnesses.take(
    accepted.witness,
    acceptAct(digest),
    desk.person().actor.userId,
  );
  proof.release();
  return { reason, witness: person.name };
}

interface Checked extends Judged {
  readonly signed: SignedStatement;
  readonly receipts: readonly GivenReceipt[];
}

/** Reads and judges; a refusal is noted, then passed on. */
async function readChecked(desk: Desk, path: string): Promise<Checked> {
  const { vault } = desk.office();
  const { root } = requireIdentity(vault);
  const source = await createNodeFiles().openForReading(path);
  try {
    const signed = await readWipeStatement(source, root).catch(refuseForged);
    const receipts = await receiptsGiven(desk.office(), signed.statement.workstation);
    return { ...checkAgainst(desk, vault, signed, receipts), signed, receipts };
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

interface Judged {
  /** The record of the workstation. */
  readonly record: Stored;
  /** What the statement rests on and this office lost when it was restored; empty where it can have lost nothing of it. */
  readonly lacking: readonly string[];
}

/** Whether what it says agrees with what this office knows of the workstation. */
function checkAgainst(
  desk: Desk,
  reader: Reader,
  { statement, signer, digest }: SignedStatement,
  receipts: readonly GivenReceipt[],
): Judged {
  const { info } = desk.office();
  if (hostOf(statement.workstation) !== info.id || statement.host !== info.id)
    refuseForeign(statement.workstation);
  if (!isPeer(reader, signer)) refuseForged();
  const record = recordOf(desk, reader, statement.workstation);
  if (!record) return refuseUnknown(statement.workstation);
  refuseLost(desk, reader, statement.workstation);
  if (record.state === 'WIPED') refuseKnown(record, digest);
  const lacking = lackingOf(reader, statement, receipts);
  if (lacking.length > 0 && !mayHaveLost(reader, record, signer)) refuseUnfounded(lacking);
  checkLog(reader, statement);
  return { record, lacking };
}

/**
 * Whether this office went back to a backup after the workstation was there: only then can what it handed in have been lost with
 * what came after the backup. Its record may have been lost as well and be written anew, so its certificate counts too (which is
 * dated back by a day). A workstation that came later answers for itself, however often the office was restored before.
 */
function mayHaveLost(reader: Reader, { createdAt }: Stored, { notBefore }: OfficeCertificate): boolean {
  const epoch = currentEpoch(reader);
  return epoch?.reason === 'restored' && Math.min(createdAt, notBefore) <= epoch.startedAt;
}

/**
 * The newest package we took in of each kind is the one the statement names, and the receipt it names is ours. A PC that was
 * restored begins every stream anew, and some it never begins: only what came in the epoch heard last counts. Refuses
 * `StatementOutdated`; returns what is named and not to be found here.
 */
function lackingOf(
  reader: Reader,
  statement: SignedStatement['statement'],
  receipts: readonly GivenReceipt[],
): readonly string[] {
  const streams = inStreams(reader, statement.workstation)
    .filter(({ kind }) => kind === 'handIn' || kind === 'leads')
    .toSorted((one, other) => other.lastAt - one.lastAt);
  const taken = streams.filter(({ epoch }) => epoch === streams[0]?.epoch);
  for (const { kind, contiguous, lastHash } of taken) {
    const named = statement.handedIn.find((each) => each.kind === kind);
    const isNewest = named?.sequence === contiguous && named.hash === lastHash;
    if (!isNewest && (named?.sequence ?? 0) <= contiguous) refuseOutdated(packageKindLabels[kind]);
  }
  return statement.handedIn.flatMap((named) => {
    const { kind, no, sequence } = named;
    const held = taken.find((each) => each.kind === kind);
    return [
      ...(!held || held.contiguous < sequence ? [`移交包${no}（${packageKindLabels[kind]}）`] : []),
      ...(receipts.some((receipt) => vouchesFor(receipt, named))
        ? []
        : [named.receiptNo === null ? `${no}的回执` : `回执${named.receiptNo}`]),
    ];
  });
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

function refuseUnfounded(lacking: readonly string[]): never {
  return refuse(
    'StatementUnfounded',
    '清理声明所依据的，本办没有，没有登记。',
    `本办的台账中没有声明所说的${lacking.join('、')}。可能本办恢复过备份，也可能声明有误。`,
    '请查对数据包台账。本办恢复过备份的，单机还没有清理的先不要清理，重新移交；已经清理的，先用留存的移交介质重新导入，补齐本办没有的内容，再由两人认定、写明理由后登记。没有恢复过备份的，声明不实，请报告办公室负责人。',
  );
}
