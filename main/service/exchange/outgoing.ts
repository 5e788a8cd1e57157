/** Packages on their way out: prepared by one person, approved by another, then sealed onto a medium. */
import { numberMasks } from '../../../domain/numbering.ts';
import { ExpectedError, refuse } from '../../../domain/failure.ts';
import { numberPartOf } from '../../../domain/office.ts';
import { directionBetween, isRecordKind } from '../../../domain/package-kinds.ts';
import { goesThatWay, packageKindLabels, permissionsToSend, waysText } from '../../../domain/packages.ts';
import type { Output, Parsed } from '../../../preload/contract/contract.ts';
import type { AuditNote } from '../../audit/commit.ts';
import { createId } from '../../deps.ts';
import { deliverPackage, sealPackage } from '../../exchange/dispatch.ts';
import { checkMediumFor, getMedium } from '../../exchange/ledger/media.ts';
import { getPackage, movePackage, recipientsOf } from '../../exchange/ledger/packages.ts';
import {
  approvePackage,
  draftPackage,
  requireCertificate,
  requireIdentityInForce,
  sendingBasis,
} from '../../exchange/prepare.ts';
import type { Writer } from '../../vault/api.ts';
import type { Desk } from '../desk.ts';
import type { JobControl } from '../jobs.ts';
import { shortDigest, writtenTo } from '../package-paper.ts';
import { refuseLost } from '../workstation-lost.ts';
import { requireClosed } from '../workstation-closing.ts';
import { officeName, requireNeighbour } from '../offices.ts';
import { noteSentTo } from '../workstations-out.ts';
import { confirmNamed, namedIfKnown, namedInPackage } from './named.ts';
import { refuseEmpty, whyNothingGoes } from './nothing-to-send.ts';
import { fixPortion, restText } from './portions.ts';
import { takeYearNumber } from './year-numbers.ts';
import { auditOf, type ExchangeDeps, exchangeDeps, exchangeFolders, personOf } from './wiring.ts';

/** Refuses `CertificateExpired`, `PeerUnknown`, `NotNeighbours`, `WorkstationLost`, `WrongDirection`, `NotAllowed`. */
export function checkSending(desk: Desk, kind: Parsed<'packages.prepare'>['kind'], peer: string): void {
  const { info, vault } = desk.office();
  requireIdentityInForce(desk, vault);
  const { office: to } = requireCertificate(vault, peer);
  requireNeighbour(desk, to);
  refuseLost(desk, vault, to.office);
  const direction = directionBetween(info.level, to.level);
  if (!goesThatWay(kind, direction)) {
    refuse(
      'WrongDirection',
      `不能向该单位发送“${packageKindLabels[kind]}”。`,
      waysText(),
      '请改选数据包种类或接收单位。',
    );
  }
  if (direction === 'fromGroup' && kind !== 'receipt') requireClosed(vault);
  const { permissions } = desk.person().actor;
  if (permissionsToSend(kind, direction).every((each) => permissions.has(each))) return;
  refuse(
    'NotAllowed',
    `您不能编制“${packageKindLabels[kind]}”。`,
    '数据包由保管有关登记簿的人员编制，您的岗位没有带出其内容的权限。',
    '请由负责这项业务的人员编制。',
  );
}

function takePackageNo(desk: Desk, tx: Writer, peer: string): string {
  const { info, vault } = desk.office();
  const { region } = requireCertificate(vault, peer).office;
  return takeYearNumber(desk, tx, numberMasks.package, {
    from: numberPartOf(info.id, info.region),
    to: numberPartOf(peer, region),
  });
}

/** Refuses as {@link checkSending}, and `PackageEmpty` where nothing would go and nobody has said that it shall. */
export async function preparePackage(
  desk: Desk,
  input: Parsed<'packages.prepare'>,
): Promise<Output<'packages.prepare'>> {
  checkSending(desk, input.kind, input.peer);
  const { vault, engine } = desk.office();
  const { kind, peer } = input;
  const label = packageKindLabels[input.kind];
  const to = officeName(desk.office(), input.peer);
  const deps = exchangeDeps(desk, [], { action: 'packages.prepare', detail: `为${to}编制${label}的内容` });
  const basis = vault.transact((tx) => sendingBasis(deps, tx, input.kind, [input.peer]));
  let named: Awaited<ReturnType<typeof namedIfKnown>>;
  let names: string | undefined;
  const { collected, content, portion } = await fixPortion(desk, deps, input, basis, async (found) => {
    if (found.isEmpty && isRecordKind(kind) && !input.emptyConfirmed)
      refuseEmpty(whyNothingGoes(desk, kind, peer, basis.recipients[0]?.since ?? 0));
    named = await namedIfKnown(found);
    names = named && confirmNamed(named, input.namesReason);
  });
  const { until: cursor } = portion;
  const remark = [input.remark, names, restText(portion)].filter(Boolean).join('；');
  const id = createId(desk);
  const period = input.period ? `${input.period.from}至${input.period.to}` : '';
  return desk.commit(['packages'], (tx) => {
    const no = takePackageNo(desk, tx, input.peer);
    draftPackage(deps, tx, {
      ...content,
      id,
      no,
      basis,
      cursor,
      period,
      mark: collected.mark(),
      createdBy: personOf(desk),
      attachments: collected.besides,
    });
    if (isRecordKind(kind))
      engine.noteSent(tx, { package: id, office: peer, kind, cursor }, collected.sent());
    if (!named) tx.run('UPDATE exchangePackage SET namesDue = 1 WHERE id = ?', [id]);
    if (remark !== '') tx.run('UPDATE exchangePackage SET reason = ? WHERE id = ?', [remark, id]);
    return {
      output: { package: id, no },
      audit: {
        action: 'packages.prepare',
        entity: 'package',
        entityId: id,
        entityNo: no,
        detail: `拟制发往${to}的${label}${named ? '' : '，反映人信息由批准人检查'}`,
        ...(remark ? { reason: remark } : {}),
      },
    };
  });
}

/** Refuses `ReasonMissing`, `NamesInContent`, `NamesUntold`, `NamesUnchecked`, `SamePerson`, `PackageStateWrong`. */
export async function decidePackage(desk: Desk, input: Parsed<'packages.approve'>): Promise<void> {
  const { vault } = desk.office();
  const record = getPackage(vault, input.package);
  const { no } = record;
  if (!input.approve && input.reason.trim() === '') {
    refuse('ReasonMissing', '还没有写明退回理由。', '不予批准须写明理由。', '请填写理由。', {
      reason: '请填写',
    });
  }
  const names =
    input.approve && record.namesDue === 1
      ? confirmNamed(await namedInPackage(desk, record), input.reason)
      : undefined;
  desk.commit(['packages'], (tx) => {
    if (input.approve) tx.run('UPDATE exchangePackage SET namesDue = 0 WHERE id = ?', [input.package]);
    if (input.approve) approvePackage(desk, tx, input.package, personOf(desk));
    else discardPackage(desk, tx, input.package, input.reason);
    return {
      output: undefined,
      audit: {
        action: 'packages.approve',
        entity: 'package',
        entityNo: no,
        detail: input.approve ? `批准发出${names ? `；${names}` : ''}` : '不予批准，作废',
        ...(input.reason ? { reason: input.reason } : {}),
      },
    };
  });
}

export function voidPackage(desk: Desk, id: string, reason: string): void {
  const { no, sealedAt } = getPackage(desk.office().vault, id);
  if (sealedAt !== null) {
    refuse(
      'PackageSealed',
      '这个数据包已经签名封装，不能作废。',
      '它可能已在介质上，对方可以导入；顺序号也已使用。',
      '请重新写入介质送出；内容有误的，改正后另发一个数据包即可覆盖。',
    );
  }
  desk.commit(['packages'], (tx) => {
    discardPackage(desk, tx, id, reason);
    return {
      output: undefined,
      audit: { action: 'packages.void', entity: 'package', entityNo: no, detail: '作废数据包', reason },
    };
  });
}

function discardPackage(desk: Desk, tx: Writer, id: string, reason: string): void {
  movePackage(tx, id, 'void', desk.now(), reason);
  desk.office().engine.forgetSent(tx, id);
}

/** Once it is sealed, what is in it was sent: both in one transaction. */
function sealingDeps(desk: Desk, id: string, audit: AuditNote): ExchangeDeps {
  const deps = exchangeDeps(desk, ['packages'], audit);
  return {
    ...deps,
    commit: (work) =>
      deps.commit((tx) => {
        const result = work(tx);
        desk.office().engine.noteSealed(tx, id);
        noteSentTo(desk, tx, getPackage(tx, id));
        return result;
      }),
  };
}

/** Seals (once) and copies to the medium; returns when the medium may be removed. */
export async function writeToMedium(
  desk: Desk,
  input: Parsed<'packages.write'>,
  folder: string,
  job: JobControl,
): Promise<Output<'packages.write'>> {
  const { vault } = desk.office();
  const record = getPackage(vault, input.package);
  if (desk.beingWritten.has(record.id)) {
    refuse('BeingWritten', '这个数据包正在写入介质。', '同一个数据包不能同时写两次。', '请等待写入完成。');
  }
  const medium = getMedium(vault, input.medium);
  checkMediumFor(medium, record.mark);
  for (const { office } of recipientsOf(vault, record.id)) refuseLost(desk, vault, office);
  const about = { entity: 'package', entityNo: record.no } as const;
  const seal = { ...about, action: 'packages.seal', detail: '签名、加密，封装成数据包' } as const;
  const detail = writtenTo(medium.code);
  const write = { ...about, action: 'packages.write', detail } as const;
  const folders = exchangeFolders(desk);
  desk.beingWritten.add(record.id);
  try {
    job.progress(0, 2, '正在签名、加密');
    await sealPackage(sealingDeps(desk, record.id, seal), folders, input.package, auditOf(desk));
    await job.breathe();
    job.progress(1, 2, '正在写入介质并回读核对，请勿拔出');
    const target = { folder, mediumId: input.medium };
    const done = await deliverPackage(
      exchangeDeps(desk, ['packages'], write),
      folders,
      input.package,
      target,
    );
    job.progress(2, 2, '可以取下介质');
    return {
      fileName: done.fileName ?? '',
      size: done.bytes ?? 0,
      digest: shortDigest(done.fileSha256 ?? ''),
    };
  } catch (error) {
    if (error instanceof ExpectedError) {
      const { type, what } = error.failure;
      desk.trace({ ...write, detail: `没有写成（${medium.code}）：${what}`, reason: type, result: '未成功' });
    }
    throw error;
  } finally {
    desk.beingWritten.delete(record.id);
  }
}
