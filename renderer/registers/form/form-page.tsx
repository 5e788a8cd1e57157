import { useMemo, type ReactElement } from 'react';
import { useProcedure } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { Asked, Nothing } from '../../shared/states.tsx';
import type { Register } from '../../../domain/register.ts';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import { todayInChina } from '../../shared/format.ts';
import { clonedContent } from './brought-in.ts';
import { emptyContent, type FormContent } from './form-state.ts';
import { MadeForm } from './made-form.tsx';
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
  /** 更正 of what a step has locked. */
  readonly correction?: boolean;
  /** The field at which the form is opened. */
  readonly at?: string;
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
  correction = false,
  at,
}: Props): ReactElement {
  const register = registerOf(registerId);
  const { permissions } = useSession();
  const asked = id ?? from ?? null;
  const record = useProcedure('records.get', asked === null ? null : { register: registerId, id: asked }, {
    staleTime: 0,
  });
  const empty = useMemo(() => emptyContent(register, todayInChina(), createRowId), [register]);
  const may = (permission: string): boolean => permissions.some((each) => each === permission);
  if (origin) return <MadeForm registerId={registerId} {...origin} />;
  if (asked === null) {
    return (
      <RecordForm
        key={sealedDirect ? 'sealed' : 'new'}
        registerId={registerId}
        record={null}
        initial={
          sealedDirect
            ? { ...empty, values: { ...empty.values, sealedDirect: true } }
            : withWhole(register, empty, whole)
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
              initial={clonedContent(register, loaded, may, todayInChina(), createRowId)}
              copiedFrom={loaded.no}
              sealedDirect={false}
            />
          );
        }
        if (!(correction ? loaded.correction.make : loaded.editable))
          return <Nothing text={`${loaded.no} 现在不能${correction ? '更正' : '修改'}。`} />;
        return (
          <RecordForm
            key={loaded.id}
            registerId={registerId}
            record={loaded}
            initial={{ values: loaded.values, children: loaded.children }}
            sealedDirect={false}
            correction={correction}
            {...(at === undefined ? {} : { at })}
          />
        );
      }}
    </Asked>
  );
}

function withWhole(register: Register, empty: FormContent, whole: string | undefined): FormContent {
  if (whole === undefined || !register.partOf) return empty;
  return { ...empty, values: { ...empty.values, [register.partOf.field]: whole } };
}
