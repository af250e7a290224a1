import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTestRun } from '../editor/use-test-run.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import classes from './screen.module.css';
import { StartDialog } from './start-dialog.tsx';
import { newRow } from './table.ts';
import type { TableModel } from './use-table.ts';

/** A table without columns: what it is for, and three ways to begin. */
export function EmptyTable({ model, record, onImport }: { model: TableModel; record: unknown; onImport?: () => void }) {
  const [isStarting, setIsStarting] = useState(false);
  const { run, sample } = useTestRun();
  const startBlank = () => {
    const inputs = [{ label: texts.newCondition, value: '{{  }}', type: 'text' as const, unit: '', allowed: '' }];
    const outputs = [{ name: 'result', type: 'text' as const, unit: '', allowed: '' }];
    model.change({ inputs, outputs, rows: [newRow({ inputs, outputs })] }, texts.act.start);
  };
  return (
    <div className={classes.empty}>
      <EmptyState
        title={texts.emptyTitle}
        action={
          <>
            {record === undefined && sample ? (
              <Button variant="filled" loading={run.isPending} onClick={() => run.mutate({ until: model.node.id, stay: true })}>
                {texts.fieldsOf(sample.name)}
              </Button>
            ) : (
              <Button variant="filled" disabled={record === undefined} onClick={() => setIsStarting(true)}>
                {texts.startFromFields}
              </Button>
            )}
            <Button onClick={startBlank}>{texts.startBlank}</Button>
            {onImport && <Button onClick={onImport}>{texts.importFile}</Button>}
          </>
        }
      >
        {texts.emptyHelp}
      </EmptyState>
      {isStarting && <StartDialog model={model} record={record} onClose={() => setIsStarting(false)} />}
    </div>
  );
}
