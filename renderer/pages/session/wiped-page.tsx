import { Alert, Button } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { DoneAlert } from '../../shared/done-alert.tsx';
import { Entrance } from './entrance.tsx';
import { WelcomePage } from './welcome-page.tsx';

type Status = Output<'app.status'>;

/** What a workstation shows that has been wiped, or is being: nobody signs in before nothing is left of it. */
export function WipedPage({
  status,
  wiping,
}: {
  readonly status: Status;
  readonly wiping: NonNullable<Status['wiping']>;
}): ReactElement {
  const [isOver, setOver] = useState(false);
  if (isOver) return <WelcomePage status={status} />;
  if (wiping.done) {
    return (
      <Entrance title="本机已清理">
        <DoneAlert
          title={`${wiping.name}的密钥已销毁，文件已删除。`}
          next={`窗口配置在下次启动本程序时删除，请再启动一次。请把清理声明（${wiping.statement}）和签了字的清理确认单交派出巡察组的巡察办登记、存档；本机的备份按确认单所列销毁。`}
        />
        <Button onClick={() => setOver(true)}>返回首页</Button>
      </Entrance>
    );
  }
  return (
    <Entrance title="清理还没有完成">
      <Alert
        type="warning"
        showIcon
        className="failure-alert"
        title={`${wiping.name}的清理已经开始，还没有完成。`}
        description={`${wiping.why}${wiping.next}`}
      />
    </Entrance>
  );
}
