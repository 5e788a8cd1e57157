import { PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState, type ReactElement } from 'react';
import { useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import type { FormInfo } from './form-extras.ts';
import { PrintDialog, type PrintSource } from './print-dialog.tsx';

interface Props {
  /** The forms that can be printed here, in this order; those the service does not offer are left out. */
  readonly forms: readonly string[];
  /** Only forms that take this; every one of `forms` otherwise. */
  readonly takes?: readonly FormInfo['takes'][];
  readonly source: PrintSource;
  readonly label?: string;
  readonly disabled?: boolean;
  readonly type?: 'default' | 'primary' | 'link';
}

/** 打印 of one or several official forms; absent for those who may not print. */
export function PrintButton({
  forms,
  takes,
  source,
  label,
  disabled = false,
  type = 'default',
}: Props): ReactElement | null {
  const mayPrint = usePermission('paper.print');
  const known = useProcedure('paper.forms', mayPrint ? {} : null, { staleTime: Infinity });
  const [chosen, setChosen] = useState<FormInfo | null>(null);
  const offered = forms.flatMap(
    (id) => known.data?.forms.find((form) => form.id === id && (takes?.includes(form.takes) ?? true)) ?? [],
  );
  const [only] = offered;
  if (!mayPrint || !only) return null;
  return (
    <>
      {offered.length === 1 ? (
        <Button type={type} icon={<PrinterOutlined />} disabled={disabled} onClick={() => setChosen(only)}>
          {label ?? `打印${only.name}`}
        </Button>
      ) : (
        <Dropdown
          trigger={['click']}
          disabled={disabled}
          menu={{
            items: offered.map((form) => ({
              key: form.id,
              label: form.name,
              onClick: () => setChosen(form),
            })),
          }}
        >
          <Button type={type} icon={<PrinterOutlined />}>
            {label ?? '打印'}
          </Button>
        </Dropdown>
      )}
      {chosen ? <PrintDialog form={chosen} source={source} onClose={() => setChosen(null)} /> : null}
    </>
  );
}
