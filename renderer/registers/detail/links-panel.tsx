import type { ReactElement } from 'react';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { formatCount } from '../../shared/format.ts';
import { RecordAnchor } from '../record-link.tsx';
import { StateTag } from '../state-tag.tsx';

type Group = Output<'records.links'>['groups'][number];

interface Props {
  readonly registerId: RegisterId;
  readonly id: string;
}

/** 关联: the records this one names and those that name it, by register; absent while there are none. */
export function LinksPanel({ registerId, id }: Props): ReactElement | null {
  const links = useProcedure('records.links', { register: registerId, id }, { staleTime: 0 });
  const groups = links.data?.groups ?? [];
  if (groups.length === 0) return null;
  return (
    <section className="panel">
      <h2>关联</h2>
      {groups.map((group) => (
        <LinkGroup
          key={`${group.direction} ${group.register} ${group.label} ${group.through ?? ''}`}
          group={group}
        />
      ))}
    </section>
  );
}

function headingOf({ direction, label, through }: Group, register: string): string {
  if (through !== null) return `${register}（“${label}”为本件并入的${through}）`;
  if (direction === 'namedBy') return `${register}（“${label}”为本件）`;
  return label === register ? label : `${label}（${register}）`;
}

function LinkGroup({ group }: { readonly group: Group }): ReactElement {
  const register = registerOf(group.register);
  return (
    <div className="link-group">
      <h3>{headingOf(group, register.label)}</h3>
      <ul className="plain-list">
        {group.records.map((record) => (
          <li key={record.id}>
            <RecordAnchor register={group.register} id={record.id} no={record.no} />{' '}
            <StateTag
              register={register}
              state={record.state}
              isVoid={record.void}
              isWithdrawn={record.withdrawn}
            />
            <span className="quiet">{record.title}</span>
          </li>
        ))}
      </ul>
      {group.count > group.records.length ? (
        <p className="quiet">
          共 {formatCount(group.count)} {register.unit}，只列最近的 {group.records.length} {register.unit}。
        </p>
      ) : null}
    </div>
  );
}
