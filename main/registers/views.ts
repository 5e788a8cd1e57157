/** Saved views of lists (筛选、排序、列), own or shared, and small choices of the window per person. */
import type { Actor } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import { createId } from '../deps.ts';
import type { Reader, Writer } from '../vault/api.ts';
import type { Register } from '../../domain/register.ts';
import { sealedFields } from '../../domain/sealed.ts';
import { type EngineContext, moduleOf } from './commands.ts';

interface ViewRow {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly shared: number;
  readonly content: string;
}

type Content = Pick<Parsed<'views.save'>['view'], 'filters' | 'sort' | 'columns'>;

/** Own views first, then those that others share. */
export function listViews(
  engine: EngineContext,
  actor: Actor,
  input: Parsed<'views.list'>,
): Output<'views.list'> {
  const { register } = moduleOf(engine, input.register);
  const rows = engine.vault.all<ViewRow>(
    `SELECT id, owner, name, shared, content FROM view WHERE register = ? AND (owner = ? OR shared = 1)
     ORDER BY owner <> ?, name, id`,
    [input.register, actor.userId, actor.userId],
  );
  const views = rows.map((row) => ({
    id: row.id,
    name: row.name,
    shared: row.shared === 1,
    own: row.owner === actor.userId,
    ...(JSON.parse(row.content) as Content),
  }));
  return { views: views.filter((view) => view.own || !asksSealed(register, view)) };
}

/** Whether it looks for words in fields whose content not everybody who reads the list may know. */
function asksSealed({ fields }: Register, { filters }: Pick<Content, 'filters'>): boolean {
  const sealed = new Set(sealedFields(fields).map(({ key }) => key));
  return filters.some(({ field }) => sealed.has(field));
}

export function saveView(
  tx: Writer,
  engine: EngineContext,
  actor: Actor,
  input: Parsed<'views.save'>,
): Output<'views.save'> {
  const { view, register } = input;
  if (view.shared && asksSealed(moduleOf(engine, register).register, view))
    refuse(
      'ViewNotShareable',
      '这个视图不能共享。',
      '筛选条件里有专库内容，共享后没有查看权限的人也会看到这些文字。',
      '请去掉这些筛选条件后共享，或者只保存为自己的视图。',
    );
  if (view.id !== null) requireOwn(tx, actor, view.id);
  const name = view.name.trim();
  const taken = tx.get('SELECT 1 FROM view WHERE owner = ? AND register = ? AND name = ? AND id <> ?', [
    actor.userId,
    register,
    name,
    view.id ?? '',
  ]);
  if (taken) {
    refuse('NameTaken', `已有名为“${name}”的视图。`, '同一人的视图不能重名。', '请换一个名称。', {
      name: '名称已存在。',
    });
  }
  const id = view.id ?? createId(engine);
  const content: Content = { filters: view.filters, sort: view.sort, columns: view.columns };
  tx.run(
    `INSERT INTO view (id, owner, register, name, shared, content) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, shared = excluded.shared, content = excluded.content`,
    [id, actor.userId, register, name, view.shared ? 1 : 0, JSON.stringify(content)],
  );
  return { id };
}

export function removeView(tx: Writer, actor: Actor, input: Parsed<'views.remove'>): Output<'views.remove'> {
  requireOwn(tx, actor, input.id);
  tx.run('DELETE FROM view WHERE id = ?', [input.id]);
  return {};
}

function requireOwn(tx: Writer, actor: Actor, id: string): void {
  if (tx.get('SELECT 1 FROM view WHERE id = ? AND owner = ?', [id, actor.userId])) return;
  refuse('NotOwner', '这个视图不能修改。', '它不存在，或者是别人共享的视图。', '请另存为自己的视图。');
}

export function getPreference(
  reader: Reader,
  actor: Actor,
  input: Parsed<'preferences.get'>,
): Output<'preferences.get'> {
  const row = reader.get<{ json: string }>('SELECT json FROM preference WHERE owner = ? AND key = ?', [
    actor.userId,
    input.key,
  ]);
  return { json: row?.json ?? null };
}

export function setPreference(
  tx: Writer,
  actor: Actor,
  input: Parsed<'preferences.set'>,
): Output<'preferences.set'> {
  tx.run(
    'INSERT INTO preference (owner, key, json) VALUES (?, ?, ?) ON CONFLICT (owner, key) DO UPDATE SET json = excluded.json',
    [actor.userId, input.key, input.json],
  );
  return {};
}
