import { Alert, Button, Flex, Select } from 'antd';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { useJob } from '../../app/jobs.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { NumberInput } from '../../shared/number-input.tsx';
import type { OpenedFile, ReadSheet } from './import-page.tsx';

interface Props {
  readonly file: OpenedFile;
  readonly sheet: ReadSheet | null;
  readonly onBack: () => void;
  readonly onRead: (sheet: ReadSheet) => void;
  readonly onNext: () => void;
}

/** Which sheet, and which rows are its headings; the proposal can be put right. */
export function SheetStep({ file, sheet, onBack, onRead, onNext }: Props): ReactElement {
  const proposed = file.sheets.find((one) => one.proposed) ?? file.sheets[0];
  const [name, setName] = useState(sheet?.name ?? proposed?.name ?? '');
  const [first, setFirst] = useState<number | null>(sheet?.headerRows[0] ?? 1);
  const [last, setLast] = useState<number | null>(sheet?.headerRows[1] ?? 1);
  const { run, progress, failure, cancel, running } = useJob('import.sheet');
  const asked = useRef(false);

  const read = async (wanted: string, headerRows: [number, number] | null): Promise<void> => {
    const result = await run({ import: file.import, sheet: wanted, headerRows });
    if (!result) return;
    setFirst(result.headerRows[0]);
    setLast(result.headerRows[1]);
    onRead({ ...result, name: wanted });
  };
  useEffect(() => {
    if (asked.current || sheet || name === '') return;
    asked.current = true;
    void read(name, null);
  });
  const current = sheet?.name === name ? sheet : null;
  const changed = current !== null && (current.headerRows[0] !== first || current.headerRows[1] !== last);

  const heading: [number, number] | null = first === null || last === null ? null : [first, last];

  return (
    <section className="panel">
      <Flex gap="middle" align="center" wrap>
        <label>
          工作表{' '}
          <Select
            className="sheet-select"
            value={name}
            disabled={running}
            onChange={(next) => {
              setName(next);
              void read(next, null);
            }}
            options={file.sheets.map((one) => ({
              value: one.name,
              label: `${one.name}（数据${formatCount(one.rows)}行${one.hidden ? '，隐藏' : ''}）`,
            }))}
          />
        </label>
        <HeadingRows first={first} last={last} setFirst={setFirst} setLast={setLast} />
        {changed ? (
          <Button disabled={heading === null} onClick={() => void read(name, heading)}>
            按此表头重新识别
          </Button>
        ) : null}
      </Flex>
      {failure ? (
        <FailureAlert
          error={failure}
          onRetry={() => void read(name, null)}
          canceled="已取消，没有读入这张工作表。"
        />
      ) : null}
      {progress ? <JobProgressBar title="正在识别表头" progress={progress} onCancel={cancel} /> : null}
      {current?.better ? <BetterRegister better={current.better} /> : null}
      {current ? <Preview sheet={current} /> : null}
      <Flex justify="space-between" className="wizard-buttons">
        <Button onClick={onBack}>重新选文件</Button>
        <Button
          type="primary"
          disabled={current === null || !hasData(current) || running || changed}
          onClick={onNext}
        >
          下一步：列对应
        </Button>
      </Flex>
    </section>
  );
}

interface HeadingProps {
  /** Null while no number of a row stands there. */
  readonly first: number | null;
  readonly last: number | null;
  readonly setFirst: (row: number | null) => void;
  readonly setLast: (row: number | null) => void;
}

function HeadingRows({ first, last, setFirst, setLast }: HeadingProps): ReactElement {
  return (
    <span>
      表头第{' '}
      <NumberInput
        short
        required
        label="表头首行"
        min={1}
        max={200}
        value={first}
        onChange={(next) => {
          setFirst(next);
          setLast(Math.max(last ?? 1, next ?? 1));
        }}
        onUnread={() => setFirst(null)}
      />{' '}
      行至第{' '}
      <NumberInput
        short
        required
        label="表头末行"
        min={first ?? 1}
        max={200}
        value={last}
        onChange={setLast}
        onUnread={() => setLast(null)}
      />{' '}
      行
    </span>
  );
}

/** Leads to the import of the register whose table this is; the file is chosen there again. */
function BetterRegister({ better }: { readonly better: NonNullable<ReadSheet['better']> }): ReactElement {
  const [, navigate] = useLocation();
  const { register, label, columns, chosen, by } = better;
  return (
    <Alert
      className="failure-alert"
      type="warning"
      showIcon
      title={`这张表更像“${label}”：其栏目对上${columns}列，所选登记簿只对上${chosen}列。`}
      description={
        by === null
          ? `要导入为${label}的，请到“${label}”的导入，重新选择此文件。`
          : `要导入为${label}的，请交由${by}导入。`
      }
      action={
        by === null ? <Button onClick={() => navigate(`/import/${register}`)}>到“{label}”导入</Button> : null
      }
    />
  );
}

function hasData(sheet: ReadSheet): boolean {
  return sheet.dataRows > 0;
}

function Preview({ sheet }: { readonly sheet: ReadSheet }): ReactElement {
  const [first, last] = sheet.headerRows;
  return (
    <>
      {hasData(sheet) ? (
        <p>
          表头在第 {first === last ? first : `${first}—${last}`} 行；表头以下{' '}
          {formatCount(sheet.dataRows + sheet.otherRows)} 行，其中数据 {formatCount(sheet.dataRows)} 行
          {sheet.otherRows > 0
            ? `，另有 ${formatCount(sheet.otherRows)} 行是空行、合计行、签名行等，不作为数据`
            : ''}
          。
        </p>
      ) : (
        <p>这张工作表中没有读到数据行。</p>
      )}
      {sheet.notes.map((note) => (
        <Alert key={note} className="failure-alert" type="warning" showIcon title={note} />
      ))}
      <div className="sheet-preview" tabIndex={0} role="region" aria-label="表格前若干行">
        <table>
          <tbody>
            {sheet.preview.map((row) => {
              const isHeading = row.row >= first && row.row <= last;
              return (
                <tr
                  key={row.row}
                  className={isHeading ? 'heading' : row.row >= sheet.firstDataRow ? '' : 'skipped'}
                >
                  <th scope="row">{row.row}</th>
                  {row.cells.map((cell, index) => (
                    <td key={index} title={cell}>
                      {cell}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
