import type { Flow } from '@crossdock/flows/document/flow';
import { Button, Modal } from '@mantine/core';
import { words } from '../inspector/form.ts';
import { countOf } from '../kit/format.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import type { Conflict } from '../state/merge.ts';
import classes from './conflicts.module.css';

/** Fields that somebody else changed at the same time: both values side by side, one choice per field. */
export function ConflictsDialog() {
  const { document } = useEditor();
  const conflicts = useDocument((state) => state.conflicts);
  const flow = useDocument((state) => state.flow);
  const settleAll = (choice: 'mine' | 'theirs') => {
    for (const conflict of conflicts) document.settle(conflict, choice);
  };
  return (
    <Modal
      opened={conflicts.length > 0}
      onClose={() => {}}
      withCloseButton={false}
      title={`${countOf(conflicts.length, 'field')} changed on both sides`}
      size={760}
    >
      <p className={classes.intro}>
        Somebody else edited this flow while your changes were on their way. Everything else was joined; choose one value per field here.
      </p>
      <div className={classes.table}>
        {conflicts.map((conflict) => (
          <section key={conflict.path.join('/')} className={classes.field} aria-label={placeOf(flow, conflict)}>
            <h3 className={classes.place}>{placeOf(flow, conflict)}</h3>
            <Side title="Yours" value={conflict.mine} action="Keep yours" onChoose={() => document.settle(conflict, 'mine')} />
            <Side title="Theirs" value={conflict.theirs} action="Keep theirs" onChoose={() => document.settle(conflict, 'theirs')} />
          </section>
        ))}
      </div>
      {conflicts.length > 1 && (
        <div className={classes.all}>
          <Button onClick={() => settleAll('mine')}>Keep all of yours</Button>
          <Button onClick={() => settleAll('theirs')}>Keep all of theirs</Button>
        </div>
      )}
    </Modal>
  );
}

function Side({ title, value, action, onChoose }: { title: string; value: unknown; action: string; onChoose: () => void }) {
  return (
    <div className={classes.side}>
      <span className={classes.label}>{title}</span>
      <pre className={classes.value}>
        {value === undefined ? 'deleted' : typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
      </pre>
      <Button size="xs" onClick={onChoose}>
        {action}
      </Button>
    </div>
  );
}

/** Where a conflict is, in words: "Map to order: fields". */
function placeOf(flow: Flow, { path, mine, theirs }: Conflict): string {
  const [part, id, ...rest] = path;
  if (part !== 'nodes') return path.map(words).join(', ');
  const node = flow.nodes.find((candidate) => candidate.id === id) ?? ((mine ?? theirs) as { name?: string } | undefined);
  const field = rest.filter((key) => key !== 'config').map(words);
  return [node?.name ?? id, field.join(', ') || 'the whole step'].join(': ');
}
