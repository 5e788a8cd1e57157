import { useState } from 'react';

export interface Unread<Key extends string> {
  readonly any: boolean;
  readonly has: (key: Key) => boolean;
  /** In another field than that one. */
  readonly besides: (key: Key) => boolean;
  readonly note: (key: Key, isUnread: boolean) => void;
}

/** In which fields something stands that nobody can act on. */
export function useUnread<Key extends string>(): Unread<Key> {
  const [unread, setUnread] = useState<ReadonlySet<Key>>(new Set());
  return {
    any: unread.size > 0,
    has: (key) => unread.has(key),
    besides: (key) => [...unread].some((each) => each !== key),
    note: (key, isUnread) =>
      setUnread((before) => {
        if (before.has(key) === isUnread) return before;
        const others = [...before].filter((each) => each !== key);
        return new Set(isUnread ? [...others, key] : others);
      }),
  };
}
