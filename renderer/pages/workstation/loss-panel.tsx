import { Button, Flex, Form } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Value } from '../../../domain/register.ts';
import { workstation } from '../../../domain/registers/workstation/workstation.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { usePermission, useSession } from '../../app/session.tsx';
import type { OwnPanelProps } from '../../registers/detail/own-panels.tsx';
import { FieldInput } from '../../registers/form/field-input.tsx';
import { ReasonDialog } from '../../shared/reason-dialog.tsx';
import { ReasonedAct } from '../../shared/reasoned-act.tsx';
import { WitnessDialog } from '../../shared/witness-dialog.tsx';

const topics = ['workstation', 'dashboard', 'packages'] as const;

/** 挂失 of a PC that is out, and 解除挂失 of one that was found; each before a second person. */
export function LossPanel(props: OwnPanelProps): ReactElement | null {
  const { office } = useSession();
  const mayFile = usePermission('exchange.import');
  const [asking, setAsking] = useState(false);
  const { state, values, office: owner, void: voided } = props.record;
  if (!mayFile || owner !== office.id || voided || state === 'WIPED') return null;
  const name = String(values['name'] ?? '');
  const close = (): void => setAsking(false);
  return (
    <section className="panel">
      <h2>挂失与解除</h2>
      <p>
        {state === 'LOST'
          ? '已经挂失：不接收它的数据包、回执和清理声明，不向它发送，也不登记它的新证书。证书请市办（本办为市办的，在“网络与证书”）吊销，丢失涉密设备按保密规定报告。'
          : '单机丢失、被盗的，立即挂失：此后不接收它的数据包、回执和清理声明，也不向它发送。数据库是加密的，密钥和口令有没有一并丢失，须当面问清。'}
      </p>
      <Flex>
        <Button danger={state !== 'LOST'} onClick={() => setAsking(true)}>
          {state === 'LOST' ? '解除挂失' : '挂失'}
        </Button>
      </Flex>
      {asking && state === 'LOST' ? <Lift id={props.record.id} name={name} onClose={close} /> : null}
      {asking && state !== 'LOST' ? <Report {...props} name={name} onClose={close} /> : null}
    </section>
  );
}

const asked = ['lostOn', 'lostToldBy'].flatMap(
  (key) => workstation.fields.find((field) => field.key === key) ?? [],
);

interface ReportProps extends OwnPanelProps {
  readonly name: string;
  readonly onClose: () => void;
}

function Report({ record, labels, name, onClose }: ReportProps): ReactElement {
  const [told, setTold] = useState<Readonly<Record<string, Value>>>({});
  const [how, setHow] = useState<string | null>(null);
  const report = useMutationProcedure('workstation.reportLost', topics);
  const textOf = (key: string): string => (typeof told[key] === 'string' ? told[key].trim() : '');
  if (how === null) {
    return (
      <ReasonDialog
        open
        title={`${name}挂失`}
        text="写明何时、何地、怎样丢失或者被盗，机器上有哪些内容还没有移交。"
        okText="下一步"
        danger
        busy={false}
        error={null}
        placeholder="丢失、被盗的经过（必填，记入登记簿和审计日志）"
        incomplete={asked.some(({ key }) => textOf(key) === '')}
        more={
          <Form layout="vertical" className="form-line">
            {asked.map((field) => (
              <Form.Item key={field.key} label={field.label} htmlFor={`loss-${field.key}`} required>
                <FieldInput
                  field={field}
                  id={`loss-${field.key}`}
                  value={told[field.key] ?? null}
                  labels={labels}
                  disabled={false}
                  invalid={false}
                  onChange={(value) => setTold((before) => ({ ...before, [field.key]: value }))}
                  onLeave={() => undefined}
                />
              </Form.Item>
            ))}
          </Form>
        }
        onOk={setHow}
        onClose={onClose}
      />
    );
  }
  const input = { record: record.id, lostOn: textOf('lostOn'), toldBy: textOf('lostToldBy'), how };
  return (
    <WitnessDialog
      open
      act={`workstation.reportLost:${record.id}`}
      title="双人确认挂失"
      text={`${name}于${input.lostOn}丢失、被盗（${how}），由${input.toldBy}报告。确认后不再与这台单机交换数据包。`}
      okText="确认挂失"
      busy={report.isPending}
      error={report.error}
      onConfirmed={(witness) => report.mutate({ ...input, witness }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}

interface LiftProps {
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
}

function Lift({ id, name, onClose }: LiftProps): ReactElement {
  const lift = useMutationProcedure('workstation.liftLoss', topics);
  const text = `${name}已经找回。解除以后恢复接收它的数据包、向它发送；证书已经吊销的，还须由单机重新申请。`;
  return (
    <ReasonedAct
      asks={{
        title: '解除挂失',
        text,
        placeholder: '在哪里找回、机器和密钥有没有落入他人之手（必填，记入审计日志）',
      }}
      confirms={{ act: `workstation.liftLoss:${id}`, title: '双人确认解除挂失', text, okText: '确认解除' }}
      busy={lift.isPending}
      error={lift.error}
      onConfirmed={(reason, witness) => lift.mutate({ record: id, reason, witness }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
