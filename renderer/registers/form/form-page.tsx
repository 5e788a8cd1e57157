import { useMemo, type ReactElement } from 'react';
import { useProcedure } from '../../app/queries.ts';
import { Asked, Nothing } from '../../shared/states.tsx';
import type { Register } from '../../../domain/register.ts';
import { asRegisterId, registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import { clonedContent, emptyContent, filledContent, type FormContent } from './form-state.ts';
import { RecordForm } from './record-form.tsx';

interface Props {
  readonly register: RegisterId;
  /** null = a new record. */
  readonly id: string | null;
  /** 复制新增: the record whose content is copied. */
  readonly from?: string;
  /** 径送登记: only the envelope. */
  readonly sealedDirect?: boolean;
  /** The whole that the new record is part of. */
  readonly whole?: string;
  /** Which of the register's origins the new record is made by, and the source's id. */
  readonly origin?: { readonly at: number; readonly source: string };
}

const createRowId = (): string => crypto.randomUUID();

/** Entering or changing one record of any register. */
export function FormPage({
  register: registerId,
  id,
  from,
  sealedDirect = false,
  whole,
  origin,
}: Props): ReactElement {
  const register = registerOf(registerId);
  const asked = id ?? from ?? null;
  const record = useProcedure('records.get', asked === null ? null : { register: registerId, id: asked }, {
    staleTime: 0,
  });
  const empty = useMemo(() => emptyContent(register, createRowId), [register]);
  if (origin) return <MadeForm registerId={registerId} origin={origin} />;
  if (asked === null) {
    return (
      <RecordForm
        key={sealedDirect ? 'sealed' : 'new'}
        registerId={registerId}
        record={null}
        initial={
          sealedDirect ? { ...empty, values: { sealedDirect: true } } : withWhole(register, empty, whole)
        }
        sealedDirect={sealedDirect}
        {...(whole === undefined ? {} : { whole })}
      />
    );
  }
  return (
    <Asked query={record}>
      {(loaded) => {
        if (id === null) {
          return (
            <RecordForm
              key={`from-${loaded.id}`}
              registerId={registerId}
              record={null}
              initial={clonedContent(register, loaded, createRowId)}
              copiedFrom={loaded.no}
              sealedDirect={false}
            />
          );
        }
        if (!loaded.editable) return <Nothing text={`${loaded.no} 现在不能修改。`} />;
        return (
          <RecordForm
            key={loaded.id}
            registerId={registerId}
            record={loaded}
            initial={{ values: loaded.values, children: loaded.children }}
            sealedDirect={false}
          />
        );
      }}
    </Asked>
  );
}

function withWhole(register: Register, empty: FormContent, whole: string | undefined): FormContent {
  if (whole === undefined || !register.partOf) return empty;
  return { ...empty, values: { [register.partOf.field]: whole } };
}

interface MadeProps {
  readonly registerId: RegisterId;
  readonly origin: { readonly at: number; readonly source: string };
}

/** A form filled from the record it is made from; what is sealed there is not taken over. */
function MadeForm({ registerId, origin: { at, source } }: MadeProps): ReactElement {
  const register: Register = registerOf(registerId);
  const origin = register.origins?.[at];
  const record = useProcedure(
    'records.get',
    origin ? { register: asRegisterId(origin.register), id: source } : null,
    { staleTime: 0 },
  );
  if (!origin) return <Nothing text="没有这种登记方式，请返回列表重新选择。" />;
  const { fill } = origin;
  return (
    <Asked query={record}>
      {(loaded) => {
        const clear = registerOf(origin.register).children.filter(
          ({ key }) => !loaded.maskedChildren.includes(key),
        );
        const children = Object.fromEntries(clear.map(({ key }) => [key, loaded.children[key] ?? []]));
        const filling = fill({ no: loaded.no, values: loaded.values, children });
        const field = register.fields.find(({ key }) => key === origin.field);
        const reference = { [origin.field]: field?.type === 'records' ? [source] : source };
        return (
          <RecordForm
            key={`origin-${source}`}
            registerId={registerId}
            record={null}
            initial={filledContent(
              register,
              { ...filling, values: { ...filling.values, ...reference } },
              createRowId,
            )}
            copiedFrom={loaded.no}
            made
            sealedDirect={false}
          />
        );
      }}
    </Asked>
  );
}
