import type { Flow } from '@crossdock/flows/document/flow';
import { afterEach, beforeEach } from 'vitest';
import { aFlow, sendOrder } from './a-flow.ts';
import { anEngine, type TestEngine } from './an-engine.ts';
import { otherSide } from './other-side.ts';

type Side = Awaited<ReturnType<typeof otherSide>>;

export type Stage = {
  /** The system that the engine calls, anew for each test. */
  readonly side: Side;
  /** An engine that is closed after the test; by default with a flow that sends each message on. */
  start(flow?: Flow, more?: Partial<Parameters<typeof anEngine>[0]>): Promise<TestEngine>;
  /** Engines so far are dead: nobody closes them. */
  forget(): void;
};

/** Sets the stage for the tests of a file. */
export function stage(): Stage {
  let side: Side;
  let running: TestEngine[] = [];
  beforeEach(async () => {
    side = await otherSide();
  });
  afterEach(async () => {
    await Promise.all(running.map((one) => one.close()));
    running = [];
    await side.close();
  });
  return {
    get side() {
      return side;
    },
    async start(flow = aFlow().step('erp', 'connector.http', sendOrder).build(), more = {}) {
      const engine = await anEngine({ flow, address: side.address, ...more });
      running.push(engine);
      return engine;
    },
    forget() {
      running = [];
    },
  };
}

export const idOf = (accepted: object): string => (accepted as { runId: string }).runId;
