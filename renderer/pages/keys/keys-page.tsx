import type { ReactElement } from 'react';
import { useProcedure } from '../../app/queries.ts';
import '../../shared/shared.css';
import { Asked } from '../../shared/states.tsx';
import { BackupPanel } from './backup-panel.tsx';
import { RecoveryPanel } from './recovery-panel.tsx';

/** 恢复单与密钥: what opens the vault when no password does, and what leaves it as a backup. */
export function KeysPage(): ReactElement {
  const status = useProcedure('keys.status', {}, { staleTime: 0 });
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">恢复单与密钥</h1>
        <span className="quiet">由安全保密管理员会同另一人在场办理，双方姓名记入审计日志。</span>
      </div>
      <Asked query={status}>
        {(data) => (
          <>
            <RecoveryPanel recovery={data.recovery} />
            <BackupPanel exchange={data.exchange} />
          </>
        )}
      </Asked>
    </>
  );
}
