import { Modal } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { formatDecimal } from '../kit/format.ts';
import { JsonView } from '../kit/json/json-view.tsx';
import { KeyText } from '../kit/key-text.tsx';
import { Phrase } from '../kit/phrase.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useErpOrders } from '../server/queries.ts';
import type { ErpOrder } from '../server/shapes.ts';
import { systemsTexts as texts } from '../texts/systems.ts';
import classes from './erp-orders.module.css';

const shown = 20;

/** The last orders the ERP booked, with the key they came under and how often they were sent. */
export function ErpOrders() {
  const orders = useErpOrders(shown);
  const phase = useLoadingPhase(orders.isPending);
  const [open, setOpen] = useState<ErpOrder | null>(null);
  if (orders.isError && !orders.data)
    return <FailureNote what={texts.theErpSOrdersCould} failure={orders.error} onRetry={() => void orders.refetch()} />;
  if (phase !== 'ready') return phase === 'skeleton' ? <Skeleton rows={6} rowHeight={34} what={texts.theOrdersOfTheErp} /> : null;
  if (orders.data?.items.length === 0) {
    return <EmptyState title={texts.theErpHasNoOrders}>{texts.sendOneFromTheShop}</EmptyState>;
  }
  return (
    <>
      <div className={classes.scroller}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{texts.erpOrder}</th>
              <th>{texts.order}</th>
              <th>{texts.customer}</th>
              <th className={classes.right}>{texts.lines}</th>
              <th className={classes.right}>{texts.total}</th>
              <th>{texts.idempotencyKey}</th>
              <th className={classes.right}>{texts.tries}</th>
              <th>{texts.received}</th>
            </tr>
          </thead>
          <tbody>
            {orders.data?.items.map((order) => (
              <tr key={order.erpOrder} onClick={() => setOpen(order)}>
                <td>
                  <button type="button" className={classes.open} onClick={() => setOpen(order)}>
                    <KeyText>{order.erpOrder}</KeyText>
                  </button>
                </td>
                <td>
                  <Link
                    href={`/runs?key=${encodeURIComponent(order.orderNumber)}`}
                    className="mono"
                    title={texts.runsOfOrder(order.orderNumber)}
                    onClick={(event) => event.stopPropagation()}
                  >
                    {order.orderNumber}
                  </Link>
                </td>
                <td className={classes.customer} title={order.customer}>
                  {order.customer}
                </td>
                <td className={classes.right}>{order.lines}</td>
                <td className={classes.right}>
                  {formatDecimal(order.total)} {order.currency}
                </td>
                <td className={classes.keyCell}>
                  {order.key === null ? <span className={classes.none}>none</span> : <KeyText tone="hint">{order.key}</KeyText>}
                </td>
                <td className={classes.right} data-many={order.tries > 1 || undefined}>
                  {order.tries}
                </td>
                <td className={classes.time}>
                  <RelativeTime at={order.receivedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Modal opened={open !== null} onClose={() => setOpen(null)} size={640} title={open ? texts.asTheErpKeepsIt(open.erpOrder) : ''}>
        {open && (
          <>
            <p className={classes.facts}>
              <Phrase
                text={texts.orderOf}
                number={
                  <Link href={`/runs?key=${encodeURIComponent(open.orderNumber)}`} className="mono">
                    {open.orderNumber}
                  </Link>
                }
                customer={open.customer}
              />
            </p>
            <div className={classes.body}>
              <JsonView value={open.body} label={texts.bodyOf(open.erpOrder)} name="erp-order" />
            </div>
          </>
        )}
      </Modal>
    </>
  );
}
