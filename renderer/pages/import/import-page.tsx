import { Flex, Select, Steps } from 'antd';
import { useEffect, useRef, useState, type ReactElement, type RefObject } from 'react';
import { mayOn } from '../../../domain/access/permissions.ts';
import type { Register } from '../../../domain/register.ts';
import { registerOf, registers, type RegisterId } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useAskedAgain } from '../../app/asked-again.ts';
import { call } from '../../app/bridge.ts';
import { useSession } from '../../app/session.tsx';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { FileStep } from './file-step.tsx';
import { ResultStep } from './result-step.tsx';
import { SheetStep } from './sheet-step.tsx';
import { TrialStep } from './trial-step.tsx';

export type OpenedFile = Output<'import.open'>;
export type ReadSheet = Output<'import.sheet'> & { readonly name: string };
export type Counts = Output<'import.check'>['counts'];
/** What came of an import, and of how many records the sheet claimed what only steps establish. */
export type Imported = Output<'import.commit'> & Pick<Counts, 'claims'>;

const steps = ['选文件', '工作表与表头', '列对应', '校验', '试算', '导入结果'];

/** 表格导入. Nothing is written before the last step, and then everything in one transaction. */
export function ImportPage({ register: fixed }: { readonly register: RegisterId | null }): ReactElement {
  const { importable, registerId, setChosen } = useRegisterChoice(fixed);
  const [step, setStep] = useState(0);
  const [file, setFile] = useState<OpenedFile | null>(null);
  const [sheet, setSheet] = useState<ReadSheet | null>(null);
  const [checked, setChecked] = useState<Output<'import.check'> | null>(null);
  const [counts, setCounts] = useState<Counts | null>(null);
  const [imported, setImported] = useState<Imported | null>(null);
  const open = useRef<string | null>(null);

  useEffect(() => () => close(open), []);
  const restart = (): void => {
    close(open);
    setFile(null);
    setSheet(null);
    setChecked(null);
    setCounts(null);
    setImported(null);
    setStep(0);
  };
  useAskedAgain(imported !== null, restart);

  return (
    <div className="import-page">
      <ImportHead
        registerId={registerId}
        choices={step === 0 && !fixed ? importable : []}
        named={fixed !== null || importable.length > 1}
        fileName={file?.fileName}
        onChoose={setChosen}
      />
      <Steps size="small" current={step} items={steps.map((title) => ({ title }))} className="wizard-steps" />
      {step === 0 ? (
        <FileStep
          registerId={registerId}
          onOpened={(opened) => {
            open.current = opened.import;
            setFile(opened);
            setStep(1);
          }}
        />
      ) : null}
      {step === 1 && file ? (
        <SheetStep file={file} sheet={sheet} onBack={restart} onRead={setSheet} onNext={() => setStep(2)} />
      ) : null}
      {step === 2 && file && sheet ? (
        <ColumnsStep
          file={file}
          sheet={sheet}
          onBack={() => setStep(1)}
          onChecked={(result) => {
            setChecked(result);
            setCounts(result.counts);
            setStep(3);
          }}
        />
      ) : null}
      {step === 3 && file && checked && counts && sheet ? (
        <CheckStep
          registerId={registerId}
          file={file}
          sheet={sheet}
          counts={counts}
          told={checked}
          onCounts={setCounts}
          onBack={() => setStep(2)}
          onNext={() => setStep(4)}
        />
      ) : null}
      {step === 4 && file && counts ? (
        <TrialStep
          registerId={registerId}
          file={file}
          counts={counts}
          onBack={() => setStep(3)}
          onImported={(result) => {
            setImported(result);
            setStep(5);
          }}
        />
      ) : null}
      {step === 5 && file && imported ? (
        <ResultStep registerId={registerId} file={file} imported={imported} onAgain={restart} />
      ) : null}
    </div>
  );
}

/** Lets the service forget the file that is open, if there is one. */
function close(open: RefObject<string | null>): void {
  if (open.current) void call('import.close', { import: open.current }).catch(() => undefined);
  open.current = null;
}

interface RegisterChoice {
  readonly importable: readonly Choice[];
  readonly registerId: RegisterId;
  readonly setChosen: (register: RegisterId) => void;
}

/** The register of the address, the one chosen, or the first there is. */
function useRegisterChoice(fixed: RegisterId | null): RegisterChoice {
  const importable = useImportable();
  const [chosen, setChosen] = useState<RegisterId | null>(null);
  return { importable, registerId: fixed ?? chosen ?? importable[0]?.id ?? 'petition', setChosen };
}

interface HeadProps {
  readonly registerId: RegisterId;
  /** The registers that can still be chosen; none once a file is open. */
  readonly choices: readonly Choice[];
  readonly named: boolean;
  readonly fileName: string | undefined;
  readonly onChoose: (register: RegisterId) => void;
}

function ImportHead({ registerId, choices, named, fileName, onChoose }: HeadProps): ReactElement {
  return (
    <Flex className="page-head" justify="space-between" align="center">
      <h1 className="page-title">
        表格导入{named ? `　${registerOf(registerId).label}` : ''}
        {fileName === undefined ? '' : `：${fileName}`}
      </h1>
      {choices.length > 1 ? (
        <label className="import-choice">
          导入到
          <Select<RegisterId>
            aria-label="导入到哪个登记簿"
            style={{ width: 220 }}
            value={registerId}
            options={choices.map(({ id, label }) => ({ value: id, label }))}
            onChange={onChoose}
          />
        </label>
      ) : null}
    </Flex>
  );
}

interface Choice {
  readonly id: RegisterId;
  readonly label: string;
}

/** Registers this person may import into; parts come in with their whole. */
function useImportable(): readonly Choice[] {
  const { permissions } = useSession();
  const held = new Set(permissions);
  return registers.filter((register: Register) => !register.partOf && mayOn(held, register, 'import'));
}
