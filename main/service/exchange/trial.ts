/** The dry run of a package in words: what two people read before they let it in (reference 6.7). */
import { mayOn } from '../../../domain/access/permissions.ts';
import { countLabel, packageKindLabels } from '../../../domain/packages.ts';
import { registerById } from '../../../domain/registers/registers.ts';
import { openedTitle } from '../../../domain/title-field.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { isLogShorter } from '../../exchange/ledger/checkpoints.ts';
import { findPackage } from '../../exchange/ledger/packages.ts';
import { lostState } from '../../exchange/ledger/receipts.ts';
import { coveredBy } from '../../exchange/ledger/streams.ts';
import { missingToText } from '../../exchange/order.ts';
import { fingerprintToText } from '../../exchange/pki/certificate.ts';
import type { Incoming } from '../../exchange/receive.ts';
import { countReviews, type IncomingRecord } from '../../exchange/review.ts';
import { packagedRecord } from '../../registers/packaged.ts';
import { shortTitle } from '../../registers/relations.ts';
import type { Reader } from '../../vault/api.ts';
import type { Desk } from '../desk.ts';
import { shortDigest } from '../package-paper.ts';
import { cameAfterWiping } from '../workstations-out.ts';
import { besideNotices, besideOf } from './beside.ts';
import { effectOf } from './receipt-outcome.ts';
import { compareSettings } from './settings.ts';

const mostDetails = 200;

const warningTexts = {
  certificateValidity:
    '按本机时钟，对方证书不在有效期内。请核对两边的系统日期；日期无误的，通知对方更换证书，本包可以照常导入。',
  clock: '数据包的制作时间晚于本机时间，两台电脑中有一台的时钟不准。',
} as const;

function noticesOf(desk: Desk, incoming: Incoming): string[] {
  const reader = desk.office().vault;
  const notices = incoming.opened.warnings.map((warning) => warningTexts[warning]) as string[];
  const { decision } = incoming;
  const isToCome = decision.kind === 'new' || decision.kind === 'jump';
  if (isToCome && cameAfterWiping(desk, reader, incoming.opened.manifest)) {
    notices.push(
      '这台单机已登记为已清理，却又移交：没有清理，或者声明不实，请核对。导入后登记簿改回“已移交”，须重新清理、重新登记声明。',
    );
  }
  if (decision.kind === 'new' && decision.skipped) {
    notices.push(`中间的${missingToText(decision.skipped)}数据包没有收到，其内容已包含在本包中。`);
  }
  if (decision.kind === 'new' && decision.newEpoch) {
    notices.push('对方恢复过备份并已重新起号，请与对方电话核实后由两人确认导入。');
  }
  if (decision.kind === 'jump') notices.push('顺序号跳跃过大，请与对方电话核实后由两人确认导入。');
  if (isShorterLog(reader, incoming)) {
    notices.push(
      '对方的审计日志比其以前的数据包所记的短：可能被截断，或者对方的数据库换成了旧版本。请与对方的安全审计员核实后再导入。',
    );
  }
  const goingBack = incoming.records.filter(({ review }) => review.goesBack).length;
  if (goingBack > 0) {
    notices.push(
      `对方恢复过备份：有${goingBack}条将以对方现有内容为准（回到较早版次或内容不同），原内容可在办理经过中查看。`,
    );
  }
  const displaced = incoming.records.filter(({ review }) => review.displaces !== undefined).length;
  if (displaced > 0) {
    notices.push(`对方恢复备份后有${displaced}个编号重新使用：本机原有的件保留，编号后加“（恢复前…）”。`);
  }
  notices.push(
    ...besideNotices((name) => incoming.records.filter(({ record }) => record.register === name).length),
  );
  const { receipt } = incoming;
  const lost = receipt && lostState(reader, receipt.from, receipt);
  if (lost) {
    notices.push(
      lost.epoch === null
        ? '对方收到过本单位的数据包，而本机没有记录或者内容不同：本机的数据库可能比对方见过的旧（例如整机恢复过）。请核实；导入本回执后将自动重新起号，已制作而对方没有导入的数据包请重新制作，恢复以后缺少的件请补录。'
        : '对方导入过本单位另一次恢复以后制作的数据包，其时间更晚：导入本回执后将自动重新起号，已制作而对方没有导入的数据包请重新制作。',
    );
  }
  if (incoming.receipt) notices.push('这是一份回执：导入后将更新已发数据包的签收情况。');
  return notices;
}

function isShorterLog(reader: Reader, { place, opened }: Incoming): boolean {
  const { sender, kind, audit } = opened.manifest;
  return place !== null && isLogShorter(reader, sender.office, kind, place, audit);
}

/** A receipt takes no place in a stream; that it was imported is told by its package. */
export function isKnownReceipt(desk: Desk, { receipt, opened }: Incoming): boolean {
  return receipt !== null && findPackage(desk.office().vault, opened.manifest.packageId) !== undefined;
}

type Verdict = Output<'packages.inspect'>['verdict'];

function verdictOf(desk: Desk, incoming: Incoming): Verdict {
  const { kind } = incoming.decision;
  if (kind === 'alreadyCovered') return kind;
  if (kind === 'alreadyImported' || isKnownReceipt(desk, incoming)) return 'alreadyImported';
  return incoming.needsTwoPersons ? 'needsTwoPersons' : 'ready';
}

/** Says of the numbers what was found: not that they follow one another where one between them never came. */
function verdictText(reader: Reader, verdict: Verdict, { decision, place, opened }: Incoming): string {
  switch (verdict) {
    case 'alreadyImported':
      return '这个数据包已经导入过，内容完全相同，不需要再导入。';
    case 'alreadyCovered': {
      const { sender, kind } = opened.manifest;
      const later = place && coveredBy(reader, sender.office, kind, place);
      return `这个数据包未曾导入，其内容已包含在${later ? `第${later}号` : '后来的'}数据包中，不需要再导入。`;
    }
    case 'needsTwoPersons':
      return '签名有效、内容完整，但要先向对方核实才能导入。';
    case 'ready': {
      const order = place === null ? '' : decision.kind === 'new' && decision.skipped ? '' : '、序号连续';
      return `核验通过：签名有效、发给本办、内容完整${order}。`;
    }
  }
}

/** What a verified package would do, under the id it waits under. */
export function summarise(
  desk: Desk,
  id: string,
  incoming: Incoming,
  size: number,
): Output<'packages.inspect'> {
  const { opened, place, records, receipt } = incoming;
  const { vault } = desk.office();
  const { manifest } = opened;
  const counts = countReviews(records);
  const verdict = verdictOf(desk, incoming);
  const already = verdict === 'alreadyImported' || verdict === 'alreadyCovered';
  const effect = receipt && !already ? effectOf(vault, receipt) : null;
  const shown = listed(records);
  const results = { new: '新增', changed: '更新', unchanged: '无变化', refused: '不予导入' } as const;
  return {
    incoming: id,
    no: manifest.no,
    kind: manifest.kind,
    kindLabel: packageKindLabels[manifest.kind],
    fromOffice: manifest.sender.office,
    fromName: manifest.sender.name,
    signerFingerprint: fingerprintToText(manifest.sender.fingerprint),
    createdByName: manifest.createdBy.name,
    approvedByName: manifest.approvedBy.name,
    createdAt: manifest.createdAt,
    sequence: place?.sequence ?? 0,
    mark: manifest.mark,
    digest: shortDigest(opened.fileSha256),
    size,
    verdict,
    verdictText: verdictText(vault, verdict, incoming),
    notices: [...noticesOf(desk, incoming), ...(effect?.notices ?? [])],
    acknowledges: effect && [...effect.acknowledges],
    counts,
    byRegister: countByRegister(records),
    details: shown.slice(0, mostDetails).map(({ record, review }) => ({
      register: record.register,
      no: typeof record.value['no'] === 'string' ? record.value['no'] : record.id,
      title: review.outcome === 'refused' ? '' : titleOf(desk, record),
      result: results[review.outcome],
      reason: review.reason,
    })),
    unlisted: Math.max(0, shown.length - mostDetails),
    settings: already ? null : compareSettings(vault, incoming.documents),
  };
}

/** What two people look at before they agree: what is noted of single records first, then what changes, then what is new. */
function listed(records: Incoming['records']): Incoming['records'] {
  const plain = records.filter(({ record, review }) => review.reason === '' && !besideOf(record.register));
  return [
    ...records.filter(({ review }) => review.reason !== ''),
    ...plain.filter(({ review }) => review.outcome === 'changed'),
    ...plain.filter(({ review }) => review.outcome === 'new'),
  ];
}

/** No more than this person would read of the record once it is in: a sealed title takes the key of its compartment. */
function titleOf(desk: Desk, { register: id, value }: IncomingRecord): string {
  const { permissions } = desk.person().actor;
  const register = registerById(id);
  const values = packagedRecord.shape.values.safeParse(value['values']);
  if (!register || !values.success || !mayOn(permissions, register, 'read')) return '';
  const isSealed = openedTitle(register)?.compartment !== undefined;
  return isSealed && !mayOn(permissions, register, 'scan') ? '' : shortTitle(register, values.data);
}

function countByRegister(records: Incoming['records']): Output<'packages.inspect'>['byRegister'] {
  const registers = [...new Set(records.map(({ record }) => record.register))];
  return registers.map((register) => ({
    label: countLabel(register),
    ...countReviews(records.filter(({ record }) => record.register === register)),
  }));
}
