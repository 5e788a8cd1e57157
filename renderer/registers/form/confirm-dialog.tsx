import { Alert, Flex, Input, Modal } from 'antd';
import { useState, type ReactElement } from 'react';

interface Props {
  /** The questions by the key to confirm them under; null = closed. */
  readonly questions: Readonly<Record<string, string>> | null;
  readonly busy: boolean;
  readonly okText?: string;
  readonly onConfirm: (reasons: Readonly<Record<string, string>>) => void;
  readonly onClose: () => void;
}

/** Warnings that do not block: each is confirmed with its reason, which is kept in the history. */
export function ConfirmDialog({
  questions,
  busy,
  okText = '情况属实，继续保存',
  onConfirm,
  onClose,
}: Props): ReactElement {
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const keys = Object.keys(questions ?? {});
  const ready = keys.every((key) => (reasons[key] ?? '').trim() !== '');
  return (
    <Modal
      open={questions !== null}
      title="请核对以下问题"
      okText={okText}
      cancelText="返回修改"
      okButtonProps={{ disabled: !ready }}
      confirmLoading={busy}
      mask={{ closable: false }}
      onOk={() => onConfirm(reasons)}
      onCancel={onClose}
      afterClose={() => setReasons({})}
      width={600}
    >
      <Flex vertical gap="middle">
        {keys.map((key, index) => (
          <Flex key={key} vertical gap={6}>
            <Alert type="warning" showIcon title={questions?.[key]} />
            <Input
              autoFocus={index === 0}
              aria-label={`第${index + 1}个问题的理由`}
              placeholder="情况属实的，请写明理由（必填）"
              maxLength={200}
              value={reasons[key] ?? ''}
              onChange={({ target }) => setReasons((before) => ({ ...before, [key]: target.value }))}
            />
          </Flex>
        ))}
      </Flex>
    </Modal>
  );
}
