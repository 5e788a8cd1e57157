import { Alert, Button } from 'antd';
import type { ReactElement } from 'react';
import { passwordProfile } from '../../../domain/access/passwords.ts';
import { useSession } from '../../app/session.tsx';

interface Props {
  readonly onPassword: () => void;
}

/** What the clerk should read now: expiring password, repaired or read-only vault, suspicious clock. */
export function SessionNotices({ onPassword }: Props): ReactElement | null {
  const session = useSession();
  const days = session.passwordExpiresInDays;
  const expiring = days <= passwordProfile(session.office.profile).warnDaysBefore;
  if (!expiring && session.notices.length === 0) return null;
  return (
    <div className="notices">
      {expiring ? (
        <Alert
          banner
          closable
          type="warning"
          title={days <= 0 ? '口令今天到期，请立即修改。' : `口令还有${days}天到期，请及时修改。`}
          action={
            <Button size="small" onClick={onPassword}>
              修改口令
            </Button>
          }
        />
      ) : null}
      {session.notices.map(({ level, text }) => (
        <Alert key={text} banner closable={level !== 'error'} type={level} title={text} />
      ))}
    </div>
  );
}
