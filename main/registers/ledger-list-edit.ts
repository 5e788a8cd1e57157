/** Editing the lists of the rectification ledger and the sets they make up: rows are added, changed and ended. */
import { refuse } from '../../domain/failure.ts';
import type { LedgerList, ListSet } from '../../domain/registers/rect-item/lists.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { Written } from '../audit/commit.ts';
import type { Writer } from '../vault/api.ts';
import type { EngineContext } from './commands.ts';
import { writeLedgerList, writeListSet } from './ledger-lists.ts';
import { checkValidity } from './reference-edit.ts';
import { touchReference } from './reference.ts';

export function allLedgerLists(context: EngineContext): Output<'ledgerLists.all'> {
  const { lists, sets } = context.reference(context.vault).ledgerLists;
  return {
    lists: lists.map((list) => ({ ...list, columns: [...list.columns] })),
    sets: sets.map((set) => ({ ...set, lists: [...set.lists] })),
  };
}

/** Adds or changes a list. Throws ExpectedError `Invalid` when its name is taken or a column stands twice. */
export function saveLedgerList(
  tx: Writer,
  context: EngineContext,
  { list, reason }: Parsed<'ledgerLists.save'>,
): Written<Output<'ledgerLists.save'>> {
  refuseTaken(context.reference(tx).ledgerLists.lists, list);
  const keys = list.columns.map(({ key }) => key);
  if (new Set(keys).size < keys.length) {
    refuse('Invalid', '同一栏选了两次，没有保存。', '一张清单中每一栏只出现一次。', '请删去重复的栏。', {
      columns: '有重复的栏。',
    });
  }
  writeLedgerList(tx, list);
  return saved(tx, 'ledger_list', list, '清单', reason);
}

/** Adds or changes a set. Throws ExpectedError `Invalid` when its name is taken or it names no list of the office. */
export function saveListSet(
  tx: Writer,
  context: EngineContext,
  { set, reason }: Parsed<'ledgerLists.saveSet'>,
): Written<Output<'ledgerLists.saveSet'>> {
  const { lists, sets } = context.reference(tx).ledgerLists;
  refuseTaken(sets, set);
  if (set.lists.some((code) => !lists.some((list) => list.code === code))) {
    refuse(
      'Invalid',
      '清单组合中有不存在的清单，没有保存。',
      '组合由已有的清单组成。',
      '请先新增清单，再列入组合。',
      { lists: '请重新选择。' },
    );
  }
  writeListSet(tx, set);
  return saved(tx, 'list_set', set, '清单组合', reason);
}

// ---- internals

type Nothing = Output<'ledgerLists.save'>;
type Editable = Omit<LedgerList, 'columns'> | Omit<ListSet, 'lists'>;

function refuseTaken(rows: readonly Editable[], row: Editable): void {
  checkValidity(row.validFrom, row.validTo);
  const twin = rows.find(({ code, label }) => label === row.label && code !== row.code);
  if (!twin) return;
  refuse('Invalid', `“${row.label}”已有，没有保存。`, '名称印在表头，不能重复。', '请换一个名称。', {
    label: '名称已存在。',
  });
}

function saved(tx: Writer, entity: string, row: Editable, what: string, reason: string): Written<Nothing> {
  touchReference(tx);
  const audit = { action: 'ledgerLists.save', entity, entityNo: row.code, detail: `${what}：${row.label}` };
  return { output: {}, audit: { ...audit, reason } };
}
