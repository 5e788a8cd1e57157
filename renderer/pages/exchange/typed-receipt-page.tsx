import { Alert, Button, Flex, Input, Steps, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import {
  digitsOfLine,
  groupDigits,
  readReceiptLines,
  type ReadReceipt,
} from '../../../domain/receipt-lines.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount } from '../../shared/format.ts';
import { WitnessDialog } from '../../shared/witness-dialog.tsx';
import './exchange.css';

type Checked = Output<'receipts.check'>;
type Applied = Output<'receipts.apply'>;

/** 录入纸质回执: scanned or typed, judged, looked at, confirmed by a second person. */
export function TypedReceiptPage(): ReactElement {
  const [text, setText] = useState('');
  const [applied, setApplied] = useState<Applied | null>(null);
  const check = useMutationProcedure('receipts.check');
  const checked = check.data ?? null;
  const restart = (): void => {
    check.reset();
    setApplied(null);
    setText('');
  };
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">录入纸质回执</h1>
      </div>
      <Steps
        className="wizard-steps narrow"
        size="small"
        current={applied ? 2 : checked ? 1 : 0}
        items={[{ title: '扫描或录入' }, { title: '核对并双人确认' }, { title: '完成' }]}
      />
      {applied && checked ? (
        <AppliedCard from={checked.fromName} applied={applied} onAgain={restart} />
      ) : checked ? (
        <Confirm text={text} checked={checked} onApplied={setApplied} onLeave={restart} />
      ) : (
        <Entry
          text={text}
          busy={check.isPending}
          error={check.error}
          onChange={(next) => {
            if (check.error) check.reset();
            setText(next);
          }}
          onCheck={(whole) => check.mutate({ text: whole })}
        />
      )}
    </>
  );
}

interface EntryProps {
  readonly text: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onChange: (text: string) => void;
  readonly onCheck: (text: string) => void;
}

/** A scanner is a keyboard that ends with Enter: once every line is there, the receipt is judged at once. */
function Entry({ text, busy, error, onChange, onCheck }: EntryProps): ReactElement {
  const read = readReceiptLines(text);
  const type = (typed: string): void => {
    const next = typed.startsWith(text) ? inGroups(typed) : typed;
    onChange(next);
    if (read.content === undefined && readReceiptLines(next).content !== undefined) onCheck(next);
  };
  return (
    <section className="panel narrow">
      <p>
        用扫描枪扫描对方“数据包回执”上的二维码；没有扫描枪的，照着纸面把回执码逐行录入，每行{digitsOfLine}
        个数字，行的先后不限，空格不必录入。
      </p>
      {error ? <FailureAlert error={error} /> : null}
      <Input.TextArea
        aria-label="回执码"
        className="receipt-entry"
        autoFocus
        rows={7}
        maxLength={4000}
        spellCheck={false}
        placeholder="光标在这里时扫描，或者直接录入"
        value={text}
        onChange={({ target }) => type(target.value)}
      />
      <LinesRead read={read} problems={readReceiptLines(finishedRows(text)).problems} />
      <Flex gap="small" className="wizard-buttons">
        <Button
          type="primary"
          disabled={read.content === undefined}
          loading={busy}
          onClick={() => onCheck(text)}
        >
          核验
        </Button>
        <Button disabled={text === '' || busy} onClick={() => onChange('')}>
          清空重来
        </Button>
      </Flex>
    </section>
  );
}

/** What is typed at the end stands in groups and rows as on paper; a row of anything but digits stays as it is. */
function inGroups(text: string): string {
  const start = text.lastIndexOf('\n') + 1;
  const row = text.slice(start);
  if (!/^[\d ]+$/u.test(row)) return text;
  const lines = row.replaceAll(' ', '').match(/\d{1,30}/gu) ?? [];
  const isFull = lines.at(-1)?.length === digitsOfLine;
  return text.slice(0, start) + lines.map(groupDigits).join('\n') + (isFull ? '\n' : '');
}

/** Without the row that is still being typed. */
function finishedRows(text: string): string {
  const start = Math.max(text.lastIndexOf('\n'), 0);
  return text.slice(start).replace(/\D/gu, '').length < digitsOfLine ? text.slice(0, start) : text;
}

function LinesRead({
  read,
  problems,
}: {
  readonly read: ReadReceipt;
  readonly problems: readonly string[];
}): ReactElement {
  const { total, right } = read;
  const missing = Array.from({ length: total }, (_, index) => index + 1).filter(
    (each) => !right.includes(each),
  );
  return (
    <div className="receipt-lines" aria-live="polite">
      {total === 0 ? null : (
        <p>
          共{total}行，已核对第{right.join('、')}行
          {missing.length === 0 ? '，已录齐。' : `，还缺第${missing.join('、')}行。`}
        </p>
      )}
      {read.content === undefined
        ? problems.map((problem) => <Alert key={problem} type="warning" showIcon title={problem} />)
        : null}
    </div>
  );
}

interface ConfirmProps {
  readonly text: string;
  readonly checked: Checked;
  readonly onApplied: (applied: Applied) => void;
  readonly onLeave: () => void;
}

function Confirm({ text, checked, onApplied, onLeave }: ConfirmProps): ReactElement {
  const [confirming, setConfirming] = useState(false);
  const apply = useMutationProcedure('receipts.apply', ['packages']);
  const known = checked.verdict === 'known';
  const count = checked.streams.reduce((sum, { packages }) => sum + packages.length, 0);
  return (
    <>
      <Alert
        type={known ? 'info' : 'success'}
        showIcon
        className="failure-alert"
        title={
          known ? '这份回执所说的内容都已经登记过，不需要再登记。' : '核验通过：验证码相符，是给本办的回执。'
        }
      />
      {checked.notices.map((notice) => (
        <Alert key={notice} type="warning" showIcon title={notice} className="failure-alert" />
      ))}
      <section className="panel">
        <h2>{checked.fromName}的回执（尚未登记）</h2>
        <Table
          size="small"
          rowKey="kindLabel"
          pagination={false}
          dataSource={[...checked.streams]}
          columns={[
            { title: '内容', dataIndex: 'kindLabel', width: 160 },
            {
              title: '对方已收到',
              dataIndex: 'upTo',
              width: 130,
              render: (upTo: number) => `第${upTo}号及以前`,
            },
            {
              title: '最近一包的导入结果',
              width: 230,
              render: (_, { accepted, unchanged, refused }) =>
                `接收 ${formatCount(accepted)}、无变化 ${formatCount(unchanged)}、拒收 ${formatCount(refused)}`,
            },
            {
              title: '登记后标为“已回执”的数据包',
              dataIndex: 'packages',
              className: 'code',
              render: (numbers: readonly string[]) => numbers.join('、') || '无',
            },
          ]}
        />
      </section>
      <Flex gap="small" className="wizard-buttons">
        {known ? null : (
          <Button type="primary" onClick={() => setConfirming(true)}>
            双人确认并登记
          </Button>
        )}
        <Button onClick={onLeave}>{known ? '关闭' : '不登记'}</Button>
      </Flex>
      <WitnessDialog
        open={confirming}
        act={`receipts.apply:${checked.receipt}`}
        title="双人确认登记回执"
        okText="确认登记"
        busy={apply.isPending}
        error={apply.error}
        text={
          <p>
            核对纸质回执：<strong>{checked.fromName}</strong> 出具并盖章，签收本办发出的数据包 {count} 个。
          </p>
        }
        onConfirmed={(witness) => apply.mutate({ text, witness }, { onSuccess: onApplied })}
        onClose={() => {
          apply.reset();
          setConfirming(false);
        }}
      />
    </>
  );
}

interface AppliedProps {
  readonly from: string;
  readonly applied: Applied;
  readonly onAgain: () => void;
}

function AppliedCard({ from, applied, onAgain }: AppliedProps): ReactElement {
  const [, navigate] = useLocation();
  return (
    <section className="result-card narrow" role="status">
      <h2>已登记{from}的回执</h2>
      <p>
        {applied.packages.length === 0 ? (
          '签收情况已按回执更新。'
        ) : (
          <>
            {applied.packages.length} 个数据包标为“已回执”：
            <span className="code">{applied.packages.join('、')}</span>
            。其中对方已经导入的以后不再重复发送，没有导入的随以后的每个包重发，直到对方导入。
          </>
        )}
        纸质回执请留存备查。
      </p>
      <Flex gap="small">
        <Button type="primary" onClick={() => navigate('/exchange/out')}>
          查看发出的数据包
        </Button>
        <Button onClick={onAgain}>再录入一份</Button>
      </Flex>
    </section>
  );
}
