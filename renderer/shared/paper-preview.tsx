import { App, Button, Flex, Select, Checkbox } from 'antd';
import { useState, type ReactElement } from 'react';
import { call } from '../app/bridge.ts';
import { useJob } from '../app/jobs.ts';
import { useMutationProcedure, useProcedure } from '../app/queries.ts';
import { PdfPages } from '../pdf/pdf-pages.tsx';
import { FailureAlert } from './failure-alert.tsx';
import { NumberInput } from './number-input.tsx';
import { Asked } from './states.tsx';
import { useWordOutput } from './word-output.tsx';

interface Props {
  readonly document: string;
  /** Suggested file name without its ending. */
  readonly name: string;
  /** Whether it may be gone on with in Word. */
  readonly word?: boolean;
}

/** What will be printed, exactly; prints it or saves it as PDF where there is no printer. */
export function PaperPreview({ document, name, word = false }: Props): ReactElement {
  const { message } = App.useApp();
  const pdf = useProcedure('paper.pdf', { document }, { staleTime: Infinity });
  const printers = useProcedure('shell.printers', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const [copies, setCopies] = useState<number | null>(1);
  const [duplex, setDuplex] = useState(false);
  const print = useJob('paper.print');
  const save = useMutationProcedure('paper.savePdf', ['paper']);
  const toWord = useWordOutput(document, name);
  const list = printers.data?.printers ?? [];
  const printer = chosen ?? list.find((one) => one.isDefault)?.name ?? list[0]?.name ?? null;

  const saveAs = async (): Promise<void> => {
    const file = await call('shell.pickSave', { purpose: 'pdf', suggestedName: `${name}.pdf` });
    if (!file) return;
    save.mutate(
      { document, file: file.token },
      { onSuccess: () => void message.success(`已保存为“${file.name}”。`) },
    );
  };
  const send = async (): Promise<void> => {
    if (printer === null || copies === null) return;
    if (await print.run({ document, printer, copies, duplex })) void message.success('已送打印机。');
  };
  return (
    <>
      <Flex gap="small" align="center" wrap className="paper-tools">
        {list.length === 0 && !printers.isPending ? (
          <span>本机没有安装打印机，可以保存为PDF后到别处打印。</span>
        ) : (
          <>
            <Select
              aria-label="打印机"
              className="printer-select"
              value={printer}
              onChange={setChosen}
              options={list.map((one) => ({ value: one.name, label: one.label }))}
            />
            <div>
              <NumberInput
                short
                required
                label="份数"
                suffix="份"
                min={1}
                max={99}
                value={copies}
                onChange={setCopies}
                onUnread={() => setCopies(null)}
              />
            </div>
            <Checkbox checked={duplex} onChange={({ target }) => setDuplex(target.checked)}>
              双面
            </Checkbox>
            <Button
              type="primary"
              disabled={printer === null || copies === null}
              loading={print.running}
              onClick={() => void send()}
            >
              打印
            </Button>
          </>
        )}
        <Button loading={save.isPending} onClick={() => void saveAs()}>
          保存为PDF
        </Button>
        {word ? toWord.button : null}
      </Flex>
      {print.failure ? <FailureAlert error={print.failure} onClose={print.clear} /> : null}
      {toWord.state}
      {save.error ? <FailureAlert error={save.error} /> : null}
      <Asked query={pdf}>{({ content }) => <PdfPages content={content} />}</Asked>
    </>
  );
}
