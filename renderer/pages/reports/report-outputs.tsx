import type { ReactElement, ReactNode } from 'react';
import type { Input, Output } from '../../../preload/contract/contract.ts';
import { useJob } from '../../app/jobs.ts';
import { TableOutputs } from '../paper/table-outputs.tsx';

interface Props {
  /** Counted now, or as it was issued. */
  readonly source: Input<'paper.report'>['source'];
  readonly report: Pick<Output<'reports.compute'>, 'title' | 'period'>;
  readonly disabled?: boolean;
  /** More that can be done with the report. */
  readonly children?: ReactNode;
}

/** 打印预览 and 导出Excel of a report. */
export function ReportOutputs({ source, report, disabled = false, children }: Props): ReactElement {
  const paper = useJob('paper.report');
  const workbook = useJob('reports.export');
  return (
    <TableOutputs
      title={report.title}
      fileName={`${report.title}（${report.period}）`}
      paper={{ ...paper, run: () => paper.run({ source }) }}
      workbook={{ ...workbook, run: (file) => workbook.run({ source, file }) }}
      disabled={disabled}
    >
      {children}
    </TableOutputs>
  );
}
