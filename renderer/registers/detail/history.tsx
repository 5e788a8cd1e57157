import { Timeline } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { formatInstant } from '../../shared/format.ts';
import { Asked } from '../../shared/states.tsx';
import type { RegisterId } from '../../../domain/registers/registers.ts';

type Entry = Output<'records.history'>['entries'][number];

interface Props {
  readonly registerId: RegisterId;
  readonly id: string;
  /** Asks again when the record has moved on. */
  readonly rev: number;
}

/** 办理经过: who, when, what, and each field from old to new. */
export function History({ registerId, id, rev }: Props): ReactElement {
  const history = useProcedure('records.history', { register: registerId, id }, { staleTime: 0 });
  return (
    <section className="panel" data-rev={rev}>
      <h2>办理经过</h2>
      <Asked query={history}>
        {({ entries }) => (
          <Timeline
            items={entries
              .toSorted((a, b) => b.at - a.at)
              .map((entry) => ({
                key: `${entry.rev}-${entry.at}-${entry.action}`,
                content: <EntryText entry={entry} />,
              }))}
          />
        )}
      </Asked>
    </section>
  );
}

/** What is kept as the reason of acts that need none. */
const reasonNames: Readonly<Record<string, string>> = {
  import: '来源文件',
  'attachment.add': '文件',
  'attachment.along': '文件',
  'attachment.notAlong': '文件',
};

const fewChanges = 4;

function EntryText({ entry }: { readonly entry: Entry }): ReactElement {
  const [all, setAll] = useState(false);
  const shown = all ? entry.changes : entry.changes.slice(0, fewChanges);
  return (
    <div className="history-entry">
      <div>
        <strong>{entry.actionLabel}</strong>　{entry.byName}
      </div>
      <div className="quiet number">{formatInstant(entry.at)}</div>
      {entry.reason ? (
        <div>
          {reasonNames[entry.action] ?? '理由'}：{entry.reason}
        </div>
      ) : null}
      {shown.length > 0 ? (
        <ul className="changes">
          {shown.map((change) => (
            <li key={change.field}>
              {change.label}：
              {change.before ? <del>{change.before}</del> : <span className="quiet">（空）</span>} →{' '}
              {change.after ? <ins>{change.after}</ins> : <span className="quiet">（空）</span>}
            </li>
          ))}
        </ul>
      ) : null}
      {entry.changes.length > fewChanges ? (
        <button type="button" className="link" onClick={() => setAll(!all)}>
          {all ? '收起' : `全部${entry.changes.length}项改动`}
        </button>
      ) : null}
    </div>
  );
}
