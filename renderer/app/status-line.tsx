import type { ReactElement } from 'react';
import { useSaved } from './saved.tsx';
import { useSession } from './session.tsx';
import { formatInstant, formatTime } from '../shared/format.ts';

/** The bottom line: the last acknowledged save, and the last sign-in so that strangers' sign-ins are noticed. */
export function StatusLine(): ReactElement {
  const { savedAt } = useSaved();
  const { lastSignIn, practice } = useSession();
  return (
    <footer className="status-line">
      <span role="status">{savedAt === null ? '本次登录尚未保存' : `已保存 ${formatTime(savedAt)}`}</span>
      <span>
        {practice ? '练习库：可随意试用，与正式数据完全分开' : ''}
        {lastSignIn === null ? '　首次登录' : `　上次登录 ${formatInstant(lastSignIn)}`}
      </span>
    </footer>
  );
}
