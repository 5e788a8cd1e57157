import { Button, Flex, Input, Radio, Table, Tooltip } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Tone } from '../../../domain/register.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { ToneTag } from '../../registers/state-tag.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { Nothing } from '../../shared/states.tsx';
import type { Counts, OpenedFile, ReadSheet } from './import-page.tsx';

export type ImportRow = Output<'import.rows'>['rows'][number];

interface Props {
  readonly file: OpenedFile;
  readonly sheet: ReadSheet;
  readonly rows: readonly ImportRow[];
  readonly total: number;
  readonly loading: boolean;
  readonly page: number;
  readonly pageSize: number;
  readonly onPage: (page: number) => void;
  readonly onFixed: (counts: Counts) => void;
}

const looks: Readonly<Record<ImportRow['verdict'], { readonly tone: Tone; readonly text: string }>> = {
  new: { tone: 'success', text: '可导入' },
  duplicate: { tone: 'warning', text: '疑似重复' },
  skipped: { tone: 'neutral', text: '跳过' },
  refused: { tone: 'danger', text: '不能导入' },
};

type Decision = NonNullable<ImportRow['decision']>;

export const decisions: Readonly<Record<Decision, string>> = {
  repeat: '登记为重复件',
  update: '补充空白',
  import: '作为新件',
  skip: '不导入',
};

/** Letters resemble each other; records of other registers are there already, or in a row above. */
function lookOf({ verdict, duplicateOf }: ImportRow): { readonly tone: Tone; readonly text: string } {
  return verdict === 'duplicate' && duplicateOf?.score === null
    ? { ...looks.duplicate, text: duplicateOf.id === null ? '表内相近' : '已登记' }
    : looks[verdict];
}

export function ProblemRows(props: Props): ReactElement {
  const { rows, total, loading, page, pageSize, onPage } = props;
  return (
    <Table<ImportRow>
      size="small"
      rowKey="row"
      dataSource={[...rows]}
      loading={loading}
      scroll={{ y: 'calc(100vh - 460px)' }}
      locale={{ emptyText: <Nothing text="没有这样的行。" /> }}
      pagination={{
        current: page + 1,
        pageSize,
        total,
        showSizeChanger: false,
        size: 'small',
        onChange: (next) => onPage(next - 1),
      }}
      columns={[
        { title: '行号', dataIndex: 'row', width: 64, align: 'right', className: 'number' },
        {
          title: '结论',
          dataIndex: 'verdict',
          width: 110,
          render: (_verdict, row) => <ToneTag {...lookOf(row)} />,
        },
        {
          title: '问题与改正',
          key: 'problems',
          render: (_value, row) => <RowProblems {...props} row={row} />,
        },
      ]}
    />
  );
}

interface RowProps extends Props {
  readonly row: ImportRow;
}

/** What is wrong with the row, each with the cell to correct; a repeat with the record it repeats. */
function RowProblems({ file, sheet, row, onFixed }: RowProps): ReactElement {
  const fix = useMutationProcedure('import.fix');
  const [cells, setCells] = useState<Readonly<Record<string, string>>>({});
  const send = (decision: ImportRow['decision']): void =>
    fix.mutate(
      { import: file.import, row: row.row, cells: { ...cells }, decision },
      {
        onSuccess: (result) => {
          setCells({});
          onFixed(result.counts);
        },
      },
    );
  const changed = Object.keys(cells).length > 0;
  const headingOf = (index: number): string =>
    sheet.columns.find((column) => column.index === index)?.heading ?? `第${index + 1}列`;
  const problems = (
    <Flex vertical gap={6} className="grow">
      {row.reason && row.problems.length === 0 && !row.duplicateOf ? <span>{row.reason}</span> : null}
      {row.problems.map((problem) => {
        const key = String(problem.column);
        if (problem.column < 0) return <Problem key={problem.message} problem={problem} />;
        const heading = headingOf(problem.column);
        return (
          <Flex key={`${key}-${problem.message}`} gap="small" align="center" wrap>
            <Tooltip title={heading}>
              <span className="cell-heading">{heading}</span>
            </Tooltip>
            <Input
              className="cell-input"
              aria-label={`第${row.row}行${heading}`}
              status={problem.severity === 'error' ? 'error' : 'warning'}
              value={cells[key] ?? row.cells[key] ?? ''}
              onChange={({ target }) => setCells((before) => ({ ...before, [key]: target.value }))}
              onPressEnter={(event) => {
                if (!event.nativeEvent.isComposing && changed) send(row.decision);
              }}
            />
            <Problem problem={problem} />
          </Flex>
        );
      })}
      {changed ? (
        <Button
          className="start"
          size="small"
          type="primary"
          loading={fix.isPending}
          onClick={() => send(row.decision)}
        >
          改正并重新校验
        </Button>
      ) : null}
      {row.duplicateOf ? (
        <Flex gap="small" align="center" wrap>
          <Found found={row.duplicateOf} />
          <Radio.Group
            size="small"
            optionType="button"
            value={row.decision}
            disabled={fix.isPending}
            onChange={({ target }) => send(target.value)}
            options={row.duplicateOf.choices.map((value) => ({ value, label: decisions[value] }))}
          />
        </Flex>
      ) : null}
      {fix.error ? <FailureAlert error={fix.error} /> : null}
    </Flex>
  );
  if (row.problems.length === 0 || row.duplicateOf) return problems;
  const left = row.decision === 'skip';
  return (
    <Flex gap="small" align="start">
      {problems}
      <Button size="small" disabled={fix.isPending} onClick={() => send(left ? null : 'skip')}>
        {left ? '恢复导入此行' : '不导入此行'}
      </Button>
    </Flex>
  );
}

function Found({ found }: { readonly found: NonNullable<ImportRow['duplicateOf']> }): ReactElement {
  if (found.score === null) return <span>{found.explanation}</span>;
  return (
    <span>
      与 <strong className="number">{found.no}</strong> 相似（{Math.round(found.score * 100)}%）：
      {found.explanation}
    </span>
  );
}

function Problem({ problem }: { readonly problem: ImportRow['problems'][number] }): ReactElement {
  return <span className={problem.severity === 'error' ? 'weakness' : 'quiet'}>{problem.message}</span>;
}
