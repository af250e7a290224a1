import { Checkbox, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Contract } from '../server/shapes.ts';
import { contractTexts } from '../texts/contracts.ts';
import { ChangeLines } from './change-lines.tsx';
import classes from './contracts.module.css';
import { type DiffRow, diffRows, documentChanges } from './diff-rows.ts';

const texts = contractTexts.diff;

/** A version beside an earlier one: all fields in one tree, with what became of each. */
export function ContractDiff({ contract, earlier }: { contract: Contract; earlier: readonly Contract[] }) {
  const [chosen, setChosen] = useState(earlier[0]?.name ?? null);
  const [isWhole, setWhole] = useState(false);
  const before = earlier.find(({ name }) => name === chosen) ?? earlier[0];
  const rows = useMemo(() => (before ? diffRows(before.schema, contract.schema) : []), [before, contract]);
  const whole = useMemo(() => (before ? documentChanges(before.schema, contract.schema) : []), [before, contract]);
  if (!before) return <p className={classes.hint}>{contractTexts.view.firstVersion}</p>;
  const shown = isWhole ? rows : rows.filter((row, i) => row.state !== 'same' || leadsToChange(rows, i));
  return (
    <>
      <div className={classes.diffBar}>
        <Select
          size="xs"
          label={texts.against}
          className={classes.diffSelect ?? ''}
          data={earlier.map(({ name }) => name)}
          value={before.name}
          allowDeselect={false}
          onChange={setChosen}
        />
        <Checkbox label={texts.whole} checked={isWhole} onChange={(event) => setWhole(event.currentTarget.checked)} />
      </div>
      {whole.length > 0 && <ChangeLines changes={whole} />}
      {shown.length === 0 && whole.length === 0 && <p className={classes.hint}>{contractTexts.view.noChanges}</p>}
      {shown.length > 0 && (
        <table className={classes.table} aria-label={texts.label(before.name, contract.name)}>
          <thead>
            <tr>
              <th>{contractTexts.view.field}</th>
              <th>{contractTexts.view.type}</th>
              <th>{texts.change}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <DiffLine key={`${row.state}/${row.row.path}`} {...row} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function DiffLine({ state, row, changes }: DiffRow) {
  const isBreaking = changes.some(({ kind }) => kind === 'breaking');
  return (
    <tr className={classes.diffRow} data-state={state}>
      <td style={{ paddingLeft: 16 + row.depth * 16 }} title={row.path}>
        <span className={classes.field}>
          {state === 'removed' ? <del>{row.name}</del> : state === 'added' ? <ins>{row.name}</ins> : row.name}
        </span>
      </td>
      <td className={classes.type}>{row.type}</td>
      <td>
        {changes.length === 0 ? (
          texts.states[state]
        ) : (
          <span data-kind={isBreaking ? 'breaking' : 'compatible'} className={classes.became}>
            {changes.map(({ message }) => message).join('; ')}
          </span>
        )}
      </td>
    </tr>
  );
}

/** Whether something below a row changes: it stays, so that one sees where. */
function leadsToChange(rows: readonly DiffRow[], at: number): boolean {
  const depth = rows[at]?.row.depth ?? 0;
  for (let i = at + 1; i < rows.length; i++) {
    const row = rows[i];
    if (!row || row.row.depth <= depth) return false;
    if (row.state !== 'same') return true;
  }
  return false;
}
