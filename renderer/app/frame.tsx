import { Layout } from 'antd';
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { z } from 'zod';
import { matchRoute, useLocation, useRouter } from 'wouter';
import { useAppearance } from './appearance.tsx';
import { Header } from './header.tsx';
import { lock } from './lock.ts';
import { Navigation } from './navigation.tsx';
import { usePageFocus } from './page-focus.ts';
import { pagesFor, type Page } from './pages.tsx';
import { usePreference } from './preferences.ts';
import { SavedProvider } from './saved.tsx';
import { useSession } from './session.tsx';
import { ShortcutsSheet, useKeys } from './shortcuts.tsx';
import { StatusLine } from './status-line.tsx';
import { zoomSteps } from './theme.ts';
import { Watermark } from './watermark.tsx';
import { SearchDialog } from '../pages/search/search-dialog.tsx';
import { ChangePasswordDialog } from '../pages/session/change-password-dialog.tsx';
import { SessionNotices } from '../pages/session/session-notices.tsx';
import { ReportMemory } from '../pages/reports/report-memory.tsx';
import { ListStatesProvider } from '../registers/list/list-states.tsx';
import { ErrorBoundary } from '../shared/error-boundary.tsx';
import { Nothing } from '../shared/states.tsx';
import { formatInstant } from '../shared/format.ts';

const appearanceSchema = z.object({
  density: z.enum(['compact', 'standard']),
  zoom: z.literal(zoomSteps),
});

type KeptAppearance = z.infer<typeof appearanceSchema>;
const standardAppearance: KeptAppearance = { density: 'standard', zoom: 100 };

/** Keeps the user's density and zoom between sessions. */
function useKeptAppearance(): void {
  const { density, zoom, setDensity, setZoom } = useAppearance();
  const kept = usePreference('appearance', appearanceSchema, standardAppearance);
  const settled = useRef(false);
  const { ready, value, set } = kept;
  useEffect(() => {
    if (!ready) return;
    const same = density === value.density && zoom === value.zoom;
    if (settled.current) {
      if (!same) set({ density, zoom });
    } else if (same) {
      settled.current = true;
    } else {
      setDensity(value.density);
      setZoom(value.zoom);
    }
  }, [ready, value, set, density, zoom, setDensity, setZoom]);
}

/** The frame of work: navigation, header, page, status line. */
export function Frame(): ReactElement {
  const session = useSession();
  const { zoom, setZoom } = useAppearance();
  const [searching, setSearching] = useState(false);
  const [shortcuts, setShortcuts] = useState(false);
  const [changingPassword, setChangingPassword] = useState(false);
  useKeptAppearance();
  const available = useMemo(() => pagesFor(session), [session]);
  const maySearch = available.some(({ path }) => path === '/');
  const keys = useMemo(() => {
    const at = zoomSteps.indexOf(zoom);
    return {
      'ctrl+k': () => maySearch && setSearching(true),
      'ctrl+l': lock,
      'ctrl+/': () => setShortcuts((open) => !open),
      'ctrl+=': () => setZoom(zoomSteps[at + 1] ?? zoom),
      'ctrl+-': () => setZoom(zoomSteps[Math.max(0, at - 1)] ?? zoom),
      'ctrl+0': () => setZoom(100),
    };
  }, [zoom, setZoom, maySearch]);
  useKeys(keys);

  return (
    <SavedProvider>
      <ListStatesProvider>
        <ReportMemory>
          <Layout className={session.practice ? 'frame practice' : 'frame'}>
            <Navigation pages={available} />
            <Layout>
              <Header
                onSearch={maySearch ? () => setSearching(true) : null}
                onShortcuts={() => setShortcuts(true)}
                onPassword={() => setChangingPassword(true)}
                onLock={lock}
              />
              <SessionNotices onPassword={() => setChangingPassword(true)} />
              <CurrentPage available={available} />
              <StatusLine />
            </Layout>
          </Layout>
          <SearchDialog open={searching} onClose={() => setSearching(false)} />
          <ShortcutsSheet open={shortcuts} onClose={() => setShortcuts(false)} />
          <ChangePasswordDialog
            open={changingPassword || session.mustChangePassword}
            forced={session.mustChangePassword}
            onClose={() => setChangingPassword(false)}
          />
        </ReportMemory>
      </ListStatesProvider>
    </SavedProvider>
  );
}

function CurrentPage({ available }: { readonly available: readonly Page[] }): ReactElement {
  const session = useSession();
  const [location] = useLocation();
  const { parser } = useRouter();
  const [openedAt] = useState(() => formatInstant(Date.now()));
  const place = useRef<HTMLDivElement>(null);
  usePageFocus(place, location);
  const found = available
    .map((page) => ({ page, match: matchRoute(parser, page.path, location) }))
    .find(({ match: [fits, params] }) => fits && !isReserved(params));
  const first = available.find((page) => page.menu);
  const shown =
    found ?? (location === '/' && first ? { page: first, match: [true, {}] as const } : undefined);
  if (!shown) {
    return (
      <Layout.Content className="content">
        <div className="page">
          <Nothing text="没有这个页面，或者您的岗位不能打开它。请从左侧选择。" />
        </div>
      </Layout.Content>
    );
  }
  const { page, match } = shown;
  return (
    <Layout.Content className="content">
      {page.caseData ? (
        <Watermark
          lines={[`${session.name}　${openedAt}`, session.office.name, session.practice ? '练习数据' : '']}
        />
      ) : null}
      <ErrorBoundary resetKey={location}>
        <div className="page" ref={place}>
          {page.render(match[1] ?? {})}
        </div>
      </ErrorBoundary>
    </Layout.Content>
  );
}

/** `new` stands where a record's id would: for who may not open the form it is no record either. */
function isReserved(params: Readonly<Record<string, string | undefined>>): boolean {
  return params['id'] === 'new';
}
