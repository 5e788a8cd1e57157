/** Tables and indexes that follow from a register's description. Migration only ever adds. */
import type { ChildTable, Field, Register } from '../../domain/register.ts';
import { sealedFields, standingIn } from '../../domain/sealed.ts';
import type { Writer } from '../vault/api.ts';
import { clearReasons } from './history-seal.ts';
import { clearAttachments } from './older-attachments.ts';
import { linkStored } from './links.ts';
import { addMissingColumns, columnsSince } from './missing-columns.ts';
import { childTableName, quote, sealColumn, searchTableName, systemColumns, tokenTableName } from './sql.ts';
import { columnFields } from './store.ts';

/** What a special register keeps beside its fields, e.g. hashes for finding duplicates across offices. */
export interface ExtraColumn {
  readonly name: string;
  readonly type: 'TEXT' | 'INTEGER';
  /** Records of other offices in which it is empty are looked for, by {@link emptyIndex}. */
  readonly isSoughtEmpty?: true;
}

const systemTypes: Readonly<Record<(typeof systemColumns)[number], string>> = {
  id: 'TEXT PRIMARY KEY NOT NULL',
  office: 'TEXT NOT NULL',
  no: 'TEXT NOT NULL',
  rev: 'INTEGER NOT NULL',
  state: 'TEXT NOT NULL',
  createdBy: 'TEXT NOT NULL',
  createdAt: 'INTEGER NOT NULL',
  updatedBy: 'TEXT NOT NULL',
  updatedAt: 'INTEGER NOT NULL',
  changedSeq: 'INTEGER NOT NULL',
  voidBy: 'TEXT',
  voidAt: 'INTEGER',
  voidReason: 'TEXT',
  withdrawn: 'INTEGER',
  voidRequestBy: 'TEXT',
  voidRequestAt: 'INTEGER',
  voidRequestReason: 'TEXT',
  importedFrom: 'TEXT',
  importedRev: 'INTEGER',
  nextDue: 'TEXT',
  searchDoc: 'INTEGER',
};

/** INTEGER for whole numbers, instants, money and booleans; TEXT for everything else. */
export function columnType(field: Field): 'TEXT' | 'INTEGER' {
  return ['instant', 'integer', 'money', 'percent', 'boolean'].includes(field.type) ? 'INTEGER' : 'TEXT';
}

/**
 * Columns shown in lists, and the date that lists begin by, are sorted by and get a whole index; columns that are only filtered get one of their filled
 * values, which costs nothing while they are empty. Long texts and sets of codes are not sorted by (an index would be a
 * second copy of them), and texts that are searched are found through the search index; others are labels.
 */
export function indexKind({ dateField }: Register, field: Field): 'whole' | 'filled' | 'none' {
  if (field.compartment || ['longText', 'codes', 'records'].includes(field.type)) return 'none';
  // Parts are found by their whole, and a timeline by its organisation.
  if (field.type === 'record' || field.key === 'targetId') return 'filled';
  if (field.listWidth !== undefined || field.key === dateField) return 'whole';
  const found = field.filter === 'text' && field.searchable === true;
  return field.filter === undefined || found ? 'none' : 'filled';
}

/** Statements by the name of the table or index they create. */
type Objects = Map<string, string>;

function addTable(objects: Objects, name: string, columns: string, tail = ''): void {
  objects.set(name, `CREATE TABLE ${quote(name)} (${columns})${tail}`);
}

function addIndex(objects: Objects, table: string, suffix: string, columns: string, tail = ''): void {
  const name = `${table}_${suffix}`;
  objects.set(name, `CREATE INDEX ${quote(name)} ON ${quote(table)} (${columns})${tail}`);
}

/** What every vault has whatever its registers are. */
function addCommon(objects: Objects): void {
  const keyed = ' WITHOUT ROWID';
  addTable(objects, 'setting', 'key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL', keyed);
  addTable(
    objects,
    'counter',
    'mask TEXT NOT NULL, scope TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (mask, scope)',
    keyed,
  );
  addTable(
    objects,
    'change',
    `register TEXT NOT NULL, record TEXT NOT NULL, rev INTEGER NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL,
     action TEXT NOT NULL, reason TEXT, "changes" TEXT, sealed BLOB, PRIMARY KEY (record, rev)`,
    keyed,
  );
  addTable(
    objects,
    'deadline',
    `register TEXT NOT NULL, record TEXT NOT NULL, rule TEXT NOT NULL, label TEXT NOT NULL, start TEXT NOT NULL,
     due TEXT, met TEXT, open INTEGER NOT NULL, problem TEXT, PRIMARY KEY (record, rule)`,
    keyed,
  );
  addIndex(objects, 'deadline', 'open', 'register, due', ' WHERE open = 1');
  addTable(
    objects,
    'link',
    `register TEXT NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL, targetRegister TEXT NOT NULL,
     target TEXT NOT NULL, PRIMARY KEY (record, field, target)`,
    keyed,
  );
  addIndex(objects, 'link', 'target', 'target, register');
  // To which offices a record goes, and since which change; who was handed it owns it.
  addTable(
    objects,
    'addressee',
    `register TEXT NOT NULL, record TEXT NOT NULL, office TEXT NOT NULL, seq INTEGER NOT NULL,
     handedOver INTEGER NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (record, office)`,
    keyed,
  );
  addIndex(objects, 'addressee', 'office', 'office, register');
  // What has been in packages to an office; `seq` is that of sealing, null before. See main/registers/sent.ts.
  addTable(
    objects,
    'sentRecord',
    `record TEXT NOT NULL, office TEXT NOT NULL, package TEXT NOT NULL, register TEXT NOT NULL, kind TEXT NOT NULL,
     cursor INTEGER NOT NULL, seq INTEGER, PRIMARY KEY (record, office, package)`,
    keyed,
  );
  addIndex(objects, 'sentRecord', 'package', 'package');
  addIndex(objects, 'sentRecord', 'office', 'office, register, kind');
  // Records of other offices of which a reduced line came last; see main/registers/reduced.ts.
  addTable(objects, 'reducedCopy', 'record TEXT PRIMARY KEY NOT NULL', keyed);
  addTable(
    objects,
    'draft',
    `id TEXT PRIMARY KEY NOT NULL, owner TEXT NOT NULL, register TEXT NOT NULL, record TEXT, rev INTEGER,
     savedAt INTEGER NOT NULL, content TEXT NOT NULL, sealed BLOB`,
  );
  addIndex(objects, 'draft', 'owner', 'owner, register, savedAt');
  addTable(
    objects,
    'view',
    `id TEXT PRIMARY KEY NOT NULL, owner TEXT NOT NULL, register TEXT NOT NULL, name TEXT NOT NULL,
     shared INTEGER NOT NULL, content TEXT NOT NULL`,
  );
  addTable(
    objects,
    'preference',
    'owner TEXT NOT NULL, key TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (owner, key)',
    keyed,
  );
  addTable(
    objects,
    'attachment',
    `id TEXT PRIMARY KEY NOT NULL, register TEXT NOT NULL, record TEXT NOT NULL, name TEXT NOT NULL,
     mediaType TEXT NOT NULL, blob TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, pages INTEGER,
     addedBy TEXT NOT NULL, addedAt INTEGER NOT NULL, removedBy TEXT, removedAt INTEGER, removedReason TEXT,
     ${columnsSince.attachment.join(', ')}`,
  );
  addIndex(objects, 'attachment', 'record', 'record');
  addIndex(objects, 'attachment', 'sha256', 'sha256');
  // Which papers have left the machine; see main/registers/papers.ts.
  addTable(
    objects,
    'paper',
    `record TEXT NOT NULL, form TEXT NOT NULL, at INTEGER NOT NULL, ${columnsSince.paper.join(', ')},
     PRIMARY KEY (record, form)`,
    keyed,
  );
  // Digests of names in what is published that somebody answered for; see main/registers/vouched-names.ts.
  addTable(objects, 'vouchedName', 'token TEXT PRIMARY KEY NOT NULL', keyed);
  // Blobs in clear of files that have been sealed since; see main/registers/older-attachments.ts.
  addTable(objects, 'replacedBlob', 'blob TEXT PRIMARY KEY NOT NULL, at INTEGER NOT NULL', keyed);
  addReference(objects);
}

function addReference(objects: Objects): void {
  const keyed = ' WITHOUT ROWID';
  addTable(
    objects,
    'code',
    `list TEXT NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL, sort INTEGER NOT NULL, basis TEXT NOT NULL,
     verified INTEGER NOT NULL, validFrom TEXT, validTo TEXT, synonyms TEXT NOT NULL, parent TEXT,
     ${columnsSince.code.join(', ')}, PRIMARY KEY (list, code)`,
    keyed,
  );
  addTable(
    objects,
    'deadline_rule',
    `code TEXT NOT NULL, label TEXT NOT NULL, length INTEGER NOT NULL, unit TEXT NOT NULL,
     rollToWorkday INTEGER NOT NULL, basis TEXT NOT NULL, verified INTEGER NOT NULL, validFrom TEXT NOT NULL,
     validTo TEXT, PRIMARY KEY (code, validFrom)`,
    keyed,
  );
  const list = `code TEXT NOT NULL PRIMARY KEY, label TEXT NOT NULL, sort INTEGER NOT NULL, basis TEXT NOT NULL,
     verified INTEGER NOT NULL, validFrom TEXT, validTo TEXT, content TEXT NOT NULL`;
  addTable(objects, 'ledger_list', list, keyed);
  addTable(objects, 'list_set', list, keyed);
  addTable(
    objects,
    'office_row',
    `tableId TEXT NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL, sort INTEGER NOT NULL, basis TEXT NOT NULL,
     verified INTEGER NOT NULL, validFrom TEXT, validTo TEXT, content TEXT NOT NULL, PRIMARY KEY (tableId, code)`,
    keyed,
  );
  addTable(
    objects,
    'calendar_year',
    `year INTEGER PRIMARY KEY NOT NULL, basis TEXT NOT NULL, verified INTEGER NOT NULL, holidays TEXT NOT NULL,
     workdays TEXT NOT NULL`,
  );
}

function fieldColumn(field: Field): string {
  return `${quote(field.key)} ${field.compartment ? 'TEXT' : columnType(field)}`;
}

function mainColumns(register: Register, extra: readonly ExtraColumn[]): readonly string[] {
  const seal = sealedFields(register.fields).length > 0 ? [`${quote(sealColumn)} BLOB`] : [];
  const own = extra.map(({ name, type }) => `${quote(name)} ${type}`);
  const system = systemColumns.map((name) => `${quote(name)} ${systemTypes[name]}`);
  return [...system, ...columnFields(register).map(fieldColumn), ...seal, ...own];
}

function childColumns(child: ChildTable): readonly string[] {
  return child.compartment ? ['sealed BLOB NOT NULL', 'masked TEXT NOT NULL'] : child.fields.map(fieldColumn);
}

function addRegister(objects: Objects, register: Register, extra: readonly ExtraColumn[]): void {
  addTable(objects, register.id, mainColumns(register, extra).join(', '));
  const unique = `${register.id}_no`;
  objects.set(unique, `CREATE UNIQUE INDEX ${quote(unique)} ON ${quote(register.id)} (no, office)`);
  for (const column of indexedSystemColumns) addIndex(objects, register.id, column, column);
  for (const mark of ['voidAt', 'voidRequestAt'])
    addIndex(objects, register.id, mark, mark, ` WHERE ${mark} IS NOT NULL`);
  // With `voidAt`, though it is empty in every row of it: else SQLite fetches each record to see that.
  const standing = [
    'state',
    'office',
    quote(register.dateField),
    ...offeredBy(register).map(quote),
    'voidAt',
  ].join(', ');
  addIndex(objects, register.id, standingIndex, standing, ' WHERE voidAt IS NULL');
  if (register.deadlines.length > 0)
    addIndex(objects, register.id, stateAndDueIndex, 'state, nextDue', ' WHERE nextDue IS NOT NULL');
  for (const field of columnFields(register)) {
    const kind = indexKind(register, field);
    const tail = kind === 'filled' ? ` WHERE ${quote(field.key)} IS NOT NULL` : '';
    if (kind !== 'none') addIndex(objects, register.id, field.key, quote(field.key), tail);
  }
  for (const { name, isSoughtEmpty } of extra)
    if (isSoughtEmpty)
      addIndex(objects, register.id, emptyIndex(name), 'office', ` WHERE ${quote(name)} IS NULL`);
  for (const child of register.children) addChild(objects, register, child);
  const search = searchTableName(register);
  // The index alone, no second copy of the text: the content table is empty but for the moment of a deletion.
  addTable(objects, `${search}_text`, 'docid INTEGER PRIMARY KEY NOT NULL, body TEXT NOT NULL');
  objects.set(
    search,
    `CREATE VIRTUAL TABLE ${quote(search)} USING fts4(content=${quote(`${search}_text`)}, matchinfo="fts3", body)`,
  );
  const tokens = tokenTableName(register);
  addTable(
    objects,
    tokens,
    'token TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (token, record)',
    ' WITHOUT ROWID',
  );
  addIndex(objects, tokens, 'record', 'record');
}

function addChild(objects: Objects, register: Register, child: ChildTable): void {
  const name = childTableName(register, child.key);
  const system = ['rowId TEXT PRIMARY KEY NOT NULL', 'record TEXT NOT NULL', 'position INTEGER NOT NULL'];
  addTable(objects, name, [...system, ...childColumns(child)].join(', '));
  addIndex(objects, name, 'record', 'record, position');
  if (child.compartment) return;
  for (const field of child.fields) {
    if (field.filter !== undefined) addIndex(objects, name, field.key, `${quote(field.key)}, record`);
  }
}

/** By office, where the column is empty. */
export const emptyIndex = (column: string): string => `${column}Empty`;

/** Counts what waits and what runs without a look at the records. */
export const standingIndex = 'standing';

/** What a step is offered by, or waited for by, beside the state of a record. */
function offeredBy({ workflow }: Register): readonly string[] {
  const conditions = workflow.transitions.flatMap(({ offeredWhen, goesOnWith }) => [offeredWhen, goesOnWith]);
  return [...new Set(conditions.flatMap((condition) => condition?.field ?? []))];
}

/** Names the records of a state that something is due of; those that are done have nothing due and do not stand in it. */
export const stateAndDueIndex = 'stateAndDue';

const indexedSystemColumns = [
  'state',
  'office',
  'createdAt',
  'updatedAt',
  'changedSeq',
  'nextDue',
  'searchDoc',
] as const;

/**
 * Creates what is missing for these registers, and anew the indexes that are described otherwise now. Runs at every opening and writes nothing when all is there. A sealed field
 * has a column for its mask alone.
 */
export function migrateRegisters(
  tx: Writer,
  registers: readonly { readonly register: Register; readonly extraColumns: readonly ExtraColumn[] }[],
): void {
  const objects: Objects = new Map();
  addCommon(objects);
  const rows = tx.all<{ name: string; sql: string | null }>('SELECT name, sql FROM sqlite_master');
  const present = new Map(rows.map(({ name, sql }) => [name, sql]));
  for (const [table, columns] of Object.entries(columnsSince))
    if (present.has(table)) addMissingColumns(tx, table, columns);
  for (const { register, extraColumns } of registers) {
    if (present.has(register.id)) addMissingColumns(tx, register.id, mainColumns(register, extraColumns));
    for (const child of register.children) {
      const name = childTableName(register, child.key);
      if (present.has(name) && !child.compartment) addMissingColumns(tx, name, childColumns(child));
    }
    addRegister(objects, register, extraColumns);
    if (standingIn(register)) {
      addIndex(objects, 'change', `clear_${register.id}`, 'record, rev', ` WHERE ${clearReasons(register)}`);
      const clear = ` WHERE ${clearAttachments(register)}`;
      addIndex(objects, 'attachment', `clear_${register.id}`, 'record, id', clear);
    }
  }
  for (const [name, statement] of objects) {
    const known = present.get(name);
    if (known?.startsWith('CREATE INDEX') && known !== statement) tx.run(`DROP INDEX ${quote(name)}`);
    else if (present.has(name)) continue;
    tx.run(statement);
  }
  if (!present.has('link') && present.size > 0)
    for (const { register } of registers) if (present.has(register.id)) linkStored(tx, register);
}
