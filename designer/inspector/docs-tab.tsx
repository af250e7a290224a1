import type { FlowNode } from '@crossdock/flows/document/flow';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { Glyph } from '../kit/glyph.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { inspectorTexts } from '../texts/inspector.ts';
import classes from './inspector.module.css';
import { Prose } from './prose.tsx';

type Example = { readonly title: string; readonly config: Record<string, unknown>; readonly [part: string]: unknown };
const texts = inspectorTexts.docs;

/** Help and examples of a type, from its definition. */
export function DocsTab({ node, descriptor }: { node: FlowNode; descriptor: NodeDescriptor }) {
  const { document, view } = useEditor();
  const examples = descriptor.examples as readonly Example[];
  return (
    <div className={classes.docs}>
      <p className={classes.lead}>{descriptor.summary}.</p>
      <Prose text={descriptor.help} />
      <Link className={classes.reference} href={`/reference/${encodeURIComponent(descriptor.type)}`}>
        <Glyph name="book-2" size={14} />
        {texts.reference}
      </Link>
      {examples.map((example) => (
        <section key={example.title} className={classes.example}>
          <header className={classes.exampleHead}>
            <h4>{example.title}</h4>
            <Button
              size="xs"
              onClick={() => {
                document.change([{ op: 'replace-config', node: node.id, config: example.config }], {
                  title: texts.exampleTitle(example.title),
                });
                view.setState({ tab: 'settings' });
              }}
            >
              {texts.useExample}
            </Button>
          </header>
          <div className={classes.exampleParts}>
            <Part title={texts.settings} value={example.config} />
            <Part title={texts.given} value={example.items ?? example.item ?? example.message} />
            <Part title={texts.gives} value={example.emits} />
          </div>
        </section>
      ))}
    </div>
  );
}

function Part({ title, value }: { title: string; value: unknown }) {
  if (value === undefined) return null;
  return (
    <div>
      <div className={classes.partTitle}>{title}</div>
      <pre className={classes.code}>{JSON.stringify(value, null, 2)}</pre>
    </div>
  );
}
