import type { Stop } from '@crossdock/flows/diff/stops';
import type { Flow } from '@crossdock/flows/document/flow';
import { type ReactNode, useMemo } from 'react';
import { settingFields } from '../editor/setting-fields.ts';
import { failureFields } from '../inspector/failure-tab.tsx';
import { NodeTile } from '../kit/node-tile.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { versionsTexts } from '../texts/versions.ts';
import classes from './change-panel.module.css';
import type { FieldChange } from './fields/field-change.ts';
import { FieldRows } from './fields/field-rows.tsx';
import { flowFields } from './fields/flow-fields.ts';
import { stepFields } from './fields/step-fields.ts';
import type { FlowDiff } from './flow-diff.ts';

type Props = {
  readonly diff: FlowDiff;
  /** The chosen change; undefined where what is chosen does not differ. */
  readonly stop: Stop | undefined;
  /** The chosen step, also one that does not differ. */
  readonly nodeId: string | null;
  /** The names of the sides; null: one flow is shown by itself. */
  readonly sides: readonly [string, string] | null;
  readonly actions?: ReactNode;
};

/** The chosen change, setting by setting. */
export function ChangePanel({ diff, stop, nodeId, sides, actions }: Props) {
  const { catalog } = useEditor();
  const { before, after } = diff;
  const [old, next] = [before, after].map((flow) => flow.nodes.find((node) => node.id === nodeId));
  const node = next ?? old;
  const fields = useMemo(() => {
    if (node) return stepFields({ before: old, after: next, catalog, failureFields });
    const shown = stop ?? (sides === null ? wholeFlow : null);
    return shown ? flowFields(shown, before, after, settingFields) : [];
  }, [node, old, next, catalog, stop, sides, before, after]);
  const isWhole = stop?.part === 'node' && stop.kind !== 'changed';
  const isSingle = sides === null || isWhole || !stop;
  const shown = fields.filter((field) => (isSingle ? isSet(field.before) || isSet(field.after) : field.kind !== 'same'));
  const descriptor = node && catalog.get(node.type, node.version);
  const title = stop?.title ?? node?.name ?? versionsTexts.settings;
  const alone = shown.map((field): FieldChange => {
    const value = field.after ?? field.before;
    return { ...field, kind: 'same', before: value, after: value };
  });
  return (
    <section className={classes.detail} aria-label={title}>
      <header className={classes.head}>
        {node && <NodeTile tile={descriptor?.tile ?? 'routing'} icon={descriptor?.icon ?? 'help-circle'} size={20} />}
        <h3 className={classes.name}>{title}</h3>
        {isWhole && (
          <span className={classes.whole} data-kind={stop.kind}>
            {stop.kind === 'added' ? versionsTexts.wasAdded : versionsTexts.wasRemoved}
          </span>
        )}
        {sides === null && !node && <span className={classes.whole}>{versionsTexts.chooseStep}</span>}
        {sides && node && !stop && <span className={classes.whole}>{versionsTexts.unchangedStep}</span>}
        <span className={classes.actions}>{actions}</span>
      </header>
      <div className={classes.scroll}>
        {stop && <WireChanges stop={stop} />}
        {shown.length > 0 && <FieldRows fields={isSingle ? alone : shown} sides={isSingle ? null : sides} />}
      </div>
    </section>
  );
}

const wholeFlow = { key: 'settings', part: 'settings' } as const;

/** The wires that came and went, in words. */
function WireChanges({ stop }: { stop: Stop }) {
  const wires = stop.changes.filter((change) => change.part === 'edge');
  if (wires.length === 0) return null;
  return (
    <ul className={classes.wires} aria-label={versionsTexts.wires}>
      {wires.map((wire) => (
        <li key={wire.path} data-kind={wire.kind}>
          {wire.kind === 'added' ? versionsTexts.connected(wire.title) : versionsTexts.disconnected(wire.title)}
        </li>
      ))}
    </ul>
  );
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== '';
}

/** The step that a chosen thing belongs to: itself, and of a wire none. */
export function nodeOf(selected: string | null, before: Flow, after: Flow): string | null {
  return selected !== null && [...before.nodes, ...after.nodes].some((node) => node.id === selected) ? selected : null;
}
