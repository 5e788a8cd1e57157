import type { ReactElement } from 'react';
import type { OwnPanelProps } from '../../registers/detail/own-panels.tsx';
import { organisationAddress } from './address.ts';

/** From an entry of the library of organisations to everything the registers hold about it. */
export function OrganisationPanel({ record }: OwnPanelProps): ReactElement | null {
  const name = record.values['name'];
  if (typeof name !== 'string' || name === '') return null;
  return (
    <section className="panel">
      <h2>各登记簿中的情况</h2>
      <a href={`#${organisationAddress(name)}`}>按时间查看各登记簿中{name}的全部登记</a>
    </section>
  );
}
