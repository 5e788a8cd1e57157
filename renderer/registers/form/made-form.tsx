import { useState, type ReactElement } from 'react';
import { mayOn } from '../../../domain/access/permissions.ts';
import { lightColours } from '../../../domain/calendar/lights.ts';
import type { Origin } from '../../../domain/origin.ts';
import type { ChildRowsByKey, ChildTable, Field, Register, Values } from '../../../domain/register.ts';
import { asRegisterId, registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { todayInChina } from '../../shared/format.ts';
import { Asked, Nothing } from '../../shared/states.tsx';
import type { LoadedRecord } from '../detail/detail-head.tsx';
import { textOf, useLabels, type Labels } from '../labels.ts';
import { RevealDialog } from '../reveal-dialog.tsx';
import { filledContent } from './form-state.ts';
import { RecordForm } from './record-form.tsx';

interface Props {
  readonly registerId: RegisterId;
  /** Which of the register's origins. */
  readonly at: number;
  /** The id of the record it is made from. */
  readonly source: string;
}

/** A form filled from the record it is made from. Nothing is stored before it is saved. */
export function MadeForm({ registerId, at, source }: Props): ReactElement {
  const register: Register = registerOf(registerId);
  const origin = register.origins?.[at];
  const record = useProcedure(
    'records.get',
    origin ? { register: asRegisterId(origin.register), id: source } : null,
    { staleTime: 0 },
  );
  if (!origin) return <Nothing text="没有这种登记方式，请返回列表重新选择。" />;
  return (
    <Asked query={record}>
      {(loaded) => <Placed registerId={registerId} register={register} origin={origin} source={loaded} />}
    </Asked>
  );
}

/** A part goes to the whole of the same organisation where there is only one; otherwise the clerk chooses. */
function Placed(props: Omit<FilledProps, 'whole' | 'merged'>): ReactElement {
  const { partOf } = props.register;
  const target = props.source.values['targetId'];
  const wholes = useProcedure(
    'records.page',
    partOf && typeof target === 'string' && target !== ''
      ? {
          register: asRegisterId(partOf.register),
          filters: [{ field: 'targetId', op: 'contains', text: target.slice(0, 100) }],
          sort: [],
          offset: 0,
          limit: 50,
        }
      : null,
    { staleTime: 0 },
  );
  // What has gone into the source comes along.
  const merged = useProcedure(
    'records.merged',
    { register: props.source.register, id: props.source.id },
    { staleTime: 0 },
  );
  // What is read for codes goes into the form, so they must be there before it opens.
  const codes = useProcedure('codes.all', {}, { staleTime: Infinity });
  if (codes.isPending) return <Asked query={codes}>{() => null}</Asked>;
  if (wholes.fetchStatus === 'fetching') return <Asked query={wholes}>{() => null}</Asked>;
  if (!merged.data) return <Asked query={merged}>{() => null}</Asked>;
  const same = (wholes.data?.rows ?? []).filter(({ values }) => values['targetId'] === target);
  const [only] = same.length === 1 ? same : [];
  return (
    <Filled
      {...props}
      whole={partOf && only ? { [partOf.field]: only.id } : {}}
      merged={merged.data.records}
    />
  );
}

interface FilledProps {
  readonly registerId: RegisterId;
  readonly register: Register;
  readonly origin: Origin;
  readonly source: LoadedRecord;
  /** The field that names the whole, when it is known. */
  readonly whole: Values;
  /** What has gone into the source. */
  readonly merged: Output<'records.merged'>['records'];
}

/** People sealed in both registers come along once a reason is given; without it they are left out. */
function Filled({ registerId, register, origin, source, whole, merged }: FilledProps): ReactElement {
  const { permissions } = useSession();
  const reveal = useMutationProcedure('records.reveal');
  const sealed = sealedInBoth(register, source);
  const from = registerOf(origin.register);
  const labels = useLabels();
  const [people, setPeople] = useState<ChildRowsByKey | null>(
    sealed && mayOn(new Set(permissions), from, 'revealPetitioner') ? null : {},
  );
  if (people === null && sealed) {
    return (
      <RevealDialog
        open
        label={sealed.label}
        no={source.no}
        hint="点“取消”则不带入，在新表中另行填写。"
        busy={reveal.isPending}
        error={reveal.error}
        onClose={() => setPeople({})}
        onReveal={(reason) =>
          reveal.mutate(
            { register: source.register, id: source.id, child: sealed.key, reason },
            { onSuccess: ({ rows }) => setPeople({ [sealed.key]: rows }) },
          )
        }
      />
    );
  }
  return (
    <RecordForm
      registerId={registerId}
      record={null}
      initial={madeContent(register, origin, source, people ?? {}, whole, merged, labels)}
      copiedFrom={source.no}
      made
      sealedDirect={false}
    />
  );
}

function sealedInBoth(register: Register, source: LoadedRecord): ChildTable | undefined {
  return register.children.find(
    ({ key }) => source.maskedChildren.includes(key) && (source.children[key] ?? []).length > 0,
  );
}

const createRowId = (): string => crypto.randomUUID();

function madeContent(
  register: Register,
  { register: from, field: key, fill }: Origin,
  source: LoadedRecord,
  people: ChildRowsByKey,
  whole: Values,
  merged: FilledProps['merged'],
  labels: Labels,
): ReturnType<typeof filledContent> {
  const clear = registerOf(from).children.filter((child) => !source.maskedChildren.includes(child.key));
  const children = {
    ...Object.fromEntries(clear.map((child) => [child.key, source.children[child.key] ?? []])),
    ...people,
  };
  const text = (key: string): string => {
    const read = registerOf(from).fields.find((each: Field) => each.key === key);
    return read ? textOf(read, source.values[key], labels) : '';
  };
  const light = lightColours.findLast((colour) => source.deadlines.some((clock) => clock.light === colour));
  const filling = fill({ no: source.no, values: source.values, children }, text, { light, merged });
  const field = register.fields.find((each) => each.key === key);
  const reference = {
    [key]: field?.type === 'records' ? [source.id, ...merged.map(({ id }) => id)] : source.id,
  };
  const content = { ...filling, values: { ...filling.values, ...whole, ...reference } };
  return filledContent(register, content, todayInChina(), createRowId);
}
