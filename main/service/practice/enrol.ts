/** Joins the practice counties to the practice city, the way offices do it by hand: request, certificate, answer. */
import { systemActor, commit } from '../../audit/commit.ts';
import {
  acceptEnrolment,
  createEnrolmentRequest,
  type EnrolmentDeps,
  inspectEnrolmentRequest,
  issueCertificate,
} from '../../exchange/enrolment.ts';
import { writeEnrolmentResponse } from '../../exchange/enrolment-response.ts';
import { memorySource } from '../../exchange/files.ts';
import { fingerprintToText } from '../../exchange/pki/certificate.ts';
import { requireIdentity } from '../../exchange/prepare.ts';
import type { Writer } from '../../vault/api.ts';
import type { OpenOffice } from '../office.ts';

function depsOf(office: OpenOffice, action: string, detail: string): EnrolmentDeps {
  return {
    now: office.now,
    bytes: office.bytes,
    ledger: office.vault,
    commit: <T>(work: (tx: Writer) => T): T =>
      commit(office, systemActor, (tx) => ({ output: work(tx), audit: { action, detail } })),
  };
}

/** Enrols one open county with the open city; both keep an audit entry. */
export async function enrolCounty(city: OpenOffice, county: OpenOffice): Promise<void> {
  const { id, name, level, region } = county.info;
  const asking = depsOf(county, 'network.request', '生成入网申请（练习）');
  const request = await createEnrolmentRequest(asking, { office: id, name, level, region });
  const inspected = inspectEnrolmentRequest(new TextEncoder().encode(request.pem));
  const issuing = depsOf(city, 'network.issue', `为${name}签发证书（练习）`);
  const certificate = issuing.commit((tx) => issueCertificate(city, tx, inspected, '练习'));
  const { root, certificate: issuer } = requireIdentity(city.vault);
  const chunks: Uint8Array[] = [];
  const sink = { write: async (bytes: Uint8Array) => void chunks.push(new Uint8Array(bytes)) };
  await writeEnrolmentResponse(city, sink, {
    root,
    certificate,
    issuer,
    host: null,
    revocations: null,
    settings: null,
  });
  const answer = memorySource(new Uint8Array(Buffer.concat(chunks)));
  await acceptEnrolment(
    depsOf(county, 'network.accept', '接受入网答复（练习）'),
    answer,
    fingerprintToText(root.fingerprint),
  );
}
