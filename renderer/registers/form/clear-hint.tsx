import { ClearOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactElement } from 'react';

interface Props {
  /** The step or state at which it is filled in. */
  readonly opener: string;
  /** What is cleared. */
  readonly label: string;
  /** There is still something to clear. */
  readonly filled: boolean;
  readonly onClear: () => void;
}

/** Beside what stands filled before its time: nothing can be done with it here but to take it out. */
export function ClearHint({ opener, label, filled, onClear }: Props): ReactElement {
  return (
    <div className="clear-hint">
      {filled ? `到“${opener}”时填写；现有内容可以清除。` : `到“${opener}”时填写；保存后清除。`}
      {filled ? (
        <Button
          type="link"
          size="small"
          icon={<ClearOutlined />}
          aria-label={`清除${label}`}
          onClick={onClear}
        >
          清除
        </Button>
      ) : null}
    </div>
  );
}
