/** Told on both pages: people stand in a visit who are not in the letter that was made of it. */
import { Alert, Button } from 'antd';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import type { Origin } from '../../../domain/origin.ts';
import type { Register } from '../../../domain/register.ts';
import { asRegisterId, registerOf, registers, type RegisterId } from '../../../domain/registers/registers.ts';
import { useProcedure } from '../../app/queries.ts';
import { useMayOn, useSession } from '../../app/session.tsx';
import { fixedHere } from '../form/form-plan.ts';
import { sharedPeople } from '../form/left-out.ts';
import { RecordAnchor } from '../record-link.tsx';
import type { LoadedRecord } from './detail-head.tsx';

interface Props {
  readonly registerId: RegisterId;
  readonly record: LoadedRecord;
}

/** On the page of what was made, with the way to take them in; on that of its source, which records lack them. */
export function PeopleLeftOut({ registerId, record }: Props): ReactElement {
  const register: Register = registerOf(registerId);
  const made = registers.flatMap((each: Register) =>
    (each.origins ?? []).some(({ register: from }) => from === registerId) &&
    sharedPeople(each, register).length > 0
      ? [each]
      : [],
  );
  return (
    <>
      {(register.origins ?? []).map((origin, at) => (
        <FromSource key={`${origin.register} ${origin.field}`} {...{ register, record, origin, at }} />
      ))}
      {made.length > 0 ? <InMade registerId={registerId} record={record} made={made} /> : null}
    </>
  );
}

const countOf = ({ children }: LoadedRecord, key: string): number => (children[key] ?? []).length;

/** How many there are, and how many here; undefined where nobody is left out, or nobody may stand here. */
function lackOf(
  made: LoadedRecord,
  source: LoadedRecord,
):
  | { readonly label: string; readonly key: string; readonly there: number; readonly here: number }
  | undefined {
  const [child] = sharedPeople(registerOf(made.register), registerOf(source.register));
  if (!child || made.void || source.void || made.blockedContent.includes(child.key)) return undefined;
  const [there, here] = [countOf(source, child.key), countOf(made, child.key)];
  return there > here ? { label: child.label, key: child.key, there, here } : undefined;
}

interface FromSourceProps {
  readonly register: Register;
  readonly record: LoadedRecord;
  readonly origin: Origin;
  readonly at: number;
}

function FromSource({ register, record, origin, at }: FromSourceProps): ReactElement | null {
  const [, navigate] = useLocation();
  const from = registerOf(origin.register);
  const readable = useMayOn(from)('read');
  const may = useMayOn(register);
  const [mayReveal, mayRegister] = [may('revealPetitioner'), may('register')];
  const { office, permissions } = useSession();
  const named = record.values[origin.field];
  const mayTake = (key: string): boolean =>
    record.editable && mayReveal && !fixedOn(register, record, permissions).has(key);
  const isOurs = record.office === office.id && sharedPeople(register, from).length > 0;
  const source = useProcedure(
    'records.get',
    readable && isOurs && typeof named === 'string'
      ? { register: asRegisterId(origin.register), id: named }
      : null,
    { staleTime: 0 },
  );
  const lack = source.data && lackOf(record, source.data);
  if (!lack || !source.data) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="failure-alert"
      title={`${source.data.no}登记有${lack.there}名${lack.label}，本件${lack.here === 0 ? '没有' : `只有${lack.here}名`}。`}
      description={
        mayTake(lack.key)
          ? '本件生成以后在来源中登记的，不会自动列入；核对后点“列入本件”，保存后生效。'
          : mayReveal && mayRegister
            ? '本件生成以后在来源中登记的，不会自动列入；本件已锁定，请办理“更正”，或者退回后列入。'
            : '本件生成以后在来源中登记的，不会自动列入；请由有权查看反映人的登记人员列入，本件已锁定的先“更正”或者退回。'
      }
      action={
        mayTake(lack.key) ? (
          <Button size="small" onClick={() => navigate(`/${record.register}/${record.id}/take/${at}`)}>
            列入本件
          </Button>
        ) : undefined
      }
    />
  );
}

/** What the form of the record could not change now. */
function fixedOn(
  register: Register,
  { state, values, children }: LoadedRecord,
  permissions: readonly string[],
): ReadonlySet<string> {
  const allowed = new Set(permissions);
  return fixedHere(register, {
    state,
    held: { values, children },
    may: (permission) => allowed.has(permission),
  });
}

interface InMadeProps extends Props {
  readonly made: readonly Register[];
}

function InMade({ registerId, record, made }: InMadeProps): ReactElement | null {
  const hasPeople = made.some((each) =>
    sharedPeople(each, registerOf(registerId)).some(({ key }) => countOf(record, key) > 0),
  );
  const links = useProcedure('records.links', hasPeople ? { register: registerId, id: record.id } : null, {
    staleTime: 0,
  });
  const groups = (links.data?.groups ?? []).filter(
    ({ direction, register }) => direction === 'namedBy' && made.some(({ id }) => id === register),
  );
  return (
    <>
      {groups.flatMap(({ register, records }) =>
        records.map(({ id }) => <Lacking key={id} registerId={register} id={id} source={record} />),
      )}
    </>
  );
}

interface LackingProps {
  readonly registerId: RegisterId;
  readonly id: string;
  readonly source: LoadedRecord;
}

function Lacking({ registerId, id, source }: LackingProps): ReactElement | null {
  const made = useProcedure('records.get', { register: registerId, id }, { staleTime: 0 });
  const lack = made.data && lackOf(made.data, source);
  if (!lack || !made.data) return null;
  const { no } = made.data;
  return (
    <Alert
      type="warning"
      showIcon
      className="failure-alert"
      title={
        <>
          由本件生成的 <RecordAnchor register={registerId} id={id} no={no} />
          {lack.here === 0 ? '没有' : `只有${lack.here}名`}
          {lack.label}，本件有{lack.there}名。
        </>
      }
      description="后来登记的不会自动列入，请到该件的页面上点“列入本件”。"
    />
  );
}
