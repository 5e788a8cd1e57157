import { Alert } from 'antd';
import type { ReactElement } from 'react';
import type { Register } from '../../../domain/register.ts';
import { standingIn } from '../../../domain/sealed.ts';
import { useProcedure } from '../../app/queries.ts';
import { Asked } from '../../shared/states.tsx';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import { useLabels } from '../labels.ts';
import { AddresseesPanel, OwnerNotice } from './addressees-panel.tsx';
import { Attachments } from './attachments.tsx';
import { DeadlinePanel } from './deadline-panel.tsx';
import { DetailHead, type LoadedRecord } from './detail-head.tsx';
import { DetailSections } from './detail-sections.tsx';
import { History } from './history.tsx';
import { LinksPanel } from './links-panel.tsx';
import { OwnPanels } from './own-panels.tsx';
import { PeopleLeftOut } from './people-left-out.tsx';
import { PartsPanels } from './parts-panel.tsx';
import { RefusalNotice } from './refusal-notice.tsx';

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
          <OwnerNotice record={loaded} labels={labels} />
          <RefusalNotice registerId={registerId} id={id} />
          <PeopleLeftOut registerId={registerId} record={loaded} />
          <div className="detail-columns">
            <div>
              {isClosed(register, loaded) ? <Closed unit={register.unit} /> : null}
              <OwnPanels place="above" registerId={registerId} record={loaded} labels={labels} />
              <DetailSections register={register} registerId={registerId} record={loaded} labels={labels} />
              <OwnPanels place="below" registerId={registerId} record={loaded} labels={labels} />
              <PartsPanels registerId={registerId} record={loaded} labels={labels} />
              {loaded.blockedContent.length > 0 || isClosed(register, loaded) ? null : (
                <Attachments registerId={registerId} record={loaded} />
              )}
            </div>
            <div>
              <DeadlinePanel register={register} record={loaded} />
              <AddresseesPanel registerId={registerId} record={loaded} />
              <LinksPanel registerId={registerId} id={id} />
              <History registerId={registerId} id={id} rev={loaded.rev} />
            </div>
          </div>
        </>
      )}
    </Asked>
  );
}

/** Whether something of the record is sealed that this person cannot open. */
function isClosed(register: Register, { closedFields, maskedChildren }: LoadedRecord): boolean {
  return standingIn(register) !== undefined && closedFields.length + maskedChildren.length > 0;
}

function Closed({ unit }: { readonly unit: string }): ReactElement {
  return (
    <Alert
      type="info"
      showIcon
      className="failure-alert"
      title={`本${unit}的内容加密保存，您的账号不能查看，只显示登记和办理情况。`}
      description="确需查看的，请由有权查看的人员和安全保密管理员按规定授权。"
    />
  );
}
