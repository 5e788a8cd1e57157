import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import type { ChildRow, ChildTable, Field, Register } from '../../../domain/register.ts';
import { sectionsOf } from '../../../domain/sections.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { useMayOn } from '../../app/session.tsx';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import { organisationAddress } from '../../pages/target/address.ts';
import { isBlank } from '../form/form-state.ts';
import { textOf, type Labels } from '../labels.ts';
import { RecordLinks } from '../record-link.tsx';
import { RegionName } from '../region-name.tsx';
import { RevealDialog } from '../reveal-dialog.tsx';
import type { LoadedRecord } from './detail-head.tsx';

interface Props {
  readonly register: Register;
  readonly registerId: RegisterId;
  readonly record: LoadedRecord;
  readonly labels: Labels;
}

/** The record's values by section; only what is filled in, and never more of a 径送件 than its envelope. */
export function DetailSections(props: Props): ReactElement {
  const { register, record } = props;
  const blocked = new Set(record.blockedContent);
  return (
    <>
      {sectionsOf(register).map((section) => {
        const fields = register.fields.filter(
          (field) =>
            field.section === section && !blocked.has(field.key) && !isBlank(record.values[field.key]),
        );
        const children = register.children.filter(
          (child) =>
            child.section === section &&
            !blocked.has(child.key) &&
            (record.children[child.key] ?? []).length > 0,
        );
        if (fields.length + children.length === 0) return null;
        return (
          <section key={section} className="panel">
            <h2>{section}</h2>
            <Values labels={props.labels} fields={fields} values={record.values} />
            {children.map((child) => (
              <Child key={child.key} {...props} child={child} rows={record.children[child.key] ?? []} />
            ))}
          </section>
        );
      })}
    </>
  );
}

interface ValuesProps {
  readonly labels: Labels;
  readonly fields: readonly Field[];
  readonly values: ChildRow['values'];
}

function Values({ labels, fields, values }: ValuesProps): ReactElement | null {
  if (fields.length === 0) return null;
  return (
    <dl className="values">
      {fields.map((field) => (
        <div key={field.key} className={isWide(field) ? 'value wide' : 'value'}>
          <dt>{field.label}</dt>
          <dd className={field.type === 'date' || field.type === 'integer' ? 'number' : ''}>
            <ValueText field={field} value={values[field.key]} labels={labels} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function isWide(field: Field): boolean {
  return field.type === 'longText' || field.type === 'codes' || (field.span ?? 8) >= 16;
}

interface ValueProps {
  readonly field: Field;
  readonly value: ChildRow['values'][string] | undefined;
  readonly labels: Labels;
}

function ValueText({ field, value, labels }: ValueProps): ReactElement {
  if (field.type === 'region' && typeof value === 'string') return <RegionName code={value} />;
  if (field.type === 'record' || field.type === 'records') return <RecordLinks field={field} value={value} />;
  if (field.names === 'target' && typeof value === 'string')
    return <a href={`#${organisationAddress(value)}`}>{value}</a>;
  const text = textOf(field, value, labels);
  if (field.type === 'money' && text !== '') return <>{text}元</>;
  return <>{text || '—'}</>;
}

interface ChildProps extends Props {
  readonly child: ChildTable;
  readonly rows: readonly ChildRow[];
}

const revealTime = 120_000;

/** The lines of a child table; sealed ones stay masked until a reason is given, and mask themselves again. */
function Child({ registerId, record, labels, child, rows }: ChildProps): ReactElement {
  const masked = record.maskedChildren.includes(child.key);
  const mayReveal = useMayOn(registerOf(registerId))('revealPetitioner');
  const reveal = useMutationProcedure('records.reveal');
  const [clear, setClear] = useState<readonly ChildRow[] | null>(null);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!clear) return undefined;
    const timer = setTimeout(() => setClear(null), revealTime);
    return () => clearTimeout(timer);
  }, [clear]);
  const shown = clear ?? rows;
  return (
    <div className={clear ? 'child-view revealed' : 'child-view'}>
      <Flex justify="space-between" align="center">
        <h3>
          {child.label}（{rows.length}）
        </h3>
        {masked && mayReveal ? (
          clear ? (
            <Button size="small" icon={<EyeInvisibleOutlined />} onClick={() => setClear(null)}>
              隐去（两分钟后自动隐去）
            </Button>
          ) : (
            <Button size="small" icon={<EyeOutlined />} onClick={() => setAsking(true)}>
              查看
            </Button>
          )
        ) : null}
      </Flex>
      {shown.map((row, index) => (
        <div key={row.rowId} className="child-values">
          <span className="quiet">{index + 1}</span>
          <Values
            labels={labels}
            fields={child.fields.filter((field) => !isBlank(row.values[field.key]))}
            values={row.values}
          />
        </div>
      ))}
      <RevealDialog
        open={asking}
        label={child.label}
        no={record.no}
        busy={reveal.isPending}
        error={reveal.error}
        onClose={() => setAsking(false)}
        onReveal={(reason) =>
          reveal.mutate(
            { register: registerId, id: record.id, child: child.key, reason },
            {
              onSuccess: (result) => {
                setClear(result.rows);
                setAsking(false);
                reveal.reset();
              },
            },
          )
        }
      />
    </div>
  );
}
