import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { useMemo } from 'react';
import { CopyButton } from '../kit/copy-button.tsx';
import { JsonText } from '../kit/json/json-text.tsx';
import { printJson } from '../kit/json/json-tokens.ts';
import { referenceTexts as texts } from '../texts/reference.ts';
import classes from './reference.module.css';

/** An example of a definition: which parts it has depends on the kind of step. */
export type Example = {
  readonly title: string;
  readonly config: Record<string, unknown>;
  readonly fails?: readonly string[];
  readonly [part: string]: unknown;
};

/** With these settings, given this, the step gives that. */
export function TypeExample({ example, descriptor }: { example: Example; descriptor: NodeDescriptor }) {
  const given = example.items ?? example.item ?? example.message;
  const step = useMemo(() => asClipboard(example, descriptor), [example, descriptor]);
  return (
    <section className={classes.example} aria-label={example.title}>
      <header className={classes.exampleHead}>
        <h4>{example.title}</h4>
        {example.fails !== undefined && example.fails.length > 0 && (
          <span className={classes.hint}>{texts.exampleFails(example.fails.join(', '))}</span>
        )}
        <CopyButton text={step} label={texts.copyExample} />
      </header>
      <div className={classes.exampleParts}>
        <Part title={texts.exampleSettings} value={example.config} />
        <Part title={texts.exampleGiven} value={given} />
        <Part title={texts.exampleGives} value={example.emits} />
      </div>
    </section>
  );
}

function Part({ title, value }: { title: string; value: unknown }) {
  const text = useMemo(() => (value === undefined ? null : printJson(value)), [value]);
  if (text === null) return null;
  return (
    <div className={classes.examplePart}>
      <div className={classes.examplePartTitle}>{title}</div>
      <div className={classes.json} style={{ height: Math.min(320, text.split('\n').length * 18 + 16) }}>
        <JsonText text={text} label={title} />
      </div>
    </div>
  );
}

/** The step as the canvas takes it from the clipboard. */
function asClipboard(example: Example, { type, version, title }: NodeDescriptor): string {
  return printJson({ crossdock: 'steps', nodes: [{ id: 'example', type, version, name: title, config: example.config }], edges: [] });
}
