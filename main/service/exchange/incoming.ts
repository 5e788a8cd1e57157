/** Packages that have been verified and wait for the clerk's decision; their content rests encrypted in quarantine. */
import { ExpectedError, refuse } from '../../../domain/failure.ts';
import { registerIds } from '../../../domain/registers/registers.ts';
import { directionBetween } from '../../../domain/package-kinds.ts';
import {
  countLabel,
  goesThatWay,
  packageKindLabels,
  permissionsToImport,
  travellingIn,
  waysText,
} from '../../../domain/packages.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { createId, type ClockDep, type RandomDep } from '../../deps.ts';
import { type Appliers, applyPackage, type Receiving } from '../../exchange/apply.ts';
import { isLogShorter } from '../../exchange/ledger/checkpoints.ts';
import { lostState } from '../../exchange/ledger/receipts.ts';
import { findPackage } from '../../exchange/ledger/packages.ts';
import { missingToText } from '../../exchange/order.ts';
import { defaultLimits } from '../../exchange/package-reader.ts';
import type { Manifest } from '../../exchange/manifest.ts';
import { fingerprintToText } from '../../exchange/pki/certificate.ts';
import { type Incoming, receivePackage } from '../../exchange/receive.ts';
import { type Classify, countReviews, type Review } from '../../exchange/review.ts';
import { roomOfRecord } from '../../registers/insert-many.ts';
import { attachmentRegister } from '../../registers/packaged-attachments.ts';
import type { Delivery } from '../../registers/receive.ts';
import type { Reader, Writer } from '../../vault/api.ts';
import type { Desk } from '../desk.ts';
import type { JobControl } from '../jobs.ts';
import { shortDigest } from '../package-paper.ts';
import { applyDocument, checkDocument } from './content.ts';
import { checkTimely, effectOf } from './receipt-outcome.ts';
import { compareSettings } from './settings.ts';
import { exchangeDeps, exchangeFolders, personOf } from './wiring.ts';

export interface IncomingStore {
  readonly add: (incoming: Incoming) => string;
  readonly get: (id: string) => Incoming;
  readonly discard: (id: string) => Promise<void>;
  readonly clear: () => Promise<void>;
}

export function createIncomingStore(deps: ClockDep & RandomDep): IncomingStore {
  const incomingById = new Map<string, Incoming>();
  const discard = async (id: string): Promise<void> => {
    const incoming = incomingById.get(id);
    incomingById.delete(id);
    await incoming?.opened.discard();
  };
  return {
    add: (incoming) => {
      const id = createId(deps);
      incomingById.set(id, incoming);
      return id;
    },
    get: (id) =>
      incomingById.get(id) ??
      refuse(
        'IncomingGone',
        '这次核验已经结束。',
        '锁定或退出后，已核验未导入的内容会销毁。',
        '请重新选择数据包文件。',
      ),
    discard,
    clear: async () => {
      for (const id of [...incomingById.keys()]) await discard(id);
    },
  };
}

/** Judges the records of one package in their order: parts come after their wholes, attachments after everything. */
function judge(desk: Desk): Classify {
  const { engine } = desk.office();
  const arriving = new Set<string>();
  const isArriving = (id: string): boolean => arriving.has(id);
  return ({ register, id, office, value }, isOvertaken) => {
    if (register === attachmentRegister) return engine.reviewAttachment(office, value, isArriving);
    const review = engine.reviewImported(register, office, value, isOvertaken, isArriving);
    if (review.outcome === 'new') arriving.add(id);
    return review;
  };
}

const unknownRegister: Review = { outcome: 'refused', reason: '本机没有这个登记簿，可能对方软件版本较新。' };
const otherKind: Review = { outcome: 'refused', reason: '这种数据包不得带有此登记簿的内容。' };

/** Refuses what a package of its kind and direction may not carry; the register's own rules see only the rest. */
function withinKind(desk: Desk, manifest: Pick<Manifest, 'kind' | 'sender'>, next: Classify): Classify {
  const { engine, info } = desk.office();
  const direction = directionBetween(manifest.sender.level, info.level);
  const carried = new Set(travellingIn(manifest.kind, direction).map(({ register }) => register.id));
  const isCarried = (id: unknown): boolean => typeof id === 'string' && carried.has(id);
  return (record, isOvertaken) => {
    const id = record.register === attachmentRegister ? record.value['register'] : record.register;
    if (typeof id === 'string' && !engine.hasRegister(id)) return unknownRegister;
    return isCarried(id) ? next(record, isOvertaken) : otherKind;
  };
}

const mostDetails = 200;

/** Verifies the file and tries it out. A refusal is noted in the audit log with its kind, then passed on. */
export async function inspectPackage(
  desk: Desk,
  path: string,
  job: JobControl,
): Promise<Output<'packages.inspect'>> {
  const deps = exchangeDeps(desk, ['packages'], { action: 'packages.inspect', detail: '核验数据包' });
  const source = await deps.files.openForReading(path);
  try {
    const request = { source, quarantineFolder: exchangeFolders(desk).quarantine, limits: defaultLimits };
    const incoming = await receivePackage(
      deps,
      request,
      (manifest) => withinKind(desk, manifest, judge(desk)),
      job,
    );
    await checkArrival(desk, incoming);
    const { manifest } = incoming.opened;
    desk.trace({
      action: 'packages.inspect',
      entity: 'package',
      entityNo: manifest.no,
      detail: `核验${manifest.sender.name}的数据包，签名、次序、内容均已核对`,
    });
    return summarise(desk, incoming, source.size);
  } catch (error) {
    if (error instanceof ExpectedError) {
      desk.trace({
        action: 'packages.refuse',
        entity: 'package',
        detail: `拒收数据包：${error.failure.what}`,
        reason: error.failure.type,
        result: '拒收',
      });
    }
    throw error;
  } finally {
    await source.close();
  }
}

/** A certificate makes an office known; what it may send is another question. Discards what may not be imported. */
async function checkArrival(desk: Desk, incoming: Incoming): Promise<void> {
  const { opened, documents, receipt } = incoming;
  const { kind, sender } = opened.manifest;
  try {
    if (!goesThatWay(kind, directionBetween(sender.level, desk.office().info.level))) {
      refuse(
        'WrongDirection',
        `${sender.name}不能向本单位发送“${packageKindLabels[kind]}”。`,
        waysText(),
        '请不要导入，并与来文单位核对这个数据包的来历。',
      );
    }
    refuseUnopenable(desk, kind);
    for (const { name, value } of documents) checkDocument(name, value);
    if (receipt && !isKnownReceipt(desk, incoming)) checkTimely(desk.office().vault, receipt);
  } catch (error) {
    await opened.discard();
    throw error;
  }
}

/** What a register keeps sealed is sealed again as it arrives, which takes the key. */
function refuseUnopenable(desk: Desk, kind: Manifest['kind']): void {
  const { permissions } = desk.person().actor;
  if (permissionsToImport(kind).every((each) => permissions.has(each))) return;
  refuse(
    'NotAllowed',
    `您不能接收“${packageKindLabels[kind]}”。`,
    '其内容加密保存，只有能查看的人员才能核验、写入。',
    '请由线索专管员登录后接收；介质请按规定交接。',
  );
}

const warningTexts = {
  certificateValidity:
    '按本机时钟，对方证书不在有效期内。请核对两边的系统日期；日期无误的，通知对方更换证书，本包可以照常导入。',
  clock: '数据包的制作时间晚于本机时间，两台电脑中有一台的时钟不准。',
} as const;

function noticesOf(reader: Reader, incoming: Incoming): string[] {
  const notices = incoming.opened.warnings.map((warning) => warningTexts[warning]) as string[];
  const { decision } = incoming;
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
  const attached = incoming.records.filter(({ record }) => record.register === attachmentRegister).length;
  if (attached > 0) notices.push(`带有附件${attached}个，计入下面的条数。`);
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
function isKnownReceipt(desk: Desk, { receipt, opened }: Incoming): boolean {
  return receipt !== null && findPackage(desk.office().vault, opened.manifest.packageId) !== undefined;
}

function summarise(desk: Desk, incoming: Incoming, size: number): Output<'packages.inspect'> {
  const { opened, place, decision, records, receipt } = incoming;
  const { vault } = desk.office();
  const { manifest } = opened;
  const counts = countReviews(records);
  const already =
    isKnownReceipt(desk, incoming) ||
    decision.kind === 'alreadyImported' ||
    decision.kind === 'alreadyCovered';
  const effect = receipt && !already ? effectOf(vault, receipt) : null;
  const noted = records.filter(({ review }) => review.reason !== '');
  const shown = [
    ...noted,
    ...records.filter(({ review }) => review.outcome === 'changed' && review.reason === ''),
  ];
  const results = { new: '新增', changed: '更新', unchanged: '无变化', refused: '不予导入' } as const;
  return {
    incoming: desk.incoming.add(incoming),
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
    verdict: already ? 'alreadyImported' : incoming.needsTwoPersons ? 'needsTwoPersons' : 'ready',
    notices: [...noticesOf(vault, incoming), ...(effect?.notices ?? [])],
    acknowledges: effect && [...effect.acknowledges],
    counts,
    byRegister: countByRegister(records),
    details: shown.slice(0, mostDetails).map(({ record, review }) => ({
      register: record.register,
      no: typeof record.value['no'] === 'string' ? record.value['no'] : record.id,
      result: results[review.outcome],
      reason: review.reason,
    })),
    settings: already ? null : compareSettings(vault, incoming.documents),
  };
}

function countByRegister(records: Incoming['records']): Output<'packages.inspect'>['byRegister'] {
  const registers = [...new Set(records.map(({ record }) => record.register))];
  return registers.map((register) => ({
    label: countLabel(register),
    ...countReviews(records.filter(({ record }) => record.register === register)),
  }));
}

function startRecords(desk: Desk, tx: Writer, delivery: Delivery, most: number): Receiving {
  const { engine } = desk.office();
  const { actor } = desk.person();
  const receivingByRegister = new Map<string, ReturnType<typeof engine.startReceiving>>();
  return {
    receive: ({ register, value }, isOvertaken) => {
      if (register === attachmentRegister) return engine.receiveAttachment(tx, delivery, value);
      const receiving =
        receivingByRegister.get(register) ?? engine.startReceiving(tx, actor, register, delivery, most);
      receivingByRegister.set(register, receiving);
      return receiving.receive(value, isOvertaken);
    },
    finish: () => {
      for (const { finish } of receivingByRegister.values()) finish();
    },
  };
}

/** Applies a verified package in one transaction, confirmed by a second person (reference 6.7). */
export async function applyIncoming(
  desk: Desk,
  id: string,
  witness: string,
  job: JobControl,
): Promise<Output<'packages.apply'>> {
  const incoming = desk.incoming.get(id);
  const { actor } = desk.person();
  // A later receipt may have come since this one was looked at.
  if (incoming.receipt) checkTimely(desk.office().vault, incoming.receipt);
  const confirmation = desk.witnesses.take(witness, `packages.apply:${id}`, actor.userId);
  confirmation.proof.release();
  const { manifest } = incoming.opened;
  const sender = manifest.sender.office;
  const { receipt } = incoming;
  const renumbers = receipt !== null && lostState(desk.office().vault, sender, receipt) !== undefined;
  const deps = exchangeDeps(desk, ['packages', ...registerIds, 'dashboard', 'codes', 'reports'], {
    action: 'packages.apply',
    entity: 'package',
    entityNo: manifest.no,
    detail: `导入${manifest.sender.name}的${packageKindLabels[manifest.kind]}，${confirmation.person.name}在场核验${renumbers ? '；发出的数据包重新起号' : ''}`,
  });
  const second = { id: confirmation.person.userId, name: confirmation.person.name };
  const persons = { importedBy: personOf(desk), witness: second };
  const appliers: Appliers = {
    startRecords: (tx, blobIds, most) => {
      const delivery = { package: manifest.packageId, sender, blobIds };
      const { receive, finish } = startRecords(desk, tx, delivery, most);
      return { receive: withinKind(desk, manifest, receive), finish };
    },
    applyDocument: (tx, name, value) =>
      applyDocument(desk, tx, name, value, { office: sender, packageNo: manifest.no }),
    roomOfRecord,
  };
  const result = await applyPackage(deps, incoming, persons, appliers, job);
  await desk.incoming.discard(id);
  return {
    applied: result.accepted,
    unchanged: result.unchanged,
    refused: result.refused,
    package: manifest.packageId,
  };
}
