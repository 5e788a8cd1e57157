import { Button, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import { OwnPasswordPrompt, usePetitionersLeftOut } from '../shared/own-password.tsx';

/**
 * Who may search petitioners must know when a search has not looked at them: nothing found would read like nobody. Keys
 * typed here are not those of the list or box around it.
 */
export function PetitionersLeftOut({ text }: { readonly text: string }): ReactElement | null {
  const leftOut = usePetitionersLeftOut(text.trim().length >= 2);
  const [asking, setAsking] = useState(false);
  if (!leftOut) return null;
  return (
    <span className="left-out" role="note" onKeyDown={(event) => event.stopPropagation()}>
      <span className="quiet">没有查找反映人信息。</span>
      <Button type="link" size="small" onClick={() => setAsking(true)}>
        输入口令后一并查找
      </Button>
      <Modal
        open={asking}
        title="查找反映人信息"
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setAsking(false)}
        destroyOnHidden
      >
        <p>按姓名、电话找到来信，就知道了是谁写的，因此查找前须输入本人口令。</p>
        <OwnPasswordPrompt okText="一并查找" onGiven={() => setAsking(false)} />
      </Modal>
    </span>
  );
}
