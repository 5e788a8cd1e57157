/** Enrolment and certificates: the security administrator's page (reference 6.2). */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { certificateDaysLeft } from '../../../domain/certificate.ts';
import { refuse } from '../../../domain/failure.ts';
import { chineseDate, createId } from '../../deps.ts';
import {
  acceptEnrolment,
  createEnrolmentRequest,
  enterWorkstation,
  inspectEnrolmentRequest,
  isKnownRoot,
  type InspectedRequest,
  revokeOffice,
} from '../../exchange/enrolment.ts';
import { readEnrolmentResponse } from '../../exchange/enrolment-response.ts';
import type { ByteSource } from '../../exchange/files.ts';
import {
  certificateOf,
  certificates,
  identities,
  keysOf,
  type PeerCertificate,
  rootKey,
} from '../../exchange/ledger/keys.ts';
import { fingerprintToText } from '../../exchange/pki/certificate.ts';
import { renewOwnCertificate } from '../../exchange/own-keys.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import type { Desk } from '../desk.ts';
import { certificateNotice, ownDaysLeft } from '../certificate-notice.ts';
import { exchangeDeps, ownName } from '../exchange/wiring.ts';
import { writeOutputFile } from '../output-file.ts';
import { refuseLost } from '../workstation-lost.ts';
import { answerAgain, issue, requireCity } from '../exchange/issuing.ts';
import type { Handlers } from '../router.ts';

type NetworkHandlers = Pick<
  Handlers,
  | 'network.status'
  | 'network.request'
  | 'network.inspectRequest'
  | 'network.issue'
  | 'network.inspectAnswer'
  | 'network.accept'
  | 'network.enterWorkstation'
  | 'network.renewOwn'
  | 'network.answerAgain'
  | 'network.revoke'
>;

const topics = ['network', 'packages'] as const;
const mostRequestBytes = 64 * 1024;

export function networkHandlers(desk: Desk): NetworkHandlers {
  /** Whoever compared the fingerprint issues the certificate. */
  const requests = new Map<string, { readonly owner: string; readonly request: InspectedRequest }>();
  return {
    'network.status': () => status(desk),
    'network.request': async ({ input, job, path }) => {
      requireMember(desk);
      job.progress(0, 0, '正在生成密钥');
      const detail = input.key === 'new' ? '生成入网申请（新密钥）' : '生成换证申请（密钥不变）';
      const deps = exchangeDeps(desk, topics, { action: 'network.request', detail });
      const request = await createEnrolmentRequest(deps, ownName(desk), input.key);
      await writeOutputFile(join(path(input.folder), request.fileName), [
        new TextEncoder().encode(request.pem),
      ]);
      return { fileName: request.fileName, fingerprint: request.fingerprintText };
    },
    'network.inspectRequest': async ({ input, path }) => {
      requireCity(desk);
      const content = await readSmall(path(input.file));
      const request = inspectEnrolmentRequest(content);
      const id = createId(desk);
      requests.clear();
      requests.set(id, { owner: desk.person().actor.userId, request });
      const { office, name, level, region } = request.office;
      const known = certificateOf(desk.office().vault, office) !== undefined;
      return {
        request: id,
        office,
        name,
        level,
        region,
        fingerprint: request.fingerprintText,
        known,
      };
    },
    'network.issue': async ({ input, path }) => {
      const inspected = requests.get(input.request);
      if (inspected?.owner !== desk.person().actor.userId) {
        refuse(
          'RequestGone',
          '请重新选择入网申请文件。',
          '申请只在核对期间保留。',
          '请重新读取申请文件并核对指纹。',
        );
      }
      const output = await issue(desk, inspected.request, input, path(input.folder));
      requests.delete(input.request);
      return output;
    },
    'network.inspectAnswer': async ({ input, path }) => {
      requireMember(desk);
      const { root, certificate, issuer } = await readEnrolmentResponse(await readAnswer(path(input.file)));
      return {
        cityName: issuer.office.name,
        rootFingerprint: fingerprintToText(root.fingerprint),
        rootKnown: isKnownRoot(desk.office().vault, root),
        validTo: chineseDate(certificate.notAfter),
        cityValidTo: chineseDate(issuer.notAfter),
      };
    },
    'network.accept': async ({ input, path }) => {
      requireMember(desk);
      const deps = exchangeDeps(desk, topics, {
        action: 'network.accept',
        detail:
          input.rootFingerprint === null
            ? '接受市办答复，根证书与已登记的一致'
            : '接受入网答复，核对根证书指纹',
      });
      const source = await readAnswer(path(input.file));
      const response = await acceptEnrolment(deps, source, input.rootFingerprint);
      return { cityName: response.issuer.office.name, validTo: chineseDate(response.certificate.notAfter) };
    },
    'network.enterWorkstation': ({ input, path }) => enter(desk, path(input.file)),
    'network.renewOwn': () => renewOwn(desk),
    'network.answerAgain': ({ input, path }) => answerAgain(desk, input.office, path(input.folder)),
    'network.revoke': ({ input }) => revoke(desk, input.office, input.reason),
  };
}

function renewOwn(desk: Desk): Output<'network.renewOwn'> {
  requireCity(desk);
  const certificate = desk.commit(topics, (tx) => ({
    output: renewOwnCertificate(desk, tx),
    audit: { action: 'network.renewOwn', detail: '更新本办证书（密钥不变），待各成员单位登记新证书' },
  }));
  return { validTo: chineseDate(certificate.notAfter) };
}

async function enter(desk: Desk, path: string): Promise<Output<'network.enterWorkstation'>> {
  const audit = { action: 'network.enterWorkstation', detail: '登记本办巡察组单机的证书' } as const;
  const certificate = await enterWorkstation(
    exchangeDeps(desk, topics, audit),
    desk.office().info.id,
    await readAnswer(path),
    (tx, workstation) => refuseLost(desk, tx, workstation),
  );
  const { office, name } = certificate.office;
  return { office, name, validTo: chineseDate(certificate.notAfter) };
}

function revoke(desk: Desk, office: string, reason: string): Record<string, never> {
  requireCity(desk);
  desk.commit(topics, (tx) => {
    revokeOffice(desk, tx, office, reason);
    return {
      output: undefined,
      audit: { action: 'network.revoke', entity: 'office', entityNo: office, detail: '吊销证书', reason },
    };
  });
  return {};
}

async function readSmall(path: string, most = mostRequestBytes): Promise<Uint8Array> {
  const { size } = await stat(path);
  if (size > most) {
    refuse('FileTooLarge', '这个文件不是入网文件。', '文件过大。', '请选择对方交来的入网申请或答复文件。');
  }
  return readFile(path);
}

async function readAnswer(path: string): Promise<ByteSource> {
  const bytes = await readSmall(path, 64 * 1024 * 1024);
  return {
    size: bytes.length,
    read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
  };
}

function requireMember(desk: Desk): void {
  if (desk.office().info.level !== 'CITY') return;
  refuse(
    'CountyOnly',
    '市级巡察办不需要申请入网。',
    '本办就是交换网络的根。',
    '请在“签发证书”中为县级办理。',
  );
}

const statuses = { active: 'ACTIVE', superseded: 'REVOKED', revoked: 'REVOKED' } as const;

function toPeer(each: PeerCertificate, now: number): Output<'network.status'>['peers'][number] {
  const { certificate } = each;
  return {
    office: certificate.office.office,
    name: certificate.office.name,
    level: certificate.office.level,
    region: certificate.office.region,
    fingerprint: fingerprintToText(certificate.fingerprint),
    status: statuses[each.status],
    validTo: chineseDate(certificate.notAfter),
    daysLeft: certificateDaysLeft(certificate.notAfter, now),
    addedAt: each.addedAt,
  };
}

function status(desk: Desk): Output<'network.status'> {
  const { vault } = desk.office();
  const [own] = identities(vault);
  const pending = keysOf(vault, 'office').some((key) => key.status === 'pending');
  const peers = certificates(vault).filter((each) => each.status !== 'superseded');
  return {
    state: rootKey(vault) ? 'root' : own ? 'enrolled' : pending ? 'requested' : 'none',
    officeFingerprint: own ? fingerprintToText(own.certificate.fingerprint) : null,
    rootFingerprint: own ? fingerprintToText(own.root.fingerprint) : null,
    validTo: own ? chineseDate(own.certificate.notAfter) : null,
    daysLeft: ownDaysLeft(desk.office()),
    notice: certificateNotice(desk.office()) ?? null,
    peers: peers.map((each) => toPeer(each, desk.now())),
  };
}
