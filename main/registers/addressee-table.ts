/** The table `addressee`: to which offices of the network a record goes, since which change, and who was handed it. */
import type { OfficeLevel } from '../../domain/office.ts';
import type { Reader, Writer } from '../vault/api.ts';

/** An office of the network. */
export interface Peer {
  readonly id: string;
  readonly name: string;
  readonly level: OfficeLevel;
}

export interface Addressee {
  readonly office: string;
  readonly handedOver: boolean;
  readonly by: string;
  readonly at: number;
}

export function addresseesOf(reader: Reader, record: string): readonly Addressee[] {
  return reader
    .all<{ office: string; handedOver: number; by: string; at: number }>(
      'SELECT office, handedOver, by, at FROM addressee WHERE record = ? ORDER BY at, office',
      [record],
    )
    .map((row) => ({ ...row, handedOver: row.handedOver === 1 }));
}

export function isAddressedTo(reader: Reader, record: string, office: string): boolean {
  const row = reader.get('SELECT 1 AS found FROM addressee WHERE record = ? AND office = ?', [
    record,
    office,
  ]);
  return row !== undefined;
}

export function addAddressee(
  tx: Writer,
  register: string,
  record: string,
  { office, handedOver, by, at, seq }: Addressee & { readonly seq: number },
): void {
  tx.run(
    `INSERT INTO addressee (register, record, office, seq, handedOver, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (record, office) DO UPDATE SET seq = excluded.seq, handedOver = excluded.handedOver,
     by = excluded.by, at = excluded.at`,
    [register, record, office, seq, handedOver ? 1 : 0, by, at],
  );
}
