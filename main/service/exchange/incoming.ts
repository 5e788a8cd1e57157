/** Packages that have been verified and wait for the clerk's decision; their content rests encrypted in quarantine. */
import { roleLabels, rolesWith } from '../../../domain/access/permissions.ts';
import { ExpectedError, refuse } from '../../../domain/failure.ts';
import { contradiction, refused } from '../../../domain/refusals.ts';
import { registerIds } from '../../../domain/registers/registers.ts';
import { directionBetween } from '../../../domain/package-kinds.ts';
import {
  goesThatWay,
  packageKindLabels,
  permissionsToImport,
  travellingIn,
  waysText,
} from '../../../domain/packages.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { createId, type ClockDep, type RandomDep } from '../../deps.ts';
import { type Appliers, applyPackage, type Receiving } from '../../exchange/apply.ts';
import { lostState } from '../../exchange/ledger/receipts.ts';
import { defaultLimits } from '../../exchange/package-reader.ts';
import type { Manifest } from '../../exchange/manifest.ts';
import { type Incoming, receivePackage } from '../../exchange/receive.ts';
import type { Classify, Review } from '../../exchange/review.ts';
import { roomOfRecord } from '../../registers/insert-many.ts';
import type { Delivery } from '../../registers/receive.ts';
import type { Writer } from '../../vault/api.ts';
import type { Desk } from '../desk.ts';
import { requireNeighbour } from '../offices.ts';
import { refuseClosed } from '../workstation-closing.ts';
import { refuseLost } from '../workstation-lost.ts';
import { noteCameFrom } from '../workstations-out.ts';
import type { JobControl } from '../jobs.ts';
import { besideOf } from './beside.ts';
import { applyDocument, checkDocument } from './content.ts';
import { receivedFiles } from './received-files.ts';
import { checkTimely } from './receipt-outcome.ts';
import { goOnRetelling } from './retold.ts';
import { isKnownReceipt, summarise } from './trial.ts';
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

/** Judges the records of one package in their order: parts come after their wholes, scans and steps after everything. */
function judge(desk: Desk): Classify {
  const { engine } = desk.office();
  const arriving = new Set<string>();
  const isArriving = (id: string): boolean => arriving.has(id);
  return ({ register, id, office, value }, isOvertaken, isRetold) => {
    const beside = besideOf(register);
    if (beside) {
      const review = beside.review(desk, office, value, isArriving);
      return isRetold ? knownAgain(review) : review;
    }
    const review = engine.reviewImported(register, office, value, isOvertaken, isArriving, isRetold);
    if (review.outcome === 'new') arriving.add(id);
    return review;
  };
}

/** Lines beside records never change but for the names in them: one that says something else was not there before. */
const knownAgain = (review: Review): Review => (review.outcome === 'new' ? contradiction : review);

const unknownRegister = refused('malformed', '本机没有这个登记簿，可能对方软件版本较新。');
const otherKind = refused('forbidden', '这种数据包不得带有此登记簿的内容。');

/** Refuses what a package of its kind and direction may not carry; the register's own rules see only the rest. */
function withinKind(desk: Desk, manifest: Pick<Manifest, 'kind' | 'sender'>, next: Classify): Classify {
  const { engine, info } = desk.office();
  const direction = directionBetween(manifest.sender.level, info.level);
  const carried = new Set(travellingIn(manifest.kind, direction).map(({ register }) => register.id));
  const isCarried = (id: unknown): boolean => typeof id === 'string' && carried.has(id);
  return (record, isOvertaken, isRetold) => {
    const beside = besideOf(record.register);
    if (beside && !beside.travels(manifest.kind, direction)) return otherKind;
    if (beside && !beside.ofRecord) return next(record, isOvertaken, isRetold);
    const id = beside ? record.value['register'] : record.register;
    if (typeof id === 'string' && !engine.hasRegister(id)) return unknownRegister;
    return isCarried(id) ? next(record, isOvertaken, isRetold) : otherKind;
  };
}

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
    return summarise(desk, desk.incoming.add(incoming), incoming, source.size);
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
    requireNeighbour(desk, sender);
    refuseLost(desk, desk.office().vault, sender.office);
    if (kind !== 'receipt') refuseClosed(desk.office().vault);
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
  const needed = permissionsToImport(kind);
  if (needed.every((each) => permissions.has(each))) return;
  const posts = rolesWith('exchange.import', ...needed).map((role) => roleLabels[role]);
  refuse(
    'NotAllowed',
    `您不能接收“${packageKindLabels[kind]}”。`,
    '其内容加密保存，只有能查看的人员才能核验、写入。',
    `请由${posts.join('、')}登录后接收；介质请按规定交接。`,
  );
}

function startRecords(desk: Desk, tx: Writer, delivery: Delivery, most: number): Receiving {
  const { engine } = desk.office();
  const { actor } = desk.person();
  const receivingByRegister = new Map<string, ReturnType<typeof engine.startReceiving>>();
  return {
    receive: ({ register, office, value }, isOvertaken, isRetold) => {
      const beside = besideOf(register);
      // Its record is here, or the line would not have come before; nothing of it is stored twice.
      if (beside && isRetold) return knownAgain(beside.review(desk, office, value, () => false));
      if (beside) return beside.receive(desk, tx, delivery, value);
      const receiving =
        receivingByRegister.get(register) ?? engine.startReceiving(tx, actor, register, delivery, most);
      receivingByRegister.set(register, receiving);
      return receiving.receive(value, isOvertaken, isRetold);
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
  // Since it was looked at a later receipt may have come, or the workstation been closed or reported lost.
  if (incoming.receipt) checkTimely(desk.office().vault, incoming.receipt);
  else refuseClosed(desk.office().vault);
  refuseLost(desk, desk.office().vault, incoming.opened.manifest.sender.office);
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
  const received = receivedFiles(desk.office().engine, incoming.records);
  const appliers: Appliers = {
    storeAttachment: received.store,
    startRecords: (tx, most) => {
      const delivery = { package: manifest.packageId, sender, files: received.files };
      const { receive, finish } = startRecords(desk, tx, delivery, most);
      const finishAll = (): void => {
        finish();
        received.mend(tx);
      };
      return { receive: withinKind(desk, manifest, receive), finish: finishAll };
    },
    applyDocument: (tx, name, value) =>
      applyDocument(desk, tx, name, value, { office: sender, packageNo: manifest.no }),
    roomOfRecord,
  };
  const noted: typeof deps = {
    ...deps,
    commitLong: (work, pace, room) =>
      deps.commitLong(
        function* (tx) {
          const taken = yield* work(tx);
          if (receipt) yield* goOnRetelling(desk, tx, manifest.sender.office);
          noteCameFrom(desk, tx, manifest, receipt, { importedBy: actor.name, witness: second.name });
          return taken;
        },
        pace,
        room,
      ),
  };
  const result = await applyPackage(noted, incoming, persons, appliers, job);
  await desk.incoming.discard(id);
  return {
    applied: result.accepted,
    unchanged: result.unchanged,
    refused: result.refused,
    package: manifest.packageId,
  };
}
