/** The city issues certificates to those who join: counties, and workstations of groups (decision 022). */
import { join } from 'node:path';
import { refuse } from '../../../domain/failure.ts';
import { hostOf } from '../../../domain/office.ts';
import type { Output, Parsed } from '../../../preload/contract/contract.ts';
import { type InspectedRequest, issueCertificate, revokeOffice } from '../../exchange/enrolment.ts';
import { writeEnrolmentResponse } from '../../exchange/enrolment-response.ts';
import { certificateOf, revocationList } from '../../exchange/ledger/keys.ts';
import { fingerprintToText, type OfficeCertificate } from '../../exchange/pki/certificate.ts';
import { requireCertificate, requireIdentity } from '../../exchange/prepare.ts';
import type { Desk } from '../desk.ts';
import { writeOutputFile } from '../output-file.ts';
import { refuseLost } from '../workstation-lost.ts';

const topics = ['network', 'packages'] as const;

/**
 * Certificate and answer file for whoever asked, once people have compared the fingerprint. Refuses `CityOnly`,
 * `CertificateEndMissing` (a workstation's has a last day), `PeerUnknown` where its host has not joined, and `WorkstationLost`.
 */
export async function issue(
  desk: Desk,
  request: InspectedRequest,
  { checkedWith, earlier, until }: Pick<Parsed<'network.issue'>, 'checkedWith' | 'earlier' | 'until'>,
  folder: string,
): Promise<Output<'network.issue'>> {
  requireCity(desk);
  const { vault } = desk.office();
  const { office, name } = request.office;
  const last = lastInstant(desk, request, until);
  requireHost(desk, office);
  refuseLost(desk, vault, office);
  const revokes = earlier === 'revoke' && certificateOf(vault, office) !== undefined;
  const certificate = desk.commit(topics, (tx) => {
    if (revokes) revokeOffice(desk, tx, office, '换发时吊销原证书');
    return {
      output: issueCertificate(desk, tx, request, checkedWith, last),
      audit: {
        action: 'network.issue',
        entity: 'office',
        entityNo: office,
        detail: `为${name}签发证书${until === null ? '' : `（有效至${until}）`}，与${checkedWith}核对指纹${revokes ? '，原证书即时吊销' : ''}`,
      },
    };
  });
  const fileName = await writeAnswer(desk, certificate, folder);
  return {
    fileName,
    rootFingerprint: fingerprintToText(requireIdentity(vault).root.fingerprint),
    certificateFingerprint: fingerprintToText(certificate.fingerprint),
  };
}

/** The answer file of a member once more, with our present certificate. Refuses `CityOnly`, `PeerUnknown`. */
export async function answerAgain(desk: Desk, office: string, folder: string): Promise<{ fileName: string }> {
  requireCity(desk);
  const certificate = requireCertificate(desk.office().vault, office);
  desk.trace({
    action: 'network.answerAgain',
    entity: 'office',
    entityNo: office,
    detail: `为${certificate.office.name}重出入网答复`,
  });
  return { fileName: await writeAnswer(desk, certificate, folder) };
}

/** Refuses `CityOnly`. */
export function requireCity(desk: Desk): void {
  if (desk.office().info.level === 'CITY') return;
  refuse(
    'CityOnly',
    '只有市级巡察办签发证书。',
    '交换网络的根证书由市级巡察办保管。',
    '请将申请文件送市级巡察办办理。',
  );
}

// ---- internals

/** The end of the last day (in China) of a workstation's certificate; null for an inspection office, whose term is fixed. */
function lastInstant(
  desk: Desk,
  { office: { level } }: InspectedRequest,
  until: string | null,
): number | null {
  if (level !== 'GROUP') return null;
  const today = desk.office().today();
  if (until !== null && until >= today) return Date.parse(`${until}T23:59:59+08:00`);
  return refuse(
    'CertificateEndMissing',
    '还没有写明单机证书的截止日期。',
    '巡察组单机的证书只用到本轮工作移交完毕，截止日期不能早于今天。',
    '请填写截止日期，给移交和核对留出余地。',
    { until: '请填写今天以后的日期' },
  );
}

/** The office whose group works at a workstation is told to it, so it has to have joined first. */
function requireHost(desk: Desk, office: string): void {
  const host = hostOf(office);
  if (host !== undefined && host !== desk.office().info.id) requireCertificate(desk.office().vault, host);
}

/** The answer file with the office's certificate, ours and the revocation list as they are now. */
async function writeAnswer(desk: Desk, certificate: OfficeCertificate, folder: string): Promise<string> {
  const { vault } = desk.office();
  const { root, certificate: issuer } = requireIdentity(vault);
  const chunks: Uint8Array[] = [];
  const sink = {
    write: (bytes: Uint8Array) => {
      chunks.push(new Uint8Array(bytes));
      return Promise.resolve();
    },
  };
  const revocations = revocationList(vault, root);
  const hostId = hostOf(certificate.office.office) ?? issuer.office.office;
  const host = hostId === issuer.office.office ? null : requireCertificate(vault, hostId);
  await writeEnrolmentResponse(desk, sink, { root, certificate, issuer, host, revocations, settings: null });
  const fileName = `入网答复-${certificate.office.office}.tar`;
  await writeOutputFile(join(folder, fileName), chunks);
  return fileName;
}
