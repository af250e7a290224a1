import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import { FieldPicker } from './field-picker.tsx';
import { expressionOf, nameOf, type SampleField } from './sample-fields.ts';
import classes from './screen.module.css';
import { newRow } from './table.ts';
import type { TableModel } from './use-table.ts';

/** Which fields of a sample decide: each becomes a condition, with one result beside them. */
export function StartDialog({ model, record, onClose }: { model: TableModel; record: unknown; onClose: () => void }) {
  const [fields, setFields] = useState<readonly SampleField[]>([]);
  const chosen = new Set(fields.map(({ path }) => path));
  const toggle = (field: SampleField) =>
    setFields(chosen.has(field.path) ? fields.filter(({ path }) => path !== field.path) : [...fields, field]);
  const start = () => {
    const inputs = [
      ...model.table.inputs,
      ...fields.map(({ path, type }) => ({ label: nameOf(path), value: expressionOf(path), type, unit: '', allowed: '' })),
    ];
    const outputs =
      model.table.outputs.length > 0 ? model.table.outputs : [{ name: 'result', type: 'text' as const, unit: '', allowed: '' }];
    const rows =
      model.table.rows.length > 0
        ? model.table.rows.map((row) => ({ ...row, when: [...row.when, ...fields.map(() => '-')] }))
        : [newRow({ inputs, outputs })];
    model.change({ inputs, outputs, rows }, texts.act.start);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={texts.startTitle} size={520}>
      <FieldPicker record={record} chosen={chosen} onPick={toggle} />
      <div className={classes.importFoot}>
        <Button onClick={onClose}>{texts.cancel}</Button>
        <Button variant="filled" disabled={fields.length === 0} onClick={start}>
          {texts.startButton(fields.length)}
        </Button>
      </div>
    </Modal>
  );
}
