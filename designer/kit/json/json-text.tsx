import { useMemo } from 'react';
import { VirtualLines } from '../virtual-lines.tsx';
import classes from './json.module.css';
import { jsonTokens } from './json-tokens.ts';

/** Longer lines are cut; the copy button gives them whole. */
const lineAtMost = 2000;

/** Text in mono, coloured when it is JSON, of which only the lines in view are drawn. */
export function JsonText({ text, label, isJson = true }: { text: string; label: string; isJson?: boolean }) {
  const lines = useMemo(() => text.split('\n'), [text]);
  const longest = useMemo(
    () =>
      Math.min(
        lineAtMost,
        lines.reduce((most, line) => Math.max(most, line.length), 0),
      ),
    [lines],
  );
  return (
    <VirtualLines
      count={lines.length}
      lineHeight={18}
      label={label}
      minWidth={24 + longest * 7}
      className={classes.text}
      renderLine={(index) => {
        const line = lines[index]?.slice(0, lineAtMost) ?? '';
        return <div className={classes.textLine}>{isJson ? <Coloured line={line} /> : line}</div>;
      }}
    />
  );
}

function Coloured({ line }: { line: string }) {
  return jsonTokens(line).map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line have no other identity
    <span key={index} data-kind={token.kind}>
      {token.text}
    </span>
  ));
}
