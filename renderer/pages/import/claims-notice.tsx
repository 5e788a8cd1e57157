import { Alert } from 'antd';
import type { ReactElement } from 'react';
import type { Field } from '../../../domain/register.ts';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import { formatCount } from '../../shared/format.ts';
import type { Counts } from './import-page.tsx';

interface Props {
  readonly registerId: RegisterId;
  readonly counts: Pick<Counts, 'claims'>;
}

/** The field whose words an import keeps without taking them for established. */
export function claimField(registerId: RegisterId): Field | undefined {
  return registerOf(registerId).fields.find(({ claim }) => claim !== undefined);
}

/** What the sheet claims to be done already is not done here: how often it does, and what the clerk does about it. */
export function ClaimsNotice({ registerId, counts }: Props): ReactElement | null {
  const field = claimField(registerId);
  if (!field?.claim || counts.claims === 0) return null;
  const { label, unit } = registerOf(registerId);
  return (
    <Alert
      className="failure-alert"
      type="warning"
      showIcon
      title={`有${formatCount(counts.claims)}${unit}${label}在表中写为已经完成（含基本完成、长期坚持）的，只照原话存入“${field.label}”，不算认定。`}
      description={field.claim.told}
    />
  );
}
