import type { ReactElement } from 'react';
import { registerOf } from '../../../domain/registers/registers.ts';
import { noNumber } from '../../../domain/statistics/numbers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { OpensList } from '../../registers/list/opens-list.tsx';

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

function Figure({ cell: { drill, text, value } }: { readonly cell: Cell }): ReactElement {
  if (!drill || value === 0 || text === noNumber) return <>{text}</>;
  return (
    <OpensList drill={drill} title={`查看这些${registerOf(drill.register).label}`}>
      {text}
    </OpensList>
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
