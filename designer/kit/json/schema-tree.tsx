import { useMemo, useState } from 'react';
import { dataTexts as texts } from '../../texts/data.ts';
import { EmptyState } from '../empty-state.tsx';
import { Glyph } from '../glyph.tsx';
import { VirtualLines } from '../virtual-lines.tsx';
import { type ContractMark, contractMarks, type JsonSchema } from './contract-marks.ts';
import { type FieldActs, fieldDrag } from './field-drag.ts';
import classes from './json.module.css';
import { schemaOf } from './schema-of.ts';
import { type SchemaRow, schemaRows } from './schema-rows.ts';
import { kindBadges } from './tree-rows.ts';
import { useTree } from './use-tree.ts';

type Props = {
  /** All records, not only the one in view. */
  values: readonly unknown[];
  label: string;
  /** What the records are held against. */
  contract?: { readonly name: string; readonly schema: JsonSchema } | undefined;
  fields?: FieldActs | undefined;
};

/** What the records have in common: types, what is optional, examples and ranges; beside it what the contract wants. */
export function SchemaTree({ values, label, contract, fields }: Props) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const schema = useMemo(() => schemaOf(values), [values]);
  const rows = useMemo(() => schemaRows(schema, closed), [schema, closed]);
  const marks = useMemo(() => (contract ? contractMarks(schema, contract.schema) : null), [schema, contract]);
  const toggle = (path: string) =>
    setClosed((paths) => {
      const next = new Set(paths);
      if (!next.delete(path)) next.add(path);
      return next;
    });
  const tree = useTree(rows, { toggle, onChoose: fields?.onChoose, onPick: fields?.onPick, onCopy: fields?.onCopy });
  if (rows.length === 0) return <EmptyState title={texts.schema.empty} />;
  return (
    <div className={classes.schema}>
      <p className={classes.basis}>
        {texts.schema.basis(values.length)}
        {contract && <> {texts.schema.againstContract(contract.name)}</>}
        {marks && marks.missing.length > 0 && (
          <span className={classes.missing}>
            <Glyph name="alert-circle" size={12} />
            {marks.missing.join(', ')}: {texts.schema.missing}
          </span>
        )}
      </p>
      <VirtualLines
        count={rows.length}
        lineHeight={38}
        role="tree"
        label={texts.schema.label(label)}
        handle={tree.lines}
        activeId={tree.rowId(tree.current)}
        onKeyDown={tree.onKeyDown}
        className={classes.tree}
        renderLine={(index) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <SchemaLine
              row={row}
              id={tree.rowId(index)}
              isCurrent={index === tree.current}
              mark={marks?.byPath.get(row.path)}
              fields={fields}
              onClick={() => {
                tree.select(index);
                fields?.onChoose(row.path);
                if (row.children > 0) toggle(row.path);
              }}
            />
          );
        }}
      />
    </div>
  );
}

type LineProps = {
  row: SchemaRow;
  id: string;
  isCurrent: boolean;
  mark: ContractMark | undefined;
  fields: FieldActs | undefined;
  onClick: () => void;
};

function SchemaLine({ row, id, isCurrent, mark, fields, onClick }: LineProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree holds the focus and handles the keys
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.depth + 1}
      aria-expanded={row.children > 0 ? row.isOpen : undefined}
      aria-selected={isCurrent}
      className={classes.schemaLine}
      data-chosen={(fields && fields.chosen === row.path) || undefined}
      style={{ paddingLeft: 4 + row.depth * 16 }}
      onClick={onClick}
      title={row.path}
      {...(fields && { ...fieldDrag(row.path), onDoubleClick: () => fields.onPick(row.path) })}
    >
      <span className={classes.twisty}>{row.children > 0 && <Glyph name={row.isOpen ? 'chevron-down' : 'chevron-right'} size={12} />}</span>
      <span className={classes.schemaText}>
        <span className={classes.schemaTop}>
          <span className={classes.badge}>{kindBadges[row.kind]}</span>
          {row.alsoKinds.map((kind) => (
            <span key={kind} className={classes.badge} data-also>
              {kindBadges[kind]}
            </span>
          ))}
          <span className={classes.name}>
            {row.name}
            {row.isOptional && <span className={classes.optional}>?</span>}
          </span>
          {mark && (
            <span className={classes.mark} data-family={mark.kind === 'required' || mark.kind === 'optional' ? 'idle' : 'warn'}>
              {mark.text}
            </span>
          )}
          <span className={classes.presence}>{row.presence}</span>
        </span>
        <span className={classes.schemaBottom}>
          {row.range !== '' && <span>{row.range}</span>}
          {row.example !== '' && <span className={classes.example}>{row.example}</span>}
          {row.omitted > 0 && <span>{texts.schema.omitted(row.omitted)}</span>}
        </span>
      </span>
    </div>
  );
}
