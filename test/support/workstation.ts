/** A group's workstation beside the offices of {@link testNetwork}: founded, certified by the city, known to its host. */
import { join } from 'node:path';
import type { Output } from '../../preload/contract/contract.ts';
import { fileToken, jobId, passwordOf, type TestPc, type TestPcs, testUsers } from './office.ts';

export const stationId = '330824XCZ01';

/** Founds the first workstation of the county's groups with the test users. */
export function foundWorkstation(pc: TestPc): Promise<Output<'setup.create'>> {
  return pc.call('setup.create', {
    job: jobId(),
    folder: null,
    level: 'GROUP',
    name: '测试330824县委第一巡察组单机',
    region: '330824',
    workstation: 1,
    docWord: '',
    profile: 'WORK',
    users: testUsers.map(({ account, role }) => ({
      account,
      name: `组${account}`,
      roles: [role],
      password: passwordOf(account),
    })),
  });
}

interface Joining {
  readonly pcs: TestPcs;
  readonly city: TestPc;
  readonly station: TestPc;
  /** Last day of the certificate. */
  readonly until: string | null;
}

/** The workstation's request as the city reads it, over the stick. */
export async function requestToJoin({ pcs, city, station }: Omit<Joining, 'until'>): Promise<string> {
  await station.signIn('sec');
  const asked = { job: jobId(), folder: fileToken, key: 'new' as const };
  const request = await station.call('network.request', asked, { [fileToken]: pcs.stick });
  await city.signIn('sec');
  const file = { [fileToken]: join(pcs.stick, request.fileName) };
  return (await city.call('network.inspectRequest', { file: fileToken }, file)).request;
}

/** Request, certificate, answer over the stick; the host reads the same answer. Returns where the answer lies. */
export async function joinUnder(host: TestPc, { until, ...joining }: Joining): Promise<string> {
  const { pcs, city, station } = joining;
  const { validTo: _, rootFingerprint } = await city
    .signIn('sec')
    .then(() => city.call('network.status', {}));
  const issued = await city.call(
    'network.issue',
    {
      job: jobId(),
      request: await requestToJoin(joining),
      folder: fileToken,
      checkedWith: '当面核对',
      earlier: 'keep',
      until,
    },
    { [fileToken]: pcs.stick },
  );
  const answer = join(pcs.stick, issued.fileName);
  const input = { job: jobId(), file: fileToken };
  await station.call('network.accept', { ...input, rootFingerprint }, { [fileToken]: answer });
  await host.signIn('sec');
  await host.call('network.enterWorkstation', { ...input, job: jobId() }, { [fileToken]: answer });
  return answer;
}

/** 收尾 by the registrar at the desk, before the director. */
export async function closeWorkstation(station: TestPc): Promise<void> {
  const confirmed = { account: 'dir', password: passwordOf('dir'), act: 'workstation.close' };
  const { witness } = await station.call('session.witness', confirmed);
  await station.call('workstation.close', { witness });
}
