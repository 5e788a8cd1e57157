import { createContext, useContext, type ReactElement, type ReactNode } from 'react';
import { mayOn, roleLabels, type Permission } from '../../domain/access/permissions.ts';
import { selfWord } from '../../domain/office.ts';
import type { Output } from '../../preload/contract/contract.ts';

export type SessionInfo = NonNullable<Output<'session.current'>>;

const SessionContext = createContext<SessionInfo | null>(null);

interface Props {
  readonly session: SessionInfo;
  readonly children: ReactNode;
}

export function SessionProvider({ session, children }: Props): ReactElement {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The signed-in person; only inside the frame. */
export function useSession(): SessionInfo {
  const session = useContext(SessionContext);
  if (!session) throw new Error('there is no session outside the frame');
  return session;
}

/** 本办, or 本机 on a group's workstation. */
export function useSelfWord(): string {
  return selfWord(useSession().office.level);
}

/** Whether the person may do this; the service checks again, this only leaves out what would be refused. */
export function usePermission(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}

/** The same for what can be done with a register, e.g. `register` or `export`. */
export function useMayOn(register: Parameters<typeof mayOn>[1]): (action: string) => boolean {
  const { permissions } = useSession();
  return (action) => mayOn(new Set(permissions), register, action);
}

export function rolesText(session: SessionInfo): string {
  return session.roles.map((role) => roleLabels[role]).join('、');
}
