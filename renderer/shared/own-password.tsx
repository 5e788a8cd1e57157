import { Button, Input } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import type { Output } from '../../preload/contract/contract.ts';
import { call } from '../app/bridge.ts';
import { useInvalidate, useProcedure } from '../app/queries.ts';
import { usePermission } from '../app/session.tsx';
import { FailureAlert } from './failure-alert.tsx';

export interface OwnPassword {
  /** The input, or nothing while the password given a moment ago still holds. */
  readonly field: ReactElement | null;
  /** There is nothing left to type. */
  readonly ready: boolean;
  readonly busy: boolean;
  /** Gives what was typed; false when it was refused, which the field shows. */
  readonly give: () => Promise<boolean>;
}

/**
 * The person's own password before a disclosure (reference 6.4). The service decides when it is needed and refuses
 * without it; `active` says whether a disclosure is being prepared at all,
 * `focused` whether typing begins here.
 */
export function useOwnPassword(active: boolean, focused = false): OwnPassword {
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const invalidate = useInvalidate();
  const confirmed = useSelfConfirmed(active);
  const needed = active && confirmed?.until === null;

  const give = async (): Promise<boolean> => {
    if (!needed) return true;
    setBusy(true);
    setRefused(null);
    try {
      await call('session.confirmSelf', { password });
      await invalidate(['selfConfirmed']);
      return true;
    } catch (error) {
      setRefused(error);
      return false;
    } finally {
      // A password stays in the field no longer than it is needed.
      setPassword('');
      setBusy(false);
    }
  };
  return {
    field: needed ? (
      <div className="own-password">
        {refused ? <FailureAlert error={refused} /> : null}
        <label>
          本人口令
          <Input.Password
            autoFocus={focused}
            maxLength={200}
            autoComplete="off"
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        </label>
        <p className="quiet">输入您登录时用的口令，十分钟内不再询问。</p>
      </div>
    ) : null,
    ready: !active || (confirmed !== undefined && (!needed || password !== '')),
    busy,
    give,
  };
}

interface PromptProps {
  /** What follows the password. */
  readonly okText: string;
  readonly onGiven: () => void;
}

/** Only the password, where nothing else is asked for; it comes in the place of what it opens. */
export function OwnPasswordPrompt({ okText, onGiven }: PromptProps): ReactElement {
  const own = useOwnPassword(true, true);
  const submit = async (): Promise<void> => {
    if (own.ready && (await own.give())) onGiven();
  };
  return (
    <form
      className="own-password-prompt"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {own.field}
      <Button type="primary" htmlType="submit" disabled={!own.ready} loading={own.busy}>
        {okText}
      </Button>
    </form>
  );
}

/** Whether a search leaves petitioners out for want of the own password. */
export function usePetitionersLeftOut(searching: boolean): boolean {
  const may = usePermission('petition.searchPetitioner');
  const confirmed = useSelfConfirmed(may && searching);
  return may && searching && confirmed?.until === null;
}

/** Asked again when the time after a password is over, together with what was found while it lasted. */
function useSelfConfirmed(asked: boolean): Output<'session.selfConfirmed'> | undefined {
  const invalidate = useInvalidate();
  const { data } = useProcedure('session.selfConfirmed', asked ? {} : null, { staleTime: 0 });
  const until = data?.until ?? null;
  useEffect(() => {
    if (!asked || until === null) return undefined;
    const left = Math.max(0, until - Date.now()) + 1000;
    const timer = setTimeout(() => void invalidate(['selfConfirmed']), left);
    return () => clearTimeout(timer);
  }, [asked, until, invalidate]);
  return asked ? data : undefined;
}
