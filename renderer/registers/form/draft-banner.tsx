import { Alert, Button, Space } from 'antd';
import type { ReactElement } from 'react';
import { formatInstant, formatTime, todayInChina } from '../../shared/format.ts';
import type { Draft } from './use-draft.ts';

interface Props {
  readonly drafts: readonly Draft[];
  readonly onRestore: (draft: Draft) => void;
  readonly onDiscard: (draft: Draft) => void;
}

/** 发现 10:42 的未保存草稿: 恢复 or 放弃. */
export function DraftBanner({ drafts, onRestore, onDiscard }: Props): ReactElement {
  return (
    <>
      {drafts.slice(0, 3).map((draft) => (
        <Alert
          key={draft.draft}
          className="failure-alert"
          type="warning"
          showIcon
          title={`发现 ${timeOf(draft.savedAt)} 的未保存草稿${draft.title ? `：${draft.title}` : ''}`}
          action={
            <Space>
              <Button size="small" type="primary" onClick={() => onRestore(draft)}>
                恢复
              </Button>
              <Button size="small" onClick={() => onDiscard(draft)}>
                放弃
              </Button>
            </Space>
          }
        />
      ))}
    </>
  );
}

function timeOf(instant: number): string {
  const full = formatInstant(instant);
  return full.startsWith(todayInChina()) ? formatTime(instant).slice(0, 5) : full;
}
