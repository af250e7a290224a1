import { Glyph } from '../kit/glyph.tsx';
import type { Contract } from '../server/shapes.ts';
import { contractTexts } from '../texts/contracts.ts';
import classes from './contracts.module.css';

const texts = contractTexts.view;

type Change = Pick<Contract['changes'][number], 'path' | 'kind' | 'message'>;

/** What differs between two versions, what breaks first. */
export function ChangeLines({ changes }: { changes: readonly Change[] }) {
  const sorted = changes.toSorted((a, b) => (a.kind === b.kind ? 0 : a.kind === 'breaking' ? -1 : 1));
  return (
    <ul className={classes.changes}>
      {sorted.map(({ path, kind, message }) => (
        <li key={`${path} ${message}`}>
          <span className={classes.kind} data-kind={kind}>
            <Glyph name={kind === 'breaking' ? 'alert-triangle' : 'check'} size={12} />
            {texts[kind]}
          </span>
          <span>
            <code>{path === '' ? texts.document : path}</code> {message}
          </span>
        </li>
      ))}
    </ul>
  );
}
