/** What the pages of some registers show besides what follows from their description. */
import type { ComponentType, ReactElement } from 'react';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import { CrossPanel } from '../../pages/planning/cross-panel.tsx';
import { GroupPanels } from '../../pages/planning/group-panels.tsx';
import { RoundPanel } from '../../pages/planning/round-panel.tsx';
import { OrganisationPanel } from '../../pages/target/organisation-panel.tsx';
import { LossPanel } from '../../pages/workstation/loss-panel.tsx';
import type { Labels } from '../labels.ts';
import type { LoadedRecord } from './detail-head.tsx';

export interface OwnPanelProps {
  readonly record: LoadedRecord;
  readonly labels: Labels;
}

const panels: { readonly [Id in RegisterId]?: ComponentType<OwnPanelProps> } = {
  crossScheme: CrossPanel,
  inspectionGroup: GroupPanels,
  inspectionRound: RoundPanel,
  target: OrganisationPanel,
  workstation: LossPanel,
};

/** Registers whose panel is what one comes for: it stands before what the record says. */
const leading: readonly RegisterId[] = ['crossScheme'];

interface PlacedProps extends OwnPanelProps {
  readonly registerId: RegisterId;
  readonly place: 'above' | 'below';
}

export function OwnPanels({ registerId, place, ...props }: PlacedProps): ReactElement | null {
  const Own = panels[registerId];
  return Own && leading.includes(registerId) === (place === 'above') ? <Own {...props} /> : null;
}
