/** The lists of the rectification ledger, and the sets they make up, as this vault holds them. */
import type { LedgerList, LedgerLists, ListSet } from '../../domain/registers/rect-item/lists.ts';
import type { Reader, Writer } from '../vault/api.ts';

type Row<Of, Json extends keyof Of> = Omit<Of, 'verified' | Json> & {
  readonly verified: number;
  readonly content: string;
};

export function readLedgerLists(reader: Reader): LedgerLists {
  const lists = reader.all<Row<LedgerList, 'columns'>>('SELECT * FROM ledger_list ORDER BY sort, code');
  const sets = reader.all<Row<ListSet, 'lists'>>('SELECT * FROM list_set ORDER BY sort, code');
  return {
    lists: lists.map(({ content, ...row }) => ({
      ...row,
      verified: row.verified === 1,
      columns: JSON.parse(content) as LedgerList['columns'],
    })),
    sets: sets.map(({ content, ...row }) => ({
      ...row,
      verified: row.verified === 1,
      lists: JSON.parse(content) as ListSet['lists'],
    })),
  };
}

export function writeLedgerList(tx: Writer, list: LedgerList): void {
  write(tx, 'ledger_list', list, list.columns);
}

export function writeListSet(tx: Writer, set: ListSet): void {
  write(tx, 'list_set', set, set.lists);
}

// ---- internals

function write(
  tx: Writer,
  table: 'ledger_list' | 'list_set',
  row: Omit<LedgerList, 'columns'>,
  content: LedgerList['columns'] | ListSet['lists'],
): void {
  tx.run(
    `INSERT INTO ${table} (code, label, sort, basis, verified, validFrom, validTo, content)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET label = excluded.label, sort = excluded.sort,
     basis = excluded.basis, verified = excluded.verified, validFrom = excluded.validFrom,
     validTo = excluded.validTo, content = excluded.content`,
    [
      row.code,
      row.label,
      row.sort,
      row.basis,
      row.verified ? 1 : 0,
      row.validFrom,
      row.validTo,
      JSON.stringify(content),
    ],
  );
}
