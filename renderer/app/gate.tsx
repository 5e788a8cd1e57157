import { useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import { onServiceEvent } from './bridge.ts';
import { Frame } from './frame.tsx';
import { lock } from './lock.ts';
import { invalidateTopics, useProcedure } from './queries.ts';
import { SessionProvider } from './session.tsx';
import { Asked } from '../shared/states.tsx';
import { WipedPage } from '../pages/session/wiped-page.tsx';
import { WelcomePage } from '../pages/session/welcome-page.tsx';
import { RestorePage } from '../pages/session/restore-page.tsx';
import { SignInPage } from '../pages/session/sign-in-page.tsx';

/** Decides what the window is now: first start, sign-in, or work. Everything known is forgotten when it locks. */
export function Gate(): ReactElement {
  const client = useQueryClient();
  const status = useProcedure('app.status', {}, { staleTime: 0 });
  const session = useProcedure('session.current', status.data?.vault === 'open' ? {} : null, {
    staleTime: 0,
  });

  useEffect(
    () =>
      onServiceEvent((event) => {
        if (event.type === 'leaving') lock('system');
        if (event.type === 'changed') void invalidateTopics(client, event.topics);
        if (event.type === 'locked') {
          window.location.hash = '';
          void client.resetQueries();
        }
      }),
    [client],
  );

  return (
    <Asked query={status}>
      {(now) => {
        if (now.wiping) return <WipedPage status={now} wiping={now.wiping} />;
        if (now.vault === 'none') return <WelcomePage status={now} />;
        if (now.awaitsAgreement) return <RestorePage status={now} />;
        if (now.vault === 'locked') return <SignInPage status={now} />;
        return (
          <Asked query={session}>
            {(current) =>
              current ? (
                <SessionProvider key={current.userId} session={current}>
                  <Frame />
                </SessionProvider>
              ) : (
                <SignInPage status={now} />
              )
            }
          </Asked>
        );
      }}
    </Asked>
  );
}
