/**
 * How offices come to trust each other. The city makes the network's root; a county makes its own key and a request;
 * people compare fingerprints; the city issues; the county types the root's fingerprint from paper. Renewal, a new key
 * and a replaced PC take the same way again.
 */
import { createPrivateKey } from 'node:crypto';
import { refuse } from '../../domain/failure.ts';
import { hostOf, regionOfOffice } from '../../domain/office.ts';
import type { ClockDep, RandomDep } from '../deps.ts';
import { createId } from '../deps.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { bytesToUtf8, equalBytes } from './bytes.ts';
import { readEnrolmentResponse } from './enrolment-response.ts';
import type { EnrolmentResponse } from './enrolment-response.ts';
import type { ByteSource } from './files.ts';
import {
  activateKey,
  addCertificate,
  certificates,
  identities,
  insertKey,
  keepRevocationList,
  keysOf,
  rootKey,
  revocationList,
} from './ledger/keys.ts';
import type { StoredKey } from './ledger/keys.ts';
import type { CommitDep, LedgerDep } from './ledger/schema.ts';
import { malformed, MalformedError } from './malformed.ts';
import { fingerprintToText, isFingerprintText, issueOffice, issueRoot } from './pki/certificate.ts';
import type { OfficeCertificate, RootCertificate } from './pki/certificate.ts';
import { createKeyPair, publicKeyOf } from './pki/keys.ts';
import type { OfficeName } from './pki/office-name.ts';
import { createRequest, parseRequest } from './pki/request.ts';
import type { EnrolmentRequest } from './pki/request.ts';
import { issueRevocationList } from './pki/revocation.ts';
import type { RevocationList } from './pki/revocation.ts';
import { keyPairInUse, officeYears, requireRoot, rootYears, validity } from './own-keys.ts';

export type EnrolmentDeps = ClockDep & RandomDep & LedgerDep & CommitDep;

/** City: makes root and own certificate. Throws ExpectedError `NetworkExists`. */
export async function createNetworkRoot(deps: EnrolmentDeps, office: OfficeName): Promise<RootCertificate> {
  const [rootKeys, officeKeys] = [await createKeyPair(), await createKeyPair()];
  const name = { name: office.name, networkId: createId(deps) };
  const root = issueRoot(
    name,
    rootKeys.publicKey,
    rootKeys.privateKeyPem,
    deps.bytes(16),
    validity(deps, rootYears),
  );
  const own = issueOffice(
    root,
    rootKeys.privateKeyPem,
    office,
    officeKeys.publicKey,
    deps.bytes(16),
    validity(deps, officeYears),
  );
  deps.commit((tx) => {
    if (rootKey(tx)) networkExists();
    const key = { status: 'active', root: root.der, request: null, createdAt: deps.now() } as const;
    insertKey(tx, {
      ...key,
      id: createId(deps),
      purpose: 'root',
      privateKeyPem: rootKeys.privateKeyPem,
      certificate: null,
    });
    insertKey(tx, {
      ...key,
      id: createId(deps),
      purpose: 'office',
      privateKeyPem: officeKeys.privateKeyPem,
      certificate: own.der,
    });
  });
  return root;
}

export interface RequestFile {
  readonly fileName: string;
  /** PEM text of a PKCS#10 request. */
  readonly pem: string;
  /** To be read out when the city asks. */
  readonly fingerprintText: string;
}

/**
 * County: the request for a new key pair, or for the key in use when only its certificate runs out. What is in use stays
 * in use until the answer arrives. Throws ExpectedError `NotEnrolled` when there is no key to keep.
 */
export async function createEnrolmentRequest(
  deps: EnrolmentDeps,
  office: OfficeName,
  which: 'new' | 'same' = 'new',
): Promise<RequestFile> {
  const keys = which === 'new' ? await createKeyPair() : keyPairInUse(deps.ledger);
  const pem = createRequest(office, keys);
  deps.commit((tx) => {
    tx.run(`DELETE FROM exchangeKey WHERE purpose = 'office' AND status = 'pending'`);
    const key = {
      id: createId(deps),
      purpose: 'office',
      status: 'pending',
      certificate: null,
      root: null,
    } as const;
    insertKey(tx, { ...key, privateKeyPem: keys.privateKeyPem, request: pem, createdAt: deps.now() });
  });
  return { fileName: `入网申请-${office.office}.csr`, pem, fingerprintText: requestText(parseRequest(pem)) };
}

export interface InspectedRequest extends EnrolmentRequest {
  readonly fingerprintText: string;
}

/** City: what a request file says. Throws ExpectedError `RequestUnreadable`. */
export function inspectEnrolmentRequest(file: Uint8Array): InspectedRequest {
  try {
    const request = parseRequest(bytesToUtf8(file));
    checkWorkstationName(request.office);
    return { ...request, fingerprintText: requestText(request) };
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return refuse(
      'RequestUnreadable',
      '这个文件不是有效的入网申请。',
      '文件格式不符、已被改动，或者申请人没有证明自己持有密钥。',
      '请申请单位重新生成入网申请文件。',
    );
  }
}

/**
 * City, after the fingerprint was compared with `checkedWith`: enters the certificate as an office to exchange with. That of
 * a group's workstation ends when its group's work does, at `until` (epoch ms).
 */
export function issueCertificate(
  deps: ClockDep & RandomDep,
  tx: Writer,
  request: EnrolmentRequest,
  checkedWith: string,
  until: number | null = null,
): OfficeCertificate {
  const { root, privateKeyPem } = requireRoot(tx);
  const term = validity(deps, officeYears);
  const certificate = issueOffice(
    root,
    privateKeyPem,
    request.office,
    request.publicKey,
    deps.bytes(16),
    until === null ? term : { ...term, notAfter: Math.min(until, term.notAfter) },
  );
  addCertificate(tx, certificate, deps.now(), checkedWith);
  return certificate;
}

/** Whether an answer comes from the network this office has joined already, whose root people have compared. */
export function isKnownRoot(reader: Reader, root: RootCertificate): boolean {
  return identities(reader)[0]?.root.fingerprint === root.fingerprint;
}

/**
 * County: takes the answer over, once the root fingerprint typed from paper matches; nothing is typed (null) for the root
 * the office has already. `settings` in the result is the package to import next. Throws ExpectedError
 * `ResponseUnreadable`, `RootMismatch`, `ResponseForOtherKey`.
 */
export async function acceptEnrolment(
  deps: EnrolmentDeps,
  source: ByteSource,
  typedRootFingerprint: string | null,
): Promise<EnrolmentResponse> {
  const response = await readEnrolmentResponse(source);
  const { root, certificate, issuer, host, revocations } = response;
  const isTrusted =
    typedRootFingerprint === null
      ? isKnownRoot(deps.ledger, root)
      : isFingerprintText(typedRootFingerprint, root.fingerprint);
  if (!isTrusted) rootMismatch();
  deps.commit((tx) => {
    const fitting = keysOf(tx, 'office').filter((each) => isKeyOf(each, certificate));
    // A renewed key stands there once for each certificate; an answer read again changes nothing.
    const known = fitting.find((each) => each.certificate && equalBytes(each.certificate, certificate.der));
    const key = known ?? fitting[0];
    if (!key || key.status === 'retired') return otherKey();
    activateKey(tx, key.id, certificate, root);
    addCertificate(tx, issuer, deps.now(), '入网');
    if (host) addCertificate(tx, host, deps.now(), '入网');
    if (revocations) keepRevocationList(tx, revocations, '吊销名单已公布');
  });
  return response;
}

/**
 * The host of a group's workstation: enters the certificate that the city issued for it, from the answer that passes
 * through the host's hands. The root we know vouches for it. Throws ExpectedError `ResponseUnreadable`, `NotOurWorkstation`,
 * `CertificateRevoked`, `AnswerOlder` for the answer to an earlier request, found late, and what `judge` refuses of the workstation.
 */
export async function enterWorkstation(
  deps: EnrolmentDeps,
  office: string,
  source: ByteSource,
  judge: (tx: Writer, workstation: string) => void,
): Promise<OfficeCertificate> {
  const { root, certificate, revocations } = await readEnrolmentResponse(source);
  if (!isKnownRoot(deps.ledger, root) || hostOf(certificate.office.office) !== office) notOurWorkstation();
  deps.commit((tx) => {
    judge(tx, certificate.office.office);
    if (revocations) keepRevocationList(tx, revocations, '吊销名单已公布');
    const revoked = revocationList(tx, root)?.revoked ?? [];
    if (revoked.some(({ serial }) => serial === certificate.serial)) certificateRevoked();
    if (isOvertaken(tx, certificate)) answerOlder();
    addCertificate(tx, certificate, deps.now(), '市级巡察办的入网批复');
  });
  return certificate;
}

/** City: puts every certificate of an office on the revocation list, which travels in each package from now on. */
export function revokeOffice(deps: ClockDep, tx: Writer, office: string, reason: string): RevocationList {
  const { root, privateKeyPem } = requireRoot(tx);
  const current = revocationList(tx, root);
  const serials = tx
    .all<{ serial: string }>(
      `SELECT serial FROM exchangeCertificate WHERE office = ? AND status <> 'revoked' ORDER BY serial`,
      [office],
    )
    .map(({ serial }) => ({ serial, at: deps.now() }));
  if (serials.length === 0) {
    refuse(
      'PeerUnknown',
      '该单位没有可以吊销的证书。',
      '它尚未入网，或者证书已经吊销。',
      '请刷新交换单位名单。',
    );
  }
  const list = issueRevocationList(root, privateKeyPem, {
    number: (current?.number ?? 0) + 1,
    issuedAt: deps.now(),
    revoked: [...(current?.revoked ?? []), ...serials],
  });
  keepRevocationList(tx, list, reason);
  return list;
}

// ---- internals

const requestText = (request: EnrolmentRequest) => fingerprintToText(request.fingerprint);

/** What calls itself a workstation is named as one, and nothing else is: its level decides what it may have and send. */
function checkWorkstationName({ office, level, region }: OfficeName): void {
  const isNamedSo = hostOf(office) !== undefined && regionOfOffice(office) === region;
  if (isNamedSo !== (level === 'GROUP')) malformed('workstation name');
}

function isKeyOf(key: StoredKey, certificate: OfficeCertificate): boolean {
  return equalBytes(publicKeyOf(createPrivateKey(key.privateKeyPem)), certificate.publicKey);
}

function networkExists(): never {
  return refuse(
    'NetworkExists',
    '交换网络已经建立。',
    '本单位已持有根证书，不能再建一个。',
    '如需更换密钥，请办理证书更新。',
  );
}

function rootMismatch(): never {
  return refuse(
    'RootMismatch',
    '根证书指纹与录入的不一致，没有入网。',
    '录入有误，或者批复文件被人调换。',
    '请对照纸质通知逐组核对后重新录入；仍不一致时停止办理，并与市级巡察办当面或者电话核实。',
  );
}

function notOurWorkstation(): never {
  return refuse(
    'NotOurWorkstation',
    '这个文件不是本办巡察组单机的入网批复，没有登记。',
    '批复中的证书不是为本办的单机签发的，或者不是由本办所在的交换网络签发。',
    '请选择市级巡察办为本办单机出具的批复文件。',
  );
}

/** Whether a certificate of the same office that was issued later is held and stands. */
function isOvertaken(reader: Reader, { office, notBefore }: OfficeCertificate): boolean {
  return certificates(reader).some(
    ({ certificate: held, status }) =>
      held.office.office === office.office && status !== 'revoked' && held.notBefore > notBefore,
  );
}

function answerOlder(): never {
  return refuse(
    'AnswerOlder',
    '本办已登记这台单机更新的证书，没有改用这一个。',
    '这个批复文件是较早的一次申请的。改用旧证书，单机就打不开发给它的数据包。',
    '请选择最近一次的批复文件；确须改用这一个的，请市级巡察办吊销后面的证书，重新签发。',
  );
}

function certificateRevoked(): never {
  return refuse(
    'CertificateRevoked',
    '这个单机的证书已经吊销，没有登记。',
    '批复文件是吊销以前出具的。',
    '请该单机重新申请，由市级巡察办重新签发。',
  );
}

function otherKey(): never {
  return refuse(
    'ResponseForOtherKey',
    '入网批复与本单位的申请不对应。',
    '批复中的证书不是为本机最近一次申请的密钥签发的。',
    '请确认批复文件是否拿错；如申请后又重新生成过申请，请把最新的申请文件再送市级巡察办。',
  );
}
