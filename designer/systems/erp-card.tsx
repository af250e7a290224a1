import { SegmentedControl, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FailureNote } from '../kit/error-note.tsx';
import { formatCount } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { NodeTile } from '../kit/node-tile.tsx';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { DemoState, ErpBehaviour, ErpMode } from '../server/shapes.ts';
import { systemsTexts as texts } from '../texts/systems.ts';
import { ErpOrders } from './erp-orders.tsx';
import { countsVerdict } from './order-words.ts';
import classes from './systems.module.css';

const modes: { value: ErpMode; label: string; says: string }[] = [
  { value: 'ok', label: texts.ok, says: 'Books every valid order at once.' },
  { value: 'slow', label: texts.slow, says: 'Takes 3 s for each answer.' },
  { value: 'failing', label: texts.failing, says: 'Answers 500. Orders are tried again and become exceptions when the tries are used up.' },
  { value: 'throttling', label: texts.throttling, says: 'Takes 2 calls a second and answers 429 with Retry-After to the rest.' },
  { value: 'down', label: texts.down, says: 'Takes no connection. Orders are tried again, then wait as exceptions. None is lost.' },
];

const keyChoices = [
  { value: 'honoured', label: texts.honoursIdempotencyKeys },
  { value: 'forgotten', label: texts.forgetsIdempotencyKeys },
  { value: 'none', label: texts.knowsNoIdempotencyKeys },
];

/** The demo ERP: how it behaves, what it received, and the last orders it booked. */
export function ErpCard({ erp }: { erp: DemoState['erp'] }) {
  const change = useMutation({
    mutationFn: (behaviour: ErpBehaviour) => reply(client.PUT('/api/demo/erp/behaviour', { body: behaviour })),
    onMutate: (behaviour) =>
      queryClient.setQueryData<DemoState>(queryKeys.demo, (state) => state && { ...state, erp: { ...state.erp, mode: behaviour.mode } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.demo, exact: true }),
  });
  const verdict = countsVerdict(erp);
  const keys = change.data?.keys ?? 'honoured';
  return (
    <section className={classes.card} aria-label={texts.erp}>
      <header className={classes.head}>
        <NodeTile tile="outside" icon="building-warehouse" size={28} />
        <div>
          <h2 className={classes.title}>{texts.erp}</h2>
          <p className={classes.hint}>{modes.find((mode) => mode.value === erp.mode)?.says}</p>
        </div>
        <SegmentedControl
          className={classes.headButton ?? ''}
          aria-label={texts.howTheErpBehaves}
          value={erp.mode}
          onChange={(mode) => change.mutate({ mode: mode as ErpMode })}
          data={modes.map(({ value, label }) => ({ value, label }))}
        />
      </header>
      <div className={classes.erpRow}>
        <dl className={classes.numbers} aria-live="polite">
          <div>
            <dt>{texts.ordersReceived}</dt>
            <dd>{formatCount(erp.total)}</dd>
          </div>
          <div>
            <dt>{texts.differentOrders}</dt>
            <dd>{formatCount(erp.unique)}</dd>
          </div>
        </dl>
        <span className={classes.verdict} data-good={verdict.isGood || undefined}>
          <Glyph name={verdict.isGood ? 'circle-check' : 'alert-circle'} size={14} />
          {verdict.text}
        </span>
        <Select
          className={classes.keys ?? ''}
          aria-label={texts.idempotencyKeys}
          value={keys}
          onChange={(value) => change.mutate({ mode: erp.mode, keys: (value ?? 'honoured') as NonNullable<ErpBehaviour['keys']> })}
          data={keyChoices}
          w={214}
        />
      </div>
      {change.isError && <FailureNote what={texts.theErpBehavesAsBefore} failure={change.error} />}
      <ErpOrders />
    </section>
  );
}
