import { createContext, useContext, useState, type ReactElement, type ReactNode } from 'react';
import { useSession } from '../../app/session.tsx';
import { todayInChina } from '../../shared/format.ts';
import { periodOf } from '../../shared/periods.ts';
import type { Parameters } from './report-parameters.tsx';

type Memory = readonly [Parameters, (parameters: Parameters) => void];

const MemoryContext = createContext<Memory | null>(null);

/** Keeps which report was asked for while the letters behind its numbers are looked at. */
export function ReportMemory({ children }: { readonly children: ReactNode }): ReactElement {
  const { office } = useSession();
  const memory = useState<Parameters>(() => ({
    report: 'R-01',
    ...periodOf('year', todayInChina()),
    rows: office.level === 'CITY' ? 'office' : 'month',
    offices: null,
  }));
  return <MemoryContext value={memory}>{children}</MemoryContext>;
}

export function useReportParameters(): Memory {
  const memory = useContext(MemoryContext);
  if (!memory) throw new Error('reports stand inside the frame');
  return memory;
}
