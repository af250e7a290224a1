import type { z } from 'zod';
import type { demoState, erpBehaviour, erpOrder } from '../api/shapes/system-shapes.ts';

export type DemoState = z.output<typeof demoState>;
export type ErpBehaviour = z.output<typeof erpBehaviour>;
export type ErpOrder = z.output<typeof erpOrder>;

/** The demo systems: a web shop that makes orders, and an ERP that books them. */
export type Demo = {
  state(): DemoState;
  /** Makes orders and delivers their signed webhooks until each is acknowledged. */
  makeOrders(request: {
    readonly count: number;
    readonly perSecond?: number | undefined;
    readonly defects: number;
  }): Promise<{ readonly made: number }>;
  /** What the ERP booked, newest first. */
  erpOrders(limit: number): Promise<{ readonly total: number; readonly unique: number; readonly items: readonly ErpOrder[] }>;
  behave(behaviour: ErpBehaviour): Promise<ErpBehaviour>;
  /** Told when the ERP has booked more orders, at most once a tick. */
  onOrders(listener: (ordersReceived: number) => void): () => void;
  /** Stops the shop; the ERP stays until the runs under way have ended. */
  close(): Promise<void>;
};
