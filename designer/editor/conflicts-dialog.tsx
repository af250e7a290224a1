import { Button, Modal } from '@mantine/core';
import type { Field } from '../inspector/form.ts';
import { Glyph } from '../kit/glyph.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { conflictTexts as texts } from '../texts/conflicts.ts';
import { linesOf, placeOf } from './conflict-words.ts';
import classes from './conflicts.module.css';
import { settingFields } from './setting-fields.ts';

/** Fields that somebody else changed at the same time: both values side by side, one choice per field. It cannot be passed by, so nothing is lost unseen. */
export function ConflictsDialog() {
  const { document, catalog } = useEditor();
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
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={texts.title(conflicts.length)}
      size={820}
    >
      <p className={classes.intro}>{texts.intro}</p>
      <div className={classes.table}>
        {conflicts.map((conflict) => {
          const { title: place, field } = placeOf(flow, conflict, catalog, settingFields);
          return (
            <section key={conflict.path.join('/')} className={classes.field} aria-label={place}>
              <h3 className={classes.place}>{place}</h3>
              <Side
                title={texts.yours}
                field={field}
                value={conflict.mine}
                other={conflict.theirs}
                action={texts.keepYours}
                onChoose={() => document.settle(conflict, 'mine')}
              />
              <Side
                title={texts.theirs}
                field={field}
                value={conflict.theirs}
                other={conflict.mine}
                action={texts.keepTheirs}
                onChoose={() => document.settle(conflict, 'theirs')}
              />
            </section>
          );
        })}
      </div>
      {conflicts.length > 1 && (
        <div className={classes.all}>
          <Button onClick={() => settleAll('mine')}>{texts.keepAllYours}</Button>
          <Button onClick={() => settleAll('theirs')}>{texts.keepAllTheirs}</Button>
        </div>
      )}
    </Modal>
  );
}

type SideProps = { title: string; field: Field | undefined; value: unknown; other: unknown; action: string; onChoose: () => void };

function Side({ title, field, value, other, action, onChoose }: SideProps) {
  return (
    <div className={classes.side}>
      <span className={classes.label}>{title}</span>
      <pre className={classes.value}>
        {linesOf(value, other, field).map(({ text, isOwn }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a fixed text never move
          <span key={index} className={classes.line} data-own={isOwn || undefined}>
            {text === '' ? ' ' : text}
          </span>
        ))}
      </pre>
      <Button size="xs" leftSection={<Glyph name="check" size={14} />} onClick={onChoose}>
        {action}
      </Button>
    </div>
  );
}
