/** Drafts of forms, per person: kept every few seconds, so that nothing typed is lost. Never part of a register. */
import type { Actor } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import type { ChildRow, Register } from '../../domain/register.ts';
import { compartmentIn, plainValues, standsOpen } from '../../domain/sealed.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import { createId } from '../deps.ts';
import type { Vault, Writer } from '../vault/api.ts';
import { sameValue } from './codec.ts';
import { type EngineContext, extraNames, moduleOf } from './commands.ts';
import { blockedContent } from './envelope.ts';
import { sealedPart } from './sealed-record.ts';
import { openRow } from './sealed-rows.ts';
import { loadRecord } from './store.ts';

type Content = Parsed<'drafts.save'>['content'];

const context = (draft: string): string => `draft:${draft}`;

/** What is sealed of a record goes into one seal; without the compartment it was masked or absent and is not kept. */
function splitContent(vault: Vault, register: Register, draft: string, content: Content) {
  const blocked = new Set(blockedContent(register, content.values));
  const visible = Object.fromEntries(Object.entries(content.values).filter(([key]) => !blocked.has(key)));
  const values = plainValues(register, visible);
  const children: Content['children'] = {};
  const secret: Record<string, unknown> = sealedPart(register, visible);
  for (const child of register.children) {
    const rows = content.children[child.key];
    if (!rows || blocked.has(child.key)) continue;
    if (child.compartment) secret[child.key] = rows;
    else children[child.key] = rows;
  }
  const compartment = compartmentIn(register);
  const seals = compartment && vault.compartments.has(compartment) && Object.keys(secret).length > 0;
  const sealed = seals
    ? vault.sealField(compartment, context(draft), Buffer.from(JSON.stringify(secret)))
    : null;
  return { plain: JSON.stringify({ values, children }), sealed };
}

/**
 * Of rows that somebody had shown to him only what he typed is kept: a draft is opened again without a password. The rest is
 * as it is masked in the record, which stands for what is there when the form is saved.
 */
function withoutShown(
  engine: EngineContext,
  register: string,
  record: string | null,
  content: Content,
): Content {
  const module = moduleOf(engine, register);
  const sealed = module.register.children.filter(
    ({ key, compartment }) => compartment && !standsOpen(compartment) && content.children[key],
  );
  const { vault } = engine;
  const isKnown = sealed.every(({ compartment }) => compartment && vault.compartments.has(compartment));
  if (record === null || sealed.length === 0 || !isKnown) return content;
  const stored = loadRecord(vault, vault, module.register, extraNames(module), record);
  const children = { ...content.children };
  for (const child of sealed) {
    const storedById = new Map((stored?.children[child.key] ?? []).map((row) => [row.rowId, row]));
    children[child.key] = (content.children[child.key] ?? []).map((row) => {
      const known = storedById.get(row.rowId);
      return known ? maskKnown(row, openRow(vault, child, known).values, known.values) : row;
    });
  }
  return { ...content, children };
}

type Row = Content['children'][string][number];

function maskKnown(row: Row, clear: ChildRow['values'], masked: ChildRow['values']): Row {
  const values = { ...row.values };
  for (const key of Object.keys(values)) {
    const mask = masked[key];
    if (sameValue(values[key], clear[key]) && typeof mask === 'string') values[key] = mask;
  }
  return { ...row, values };
}

/** Creates or replaces a draft of the person's own. Content of 径送 letters is not kept in drafts either. */
export function saveDraft(
  tx: Writer,
  engine: EngineContext,
  actor: Actor,
  input: Parsed<'drafts.save'>,
): Output<'drafts.save'> {
  const { register } = moduleOf(engine, input.register);
  const known = input.draft === null ? undefined : findDraft(tx, actor, input.draft);
  const draft = known?.id ?? createId(engine);
  const savedAt = engine.now();
  const content = withoutShown(engine, register.id, input.record, input.content);
  const { plain, sealed } = splitContent(engine.vault, register, draft, content);
  tx.run(
    `INSERT INTO draft (id, owner, register, record, rev, savedAt, content, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET record = excluded.record, rev = excluded.rev, savedAt = excluded.savedAt,
     content = excluded.content, sealed = excluded.sealed`,
    [draft, actor.userId, register.id, input.record, input.rev, savedAt, plain, sealed],
  );
  return { draft, savedAt };
}

function findDraft(tx: Writer, actor: Actor, draft: string): { readonly id: string } | undefined {
  return tx.get<{ id: string }>('SELECT id FROM draft WHERE id = ? AND owner = ?', [draft, actor.userId]);
}

interface DraftRow {
  readonly id: string;
  readonly record: string | null;
  readonly rev: number | null;
  readonly savedAt: number;
  readonly content: string;
  readonly sealed: Uint8Array | null;
}

/** The person's own drafts, newest first. */
export function listDrafts(
  engine: EngineContext,
  actor: Actor,
  input: Parsed<'drafts.list'>,
): Output<'drafts.list'> {
  const { register } = moduleOf(engine, input.register);
  const rows = engine.vault.all<DraftRow>(
    `SELECT id, record, rev, savedAt, content, sealed FROM draft WHERE owner = ? AND register = ?
     ORDER BY savedAt DESC, id`,
    [actor.userId, register.id],
  );
  return {
    drafts: rows.map((row) => {
      // One that an earlier program kept holds more than it should.
      const content = withoutShown(engine, register.id, row.record, openContent(engine.vault, register, row));
      return {
        draft: row.id,
        record: row.record,
        rev: row.rev,
        savedAt: row.savedAt,
        title: titleOf(register, content),
        content,
      };
    }),
  };
}

function openContent(vault: Vault, register: Register, row: DraftRow): Content {
  const { values, children } = JSON.parse(row.content) as Content;
  const compartment = compartmentIn(register);
  if (!row.sealed || !compartment || !vault.compartments.has(compartment)) return { values, children };
  const plain = vault.openField(compartment, context(row.id), row.sealed);
  const secret = JSON.parse(Buffer.from(plain).toString()) as Content['values'] & Content['children'];
  const keys = new Set(register.children.map(({ key }) => key));
  const parts = Object.entries(secret);
  return {
    values: { ...values, ...Object.fromEntries(parts.filter(([key]) => !keys.has(key))) },
    children: { ...children, ...Object.fromEntries(parts.filter(([key]) => keys.has(key))) },
  };
}

/** What the clerk knows the draft by: the first long text, or that nothing telling was typed yet. */
function titleOf(register: Register, content: Content): string {
  const texts = register.fields
    .filter((field) => field.searchable)
    .map((field) => content.values[field.key])
    .filter((value) => typeof value === 'string' && value !== '');
  const [first] = texts;
  return typeof first === 'string' ? Array.from(first).slice(0, 40).join('') : `未命名的${register.label}`;
}

export function discardDraft(
  tx: Writer,
  actor: Actor,
  input: Parsed<'drafts.discard'>,
): Output<'drafts.discard'> {
  if (!findDraft(tx, actor, input.draft)) {
    refuse('NoSuchDraft', '没有找到这份草稿。', '它可能已经保存或者放弃。', '请刷新后查看。');
  }
  tx.run('DELETE FROM draft WHERE id = ? AND owner = ?', [input.draft, actor.userId]);
  return {};
}
