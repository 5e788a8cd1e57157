import { ArrowLeftOutlined, CopyOutlined, EditOutlined } from '@ant-design/icons';
import { Alert, App, Button, Flex, Tag, Tooltip } from 'antd';
import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { permissionOn, roleLabels, rolesWith } from '../../../domain/access/permissions.ts';
import type { Register } from '../../../domain/register.ts';
import { leadsOn } from '../../../domain/steps.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMayOn, useSession } from '../../app/session.tsx';
import { RecordPrint } from '../../pages/paper/register-print.tsx';
import { formatInstant } from '../../shared/format.ts';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import { textOf, type Labels } from '../labels.ts';
import { StateTag } from '../state-tag.tsx';
import { CorrectionButtons } from './correction-buttons.tsx';
import { NextSteps } from './next-steps.tsx';
import { OriginButtons } from './origin-buttons.tsx';
import { StepDialog } from './step-dialog.tsx';
import { VoidDialogs, type VoidAct } from './void-dialogs.tsx';

export type LoadedRecord = Output<'records.get'>;
export type Action = LoadedRecord['actions'][number];

interface Props {
  readonly register: Register;
  readonly registerId: RegisterId;
  readonly record: LoadedRecord;
  readonly labels: Labels;
}

/** Number, state and the steps that can be taken now; a step that cannot be taken says why. */
export function DetailHead({ register, registerId, record, labels }: Props): ReactElement {
  const [, navigate] = useLocation();
  const session = useSession();
  const [step, setStep] = useState<Action | null>(null);
  const [voiding, setVoiding] = useState<VoidAct | null>(null);
  const may = useMayOn(register);
  const isOurs = record.office === session.office.id;
  const mayVoid = may('void') && (isOurs || record.leftOver) && !record.void && !record.voidRequest;
  const level = levelText(record, register, labels);

  return (
    <>
      <div className="form-head">
        <Flex align="center" gap="small" wrap>
          <Button
            type="text"
            icon={<ArrowLeftOutlined />}
            aria-label="返回列表"
            onClick={() => navigate(backTo(register, record))}
          />
          <h1 className="page-title number">{record.no}</h1>
          <StateTag
            register={register}
            state={record.state}
            isVoid={record.void !== null}
            isWithdrawn={record.withdrawn}
          />
          {isOurs ? null : <Tag>{labels.officeNames.get(record.office) ?? record.office}</Tag>}
          {level ? <span className="secrecy">{level}</span> : null}
        </Flex>
        <Flex gap="small" wrap justify="flex-end">
          {record.actions.map((action) => (
            <Tooltip key={action.key} title={action.blocked}>
              <Button
                type={isNext(register, record, action) ? 'primary' : 'default'}
                disabled={action.blocked !== null}
                onClick={() => setStep(action)}
              >
                {action.label}
              </Button>
            </Tooltip>
          ))}
          {record.editable ? (
            <Button icon={<EditOutlined />} onClick={() => navigate(`/${registerId}/${record.id}/edit`)}>
              修改
            </Button>
          ) : null}
          <CorrectionButtons registerId={registerId} record={record} />
          <OriginButtons registerId={registerId} record={record} />
          <RecordPrint register={register} id={record.id} values={record.values} />
          {may('register') && record.blockedContent.length === 0 ? (
            <Tooltip title="编号、日期、签名和反映人不复制">
              <Button
                icon={<CopyOutlined />}
                onClick={() => navigate(`/${registerId}/new/from/${record.id}`)}
              >
                复制新增
              </Button>
            </Tooltip>
          ) : null}
          {mayVoid ? (
            <Button danger onClick={() => setVoiding('request')}>
              申请作废
            </Button>
          ) : null}
        </Flex>
      </div>
      <NextSteps register={register} record={record} />
      <BlockedNotice register={register} actions={record.actions} editable={record.editable} />
      <VoidNotice record={record} mayDecide={may('approve')} onAct={setVoiding} />
      <StepDialog
        register={register}
        registerId={registerId}
        record={record}
        labels={labels}
        action={step}
        onClose={() => setStep(null)}
      />
      <VoidDialogs registerId={registerId} record={record} act={voiding} onClose={() => setVoiding(null)} />
    </>
  );
}

/** Blue is only what the work goes on with. */
function isNext({ workflow }: Register, { state, values }: LoadedRecord, { key, blocked }: Action): boolean {
  const step = workflow.transitions.find((each) => each.key === key);
  return blocked === null && step !== undefined && leadsOn(step, state, values);
}

/** The list, or for a part the page of its whole. */
function backTo(register: Register, record: LoadedRecord): string {
  const whole = register.partOf && record.values[register.partOf.field];
  return register.partOf && typeof whole === 'string'
    ? `/${register.partOf.register}/${whole}`
    : `/${register.id}`;
}

interface BlockedProps extends Pick<LoadedRecord, 'actions' | 'editable'> {
  readonly register: Register;
}

function BlockedNotice({ register, actions, editable }: BlockedProps): ReactElement | null {
  const blocked = actions.filter((action) => action.blocked !== null);
  if (blocked.length === 0) return null;
  // Where a reason asks for a change, it says already who makes it.
  const told = blocked.some((action) => action.blocked?.includes('点“修改”') === true);
  const posts = rolesWith(permissionOn(register, 'register') ?? '').map((role) => roleLabels[role]);
  return (
    <Alert
      className="failure-alert"
      type="info"
      showIcon
      title={
        <ul className="plain-list">
          {byReason(blocked).map(([reason, labels]) => (
            <li key={reason}>
              暂不能{labels.map((label) => `“${label}”`).join('')}：{reason}
            </li>
          ))}
          {editable || told ? null : <li>您不能修改此件；须补充、改正的，请转{posts.join('、')}办理。</li>}
        </ul>
      }
    />
  );
}

/** What several steps are refused for is said once. */
function byReason(
  actions: LoadedRecord['actions'],
): readonly (readonly [reason: string, labels: readonly string[]])[] {
  const reasons = new Set(actions.map(({ blocked }) => blocked ?? ''));
  return [...reasons].map((reason) => [
    reason,
    actions.filter(({ blocked }) => (blocked ?? '') === reason).map(({ label }) => label),
  ]);
}

interface NoticeProps {
  readonly record: LoadedRecord;
  readonly mayDecide: boolean;
  readonly onAct: (act: VoidAct) => void;
}

function VoidNotice({ record, mayDecide, onAct }: NoticeProps): ReactElement | null {
  const { message } = App.useApp();
  const session = useSession();
  if (record.void) {
    const { byName, at, reason } = record.void;
    if (record.withdrawn) {
      return (
        <Alert
          className="failure-alert"
          type="error"
          showIcon
          title={`登记单位已于 ${formatInstant(at)} 撤回此件，不再有效。`}
          description="本机保留撤回前的内容、办理经过和已作的回复备查，不再计数、不再提醒；对方重新发来后恢复有效。撤回原因请向登记单位了解。"
        />
      );
    }
    return (
      <Alert
        className="failure-alert"
        type="error"
        showIcon
        title={`此件已于 ${formatInstant(at)} 由${byName}批准作废，编号保留备查。`}
        description={reason === '' ? '理由没有随数据包发来，请向登记单位了解。' : `理由：${reason}`}
        action={
          mayDecide && record.restorable ? (
            <Button size="small" onClick={() => onAct('restore')}>
              恢复
            </Button>
          ) : null
        }
      />
    );
  }
  if (!record.voidRequest) return null;
  const { by, byName, at, reason } = record.voidRequest;
  const own = by === session.userId;
  const decide = (act: VoidAct): void => {
    if (own) void message.warning('作废须由申请人以外的另一人批准。');
    else onAct(act);
  };
  return (
    <Alert
      className="failure-alert"
      type="warning"
      showIcon
      title={`${byName}于 ${formatInstant(at)} 申请作废此件。`}
      description={`理由：${reason}`}
      action={
        mayDecide ? (
          <Flex gap="small">
            <Button size="small" danger disabled={own} onClick={() => decide('approve')}>
              批准作废
            </Button>
            <Button size="small" disabled={own} onClick={() => decide('refuse')}>
              不同意
            </Button>
          </Flex>
        ) : null
      }
    />
  );
}

function levelText(record: LoadedRecord, register: Register, labels: Labels): string {
  const field = register.fields.find(({ key }) => key === 'secrecyLevel');
  const value = record.values['secrecyLevel'];
  if (!field || typeof value !== 'string' || value === '') return '';
  const label = textOf(field, value, labels);
  const term = record.values['secrecyTerm'];
  return typeof term === 'string' && term !== '' ? `${label}★${term}` : label;
}
