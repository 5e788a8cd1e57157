import { useState } from 'react';

export interface TypedText<T> {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** What is wrong with it, in a sentence. */
  readonly hint: string | null;
  readonly setHint: (hint: string | null) => void;
  /** The value given on next is what the text says: the text stays as it is under the cursor. */
  readonly keepFor: (value: T) => void;
}

/** The text of a field from which its value is read; it follows a value that comes from elsewhere. */
export function useTypedText<T>(value: T, show: (value: T) => string): TypedText<T> {
  const [text, setText] = useState(show(value));
  const [hint, setHint] = useState<string | null>(null);
  const [seen, setSeen] = useState(value);
  const [own, setOwn] = useState<{ readonly value: T } | null>(null);
  if (seen !== value) {
    setSeen(value);
    setOwn(null);
    if (own?.value !== value) {
      setText(show(value));
      setHint(null);
    }
  }
  return { text, setText, hint, setHint, keepFor: (next) => setOwn({ value: next }) };
}
