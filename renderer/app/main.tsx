import { QueryClientProvider } from '@tanstack/react-query';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import '../styles/base.css';
import '../styles/frame.css';
import '../styles/panels.css';
import '../styles/session.css';
import '../styles/dashboard.css';
import '../styles/pdf.css';
import '../styles/lists.css';
import '../styles/search.css';
import '../styles/forms.css';
import '../styles/details.css';
import '../styles/import.css';
import { AppearanceProvider } from './appearance.tsx';
import { Gate } from './gate.tsx';
import { createQueryClient } from './queries.ts';
import { refuseStrayDrops } from './stray-drops.ts';
import { ErrorBoundary } from '../shared/error-boundary.tsx';

dayjs.locale('zh-cn');
refuseStrayDrops(window);

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');
createRoot(root).render(
  <StrictMode>
    <AppearanceProvider>
      <ErrorBoundary resetKey="window">
        <QueryClientProvider client={createQueryClient()}>
          <Router hook={useHashLocation}>
            <Gate />
          </Router>
        </QueryClientProvider>
      </ErrorBoundary>
    </AppearanceProvider>
  </StrictMode>,
);
