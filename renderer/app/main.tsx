import { QueryClientProvider } from '@tanstack/react-query';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import './app.css';
import { AppearanceProvider } from './appearance.tsx';
import { Gate } from './gate.tsx';
import { createQueryClient } from './queries.ts';
import { ErrorBoundary } from '../shared/error-boundary.tsx';

dayjs.locale('zh-cn');

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
