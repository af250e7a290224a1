import { Button, NumberInput, Slider } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { formatCount } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { NodeTile } from '../kit/node-tile.tsx';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { DemoState } from '../server/shapes.ts';
import { systemsTexts as texts } from '../texts/systems.ts';
import { ordersAndTime } from './order-words.ts';
import classes from './systems.module.css';

type Batch = { count: number; perSecond: number; defects: number };

/** The demo shop: makes orders and delivers their signed webhooks until each is acknowledged. */
export function ShopCard({ shop }: { shop: DemoState['shop'] }) {
  const [batch, setBatch] = useState<Batch>({ count: 500, perSecond: 50, defects: 0 });
  const send = useMutation({
    mutationFn: ({ count, perSecond, defects }: { count: number; perSecond?: number; defects: number }) =>
      reply(client.POST('/api/demo/shopify/orders', { body: { count, defects, ...(perSecond !== undefined && { perSecond }) } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.demo }),
  });
  const isOne = send.variables?.count === 1;
  return (
    <section className={classes.card} aria-label={texts.shop}>
      <header className={classes.head}>
        <NodeTile tile="outside" icon="shopping-bag" size={28} />
        <div>
          <h2 className={classes.title}>{texts.shop}</h2>
          <p className={classes.hint}>{texts.shopifyOrdersCreateWebhooks}</p>
        </div>
        <Button
          className={classes.headButton ?? ''}
          variant="filled"
          leftSection={<Glyph name="send" size={14} />}
          loading={send.isPending && isOne}
          onClick={() => send.mutate({ count: 1, defects: 0 })}
        >
          {texts.send1Order}
        </Button>
      </header>
      <dl className={classes.numbers} aria-live="polite">
        <Figure name={texts.ordersMade} value={shop.made} />
        <Figure name={texts.acknowledgedByCrossdock} value={shop.acknowledged} />
        <Figure name={texts.pending} value={shop.pending} hint={shop.pending > 0 ? texts.deliveredAgainUntilAcknowledged : undefined} />
      </dl>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate(batch);
        }}
      >
        <NumberInput
          label={texts.orders}
          value={batch.count}
          onChange={(count) => setBatch({ ...batch, count: Number(count) || 1 })}
          min={1}
          max={100_000}
          clampBehavior="strict"
          allowDecimal={false}
          thousandSeparator=","
          w={104}
        />
        <NumberInput
          label={texts.perSecond}
          value={batch.perSecond}
          onChange={(rate) => setBatch({ ...batch, perSecond: Number(rate) || 1 })}
          min={1}
          max={5000}
          clampBehavior="strict"
          allowDecimal={false}
          w={104}
        />
        <div className={classes.slider}>
          <span className={classes.label} id="defects-label">
            {texts.shareWithADefect} <span className="number">{Math.round(batch.defects * 100)} %</span>
          </span>
          <Slider
            value={batch.defects * 100}
            onChange={(share) => setBatch({ ...batch, defects: share / 100 })}
            step={1}
            min={0}
            max={50}
            label={null}
            thumbLabel={texts.defectShare}
          />
        </div>
        <Button type="submit" loading={send.isPending && !isOne}>
          {texts.send(formatCount(batch.count))}
        </Button>
      </form>
      <p className={classes.hint}>
        {ordersAndTime(batch)}
        {batch.defects > 0 && ' Defects: an unknown SKU, a bad postcode, the same webhook twice.'}
      </p>
      {send.isError && <FailureNote what={texts.theShopSentNothing} failure={send.error} />}
    </section>
  );
}

function Figure({ name, value, hint }: { name: string; value: number; hint?: string | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {formatCount(value)}
        <span className={classes.figureHint}>{hint}</span>
      </dd>
    </div>
  );
}
