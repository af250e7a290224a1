import { linesOf, type MapLine } from '@crossdock/flows/mapping/map-line';
import { Modal, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { CopyButton } from '../kit/copy-button.tsx';
import { JsonText } from '../kit/json/json-text.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import classes from './mapper.module.css';
import { useMapper, useMapperState } from './mapper-context.tsx';

const texts = mapperTexts.code;

/** The lines as the document holds them. */
export function CodeDialog() {
  const { state, fields } = useMapper();
  const isOpen = useMapperState((now) => now.isCodeOpen);
  const [as, setAs] = useState('lines');
  const json = useMemo(() => (isOpen ? JSON.stringify(fields, null, 2) : ''), [isOpen, fields]);
  const text = useMemo(() => (isOpen ? linesText(linesOf(fields)) : ''), [isOpen, fields]);
  return (
    <Modal opened={isOpen} onClose={() => state.setState({ isCodeOpen: false })} title={texts.title} size={860}>
      <p className={classes.hint}>{texts.help}</p>
      <div className={classes.codeHead}>
        <SegmentedControl
          size="xs"
          aria-label={texts.title}
          value={as}
          onChange={setAs}
          data={[
            { value: 'lines', label: texts.lines },
            { value: 'json', label: texts.json },
          ]}
        />
        <CopyButton text={json} label={texts.copy} />
      </div>
      <div className={classes.code}>
        <JsonText text={as === 'json' ? json : text} label={texts.title} isJson={as === 'json'} />
      </div>
    </Modal>
  );
}

/** One line each: `target = value`, indented inside loops. */
function linesText(lines: readonly MapLine[], indent = ''): string {
  return lines
    .map((line) => {
      const condition = line.when === undefined ? '' : `   if ${code(line.when)}`;
      const missing = line.whenMissing === undefined || line.whenMissing === 'omit' ? '' : `   without a value: ${line.whenMissing}`;
      const each = line.each === undefined ? '' : ` for each of ${code(line.each)}`;
      const value = line.fields ? '' : ` = ${code(line.value)}`;
      const inner = line.fields && line.fields.length > 0 ? `\n${linesText(line.fields, `${indent}    `)}` : '';
      return `${indent}${line.target}${each}${value}${condition}${missing}${inner}`;
    })
    .join('\n');
}

function code(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? '';
  const alone = /^\s*\{\{((?:(?!\}\}).)*)\}\}\s*$/s.exec(value)?.[1];
  return alone === undefined ? JSON.stringify(value) : alone.trim();
}
