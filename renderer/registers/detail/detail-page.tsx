import type { ReactElement } from 'react';
import { useProcedure } from '../../app/queries.ts';
import { Asked } from '../../shared/states.tsx';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import { useLabels } from '../labels.ts';
import { Attachments } from './attachments.tsx';
import { DeadlinePanel } from './deadline-panel.tsx';
import { DetailHead } from './detail-head.tsx';
import { DetailSections } from './detail-sections.tsx';
import { History } from './history.tsx';
import { LinksPanel } from './links-panel.tsx';
import { PartsPanels } from './parts-panel.tsx';

interface Props {
  readonly register: RegisterId;
  readonly id: string;
}

/** One record of any register: what it says, what can be done with it, and everything that has happened to it. */
export function DetailPage({ register: registerId, id }: Props): ReactElement {
  const register = registerOf(registerId);
  const labels = useLabels();
  const record = useProcedure('records.get', { register: registerId, id }, { staleTime: 0 });
  return (
    <Asked query={record}>
      {(loaded) => (
        <>
          <DetailHead register={register} registerId={registerId} record={loaded} labels={labels} />
          <div className="detail-columns">
            <div>
              <DetailSections register={register} registerId={registerId} record={loaded} labels={labels} />
              <PartsPanels registerId={registerId} record={loaded} labels={labels} />
              {loaded.blockedContent.length > 0 ? null : (
                <Attachments registerId={registerId} record={loaded} />
              )}
            </div>
            <div>
              <DeadlinePanel deadlines={loaded.deadlines} />
              <LinksPanel registerId={registerId} id={id} />
              <History registerId={registerId} id={id} rev={loaded.rev} />
            </div>
          </div>
        </>
      )}
    </Asked>
  );
}
