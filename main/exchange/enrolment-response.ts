/** The city's answer to an enrolment request: a plain ustar archive of DER files, nothing in it is secret. */
import { refuse } from '../../domain/failure.ts';
import { hostOf } from '../../domain/office.ts';
import type { ClockDep } from '../deps.ts';
import { sliceSource } from './files.ts';
import type { ByteSink, ByteSource } from './files.ts';
import { MalformedError } from './malformed.ts';
import { isIssuedBy, parseOfficeCertificate, parseRootCertificate } from './pki/certificate.ts';
import type { OfficeCertificate, RootCertificate } from './pki/certificate.ts';
import { parseRevocationList } from './pki/revocation.ts';
import type { RevocationList } from './pki/revocation.ts';
import { listTar, writeTar } from './tar.ts';
import type { TarSource } from './tar.ts';

const responseNames = [
  'root.der',
  'certificate.der',
  'issuer.der',
  'host.der',
  'revocations.crl',
  'settings.lxp',
] as const;
type ResponseName = (typeof responseNames)[number];
const maximumFileBytes = 65_536;

export interface EnrolmentResponse {
  readonly root: RootCertificate;
  readonly certificate: OfficeCertificate;
  /** The city's own certificate. */
  readonly issuer: OfficeCertificate;
  /** For a group's workstation: the certificate of the office whose group it is, where that is not the city. */
  readonly host: OfficeCertificate | null;
  readonly revocations: RevocationList | null;
  /** A sealed package of settings and code tables for the new office, if any. */
  readonly settings: ByteSource | null;
}

/** Settings are copied as they are: a sealed package. */
export async function writeEnrolmentResponse(
  deps: ClockDep,
  sink: ByteSink,
  response: EnrolmentResponse,
): Promise<void> {
  const modified = Math.floor(deps.now() / 1000);
  const file = (name: ResponseName, bytes: Uint8Array): TarSource => ({
    name,
    modified,
    size: bytes.length,
    open: () => once(bytes),
  });
  const { root, certificate, issuer, host, revocations, settings } = response;
  const files = [
    file('root.der', root.der),
    file('certificate.der', certificate.der),
    file('issuer.der', issuer.der),
  ];
  if (host) files.push(file('host.der', host.der));
  if (revocations) files.push(file('revocations.crl', revocations.der));
  if (settings) {
    const bytes = await settings.read(0, settings.size);
    files.push(file('settings.lxp', bytes));
  }
  for await (const chunk of writeTar(files)) await sink.write(chunk);
}

/**
 * Reads an answer and checks that its certificates belong together; whether its root is the right one only people can
 * tell. Throws ExpectedError `ResponseUnreadable`.
 */
export async function readEnrolmentResponse(source: ByteSource): Promise<EnrolmentResponse> {
  try {
    const files = await listTar(source, ({ name }, index) => {
      if (index >= responseNames.length || !responseNames.some((each) => each === name)) unreadable();
    });
    const read = async (name: ResponseName) => {
      const file = files.find((each) => each.name === name);
      if (!file) return undefined;
      if (file.size > maximumFileBytes) return unreadable();
      return source.read(file.offset, file.size);
    };
    const root = parseRootCertificate((await read('root.der')) ?? unreadable());
    const list = await read('revocations.crl');
    const settings = files.find((each) => each.name === 'settings.lxp');
    const certificate = parseOfficeCertificate((await read('certificate.der')) ?? unreadable());
    const issuer = parseOfficeCertificate((await read('issuer.der')) ?? unreadable());
    if (!isIssuedBy(certificate, root) || !isIssuedBy(issuer, root) || issuer.office.level !== 'CITY')
      unreadable();
    const hostDer = await read('host.der');
    const host = hostDer ? parseOfficeCertificate(hostDer) : null;
    if (!isHostRight(host, certificate, issuer) || (host && !isIssuedBy(host, root))) unreadable();
    return {
      root,
      certificate,
      issuer,
      host,
      revocations: list ? parseRevocationList(list, root) : null,
      settings: settings ? sliceSource(source, settings.offset, settings.size) : null,
    };
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return unreadable();
  }
}

/** A workstation must know the office it belongs to; nobody else learns of another office here. */
function isHostRight(
  host: OfficeCertificate | null,
  { office: { office } }: OfficeCertificate,
  issuer: OfficeCertificate,
): boolean {
  const needed = hostOf(office);
  const byItself = needed === undefined || needed === issuer.office.office;
  return byItself ? host === null : host?.office.office === needed;
}

function unreadable(): never {
  return refuse(
    'ResponseUnreadable',
    '这个文件不是有效的入网批复。',
    '文件格式不符，或者其中的证书不是由同一个根证书签发。',
    '请市级巡察办重新生成入网批复文件。',
  );
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
