import { Checkbox, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { usePermission } from '../app/session.tsx';
import { useOwnPassword } from './own-password.tsx';

export interface RevealChoice {
  /** The choice, and what it asks for once it is made; nothing for whom it is not. */
  readonly fields: ReactElement | null;
  /** There is nothing left to fill in. */
  readonly ready: boolean;
  readonly busy: boolean;
  /** Why petitioners are taken out in clear; null while they stay masked. */
  readonly reason: string | null;
  /** Gives the own password that was typed; false when it was refused, which the field shows. */
  readonly give: () => Promise<boolean>;
}

/** 反映人信息不脱敏: for papers and spreadsheets alike, with a reason and the own password. `offered` where there are any. */
export function useRevealChoice(offered: boolean): RevealChoice {
  const mayReveal = usePermission('petition.revealPetitioner') && offered;
  const [clear, setClear] = useState(false);
  const [text, setText] = useState('');
  const revealing = mayReveal && clear;
  const own = useOwnPassword(revealing);
  const reason = text.trim();
  return {
    fields: mayReveal ? (
      <>
        <Checkbox checked={clear} onChange={({ target }) => setClear(target.checked)}>
          反映人信息不脱敏
        </Checkbox>
        {revealing ? (
          <Input
            aria-label="不脱敏的理由"
            placeholder="请写明理由（必填，记入审计日志）"
            maxLength={200}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        ) : null}
        {own.field}
      </>
    ) : null,
    ready: !revealing || (reason.length >= 2 && own.ready),
    busy: own.busy,
    reason: revealing ? reason : null,
    give: own.give,
  };
}
