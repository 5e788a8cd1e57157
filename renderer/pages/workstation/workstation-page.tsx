import { Alert, Button, Flex, Steps } from 'antd';
import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { DoneAlert } from '../../shared/done-alert.tsx';
import { formatInstant } from '../../shared/format.ts';
import { Asked } from '../../shared/states.tsx';
import { WitnessDialog } from '../../shared/witness-dialog.tsx';
import { LeftDrafts } from './left-drafts.tsx';
import { WipingSection } from './wiping.tsx';

type Standing = Output<'workstation.standing'>;

/** 单机收尾与移交: the last days of a group's workstation, and what is left to do (decision 022). */
export function WorkstationPage(): ReactElement {
  const mayLook = usePermission('exchange.read');
  const mayDrop = usePermission('accounts.create');
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">单机收尾与移交</h1>
        <span className="quiet">配置、使用、审核、移交、存储、清理：本页办理现场工作结束以后的各步。</span>
      </div>
      {mayLook ? <Course /> : null}
      {mayDrop ? <LeftDrafts /> : null}
    </>
  );
}

function Course(): ReactElement {
  const standing = useProcedure('workstation.standing', {}, { staleTime: 0 });
  return (
    <Asked query={standing}>
      {(data) => {
        const at = data.closed === null ? 0 : data.missing.length > 0 ? 1 : 2;
        return (
          <>
            <Steps
              className="wizard-steps narrow"
              size="small"
              current={at}
              items={[{ title: '收尾' }, { title: '移交，取回回执' }, { title: '清理' }]}
            />
            {data.closed === null ? <Closing standing={data} /> : <Closed closed={data.closed} />}
            {data.closed === null ? null : <HandIn missing={data.missing} />}
            {at === 2 ? <WipingSection /> : null}
          </>
        );
      }}
    </Asked>
  );
}

function Closing({ standing }: { readonly standing: Standing }): ReactElement {
  const { drafts, voidRequests } = standing;
  const mayClose = usePermission('exchange.prepare');
  const [asking, setAsking] = useState(false);
  const close = useMutationProcedure('workstation.close', ['session', 'records', 'packages', 'workstation']);
  const isReady = drafts.length + voidRequests.length === 0;
  return (
    <section className="panel">
      <h2>收尾</h2>
      <p>
        现场工作结束、内容都已登记后办理。收尾以后本机不再登记、修改，也不再接收配置，只能查看、移交；不能撤回。
      </p>
      {isReady ? (
        <p role="status">没有未保存的草稿和未审批的作废申请，可以收尾。</p>
      ) : (
        <Alert
          type="warning"
          showIcon
          className="failure-alert"
          title="还有没有办完的，收尾以后就不能再办，也不会移交："
          description={
            <ul>
              {drafts.map(({ name, count }) => (
                <li key={name}>
                  {name}有{count}份草稿没有保存。请本人保存或者放弃；账号已停用的，由系统管理员在本页丢弃。
                </li>
              ))}
              {voidRequests.map((no) => (
                <li key={no}>{no}的作废申请没有审批。请审批人办理。</li>
              ))}
            </ul>
          }
        />
      )}
      {mayClose ? (
        <Flex>
          <Button type="primary" danger disabled={!isReady} onClick={() => setAsking(true)}>
            收尾
          </Button>
        </Flex>
      ) : (
        <p className="quiet">收尾由编制数据包的人员办理，第二人在场确认。</p>
      )}
      <WitnessDialog
        open={asking}
        act="workstation.close"
        title="双人确认收尾"
        text="收尾以后，本机任何人都不能再登记、修改；全部内容移交派出巡察组的巡察办。"
        okText="确认收尾"
        busy={close.isPending}
        error={close.error}
        onConfirmed={(witness) => close.mutate({ witness }, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      />
    </section>
  );
}

function Closed({ closed }: { readonly closed: NonNullable<Standing['closed']> }): ReactElement {
  return (
    <section className="panel">
      <h2>收尾</h2>
      <p>
        {closed.byName}于{formatInstant(closed.at)}办理收尾，{closed.witnessName}在场确认。本机不再登记。
      </p>
    </section>
  );
}

function HandIn({ missing }: { readonly missing: Standing['missing'] }): ReactElement {
  const [, navigate] = useLocation();
  const maySend = usePermission('exchange.prepare');
  const mayReceive = usePermission('exchange.import');
  return (
    <section className="panel">
      <h2>移交</h2>
      {missing.length === 0 ? (
        <DoneAlert
          title="巡察办的回执已证明：本机登记的全部内容、附件和查看记录都已移交。"
          next="可以清理本机。巡察办还没有核对完的，请等其核对以后再清理。"
        />
      ) : (
        <>
          <p>
            编制“单机移交”数据包（问题线索由线索专管员另编“问题线索”数据包），主任审批后写入介质，送交派出巡察组的巡察办；取回其回执并导入。下面各项都没有了，才能清理本机：
          </p>
          <ul className="missing-list">
            {missing.map(({ kind, text }) => (
              <li key={`${kind}${text}`}>{text}</li>
            ))}
          </ul>
          <Flex gap="small" wrap>
            {maySend ? (
              <>
                <Button type="primary" onClick={() => navigate('/exchange/send/handIn')}>
                  编制单机移交包
                </Button>
                <Button onClick={() => navigate('/exchange/send/leads')}>编制问题线索包</Button>
              </>
            ) : null}
            {mayReceive ? <Button onClick={() => navigate('/exchange/receive')}>导入回执</Button> : null}
          </Flex>
        </>
      )}
    </section>
  );
}
