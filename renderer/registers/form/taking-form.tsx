import { useState, type ReactElement } from 'react';
import type { ChildRowsByKey, Register } from '../../../domain/register.ts';
import { asRegisterId, registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { Asked, Nothing } from '../../shared/states.tsx';
import type { LoadedRecord } from '../detail/detail-head.tsx';
import { RevealDialog } from '../reveal-dialog.tsx';
import { leftOut, sharedPeople } from './left-out.ts';
import { RecordForm } from './record-form.tsx';

interface Props {
  readonly registerId: RegisterId;
  readonly id: string;
  /** Which of the register's origins the record was made by. */
  readonly at: number;
}

/** The form of a record with the people that have come to stand in its source since. Nothing is stored before it is saved. */
export function TakingForm({ registerId, id, at }: Props): ReactElement {
  const register: Register = registerOf(registerId);
  const origin = register.origins?.[at];
  const record = useProcedure('records.get', { register: registerId, id }, { staleTime: 0 });
  const named = origin && record.data?.values[origin.field];
  const source = useProcedure(
    'records.get',
    origin && typeof named === 'string' ? { register: asRegisterId(origin.register), id: named } : null,
    { staleTime: 0 },
  );
  if (!record.data) return <Asked query={record}>{() => null}</Asked>;
  if (!origin || typeof named !== 'string') return <Nothing text="本件没有关联的来源，请返回。" />;
  const loaded = record.data;
  if (!loaded.editable) return <Nothing text={`${loaded.no} 现在不能修改。`} />;
  return (
    <Asked query={source}>{(from) => <Taking register={register} record={loaded} source={from} />}</Asked>
  );
}

interface TakingProps {
  readonly register: Register;
  readonly record: LoadedRecord;
  readonly source: LoadedRecord;
}

/** Both lists are looked at, for one reason: who is there already is told by name. */
function Taking({ register, record, source }: TakingProps): ReactElement {
  const reveal = useMutationProcedure('records.reveal');
  const [children, setChildren] = useState<ChildRowsByKey | null>(null);
  const [child] = sharedPeople(register, registerOf(source.register));
  if (!child) return <Nothing text="这种登记没有可以列入的人员，请返回。" />;
  const { key, label } = child;
  const inClear = async (of: LoadedRecord, reason: string): Promise<ChildRowsByKey[string]> => {
    if ((of.children[key] ?? []).length === 0) return [];
    return (await reveal.mutateAsync({ register: of.register, id: of.id, child: key, reason })).rows;
  };
  const look = async (reason: string): Promise<void> => {
    const held = await inClear(record, reason);
    const missing = leftOut(child, await inClear(source, reason), held);
    const added = missing.map(({ values }) => ({ rowId: crypto.randomUUID(), values }));
    setChildren({ [key]: [...held, ...added] });
  };
  if (children === null)
    return (
      <RevealDialog
        open
        label={label}
        no={`${source.no}、${record.no}`}
        hint="点“取消”返回，不列入。"
        busy={reveal.isPending}
        error={reveal.error}
        onClose={() => window.history.back()}
        // What is refused stands in the dialog.
        onReveal={(reason) => void look(reason).catch(() => undefined)}
      />
    );
  return (
    <RecordForm
      registerId={record.register}
      record={{ ...record, maskedChildren: record.maskedChildren.filter((each) => each !== key) }}
      initial={{ values: record.values, children: { ...record.children, ...children } }}
      copiedFrom={source.no}
      made
      sealedDirect={false}
      at={key}
    />
  );
}
