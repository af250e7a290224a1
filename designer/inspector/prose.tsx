import type { ReactNode } from 'react';
import classes from './inspector.module.css';

/** The little Markdown that help texts use: paragraphs, lists, `code` and *emphasis*. */
export function Prose({ text }: { text: string }) {
  const blocks = [...new Set(text.split(/\n\s*\n/).filter((block) => block.trim() !== ''))];
  return blocks.map((block) => {
    const lines = block.split('\n');
    if (lines.every((line) => /^[-*] /.test(line))) return <List key={block} lines={lines} />;
    return (
      <p key={block} className={classes.prose}>
        {inline(lines.join(' '))}
      </p>
    );
  });
}

function List({ lines }: { lines: readonly string[] }) {
  return (
    <ul className={classes.prose}>
      {lines.map((line) => (
        <li key={line}>{inline(line.slice(2))}</li>
      ))}
    </ul>
  );
}

function inline(text: string): ReactNode[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*)/).map((part, index) => {
    // biome-ignore-start lint/suspicious/noArrayIndexKey: the parts of a fixed text never move
    if (part.startsWith('`')) return <code key={index}>{part.slice(1, -1)}</code>;
    if (part.startsWith('**')) return <strong key={index}>{part.slice(2, -2)}</strong>;
    if (part.startsWith('*') && part.length > 2) return <em key={index}>{part.slice(1, -1)}</em>;
    // biome-ignore-end lint/suspicious/noArrayIndexKey: the parts of a fixed text never move
    return part;
  });
}
