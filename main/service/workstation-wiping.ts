/**
 * The second half of wiping a workstation (decision 022), before a second person: with the statement on the medium and F55 on
 * paper, everything on this PC goes. The sheet and the act stand here; what is destroyed in which order, in `wiping.ts`.
 */
import { hostOf } from '../../domain/office.ts';
import { refuse } from '../../domain/failure.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { chineseDate } from '../deps.ts';
import { layWipingSheet } from '../reports/forms.ts';
import {
  useText,
  type WipingSheet,
  type WorkstationStep,
} from '../reports/forms/planning/workstation-wiping.ts';
import type { Reader } from '../vault/api.ts';
import type { Desk } from './desk.ts';
import type { JobControl } from './jobs.ts';
import { formContext, keepDocument } from './paper.ts';
import { requireWorkstation } from './workstation-closing.ts';
import {
  type Declared,
  declaredOf,
  isSheetPrinted,
  refuseMissing,
  requireStatementAt,
} from './workstation-statement.ts';

/** What the second person confirms. */
export const wipingAct = 'workstation.wipe';

/** F55 from the statement. Refuses `NotAWorkstation`, `NoStatement`. */
export async function wipingSheet(desk: Desk, job: JobControl): Promise<Output<'workstation.wipingSheet'>> {
  const declared = requireDeclared(desk);
  const context = await formContext(desk);
  job.progress(0, 0, '正在排版');
  const kept = await keepDocument(desk, layWipingSheet(context, sheetOf(desk, declared)), 'F55', false);
  desk.trace({
    action: 'paper.form',
    entity: 'F55',
    entityNo: desk.office().info.id,
    detail: `组内单机清理确认单，${kept.pages}页`,
  });
  return kept;
}

/**
 * Wipes this PC. Refuses `NotAWorkstation`, `NotHandedIn`, `NoStatement`, `SheetNotPrinted`, `StatementInVault`, `StatementGone`, what a
 * used or foreign confirmation refuses, `KeysProtected` and `WipingNotBegun`: then nothing has been destroyed. What cannot be removed after that is
 * told by `app.status` and goes on at the next start.
 */
export async function wipeWorkstation(desk: Desk, witness: string, statement: string): Promise<void> {
  const declared = requireDeclared(desk);
  const { vault, info } = desk.office();
  refuseMissing(desk.office());
  if (!isSheetPrinted(vault, declared)) refuseUnprinted();
  await requireStatementAt(desk.office(), declared, statement);
  const { actor } = desk.person();
  const { person, proof } = desk.witnesses.take(witness, wipingAct, actor.userId);
  proof.release();
  desk.trace({
    action: 'workstation.wipe',
    entity: 'workstation',
    entityNo: info.id,
    detail: `清理单机，${person.name}在场确认，声明摘要${declared.digest}`,
  });
  await desk.wiping.begin({
    folder: vault.folder,
    vault: vault.id,
    name: info.name,
    statement: declared.fileName,
  });
  await desk.leave('user');
  desk.wiping.proceed();
  // The window that was opened when the desk was left asked before this had ended.
  desk.emit({ type: 'locked', reason: 'user' });
}

// ---- internals

function requireDeclared(desk: Desk): Declared {
  requireWorkstation(desk.office());
  return (
    declaredOf(desk.office()) ??
    refuse(
      'NoStatement',
      '还没有可用的清理声明。',
      '声明没有出具，或者出具以后本机又办理过别的事项，声明所说的日志已不是最后一条。',
      '请重新出具清理声明，写入介质。',
    )
  );
}

function refuseUnprinted(): never {
  refuse(
    'SheetNotPrinted',
    '还没有打印清理确认单，没有清理。',
    '清理以后本机不能再打印；确认单（F55）由清理人、在场人签字，交巡察办存档。',
    '请先打印（或者另存PDF）清理确认单，再清理。',
  );
}

function sheetOf(desk: Desk, { statement, digest }: Declared): WipingSheet {
  const { vault, info } = desk.office();
  const inspected = vault.get<{ name: string; round: string }>(
    `SELECT g.name, r.name AS round FROM inspectionGroup g JOIN inspectionRound r ON r.id = g.round
     WHERE g.office = ? AND g.voidAt IS NULL ORDER BY g.createdAt LIMIT 1`,
    [hostOf(info.id) ?? ''],
  );
  const configuration = packageBy(vault, "direction = 'in' AND kind = 'configuration'", []);
  const [handIn] = statement.handedIn;
  const sent = handIn && packageBy(vault, "direction = 'out' AND no = ?", [handIn.no]);
  const { closed, wiped, lastEntry } = statement;
  const receipts = statement.handedIn.flatMap(({ receiptNo }) => receiptNo ?? []);
  const used = useText(dayOf(configuration?.importedAt), dayOf(closed.at));
  const steps: readonly WorkstationStep[] = [
    stepOf('配置', configuration ? `配置包${configuration.no}` : '', configuration?.createdAt, configuration),
    { label: '使用', what: used, at: dayOf(closed.at), by: closed.by, with: closed.witness },
    { label: '审核', what: '由巡察办办理', at: '', by: '', with: '' },
    stepOf('移交', statement.handedIn.map(({ no }) => `移交包${no}`).join('、'), sent?.createdAt, sent),
    { label: '存储', what: `巡察办回执${[...new Set(receipts)].join('、')}`, at: '', by: '', with: '' },
    { label: '清理', what: '密钥销毁、文件删除', at: dayOf(wiped.at), by: wiped.by, with: wiped.witness },
  ];
  return {
    ...{ no: '', code: info.id, name: info.name, steps, digest },
    group: inspected?.name ?? '',
    round: inspected?.round ?? '',
    vault: statement.vault,
    receipts: [...new Set(receipts)].join('、'),
    lastEntry: String(lastEntry.sequence),
    lastEntryHash: lastEntry.hash,
    ...{ lost: '', accepted: '' },
    backups: statement.backups.map(({ at, what }) => ({ at: dayOf(at), what })),
  };
}

interface Packed {
  readonly no: string;
  readonly createdAt: number;
  readonly createdByName: string;
  readonly approvedByName: string | null;
  readonly importedAt: number | null;
}

/** The first one there was. */
function packageBy(reader: Reader, where: string, params: readonly string[]): Packed | undefined {
  return reader.get<Packed>(
    `SELECT no, createdAt, createdByName, approvedByName, importedAt FROM exchangePackage WHERE ${where}
     ORDER BY createdAt, id LIMIT 1`,
    params,
  );
}

function stepOf(
  label: string,
  what: string,
  at: number | undefined,
  made: Packed | undefined,
): WorkstationStep {
  return { label, what, at: dayOf(at), by: made?.createdByName ?? '', with: made?.approvedByName ?? '' };
}

const dayOf = (instant: number | null | undefined): string =>
  typeof instant === 'number' ? chineseDate(instant) : '';
