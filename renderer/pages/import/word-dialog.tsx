import { Alert, Button, Modal, Select, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { pinyinInitials } from '../../../domain/text/pinyin.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { matchesOption } from '../../registers/code-options.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount } from '../../shared/format.ts';
import type { Counts, OpenedFile } from './import-page.tsx';

type Words = Output<'import.words'>;
type Word = Words['words'][number];

interface Props {
  readonly file: OpenedFile;
  readonly words: Words;
  readonly onExplained: (counts: Counts) => void;
}

/** Select does not take null for a choice. */
const unsaid = '?';

/** Words of the sheet that are none of the choices: said once what they mean, for all rows and the sheets to come. */
export function UnknownWords({ file, words, onExplained }: Props): ReactElement | null {
  const [open, setOpen] = useState(false);
  if (words.words.length === 0) return null;
  const unexplained = words.words.filter(({ meaning }) => meaning === null).length;
  return (
    <>
      <Alert
        className="failure-alert"
        type={unexplained > 0 ? 'warning' : 'info'}
        showIcon
        title={
          unexplained > 0
            ? `有 ${formatCount(unexplained)} 种写法不在可选项中，所在的行不能导入。可以逐种写法一次对应，不必逐行改。`
            : `有 ${formatCount(words.words.length)} 种写法按您指定的对应导入。`
        }
        action={
          <Button size="small" type={unexplained > 0 ? 'primary' : 'default'} onClick={() => setOpen(true)}>
            {unexplained > 0 ? '成批对应…' : '查看对应…'}
          </Button>
        }
      />
      <Modal
        open={open}
        title="不在可选项中的写法"
        width={820}
        onCancel={() => setOpen(false)}
        footer={
          <Button type="primary" onClick={() => setOpen(false)}>
            完成
          </Button>
        }
      >
        <WordTable file={file} words={words} onExplained={onExplained} />
      </Modal>
    </>
  );
}

function WordTable({ file, words, onExplained }: Props): ReactElement {
  const explain = useMutationProcedure('import.explainWord');
  const fieldOf = (path: string): Words['fields'][number] | undefined =>
    words.fields.find((field) => field.path === path);
  const take = ({ path, word }: Word, meaning: string): void =>
    explain.mutate(
      { import: file.import, path, word, meaning: meaning === unsaid ? null : meaning },
      { onSuccess: ({ counts }) => onExplained(counts) },
    );
  return (
    <>
      <p>对应一次，同样的写法各行一并生效，并为下次导入记住；选“留空”的，该格不导入，其余各格照常导入。</p>
      {explain.error ? <FailureAlert error={explain.error} /> : null}
      <Table<Word>
        size="small"
        rowKey={({ path, word }) => `${path} ${word}`}
        dataSource={[...words.words]}
        pagination={words.words.length > 50 ? { pageSize: 50, size: 'small', showSizeChanger: false } : false}
        scroll={{ y: 'calc(100vh - 420px)' }}
        columns={[
          {
            title: '栏目',
            dataIndex: 'path',
            width: 160,
            render: (path: string) => fieldOf(path)?.label ?? path,
          },
          { title: '表中的写法', dataIndex: 'word', ellipsis: true },
          { title: '行数', dataIndex: 'rows', width: 72, align: 'right', className: 'number' },
          {
            title: '对应到',
            key: 'meaning',
            width: 260,
            render: (_value, word) => (
              <Select
                className="full"
                aria-label={`“${word.word}”对应到`}
                value={word.meaning ?? unsaid}
                loading={explain.isPending}
                disabled={explain.isPending}
                options={optionsOf(fieldOf(word.path))}
                showSearch={{ filterOption: matchesOption }}
                onChange={(meaning: string) => take(word, meaning)}
              />
            ),
          },
        ]}
      />
    </>
  );
}

function optionsOf(
  field: Words['fields'][number] | undefined,
): { value: string; label: string; search: string }[] {
  return [
    { value: unsaid, label: '（未对应，逐行改正）', search: '未对应 wdy' },
    ...(field?.required === true ? [] : [{ value: '', label: '留空（该格不导入）', search: '留空 lk' }]),
    ...(field?.choices ?? []).map(({ value, label }) => ({
      value,
      label,
      search: [label, ...pinyinInitials(label)].join(' '),
    })),
  ];
}
