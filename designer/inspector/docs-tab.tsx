import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { Button } from '@mantine/core';
import { useEditor, useView } from '../state/editor-context.tsx';
import classes from './inspector.module.css';
import { Prose } from './prose.tsx';

type Example = { readonly title: string; readonly config: Record<string, unknown>; readonly [part: string]: unknown };

/** Help and examples of a type, from its definition. */
export function DocsTab({ descriptor }: { descriptor: NodeDescriptor }) {
  const { document } = useEditor();
  const node = useView((view) => view.selected[0]);
  return (
    <div className={classes.docs}>
      <p className={classes.lead}>{descriptor.summary}.</p>
      <Prose text={descriptor.help} />
      {(descriptor.examples as readonly Example[]).map((example) => (
        <section key={example.title} className={classes.example}>
          <header className={classes.exampleHead}>
            <h4>{example.title}</h4>
            {node !== undefined && (
              <Button
                size="xs"
                onClick={() =>
                  document.change([{ op: 'replace-config', node, config: example.config }], { title: `Use the example "${example.title}"` })
                }
              >
                Use these settings
              </Button>
            )}
          </header>
          <div className={classes.exampleParts}>
            <Part title="Settings" value={example.config} />
            <Part title="Given" value={example.items ?? example.item ?? example.message} />
            <Part title="Gives" value={example.emits} />
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
