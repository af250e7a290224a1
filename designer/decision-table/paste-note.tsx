import { Button } from '@mantine/core';
import { Note } from '../kit/note.tsx';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import type { PasteNote as Given, Grid } from './grid/use-grid.ts';

/** What a paste did with numbers, cells it could not read and cells that had no place. */
export function PasteNote({ note, grid }: { note: Given; grid: Grid }) {
  const { reading, again } = note;
  return (
    <Note
      family={note.faults > 0 || note.outside > 0 ? 'warn' : 'info'}
      icon={note.faults > 0 || note.outside > 0 ? 'alert-triangle' : 'bulb'}
      action={
        <>
          {reading && again && (
            <Button size="xs" onClick={() => again(reading.kind === 'comma' ? 'point' : 'comma')}>
              {reading.kind === 'comma' ? texts.readAsPoint : texts.readAsComma(reading.example[1])}
            </Button>
          )}
          <Button size="xs" variant="subtle" onClick={() => grid.setNote(null)}>
            {texts.dismiss}
          </Button>
        </>
      }
    >
      {reading?.kind === 'comma' && <div>{texts.pasteComma(reading.cells, ...reading.example)}</div>}
      {reading?.kind === 'unclear' && <div>{texts.pasteUnclear(reading.cells, reading.example[0])}</div>}
      {note.faults > 0 && <div>{texts.pasteFaults(note.faults)}</div>}
      {note.outside > 0 && <div>{texts.pasteOutside(note.outside)}</div>}
    </Note>
  );
}
