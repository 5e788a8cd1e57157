import { Alert, Button, Flex, Select, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import type { Tone } from '../../../domain/register.ts';
import { pinyinInitials } from '../../../domain/text/pinyin.ts';
import { useJob } from '../../app/jobs.ts';
import { matchesOption } from '../../registers/code-options.ts';
import { ToneTag } from '../../registers/state-tag.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { todayInChina } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { NumberInput } from '../../shared/number-input.tsx';
import type { OpenedFile, ReadSheet } from './import-page.tsx';
import { mappingProblems, proposedMapping, remark, type Column, type Mapping } from './mapping.ts';

interface Props {
  readonly file: OpenedFile;
  readonly sheet: ReadSheet;
  readonly onBack: () => void;
  readonly onChecked: (result: Output<'import.check'>) => void;
}

const confidences: Readonly<Record<Column['confidence'], { readonly tone: Tone; readonly text: string }>> = {
  remembered: { tone: 'success', text: '同上次' },
  sure: { tone: 'success', text: '已识别' },
  likely: { tone: 'warning', text: '请核对' },
  none: { tone: 'neutral', text: '未识别' },
};

/** Which column means what. The mapping is remembered for the next sheet with these headings. */
export function ColumnsStep({ file, sheet, onBack, onChecked }: Props): ReactElement {
  const [mapping, setMapping] = useState<Mapping>(() => proposedMapping(sheet.columns));
  const [year, setYear] = useState<number | null>(sheet.year ?? Number(todayInChina().slice(0, 4)));
  const [isYearUnread, setYearUnread] = useState(false);
  const check = useJob('import.check');
  const problems = mappingProblems(mapping, sheet.columns, sheet.targets);
  const options = optionsOf(sheet.targets);
  const run = async (): Promise<void> => {
    const result = await check.run({
      import: file.import,
      mapping: sheet.columns.map(({ index }) => ({ index, target: mapping[index] ?? null })),
      contextYear: year,
    });
    if (result) onChecked(result);
  };
  return (
    <section className="panel">
      {problems.map((text) => (
        <Alert key={text} className="failure-alert" type="warning" showIcon title={text} />
      ))}
      {check.failure ? (
        <FailureAlert
          error={check.failure}
          onClose={check.clear}
          canceled="已取消校验，列对应保留，可以再次校验。"
        />
      ) : null}
      <Table
        size="small"
        rowKey="index"
        pagination={false}
        scroll={{ y: 'calc(100vh - 400px)' }}
        dataSource={sheet.columns}
        columns={[
          {
            title: '表格中的列',
            dataIndex: 'heading',
            width: 240,
            render: (heading: string) => heading || '（没有表头）',
          },
          {
            title: '内容举例',
            dataIndex: 'samples',
            ellipsis: true,
            render: (samples: readonly string[]) => samples.join('　|　'),
          },
          {
            title: '对应到',
            key: 'target',
            width: 260,
            render: (_value, column) => (
              <Select
                className="full"
                aria-label={`“${column.heading}”对应到`}
                value={mapping[column.index] ?? ''}
                options={options}
                showSearch={{ filterOption: matchesOption }}
                onChange={(target) =>
                  setMapping((before) => ({ ...before, [column.index]: target === '' ? null : target }))
                }
              />
            ),
          },
          {
            title: '',
            dataIndex: 'confidence',
            width: 110,
            render: (confidence: Column['confidence'], column) =>
              (mapping[column.index] ?? null) === column.target ? (
                <ToneTag {...confidences[confidence]} />
              ) : (
                <ToneTag tone="progress" text="已改" />
              ),
          },
        ]}
      />
      <YearLine year={year} setYear={setYear} setUnread={setYearUnread} />
      {check.progress ? (
        <JobProgressBar title="正在校验和查重" progress={check.progress} onCancel={check.cancel} />
      ) : (
        <Flex justify="space-between" className="wizard-buttons">
          <Button onClick={onBack}>上一步</Button>
          <Button type="primary" disabled={problems.length > 0 || isYearUnread} onClick={() => void run()}>
            下一步：校验
          </Button>
        </Flex>
      )}
    </section>
  );
}

function optionsOf(targets: ReadSheet['targets']): { value: string; label: string; search: string }[] {
  return [
    { value: '', label: '不导入', search: '不导入 bdr' },
    { value: remark, label: '并入备注（带表头）', search: '并入备注 brbz' },
    ...targets.map(({ target, label, required }) => ({
      value: target,
      label: required ? `${label}（必填）` : label,
      search: [label, ...pinyinInitials(label)].join(' '),
    })),
  ];
}

interface YearProps {
  readonly year: number | null;
  readonly setYear: (year: number | null) => void;
  readonly setUnread: (unread: boolean) => void;
}

function YearLine({ year, setYear, setUnread }: YearProps): ReactElement {
  return (
    <div className="year-line">
      没有写年份的日期（如“4月3日”）按{' '}
      <NumberInput
        short
        label="年份"
        min={1990}
        max={2100}
        value={year}
        onChange={(next) => {
          setYear(next);
          setUnread(false);
        }}
        onUnread={() => {
          setYear(null);
          setUnread(true);
        }}
      />{' '}
      年理解；留空则作为问题列出。
    </div>
  );
}
