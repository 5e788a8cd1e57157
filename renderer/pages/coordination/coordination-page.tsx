import type { ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { Asked, Nothing } from '../../shared/states.tsx';
import { BorrowedPanel, ChecksPanel, MeetingsPanel } from './coordination-panels.tsx';
import { MatrixTable } from './matrix-table.tsx';
import './coordination.css';

/** 协作矩阵: what each mechanism has in hand in each phase, and what must not be forgotten. */
export function CoordinationPage(): ReactElement {
  const matrix = useProcedure('coordination.matrix', {}, { staleTime: 0 });
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">协作矩阵</h1>
        <span className="quiet">
          数字可点开，直达这些协作事项；各格要点由主任在“基础数据—计划与编组规则”中修改。
        </span>
      </div>
      <Asked query={matrix}>{(data) => <Panels matrix={data} />}</Asked>
    </>
  );
}

function Panels({ matrix }: { readonly matrix: Output<'coordination.matrix'> }): ReactElement {
  const some = matrix.cells.some(({ counts }) => counts.some(({ count }) => count > 0));
  return (
    <>
      <section className="panel" aria-label="机制与阶段">
        <MatrixTable matrix={matrix} />
        {some ? null : (
          <Nothing text="还没有登记协作事项。请在“协作事项”中新增，登记后按机制和阶段列在这里。" />
        )}
      </section>
      <div className="coordination-columns">
        <ChecksPanel checks={matrix.checks} />
        <BorrowedPanel borrowed={matrix.borrowed} auditHidden={matrix.auditHidden} />
        <MeetingsPanel meetings={matrix.meetings} />
      </div>
    </>
  );
}
