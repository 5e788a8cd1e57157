import { Collapse, Row } from 'antd';
import type { ReactElement } from 'react';
import type { NamedCause } from '../../../domain/named-cause.ts';
import type { Proposal } from '../../../domain/proposal.ts';
import type { Value } from '../../../domain/register.ts';
import type { Labels } from '../labels.ts';
import { ChildEditor } from './child-editor.tsx';
import { FormField } from './form-field.tsx';
import type { FormSection } from './form-plan.ts';
import type { Problems } from './form-problems.ts';
import { isBlank, isBlankRow, type FormContent } from './form-state.ts';
import { Hint, ProposalHint } from './proposal-hint.tsx';

interface Props {
  readonly sections: readonly FormSection[];
  readonly content: FormContent;
  readonly proposals: readonly Proposal[];
  /** What records named in the form give cause for. */
  readonly causes: readonly NamedCause[];
  readonly labels: Labels;
  /** Names of the record's attachments, among which some fields are chosen; a new record has none. */
  readonly attachments: readonly string[];
  readonly problems: Problems;
  /** Fields and child tables that stand here to be read only. */
  readonly fixed: ReadonlySet<string>;
  /** Of these, what can be emptied, with the label of what opens it. */
  readonly clearable: ReadonlyMap<string, string>;
  /** Child tables whose rows are masked. */
  readonly masked: readonly string[];
  /** The field at which the form is opened: its section is not folded. */
  readonly at: string | undefined;
  readonly onReveal: ((child: string) => void) | null;
  readonly onChange: (path: string, value: Value) => void;
  readonly onLeave: (path: string, problem?: string) => void;
  readonly onAdd: (child: string, rowId: string) => void;
  readonly onRemove: (child: string, rowId: string) => void;
}

/** The sections of the form, one panel each; those the workflow fills in are folded. */
export function FormSections(props: Props): ReactElement {
  const { sections, content, problems } = props;
  return (
    <>
      {sections.map((section) => {
        if (!section.folded) {
          return (
            <section key={section.title} className="panel form-section">
              <h2>{section.title}</h2>
              <SectionBody {...props} section={section} />
            </section>
          );
        }
        const open =
          section.fields.some(
            ({ key }) => key === props.at || !isBlank(content.values[key]) || problems[key] !== undefined,
          ) || section.children.some(({ key }) => (content.children[key] ?? []).length > 0);
        return (
          <Collapse
            key={section.title}
            className="panel-collapse"
            size="small"
            defaultActiveKey={open ? ['body'] : []}
            items={[
              {
                key: 'body',
                label: `${section.title}（一般在办理中填写）`,
                children: <SectionBody {...props} section={section} />,
              },
            ]}
          />
        );
      })}
    </>
  );
}

function SectionBody(props: Props & { readonly section: FormSection }): ReactElement {
  const { section, content, labels, problems, fixed, clearable, onChange, onLeave } = props;
  const take = (key: string, value: Value): void => {
    onChange(key, value);
    onLeave(key);
  };
  return (
    <>
      {props.proposals
        .filter((proposal) => proposal.section === section.title)
        .map((proposal) => (
          <ProposalHint
            key={proposal.key}
            proposal={proposal}
            fields={section.fields}
            content={content}
            onTake={take}
          />
        ))}
      {props.causes
        .filter(({ fills }) => section.fields.some(({ key }) => key === fills))
        .map(({ key, text, fills }) => (
          <Hint key={key} text={text} values={{ [fills]: true }} onTake={take} />
        ))}
      {section.fields.length > 0 ? (
        <Row gutter={[12, 10]}>
          {section.fields.map((field) => (
            <FormField
              key={field.key}
              field={field}
              path={field.key}
              value={content.values[field.key] ?? null}
              parent={content.values[field.narrowedBy ?? ''] ?? null}
              labels={labels}
              attachments={props.attachments}
              problem={problems[field.key]}
              disabled={fixed.has(field.key)}
              opener={clearable.get(field.key)}
              required={field.required === true}
              defaultSpan={8}
              onChange={onChange}
              onLeave={onLeave}
            />
          ))}
        </Row>
      ) : null}
      {section.children.map((child) => {
        const rows = content.children[child.key] ?? [];
        return (
          <ChildEditor
            key={child.key}
            child={child}
            rows={rows}
            around={content.values}
            labels={labels}
            problems={lineProblems(problems, child.key, rows)}
            masked={props.masked.includes(child.key)}
            fixed={fixed.has(child.key)}
            opener={clearable.get(child.key)}
            onReveal={props.onReveal ? () => props.onReveal?.(child.key) : null}
            onCell={onChange}
            onLeave={onLeave}
            onAdd={(rowId) => props.onAdd(child.key, rowId)}
            onRemove={(rowId) => props.onRemove(child.key, rowId)}
          />
        );
      })}
    </>
  );
}

/** Problems come by the line's place among the lines that are sent; lines are drawn by their id. */
export function lineProblems(
  problems: Problems,
  child: string,
  rows: FormContent['children'][string],
): Readonly<Record<string, string>> {
  const sent = rows.filter((row) => !isBlankRow(row));
  return Object.fromEntries(
    Object.entries(problems).flatMap(([path, text]) => {
      const [table, index, key] = path.split('.');
      const row = table === child ? sent[Number(index)] : undefined;
      return row && key ? [[`${row.rowId}.${key}`, text]] : [];
    }),
  );
}
