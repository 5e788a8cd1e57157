import { ExportOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tooltip } from 'antd';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { mayOn } from '../../../domain/access/permissions.ts';
import { isOriginShown, type Origin } from '../../../domain/origin.ts';
import type { Register } from '../../../domain/register.ts';
import { registerOf, registers, type RegisterId } from '../../../domain/registers/registers.ts';
import { useSession } from '../../app/session.tsx';
import type { LoadedRecord } from './detail-head.tsx';

interface Props {
  readonly registerId: RegisterId;
  readonly record: LoadedRecord;
}

const mostButtons = 2;

/** Why nothing can be made of the record yet, as the tip of its button says it. */
function reasonOf(origin: Origin, source: Register, { no, values, state }: LoadedRecord): string | undefined {
  const { from = [state], label } = origin;
  if (!from.includes(state)) {
    const named = (code: string): string =>
      source.workflow.states.find((each) => each.code === code)?.label ?? code;
    const first = from[0] ?? state;
    return `所属单位还在办理，本件目前为“${named(state)}”，办到“${named(first)}”以后才能${label}。`;
  }
  const failure = origin.refuses?.({ no, values });
  return failure && `${failure.what}${failure.next}`;
}

/** What can be made from this record (转为问题线索): opens the form filled from it, nothing is stored before it is saved. */
export function OriginButtons({ registerId, record }: Props): ReactElement | null {
  const [, navigate] = useLocation();
  const { permissions, office } = useSession();
  const source = registerOf(registerId);
  const held = new Set(permissions);
  if (record.void || record.blockedContent.length > 0) return null;
  const offers = registers
    .filter((register) => mayOn(held, register, 'register'))
    .flatMap((register: Register) =>
      (register.origins ?? []).flatMap((origin, at) =>
        origin.register === registerId &&
        isOriginShown(origin, source.workflow, record, record.office === office.id)
          ? [
              {
                label: origin.label,
                path: `/${register.id}/new/origin/${at}/${record.id}`,
                refused: reasonOf(origin, source, record),
              },
            ]
          : [],
      ),
    );
  if (offers.length > mostButtons) {
    return (
      <Dropdown
        trigger={['click']}
        menu={{
          items: offers.map(({ label, path, refused }) => ({
            key: path,
            label,
            disabled: refused !== undefined,
            ...(refused === undefined ? {} : { title: refused }),
            onClick: () => navigate(path),
          })),
        }}
      >
        <Button icon={<ExportOutlined />}>由此登记</Button>
      </Dropdown>
    );
  }
  return (
    <>
      {offers.map(({ label, path, refused }) => (
        <Tooltip key={path} title={refused}>
          <Button icon={<ExportOutlined />} disabled={refused !== undefined} onClick={() => navigate(path)}>
            {label}
          </Button>
        </Tooltip>
      ))}
    </>
  );
}
