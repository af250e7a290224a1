import { kindOfLine, type LineKind, type MapLine } from '@crossdock/flows/mapping/map-line';
import { hasExpression } from '@crossdock/nodes/contract/expression';
import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconPlus, IconRepeat, IconTrash } from '@tabler/icons-react';
import { type ComponentType, type KeyboardEvent, memo, useMemo, useRef } from 'react';
import { kindOf, previewOf } from '../../kit/json/tree-rows.ts';
import { inspectorTexts as texts } from '../../texts/inspector.ts';
import { ExpressionInput } from '../expression-control.tsx';
import { type FormPath, LoopListProvider, LoopProvider, useFieldProblem, useForm, useLoop, useLoopLists } from '../form-context.tsx';
import { usePreview } from '../use-preview.ts';
import classes from './map-fields.module.css';
import { asKind, newLine } from './map-line.ts';

export type LinesProps = { lines: readonly MapLine[]; path: FormPath; depth: number; search: string };

type Props = {
  /** Draws the lines inside this one. */
  Lines: ComponentType<LinesProps>;
  line: MapLine;
  path: FormPath;
  depth: number;
  search: string;
  onRemove: () => void;
  onAddBelow: () => void;
  onMove: (by: 1 | -1) => void;
};

const kinds: { kind: LineKind; title: string }[] = [
  { kind: 'value', title: texts.aValue },
  { kind: 'loop', title: texts.forEachEntryOfA },
  { kind: 'list', title: texts.forEachEntryOneValue },
  { kind: 'group', title: texts.anObjectWithFields },
];

/** One line: its target, its value or list, and what the sample gives; the lines inside it stand below. */
export const MapRow = memo(function MapRow(props: Props) {
  const { Lines, line, path, depth, search, onRemove, onAddBelow, onMove } = props;
  const form = useForm();
  const row = useRef<HTMLDivElement>(null);
  const kind = kindOfLine(line);
  const source = kind === 'value' ? line.value : line.each;
  const sourcePath = [...path, kind === 'value' ? 'value' : 'each'];
  const targetProblem = useFieldProblem([...path, 'target']);
  const valueProblem = useFieldProblem(sourcePath);
  const problem = targetProblem ?? valueProblem;

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      onAddBelow();
      requestAnimationFrame(() =>
        row.current?.parentElement?.querySelectorAll<HTMLInputElement>(`[data-target-at="${nextOf(path)}"]`)[0]?.focus(),
      );
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      onMove(event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      const all = [...document.querySelectorAll<HTMLInputElement>('[data-target-at]')];
      all[all.indexOf(event.currentTarget) + (event.key === 'ArrowUp' ? -1 : 1)]?.focus();
    } else if (event.key === 'Backspace' && event.currentTarget.value === '' && (source === '' || source === undefined)) {
      event.preventDefault();
      onRemove();
    }
  };

  return (
    <>
      <div ref={row} className={classes.row} data-kind={kind} data-field={path.join('.')}>
        <div className={classes.target} style={{ paddingLeft: depth * 18 }} data-field={[...path, 'target'].join('.')}>
          {kind !== 'value' && (
            <span className={classes.kind} title={kinds.find((each) => each.kind === kind)?.title}>
              {kind === 'group' ? '{}' : '[]'}
            </span>
          )}
          <input
            className={classes.name}
            data-target-at={path.join('.')}
            data-bad={targetProblem !== undefined || undefined}
            aria-label={texts.targetField}
            placeholder="target"
            value={line.target}
            spellCheck={false}
            onChange={(event) => form.change([...path, 'target'], event.currentTarget.value)}
            onBlur={form.endTyping}
            onKeyDown={onKeyDown}
          />
        </div>
        <div className={classes.value} data-field={sourcePath.join('.')}>
          {kind === 'loop' || kind === 'list' ? (
            <IconRepeat size={14} stroke={1.75} className={classes.loop} aria-label={texts.forEachOf} />
          ) : null}
          {kind === 'group' ? (
            <span className={classes.hint}>{texts.itsFieldsBelow}</span>
          ) : (
            <ExpressionInput
              title={kind === 'value' ? texts.valueOf(line.target) : texts.listFor(line.target)}
              path={sourcePath}
              value={source}
              placeholder={kind === 'value' ? texts.constantOrForAnExpression : '{{ item.lines }}'}
              isRequired
              isDense
            />
          )}
        </div>
        <Result source={source} whenMissing={line.whenMissing ?? 'omit'} />
        <RowMenu {...props} />
        {problem && (
          <p className={classes.problem} data-severity={problem.severity}>
            {problem.message} {problem.remedy}
          </p>
        )}
        {line.when !== undefined && (
          <div className={classes.extra} style={{ paddingLeft: depth * 18 }}>
            <span className={classes.hint}>{texts.onlyWhen}</span>
            <ExpressionInput
              title={texts.conditionOf(line.target)}
              path={[...path, 'when']}
              value={line.when}
              placeholder="{{ item.is_company }}"
              isRequired
            />
          </div>
        )}
        {kind === 'list' && (
          <div className={classes.extra} style={{ paddingLeft: depth * 18 }}>
            <span className={classes.hint}>gives</span>
            <Loop source={line.each}>
              <ExpressionInput
                title={texts.eachValueOf(line.target)}
                path={[...path, 'value']}
                value={line.value}
                placeholder="{{ each.sku }}"
                isRequired
              />
            </Loop>
          </div>
        )}
      </div>
      {line.fields && kind === 'loop' && (
        <Loop source={line.each}>
          <Inner Lines={Lines} line={line} path={path} depth={depth} search={search} />
        </Loop>
      )}
      {line.fields && kind === 'group' && <Inner Lines={Lines} line={line} path={path} depth={depth} search={search} />}
    </>
  );
});

function Inner({ Lines, line, path, depth, search }: Pick<Props, 'Lines' | 'line' | 'path' | 'depth' | 'search'>) {
  const form = useForm();
  const fields = line.fields ?? [];
  return (
    <>
      <Lines lines={fields} path={[...path, 'fields']} depth={depth + 1} search={search} />
      {search === '' && (
        <button
          type="button"
          className={classes.addInner}
          style={{ marginLeft: (depth + 1) * 18 }}
          onClick={() => form.change([...path, 'fields'], [...fields, newLine()])}
        >
          <IconPlus size={12} stroke={2.25} aria-hidden /> {line.target === '' ? texts.fieldIn('it') : texts.fieldIn(line.target)}
        </button>
      )}
    </>
  );
}

/** Lets the lines inside see the first entry of the list as `each`. */
function Loop({ source, children }: { source: unknown; children: React.ReactNode }) {
  const { sample } = useForm();
  const outer = useLoop();
  const list = usePreview(hasExpression(source) ? source : '', sample, outer.each);
  const around = useLoopLists();
  const lists = useMemo(() => (typeof source === 'string' ? [...around, source] : around), [around, source]);
  const entries = list.data?.ok === true && Array.isArray(list.data.value) ? list.data.value : [];
  return (
    <LoopListProvider value={lists}>
      <LoopProvider value={{ each: entries[0], index: 0, ...(outer.each !== undefined && { parent: outer.each }) }}>
        {children}
      </LoopProvider>
    </LoopListProvider>
  );
}

const missing = { omit: 'left out', null: 'null', fail: 'fails the record' };

function Result({ source, whenMissing }: { source: unknown; whenMissing: 'omit' | 'null' | 'fail' }) {
  const { sample } = useForm();
  const loop = useLoop();
  const preview = usePreview(hasExpression(source) ? source : '', sample, loop.each);
  if (!hasExpression(source)) return <span className={classes.result} />;
  const result = preview.data;
  if (sample === undefined || !result) return <span className={classes.result} />;
  if (!result.ok) {
    return (
      <span className={classes.result} data-kind="error" title={result.error}>
        {result.error}
      </span>
    );
  }
  if (result.value === undefined || result.value === null)
    return (
      <span className={classes.result} data-kind="missing">
        {missing[whenMissing]}
      </span>
    );
  const text = kindOf(result.value) === 'object' ? JSON.stringify(result.value) : previewOf(result.value);
  return (
    <span className={classes.result} data-kind={kindOf(result.value)} title={text}>
      {text}
    </span>
  );
}

function RowMenu({ line, path, onRemove, onAddBelow, onMove }: Props) {
  const form = useForm();
  const kind = kindOfLine(line);
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon size="xs" aria-label={texts.moreFor(line.target || 'this field')} tabIndex={-1}>
          <IconDots size={14} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{texts.itIs}</Menu.Label>
        {kinds.map((each) => (
          <Menu.Item key={each.kind} disabled={each.kind === kind} onClick={() => form.change(path, asKind(line, each.kind))}>
            {each.title}
          </Menu.Item>
        ))}
        <Menu.Label>{texts.withoutAValue}</Menu.Label>
        {(['omit', 'null', 'fail'] as const).map((each) => (
          <Menu.Item
            key={each}
            disabled={(line.whenMissing ?? 'omit') === each}
            onClick={() => form.change([...path, 'whenMissing'], each)}
          >
            {{ omit: 'Leave it out', null: 'Write null', fail: 'Fail the record' }[each]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => form.change([...path, 'when'], line.when === undefined ? '{{  }}' : undefined)}>
          {line.when === undefined ? texts.onlyWhenMore : texts.alwaysWithoutCondition}
        </Menu.Item>
        <Menu.Item leftSection={<IconPlus size={14} stroke={1.75} />} onClick={onAddBelow}>
          {texts.addAFieldBelow}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowUp size={14} stroke={1.75} />} onClick={() => onMove(-1)}>
          {texts.moveUp}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={14} stroke={1.75} />} onClick={() => onMove(1)}>
          {texts.moveDown}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={14} stroke={1.75} />} onClick={onRemove}>
          {texts.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The place of the line after this one. */
function nextOf(path: FormPath): string {
  return [...path.slice(0, -1), String(Number(path.at(-1)) + 1)].join('.');
}
