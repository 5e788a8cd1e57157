import { Alert, Button, Flex, Radio } from 'antd';
import { useState, type ReactElement } from 'react';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount } from '../../shared/format.ts';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import { ClaimsNotice } from './claims-notice.tsx';
import { CountsLine, knownLabel } from './counts-line.tsx';
import type { Counts, OpenedFile, ReadSheet } from './import-page.tsx';
import { NamedNotice } from './named-notice.tsx';
import { decisions, ProblemRows, type ImportRow } from './problem-rows.tsx';
import { UnknownWords } from './word-dialog.tsx';

/** What is said of the sheet as a whole. */
interface Told {
  /** Where it does not hold what it says of itself. */
  readonly doubts: readonly string[];
  readonly notes: readonly string[];
}

interface Props {
  readonly registerId: RegisterId;
  readonly file: OpenedFile;
  readonly sheet: ReadSheet;
  readonly counts: Counts;
  readonly told: Told;
  readonly onCounts: (counts: Counts) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

type Show = 'problems' | 'refused' | 'duplicate' | 'skipped' | 'all';

const verdicts: Readonly<Record<Show, ImportRow['verdict'][]>> = {
  problems: ['new', 'duplicate', 'refused'],
  refused: ['refused'],
  duplicate: ['duplicate'],
  skipped: ['skipped'],
  all: ['new', 'duplicate', 'skipped', 'refused'],
};

const pageSize = 50;

/** The rows with problems first: correct a cell, decide about a repeat, and the row is checked again at once. */
export function CheckStep({
  registerId,
  file,
  sheet,
  counts,
  told,
  onCounts,
  onBack,
  onNext,
}: Props): ReactElement {
  const [show, setShow] = useState<Show>('problems');
  const [page, setPage] = useState(0);
  const rows = useProcedure(
    'import.rows',
    {
      import: file.import,
      verdicts: verdicts[show],
      onlyProblems: show === 'problems',
      offset: page * pageSize,
      limit: pageSize,
    },
    { keep: true, staleTime: 0 },
  );
  const words = useProcedure('import.words', { import: file.import }, { keep: true, staleTime: 0 });
  const decideAll = useMutationProcedure('import.decideAll');
  const changed = (next: Counts): void => {
    onCounts(next);
    void rows.refetch();
    void words.refetch();
  };
  const choices = [registerOf(registerId).repeats ? 'update' : 'repeat', 'import', 'skip'] as const;
  const decide = (decision: (typeof choices)[number]): void =>
    decideAll.mutate({ import: file.import, decision }, { onSuccess: (result) => changed(result.counts) });
  return (
    <section className="panel">
      <CountsLine registerId={registerId} counts={counts} />
      <SheetNotes {...told} />
      <ClaimsNotice registerId={registerId} counts={counts} />
      <NamedNotice registerId={registerId} counts={counts} />
      {words.error ? <FailureAlert error={words.error} onRetry={() => void words.refetch()} /> : null}
      {words.data ? <UnknownWords file={file} words={words.data} onExplained={changed} /> : null}
      <Flex gap="middle" align="center" wrap className="check-tools">
        <Radio.Group
          optionType="button"
          value={show}
          onChange={({ target }) => {
            setShow(target.value);
            setPage(0);
          }}
          options={[
            { value: 'problems', label: '只看有问题的行' },
            { value: 'refused', label: `不能导入（${formatCount(counts.refused)}）` },
            { value: 'duplicate', label: `${knownLabel(registerId)}（${formatCount(counts.duplicate)}）` },
            { value: 'skipped', label: `跳过（${formatCount(counts.skipped)}）` },
            { value: 'all', label: '全部' },
          ]}
        />
        {counts.duplicate > 0 ? (
          <Flex gap="small" align="center">
            <span>{registerOf(registerId).repeats ? '未认定的一律：' : '未判定的重复件一律：'}</span>
            {choices.map((choice) => (
              <Button key={choice} size="small" loading={decideAll.isPending} onClick={() => decide(choice)}>
                {decisions[choice]}
              </Button>
            ))}
          </Flex>
        ) : null}
      </Flex>
      {decideAll.error ? <FailureAlert error={decideAll.error} /> : null}
      {rows.error ? <FailureAlert error={rows.error} onRetry={() => void rows.refetch()} /> : null}
      <ProblemRows
        file={file}
        sheet={sheet}
        rows={rows.data?.rows ?? []}
        total={rows.data?.total ?? 0}
        loading={rows.isFetching}
        page={page}
        pageSize={pageSize}
        onPage={setPage}
        onFixed={changed}
      />
      <Flex justify="space-between" className="wizard-buttons">
        <Button onClick={onBack}>上一步</Button>
        <Button type="primary" onClick={onNext}>
          下一步：试算
        </Button>
      </Flex>
    </section>
  );
}

function SheetNotes({ doubts, notes }: Told): ReactElement {
  return (
    <>
      <Notes lines={doubts} type="warning" />
      <Notes lines={notes} type="info" />
    </>
  );
}

/** One line each. */
function Notes({
  lines,
  type,
}: {
  readonly lines: readonly string[];
  readonly type: 'warning' | 'info';
}): ReactElement | null {
  if (lines.length === 0) return null;
  return (
    <Alert
      className="failure-alert"
      type={type}
      showIcon
      title={lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    />
  );
}
