import { IconChevronDown, IconChevronRight, IconStack2 } from '@tabler/icons-react';
import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useEditor, useView } from '../../state/editor-context.tsx';
import { canvasTexts } from '../../texts/canvas.ts';
import { ProblemCount } from '../card-badge.tsx';
import type { CardShape } from '../card-shape.ts';
import type { GroupNode } from '../drawing.ts';
import { Port } from '../ports/port.tsx';
import { RenameField } from '../rename-field.tsx';
import { fold } from './group-actions.ts';
import classes from './group-card.module.css';
import { groupNodeId } from './group-ids.ts';

/** A group of steps: a titled frame around them, or one card in their place. */
export const GroupCard = memo(function GroupCard({ id, data, selected }: NodeProps<GroupNode>) {
  const { group, shape, problems } = data;
  if (!shape) return <Frame group={group} isSelected={selected} />;
  return (
    <div className={classes.folded} data-selected={selected || undefined}>
      <div className={classes.card}>
        <div className={classes.head}>
          <span className={classes.tile}>
            <IconStack2 size={16} stroke={1.75} aria-hidden />
          </span>
          {problems && <ProblemCount mark={problems} />}
          <FoldButton group={group} />
        </div>
        <Title group={group} />
        <div className={classes.count}>{canvasTexts.steps(group.nodes.length)}</div>
      </div>
      <Ports id={id} shape={shape} />
    </div>
  );
});

type Props = { readonly group: GroupNode['data']['group'] };

function Ports({ id, shape }: { id: string; shape: CardShape }) {
  return (
    <>
      {shape.inputs.map((port, i) => (
        <Port key={port.name} node={id} port={port} side="input" hasName={i > 0} />
      ))}
      {shape.outputs.map((port, i) => (
        <Port key={port.name} node={id} port={port} side="output" hasName={i >= shape.firstRow} />
      ))}
    </>
  );
}

/** Title and border take the pointer: a press selects the group with its steps, so that a drag moves them all. */
function Frame({ group, isSelected }: Props & { isSelected: boolean }) {
  const { view } = useEditor();
  const take = (event: React.PointerEvent) => {
    if (event.button !== 0 || event.shiftKey || event.ctrlKey || event.metaKey || isSelected) return;
    view.setState({ selected: [groupNodeId(group.id), ...group.nodes], selectedEdge: null });
  };
  return (
    <div className={classes.frame} data-selected={isSelected || undefined} onPointerDown={take}>
      {(['top', 'right', 'bottom', 'left'] as const).map((edge) => (
        <span key={edge} className={classes.edge} data-edge={edge} />
      ))}
      <div className={classes.title}>
        <FoldButton group={group} />
        <Title group={group} />
        <span className={classes.count}>{group.nodes.length}</span>
      </div>
    </div>
  );
}

function Title({ group }: Props) {
  const { document, view } = useEditor();
  const id = groupNodeId(group.id);
  const isRenaming = useView((state) => state.renaming === id);
  if (isRenaming)
    return (
      <RenameField
        card={id}
        value={group.title}
        label={canvasTexts.group.titleField}
        onChange={(title) => document.change([{ op: 'edit-group', group: group.id, change: { title } }])}
      />
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F2 does the same for the keyboard
    <div className={classes.name} title={group.title} onDoubleClick={() => view.setState({ renaming: id })}>
      {group.title}
    </div>
  );
}

function FoldButton({ group }: Props) {
  const editor = useEditor();
  const label = group.collapsed ? canvasTexts.group.open(group.title) : canvasTexts.group.collapse(group.title);
  const Icon = group.collapsed ? IconChevronRight : IconChevronDown;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${classes.fold} nodrag nopan`}
      title={label}
      aria-label={label}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation();
        fold(editor, group);
      }}
    >
      <Icon size={14} stroke={2} aria-hidden />
    </button>
  );
}
