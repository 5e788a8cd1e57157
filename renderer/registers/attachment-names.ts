import { useMemo } from 'react';
import type { LoadedRecord } from './detail/detail-head.tsx';

/** Names of the record's attachments: one array for as long as it is the same, so that fields are drawn anew only when they change. */
export function useAttachmentNames(record: LoadedRecord | null): readonly string[] {
  return useMemo(() => (record?.attachments ?? []).map(({ name }) => name), [record]);
}
