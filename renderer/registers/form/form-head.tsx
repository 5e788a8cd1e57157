import { Button, Flex, Tag } from 'antd';
import type { ReactElement } from 'react';
import { formatTime } from '../../shared/format.ts';
import type { DraftKeeper } from './use-draft.ts';

interface Props {
  readonly title: string;
  readonly copiedFrom: string | undefined;
  readonly made: boolean;
  readonly envelope: boolean;
  readonly draft: DraftKeeper;
  /** Letters that are probably the same, still without a decision. */
  readonly undecided: number;
  /** Which of the two save buttons is at work. */
  readonly saving: 'open' | 'next' | null;
  readonly onSave: () => void;
  readonly onSaveAndNext: (() => void) | null;
  readonly onCancel: () => void;
}

export function FormHead(props: Props): ReactElement {
  const { title, copiedFrom, made, envelope, draft, undecided, saving, onSave, onSaveAndNext, onCancel } =
    props;
  return (
    <div className="form-head">
      <Flex align="center" gap="small" wrap>
        <h1 className="page-title">{title}</h1>
        {copiedFrom ? (
          <Tag>{made ? `由 ${copiedFrom} 转来，请核对后保存` : `复制自 ${copiedFrom}`}</Tag>
        ) : null}
        {envelope ? <Tag color="red">径送：只登记信封</Tag> : null}
        {undecided > 0 ? (
          <Button
            size="small"
            color="danger"
            variant="outlined"
            onClick={() => document.getElementById('duplicates')?.scrollIntoView({ block: 'start' })}
          >
            疑似重复 {undecided} 件，请判定
          </Button>
        ) : null}
        <span className="quiet" role="status">
          {draft.failed
            ? '草稿没有存下，请尽快保存'
            : draft.keptAt
              ? `草稿已存 ${formatTime(draft.keptAt)}`
              : ''}
        </span>
      </Flex>
      <Flex gap="small">
        <Button onClick={onCancel}>取消</Button>
        {onSaveAndNext ? (
          <Button onClick={onSaveAndNext} loading={saving === 'next'} disabled={saving === 'open'}>
            保存并新增
          </Button>
        ) : null}
        <Button type="primary" onClick={onSave} loading={saving === 'open'} disabled={saving === 'next'}>
          保存
        </Button>
      </Flex>
    </div>
  );
}
