import type { ReactElement } from 'react';
import { standings } from '../../../domain/coordination/matrix.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { OpensList } from '../../registers/list/opens-list.tsx';

type Matrix = Output<'coordination.matrix'>;
type Cell = Matrix['cells'][number];

/** Mechanisms down, phases across. Every number says in words what it counts, for whoever does not see the table. */
export function MatrixTable({
  matrix: { mechanisms, phases, cells },
}: {
  readonly matrix: Matrix;
}): ReactElement {
  return (
    <table className="coordination-matrix">
      <caption className="sr-only">协作事项按机制和阶段的数目：待发出、待答复、其中逾期、已答复。</caption>
      <thead>
        <tr>
          <th scope="col">机制</th>
          {phases.map(({ code, label }) => (
            <th key={code} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {mechanisms.map((mechanism) => (
          <tr key={mechanism.code}>
            <th scope="row">{mechanism.label}</th>
            {phases.map((phase) => {
              const cell = cells.find(
                (each) => each.mechanism === mechanism.code && each.phase === phase.code,
              );
              return (
                <td key={phase.code}>
                  {cell ? <MatrixCell cell={cell} name={`${mechanism.label}${phase.label}`} /> : null}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function MatrixCell({
  cell: { highlights, counts },
  name,
}: {
  readonly cell: Cell;
  readonly name: string;
}): ReactElement {
  const some = counts.filter(({ count }) => count > 0);
  return (
    <>
      <div className="cell-counts">
        {some.length === 0 ? <span className="quiet">无</span> : null}
        {some.map(({ key, count, drill }) => (
          <span key={key} className={key === 'overdue' ? 'overdue' : ''}>
            {standings[key]}
            <OpensList drill={drill} title={`查看${name}${standings[key]}的${count}项协作事项`}>
              {count}
            </OpensList>
          </span>
        ))}
      </div>
      {highlights.length > 0 ? (
        <ul className="cell-highlights">
          {highlights.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
