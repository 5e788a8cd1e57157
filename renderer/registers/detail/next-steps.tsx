import type { ReactElement } from 'react';
import { roleLabels, rolesWith } from '../../../domain/access/permissions.ts';
import type { Register } from '../../../domain/register.ts';
import { nextSteps } from '../../../domain/steps.ts';
import { useSession } from '../../app/session.tsx';
import type { LoadedRecord } from './detail-head.tsx';

interface Props {
  readonly register: Register;
  readonly record: LoadedRecord;
}

/** What the work goes on with and whose turn it is: the person before the record may not be the one who takes the step. */
export function NextSteps({ register, record }: Props): ReactElement | null {
  const { office } = useSession();
  if (record.office !== office.id || record.void || record.voidRequest) return null;
  const steps = nextSteps(register.workflow, record.state, record.values);
  if (steps.length === 0) return null;
  const texts = steps.map(({ label, permission }) => {
    const who = rolesWith(permission).map((role) => roleLabels[role]);
    return `“${label}”（${who.join('、')}）`;
  });
  return <p className="quiet next-steps">下一步：{texts.join('、')}</p>;
}
