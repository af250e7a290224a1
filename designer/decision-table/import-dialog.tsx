import { Button, Checkbox, FileButton, Modal, SegmentedControl, Select } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Note } from '../kit/note.tsx';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import { readCsv } from './clipboard-text.ts';
import { mostRows } from './edit-table.ts';
import { imported, type Target, targetsFor } from './import-plan.ts';
import classes from './screen.module.css';
import type { TableModel } from './use-table.ts';

const previewed = 6;

/** Takes a CSV or TSV file in: first what will come of it, then the button. */
export function ImportDialog({ model, onClose }: { model: TableModel; onClose: () => void }) {
  const [file, setFile] = useState<{ name: string; lines: string[][] } | null>(null);
  const [hasHead, setHasHead] = useState(true);
  const [keepsRows, setKeepsRows] = useState(false);
  const [chosen, setChosen] = useState<readonly Target[] | null>(null);
  const width = Math.max(0, ...(file?.lines.slice(0, 100).map((line) => line.length) ?? []));
  const heads = useMemo(
    () => Array.from({ length: width }, (_, i) => (hasHead ? (file?.lines[0]?.[i] ?? '') : `Column ${i + 1}`)),
    [file, hasHead, width],
  );
  const lines = useMemo(() => (hasHead ? (file?.lines.slice(1) ?? []) : (file?.lines ?? [])), [file, hasHead]);
  const targets = useMemo(() => chosen ?? targetsFor(heads, model.table), [chosen, heads, model.table]);
  const plan = useMemo(
    () => (file ? imported(model.table, { heads, lines }, targets, keepsRows) : null),
    [file, model.table, heads, lines, targets, keepsRows],
  );
  const options = [
    ...model.columns.map(({ title, kind }, i) => ({ value: String(i), label: kind === 'result' ? `${title} (result)` : title })),
    { value: 'condition', label: texts.importNewCondition },
    { value: 'result', label: texts.importNewResult },
    { value: 'skip', label: texts.importSkip },
  ];
  const take = async (given: File | null) => {
    if (!given) return;
    setFile({ name: given.name, lines: readCsv(await given.text()).lines });
    setChosen(null);
  };
  return (
    <Modal opened onClose={onClose} title={texts.importTitle} size={820}>
      <div className={classes.import}>
        <div className={classes.importTop}>
          <FileButton accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values" onChange={(given) => void take(given)}>
            {(props) => (
              <Button {...props} leftSection={<IconUpload size={14} stroke={1.75} />}>
                {file?.name ?? texts.importDrop}
              </Button>
            )}
          </FileButton>
          {file && (
            <>
              <Checkbox
                label={texts.importHead}
                checked={hasHead}
                onChange={(event) => {
                  setHasHead(event.currentTarget.checked);
                  setChosen(null);
                }}
              />
              <SegmentedControl
                value={keepsRows ? 'add' : 'replace'}
                onChange={(next) => setKeepsRows(next === 'add')}
                data={[
                  { value: 'replace', label: texts.importReplace },
                  { value: 'add', label: texts.importAppend },
                ]}
              />
            </>
          )}
        </div>
        {file && lines.length === 0 && (
          <Note family="warn" icon="alert-triangle">
            {texts.importEmpty}
          </Note>
        )}
        {file && plan && lines.length > 0 && (
          <>
            <div className={classes.importScroll}>
              <table className={classes.preview}>
                <caption>{texts.importPreview(Math.min(previewed, lines.length), lines.length)}</caption>
                <thead>
                  <tr>
                    {heads.map((head, i) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position
                      <th key={i} scope="col">
                        <span className={classes.importHead}>{head}</span>
                        <Select
                          size="xs"
                          aria-label={`${texts.importInto}: ${head}`}
                          data={options}
                          value={String(targets[i])}
                          onChange={(next) => {
                            const target: Target = next === 'condition' || next === 'result' || next === 'skip' ? next : Number(next);
                            setChosen(targets.map((old, at) => (at === i ? target : old)));
                          }}
                        />
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {lines.slice(0, previewed).map((line, row) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a line is its position
                    <tr key={row}>
                      {heads.map((_, i) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its position
                        <td key={i} data-skipped={targets[i] === 'skip' || undefined}>
                          {line[i] ?? ''}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {plan.faults > 0 && (
              <Note family="warn" icon="alert-triangle">
                {texts.importFaults(plan.faults)}
              </Note>
            )}
            {plan.cut > 0 && (
              <Note family="warn" icon="alert-triangle">
                {texts.importTooLong(lines.length, mostRows)}
              </Note>
            )}
          </>
        )}
        <div className={classes.importFoot}>
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button
            variant="filled"
            disabled={!plan || plan.rows === 0}
            onClick={() => {
              if (plan) model.change(plan.table, texts.act.import(plan.rows));
              onClose();
            }}
          >
            {texts.importButton(plan?.rows ?? 0)}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
