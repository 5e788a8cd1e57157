import { Alert, Button } from 'antd';
import type { ReactElement } from 'react';
import { passwordProfile } from '../../../domain/access/passwords.ts';
import { useProcedure } from '../../app/queries.ts';
import { type SessionInfo, usePermission, useSession } from '../../app/session.tsx';

interface Props {
  readonly onPassword: () => void;
}

const closing = { 'aria-label': '关闭提示' };

/** The end of the office's certificate; unlike the others it goes away while the person is signed in, by renewing. */
function useCertificateNotice(): SessionInfo['notices'][number] | null {
  const { mustChangePassword } = useSession();
  const mayRead = usePermission('network.read');
  const status = useProcedure('network.status', mayRead && !mustChangePassword ? {} : null);
  return status.data?.notice ?? null;
}

/** What the clerk should read now: expiring password, repaired or read-only vault, suspicious clock. */
export function SessionNotices({ onPassword }: Props): ReactElement | null {
  const session = useSession();
  const certificate = useCertificateNotice();
  const days = session.passwordExpiresInDays;
  const expiring = days <= passwordProfile(session.office.profile).warnDaysBefore;
  const notices = certificate ? [...session.notices, certificate] : session.notices;
  if (!expiring && notices.length === 0) return null;
  return (
    <div className="notices">
      {expiring ? (
        <Alert
          banner
          closable={closing}
          type="warning"
          title={days <= 0 ? '口令今天到期，请立即修改。' : `口令还有${days}天到期，请及时修改。`}
          action={
            <Button size="small" onClick={onPassword}>
              修改口令
            </Button>
          }
        />
      ) : null}
      {notices.map(({ level, text }) => (
        <Alert key={text} banner closable={level === 'error' ? false : closing} type={level} title={text} />
      ))}
    </div>
  );
}
