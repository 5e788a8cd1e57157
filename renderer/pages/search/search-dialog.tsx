import { SearchOutlined } from '@ant-design/icons';
import { Input, Modal } from 'antd';
import { useEffect, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import type { Output } from '../../../preload/contract/contract.ts';
import { pagesFor } from '../../app/pages.tsx';
import { useProcedure } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { registerOf } from '../../../domain/registers/registers.ts';
import { PetitionersLeftOut } from '../../registers/petitioners-left-out.tsx';
import { StateTag } from '../../registers/state-tag.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { highlightParts } from './highlight.ts';

type Group = Output<'search.global'>['groups'][number];
type Hit = Group['hits'][number];

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Ctrl+K: records of every register and pages in one box, by keyboard alone. */
export function SearchDialog({ open, onClose }: Props): ReactElement {
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      width={720}
      destroyOnHidden
      style={{ top: 48 }}
      title={<span className="sr-only">全局搜索</span>}
    >
      <SearchBody onClose={onClose} />
    </Modal>
  );
}

interface Target {
  readonly key: string;
  readonly path: string;
}

function SearchBody({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [composing, setComposing] = useState(false);
  const [at, setAt] = useState(0);
  const [, navigate] = useLocation();
  const session = useSession();
  useEffect(() => {
    if (composing) return undefined;
    const timer = setTimeout(() => {
      setAsked(text.trim());
      setAt(0);
    }, 150);
    return () => clearTimeout(timer);
  }, [text, composing]);
  const found = useProcedure('search.global', asked === '' ? null : { text: asked }, {
    keep: true,
    staleTime: 0,
  });
  const groups = asked === '' ? [] : (found.data?.groups ?? []);
  const places = pagesFor(session).flatMap(({ path, menu }) =>
    menu && (text.trim() === '' || menu.label.includes(text.trim())) ? [{ path, label: menu.label }] : [],
  );
  const targets: readonly Target[] = [
    ...groups.flatMap((group) =>
      group.hits.map((hit) => ({ key: hit.id, path: `/${group.register}/${hit.id}` })),
    ),
    ...places.map(({ path }) => ({ key: path, path })),
  ];
  const go = (path: string): void => {
    navigate(path);
    onClose();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const target = targets[at];
    if (event.key === 'ArrowDown') setAt(Math.min(targets.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter' && target) go(target.path);
    else return;
    event.preventDefault();
  };
  const active = targets[at]?.key;
  return (
    <div onKeyDown={press} role="search">
      <Input
        autoFocus
        size="large"
        prefix={<SearchOutlined />}
        aria-label="全局搜索"
        aria-activedescendant={active ? `hit-${active}` : ''}
        placeholder="编号、姓名、单位、首字母、内容"
        maxLength={100}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
      />
      {found.error ? <FailureAlert error={found.error} /> : null}
      <Results
        groups={groups}
        places={places}
        search={asked}
        nothing={asked !== '' && found.data !== undefined && groups.every(({ hits }) => hits.length === 0)}
        active={active}
        go={go}
      />
      <PetitionersLeftOut text={asked} />
      <p className="quiet">↑ ↓ 选择　回车打开　Esc 关闭</p>
    </div>
  );
}

interface ResultsProps {
  readonly groups: readonly Group[];
  readonly places: readonly { readonly path: string; readonly label: string }[];
  readonly search: string;
  readonly nothing: boolean;
  /** Key of the entry the keyboard stands on. */
  readonly active: string | undefined;
  readonly go: (path: string) => void;
}

function Results({ groups, places, search, nothing, active, go }: ResultsProps): ReactElement {
  return (
    <div className="hits" role="listbox" aria-label="搜索结果">
      {groups.map((group) => (
        <section key={group.register} role="group" aria-label={group.label}>
          <div className="hits-title" role="presentation">
            {group.label}
          </div>
          {group.hits.map((hit) => (
            <HitRow
              key={hit.id}
              group={group}
              hit={hit}
              search={search}
              active={hit.id === active}
              onOpen={() => go(`/${group.register}/${hit.id}`)}
            />
          ))}
          {group.more ? (
            <p className="quiet" role="presentation">
              还有更多，请在{group.label}列表中查找。
            </p>
          ) : null}
        </section>
      ))}
      {nothing ? (
        <p className="quiet" role="presentation">
          没有找到含“{search}”的登记。可以换用编号、姓名首字母或更短的词。
        </p>
      ) : null}
      {places.length > 0 ? (
        <div className="hits-title" role="presentation">
          页面
        </div>
      ) : null}
      {places.map(({ path, label }) => (
        <button
          key={path}
          id={`hit-${path}`}
          type="button"
          role="option"
          aria-selected={path === active}
          tabIndex={-1}
          className={path === active ? 'hit active' : 'hit'}
          onClick={() => go(path)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

interface HitProps {
  readonly group: Group;
  readonly hit: Hit;
  readonly search: string;
  readonly active: boolean;
  readonly onOpen: () => void;
}

function HitRow({ group, hit, search, active, onOpen }: HitProps): ReactElement {
  useEffect(() => {
    if (active) document.getElementById(`hit-${hit.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, hit.id]);
  return (
    <button
      id={`hit-${hit.id}`}
      type="button"
      role="option"
      aria-selected={active}
      tabIndex={-1}
      className={active ? 'hit active' : 'hit'}
      onClick={onOpen}
    >
      <span className="hit-head">
        <span className="number">
          <Highlighted text={hit.no} search={search} />
        </span>
        <StateTag register={registerOf(group.register)} state={hit.state} />
        <span className="grow ellipsis">
          <Highlighted text={hit.title} search={search} />
        </span>
      </span>
      <span className="quiet ellipsis">
        {hit.where}相符：
        <Highlighted text={hit.excerpt} search={search} />
      </span>
    </button>
  );
}

function Highlighted({ text, search }: { readonly text: string; readonly search: string }): ReactElement {
  return (
    <>
      {highlightParts(text, search).map((part, index) =>
        part.hit ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
      )}
    </>
  );
}
