import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactElement,
  type ReactNode,
} from 'react';
import { call } from './bridge.ts';
import { themeOf, type Density, type Zoom } from './theme.ts';

interface Appearance {
  readonly density: Density;
  readonly zoom: Zoom;
  readonly setDensity: (density: Density) => void;
  readonly setZoom: (zoom: Zoom) => void;
}

const AppearanceContext = createContext<Appearance | null>(null);

export function useAppearance(): Appearance {
  const appearance = useContext(AppearanceContext);
  if (!appearance) throw new Error('appearance is provided at the root');
  return appearance;
}

const stillness = '(prefers-reduced-motion: reduce)';

/** Whether the system shows animations; they are switched off on old PCs, and by people whom they disturb. */
const useMotion = (): boolean =>
  useSyncExternalStore(watchMotion, () => !window.matchMedia(stillness).matches);

function watchMotion(changed: () => void): () => void {
  const wish = window.matchMedia(stillness);
  wish.addEventListener('change', changed);
  return () => wish.removeEventListener('change', changed);
}

/** Language, theme, density and zoom of the whole window; also before anyone has signed in. */
export function AppearanceProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [density, setDensity] = useState<Density>('standard');
  const [zoom, setZoom] = useState<Zoom>(100);
  const motion = useMotion();
  useEffect(() => {
    void call('shell.zoom', { percent: zoom }).catch(() => undefined);
  }, [zoom]);
  useEffect(() => {
    document.documentElement.dataset['density'] = density;
  }, [density]);
  const appearance = useMemo(() => ({ density, zoom, setDensity, setZoom }), [density, zoom]);
  return (
    <AppearanceContext value={appearance}>
      <ConfigProvider
        locale={zhCN}
        theme={themeOf(density, motion)}
        componentSize={density === 'compact' ? 'small' : 'medium'}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        <AntApp message={{ maxCount: 1, duration: 3 }} component={false}>
          {children}
        </AntApp>
      </ConfigProvider>
    </AppearanceContext>
  );
}
