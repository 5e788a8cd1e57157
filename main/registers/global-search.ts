/** One box for everything (Ctrl+K): numbers, text, initials, and sealed identities for those who may. */
import { type Actor, mayOn } from '../../domain/access/permissions.ts';
import type { ChildTable, Register } from '../../domain/register.ts';
import { searchTerms } from '../../domain/text/bigrams.ts';
import { normalizeText } from '../../domain/text/normalize.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import { type EngineContext, extraNames } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import { blockedContent } from './envelope.ts';
import { titlesText } from './labels.ts';
import { briefOf } from './relations.ts';
import { asRegisterId } from '../../domain/registers/registers.ts';
import { identityMatches, textCondition } from './text-condition.ts';
import { isOpen, type Opener } from './sealed-record.ts';
import { quote } from './sql.ts';
import { loadRecord, type Stored } from './store.ts';

type Group = Output<'search.global'>['groups'][number];
type Hit = Group['hits'][number];

const shown = 8;
/** Beyond this many matches the newest are taken as they come; the order of a flood tells nobody anything. */
const considered = 400;

export function searchGlobal(
  context: EngineContext,
  actor: Actor,
  input: Parsed<'search.global'>,
): Output<'search.global'> {
  const text = input.text.trim();
  const readable = context.modules.filter(({ register }) => mayOn(actor.permissions, register, 'read'));
  const groups = readable.map((module) => searchRegister(context, module, actor, text));
  return { groups: groups.filter((group) => group.hits.length > 0) };
}

function searchRegister(context: EngineContext, module: RegisterModule, actor: Actor, text: string): Group {
  const { register } = module;
  const empty: Group = { register: asRegisterId(register.id), label: register.label, more: false, hits: [] };
  const condition = textCondition(context, module, actor, text);
  if (!condition?.set) return empty;
  const found = context.vault.all<{ id: string }>(
    `SELECT p.id FROM (SELECT * FROM (${condition.set.sql}) LIMIT ?) AS hit
     CROSS JOIN ${quote(register.id)} AS p ON p.searchDoc = hit.docid ORDER BY p.changedSeq DESC LIMIT ?`,
    [...condition.set.params, considered, shown + 1],
  );
  const byIdentity = new Set(identityMatches(context, module, actor, text));
  const hits = found.slice(0, shown).flatMap(({ id }) => {
    const stored = loadRecord(context.vault, context.vault, register, extraNames(module), id);
    return stored ? [describeHit(context.vault, register, stored, text, byIdentity.has(id))] : [];
  });
  return { ...empty, more: found.length > shown, hits };
}

function describeHit(
  vault: Opener,
  register: Register,
  stored: Stored,
  text: string,
  byIdentity: boolean,
): Hit {
  const blocked = blockedContent(register, stored.values);
  const titles = register.children
    .filter((child) => isPlain(vault, child) && !blocked.includes(child.key))
    .map((child) => titlesText(child, stored.children[child.key] ?? []))
    .filter((title) => title !== '');
  const where = findPlace(vault, register, stored, text);
  return {
    id: stored.id,
    no: stored.no,
    title: titles.length > 0 ? titles.join('、') : briefOf(register, stored).title,
    excerpt: where?.excerpt ?? firstText(register, stored),
    where:
      where?.label ??
      (byIdentity ? (register.children.find((child) => child.compartment)?.label ?? '') : '编号、首字母'),
    state: stored.state,
  };
}

const isPlain = (vault: Opener, child: ChildTable): boolean => !child.compartment || isOpen(vault, child);

function firstText(register: Register, stored: Stored): string {
  // What is sealed of the record is read on its page, and who opened that stands in the log.
  const field = register.fields.find(
    ({ key, type, compartment }) =>
      type === 'longText' && compartment === undefined && typeof stored.values[key] === 'string',
  );
  return field ? Array.from(String(stored.values[field.key])).slice(0, 60).join('') : '';
}

/** The first place where the text stands, with a little of what surrounds it. */
function findPlace(
  vault: Opener,
  register: Register,
  stored: Stored,
  text: string,
): { readonly label: string; readonly excerpt: string } | undefined {
  const [term] = searchTerms(text);
  if (term === undefined) return undefined;
  for (const field of register.fields) {
    const value = field.searchable ? stored.values[field.key] : undefined;
    const excerpt = typeof value === 'string' ? excerptOf(value, term) : undefined;
    if (excerpt !== undefined) return { label: field.label, excerpt };
  }
  for (const child of register.children.filter((each) => isPlain(vault, each))) {
    for (const row of stored.children[child.key] ?? []) {
      for (const field of child.fields) {
        const value = field.searchable ? row.values[field.key] : undefined;
        const excerpt = typeof value === 'string' ? excerptOf(value, term) : undefined;
        if (excerpt !== undefined) return { label: `${child.label}${field.label}`, excerpt };
      }
    }
  }
  return undefined;
}

function excerptOf(value: string, term: string): string | undefined {
  if (!normalizeText(value).includes(term)) return undefined;
  // Blanks and widths may shift the place a little; the excerpt is wide enough for that.
  const at = Math.max(0, value.toLowerCase().indexOf(term));
  const start = Math.max(0, at - 16);
  const cut = value.slice(start, at + term.length + 44);
  return `${start > 0 ? '…' : ''}${cut}${start + cut.length < value.length ? '…' : ''}`;
}
