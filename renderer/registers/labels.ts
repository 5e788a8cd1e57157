import { amountText } from '../../domain/text/amounts.ts';
import { useMemo } from 'react';
import { codeLabel, createCodeIndex, type CodeIndex } from '../../domain/codes/lookup.ts';
import type { Field, Value } from '../../domain/register.ts';
import { percent } from '../../domain/text/amounts.ts';
import { useProcedure } from '../app/queries.ts';
import { usePermission, useSession } from '../app/session.tsx';
import { formatInstant } from '../shared/format.ts';

/** What stored values are read with: code lists and the names of users and offices. */
export interface Labels {
  readonly codes: CodeIndex;
  readonly userNames: ReadonlyMap<string, string>;
  readonly officeNames: ReadonlyMap<string, string>;
  readonly users: readonly { readonly userId: string; readonly name: string; readonly active: boolean }[];
}

export function useLabels(): Labels {
  const codes = useProcedure('codes.all', {}, { staleTime: Infinity });
  const users = useProcedure('accounts.names', {}, { staleTime: 300_000 });
  const { office } = useSession();
  const mayAsk = usePermission('network.read');
  const network = useProcedure('network.status', mayAsk ? {} : null, { staleTime: 300_000 });
  const peers = network.data?.peers;
  const rows = codes.data?.codes;
  const people = users.data?.users;
  return useMemo(
    () => ({
      codes: createCodeIndex(rows ?? []),
      users: people ?? [],
      userNames: new Map((people ?? []).map((user) => [user.userId, user.name])),
      officeNames: new Map([
        ...(peers ?? []).map((peer) => [peer.office, peer.name] as const),
        [office.id, office.name],
      ]),
    }),
    [rows, people, peers, office],
  );
}

/** The text a clerk reads for a stored value; '' for nothing. Region names are looked up where they are shown. */
export function textOf(field: Field, value: Value | undefined, labels: Labels): string {
  if (value === undefined || value === null || value === '') return '';
  switch (field.type) {
    case 'boolean':
      return value === true ? '是' : '否';
    case 'money':
      return typeof value === 'number' ? amountText(value) : String(value);
    case 'percent':
      return typeof value === 'number' ? percent(value) : String(value);
    case 'instant':
      return typeof value === 'number' ? formatInstant(value) : String(value);
    case 'code':
      return codeLabel(labels.codes, field.list ?? '', String(value));
    case 'codes':
      return (Array.isArray(value) ? value : [String(value)])
        .map((code) => codeLabel(labels.codes, field.list ?? '', code))
        .join('、');
    case 'user':
      return labels.userNames.get(String(value)) ?? String(value);
    default:
      return Array.isArray(value) ? value.join('、') : String(value);
  }
}
