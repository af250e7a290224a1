import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { Skeleton } from '../../kit/skeleton.tsx';
import { useLoadingPhase } from '../../kit/use-loading-phase.ts';
import { useSignedIn } from '../../server/session.ts';
import { useMay } from '../../server/use-may.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import type { useBoard } from '../promotion-queries.ts';
import classes from './board-pane.module.css';
import { DriftNote } from './drift-note.tsx';
import { Matrix } from './matrix.tsx';
import { filterRows, type MatrixRow, type MatrixTab, type Move, matrixRows, moveInto } from './matrix-rows.ts';

type Props = {
  readonly board: ReturnType<typeof useBoard>;
  readonly shown: { readonly id: string; readonly env: string | null } | null;
  readonly onOpen: (row: MatrixRow, env: string | null) => void;
  readonly onPromote: (rows: readonly MatrixRow[], move: Pick<Move, 'from' | 'to'>) => void;
};

const none: ReadonlySet<string> = new Set();

/** The board with its tabs, its filter, what is chosen for a bundle, and what drifted. */
export function BoardPane({ board, shown, onOpen, onPromote }: Props) {
  const { environments } = useSignedIn();
  const mayPromote = useMay()('promotions.request');
  const [tab, setTab] = useState<MatrixTab>('flows');
  const [text, setText] = useState('');
  const [isAhead, setIsAhead] = useState(false);
  const [chosen, setChosen] = useState(none);
  const phase = useLoadingPhase(board.isPending);
  const order = useMemo(() => environments.map((environment) => environment.name), [environments]);
  const last = order.at(-1) ?? '';
  const rows = useMemo(() => (board.data ? matrixRows(board.data, tab, order) : []), [board.data, tab, order]);
  const ahead = useMemo(() => filterRows(rows, { text: '', aheadOf: last }).length, [rows, last]);
  const found = useMemo(() => filterRows(rows, { text, aheadOf: isAhead ? last : null }), [rows, text, isAhead, last]);
  const picked = rows.filter((row) => chosen.has(row.id));
  const choose = (row: MatrixRow) => {
    const next = new Set(chosen);
    if (!next.delete(row.id)) next.add(row.id);
    setChosen(next);
  };
  return (
    <section className={classes.pane} aria-label={texts.boardOf[tab]}>
      <header className={classes.head}>
        <h1 className={classes.title}>{texts.boardOf[tab]}</h1>
        <SegmentedControl
          size="xs"
          aria-label={texts.whatIsShown}
          value={tab}
          onChange={(value) => {
            setTab(value as MatrixTab);
            setChosen(none);
          }}
          data={(['flows', 'lookups', 'contracts'] as const).map((value) => ({ value, label: texts.tabs[value] }))}
        />
      </header>
      <search className={classes.filters}>
        <TextInput
          size="xs"
          className={classes.find ?? ''}
          aria-label={texts.findOnBoard}
          placeholder={texts.find}
          leftSection={<Glyph name="search" size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && setText('')}
        />
        <button type="button" className={classes.toggle} aria-pressed={isAhead} onClick={() => setIsAhead(!isAhead)}>
          <Glyph name="chevron-right" size={12} />
          {texts.onlyAhead(last)}
          {board.data && <b className="number">{ahead}</b>}
        </button>
        <span className={classes.keys}>{mayPromote ? texts.keysHint : texts.keysHintLook}</span>
      </search>
      {board.isError && (
        <div className={classes.note}>
          <FailureNote what={texts.boardFailed} failure={board.error} onRetry={() => void board.refetch()} />
        </div>
      )}
      {phase === 'skeleton' && <Skeleton rows={10} rowHeight={44} what={texts.theBoard} hasHead />}
      {phase === 'ready' && board.data && rows.length === 0 && <Nothing tab={tab} />}
      {phase === 'ready' && rows.length > 0 && found.length === 0 && (
        <EmptyState
          title={text.trim() === '' ? texts.nothingAhead(last) : texts.nothingFound(text)}
          action={
            <Button
              onClick={() => {
                setText('');
                setIsAhead(false);
              }}
            >
              {texts.showAll}
            </Button>
          }
        />
      )}
      {phase === 'ready' && found.length > 0 && (
        <Matrix
          key={tab}
          label={texts.boardOf[tab]}
          rows={found}
          environments={environments}
          shown={shown}
          chosen={chosen}
          onOpen={onOpen}
          onChoose={choose}
          onPromote={
            mayPromote
              ? (row, move) => onPromote(chosen.has(row.id) ? picked.filter((each) => moveInto(each, move.to, order)) : [row], move)
              : undefined
          }
        />
      )}
      {picked.length > 0 && <ChosenBar rows={picked} order={order} onClear={() => setChosen(none)} onPromote={onPromote} />}
      {board.data && board.data.drift.length > 0 && <DriftNote drift={board.data.drift} />}
    </section>
  );
}

/** What can be done with the rows chosen: one button for each step along the environments that any of them could take. */
function ChosenBar(props: { rows: readonly MatrixRow[]; order: readonly string[]; onClear: () => void; onPromote: Props['onPromote'] }) {
  const { rows, order, onClear, onPromote } = props;
  const steps = order.slice(1).flatMap((to, index) => {
    const movable = rows.filter((row) => moveInto(row, to, order));
    return movable.length === 0 ? [] : [{ from: order[index] ?? '', to, movable }];
  });
  return (
    <div className={classes.chosen}>
      <b>{texts.chosen(rows.length)}</b>
      {steps.length === 0 && <span className={classes.hint}>{texts.nothingToPromote}</span>}
      {steps.map(({ from, to, movable }) => (
        <Button key={to} size="xs" onClick={() => onPromote(movable, { from, to })}>
          {texts.promoteChosen(movable.length, from, to)}
        </Button>
      ))}
      <Button size="xs" variant="subtle" className={classes.clear ?? ''} onClick={onClear}>
        {texts.clearChoice}
      </Button>
    </div>
  );
}

function Nothing({ tab }: { tab: MatrixTab }) {
  const [, go] = useLocation();
  if (tab !== 'flows') return <EmptyState title={texts.noThings[tab]}>{texts.noThingsHelp}</EmptyState>;
  return (
    <EmptyState title={texts.noFlows} action={<Button onClick={() => go('/flows')}>{texts.toFlows}</Button>}>
      {texts.noFlowsHelp}
    </EmptyState>
  );
}
