import { Button, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Register } from '../../../domain/register.ts';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import { standingIn } from '../../../domain/sealed.ts';
import type { Input, Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useMayOn } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { ManyDialog } from './many-dialog.tsx';

interface Props {
  readonly register: Register;
  readonly id: RegisterId;
  readonly which: Input<'records.takeMany'>['which'];
}

/** What the dialog is about: chosen records with their pages, or those that match and are not looked at one by one. */
interface Opened {
  /** As it was when it was opened: the list goes on changing behind the dialog. */
  readonly which: Props['which'];
  readonly records: readonly Output<'records.get'>[] | null;
  readonly offices: Output<'records.officesForMany'>['offices'];
}

/**
 * 成批办理, beside how many records are selected: the same act on all of them. Opening leads is logged one by one, so not
 * for what stands sealed.
 */
export function StepsForMany({ register, id, which }: Props): ReactElement | null {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [loading, setLoading] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const may = useMayOn(register);
  if (standingIn(register) || !(may('register') || may('approve') || may('export'))) return null;
  const open = async (): Promise<void> => {
    setLoading(true);
    setError(null);
    try {
      const { offices } = await call('records.officesForMany', { register: id });
      setOpened({ which, offices, records: which.type === 'chosen' ? await load(id, which.ids) : null });
    } catch (failure) {
      setError(failure);
    } finally {
      setLoading(false);
    }
  };
  return (
    <>
      <Button type="link" size="small" loading={loading} onClick={() => void open()}>
        成批办理
      </Button>
      {error ? (
        <Modal open title="成批办理" footer={null} onCancel={() => setError(null)}>
          <FailureAlert error={error} />
        </Modal>
      ) : null}
      {opened ? <ManyDialog register={register} id={id} {...opened} onClose={() => setOpened(null)} /> : null}
    </>
  );
}

async function load(register: RegisterId, ids: readonly string[]): Promise<readonly Output<'records.get'>[]> {
  const loaded: Output<'records.get'>[] = [];
  for (const id of ids) loaded.push(await call('records.get', { register, id }));
  return loaded;
}
