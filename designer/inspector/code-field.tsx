import { lazy, Suspense } from 'react';
import classes from './code-field.module.css';
import { type CodeFieldProps, editorHeight } from './code-field-props.ts';

const CodeEditor = lazy(async () => ({ default: (await import('./code-editor.tsx')).CodeEditor }));

/** A program or a document, to be written. */
export function CodeField(props: CodeFieldProps) {
  const { label, isLabelHidden = false, rows, error = null } = props;
  return (
    <div className={classes.root}>
      {!isLabelHidden && <span className={classes.label}>{label}</span>}
      <Suspense fallback={<div className={classes.editor} style={editorHeight(rows)} />}>
        <CodeEditor {...props} />
      </Suspense>
      {error !== null && <p className={classes.error}>{error}</p>}
    </div>
  );
}
