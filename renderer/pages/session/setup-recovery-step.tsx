import { Alert, Button } from 'antd';
import type { ReactElement } from 'react';
import { useInvalidate } from '../../app/queries.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { RecoverySheet } from '../../shared/recovery-sheet.tsx';

/** The recovery sheet: shown once, printed, put into separate hands. Work begins only after that is confirmed. */
export function RecoveryStep({ created }: { readonly created: Output<'setup.create'> }): ReactElement {
  const invalidate = useInvalidate();
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={`数据库已建成。请打印恢复单（共${created.recoveryShares.length}份），由不同的人分别密封保管。`}
        description={`全部口令都遗忘时，凑齐其中任意${created.recoveryThreshold}份才能恢复数据。恢复码不在任何地方保存，离开本页后无法再次显示。`}
      />
      {created.networkFingerprint ? (
        <section>
          <h3>本市数据交换的根指纹</h3>
          <code className="fingerprint">{created.networkFingerprint}</code>
          <p className="quiet">
            县级机关加入时须当面或者通过机要渠道核对这串指纹；以后可以在“网络与证书”中再次查看。
          </p>
        </section>
      ) : null}
      <RecoverySheet
        shares={created.recoveryShares}
        renderAction={(kept) => (
          <Button type="primary" disabled={!kept} onClick={() => void invalidate(['vault'])}>
            完成，去登录
          </Button>
        )}
      />
    </>
  );
}
