import { useEffect, useState } from 'react';

const searchDelay = 200;

/** What was typed, a moment after the typing stopped. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), searchDelay);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
