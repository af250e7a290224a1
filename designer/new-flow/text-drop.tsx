import { Textarea } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import classes from './new-flow.module.css';

type Props = { label: string; placeholder: string; help?: string; value: string; onChange: (text: string) => void };

/** A field for a document: typed, pasted, or dropped as a file. */
export function TextDrop({ label, placeholder, help, value, onChange }: Props) {
  const [isOver, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) void file.text().then(onChange);
    else onChange(event.dataTransfer.getData('text'));
  };
  return (
    <Textarea
      label={label}
      {...(help !== undefined && { description: help })}
      placeholder={placeholder}
      rows={16}
      value={value}
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={classes.drop ?? ''}
      data-over={isOver || undefined}
    />
  );
}
