/** What the pages of some registers show besides what follows from their description. */
import type { ComponentType, ReactElement } from 'react';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import { GroupPanels } from '../../pages/planning/group-panels.tsx';
import { RoundPanel } from '../../pages/planning/round-panel.tsx';
import { OrganisationPanel } from '../../pages/target/organisation-panel.tsx';
import type { Labels } from '../labels.ts';
import type { LoadedRecord } from './detail-head.tsx';

export interface OwnPanelProps {
  readonly record: LoadedRecord;
  readonly labels: Labels;
}

const panels: { readonly [Id in RegisterId]?: ComponentType<OwnPanelProps> } = {
  inspectionGroup: GroupPanels,
  inspectionRound: RoundPanel,
  target: OrganisationPanel,
};

export function OwnPanels({
  registerId,
  ...props
}: OwnPanelProps & { readonly registerId: RegisterId }): ReactElement | null {
  const Own = panels[registerId];
  return Own ? <Own {...props} /> : null;
}
