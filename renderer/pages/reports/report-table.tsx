import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { registerOf } from '../../../domain/registers/registers.ts';
import { noNumber } from '../../../domain/statistics/numbers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useListState } from '../../registers/list/list-states.tsx';

type Report = Output<'reports.compute'>;
type Cell = Report['rows'][number]['cells'][number];

/** The table as it will be printed; every number opens the records behind it. */
export function ReportTable({
  report,
  rowTitle,
}: {
  readonly report: Report;
  readonly rowTitle: string;
}): ReactElement {
  const groups = groupsOf(report.columns);
  return (
    <div className="report-area">
      <table className="report">
        <thead>
          <tr>
            <th rowSpan={2} scope="col" className="report-label">
              {rowTitle}
            </th>
            {groups.map(({ name, columns }) => {
              const alone = name === '' || (columns.length === 1 && columns[0]?.label === name);
              return alone ? (
                columns.map(({ key, label }) => (
                  <th key={key} rowSpan={2} scope="col">
                    {label}
                  </th>
                ))
              ) : (
                <th key={columns[0]?.key} colSpan={columns.length} scope="colgroup">
                  {name}
                </th>
              );
            })}
          </tr>
          <tr>
            {groups.map(({ name, columns }) =>
              name === '' || (columns.length === 1 && columns[0]?.label === name)
                ? null
                : columns.map(({ key, label }) => (
                    <th key={key} scope="col">
                      {label}
                    </th>
                  )),
            )}
          </tr>
        </thead>
        <tbody>
          {report.rows.map((row) => (
            <tr key={row.key} className={row.total ? 'total' : ''}>
              <th scope="row" className="report-label">
                {row.label}
              </th>
              {row.cells.map((cell, at) => (
                <td key={report.columns[at]?.key ?? at}>
                  <Figure cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ cell }: { readonly cell: Cell }): ReactElement {
  const [, act] = useListState(cell.drill?.register ?? 'petition');
  const [, navigate] = useLocation();
  const { drill } = cell;
  if (!drill || cell.value === 0 || cell.text === noNumber) return <>{cell.text}</>;
  return (
    <button
      type="button"
      className="link-button"
      title={`查看这些${registerOf(drill.register).label}`}
      onClick={() => {
        act({ type: 'open', filters: drill.filters });
        navigate(`/${drill.register}`);
      }}
    >
      {cell.text}
    </button>
  );
}

interface Group {
  readonly name: string;
  readonly columns: Report['columns'];
}

/** Neighbouring columns of one group under one heading. */
function groupsOf(columns: Report['columns']): readonly Group[] {
  const groups: { name: string; columns: Report['columns'] }[] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (last && last.name === column.group && column.group !== '') last.columns = [...last.columns, column];
    else groups.push({ name: column.group, columns: [column] });
  }
  return groups;
}
