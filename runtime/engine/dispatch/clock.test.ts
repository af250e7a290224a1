import { describe, expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();
const hour = 3_600_000;
const flow = aFlow()
  .step('erp', 'connector.http', sendOrder, { onFailure: { retry: { attempts: 3, firstDelaySeconds: 4, factor: 1, maxDelaySeconds: 4 } } })
  .build();

describe('a run that waits for its next attempt', () => {
  test('is due at once when the clock of the machine is set ahead', async () => {
    on.side.behave((_call, count) => (count === 1 ? { status: 503 } : {}));
    const { send, when, clock } = await on.start(flow);
    const id = idOf(await send({ n: 1 }));
    await when(id, 'retrying');
    clock.jump(hour);
    // The next look; no callback is due by the jump itself.
    clock.advance(2000);
    await when(id, 'done');
    expect(new Set(on.side.received.map(({ key }) => key)).size).toBe(1);
  });

  test('is late by as much as the clock is set back, and is neither lost nor doubled', async () => {
    on.side.behave((_call, count) => (count === 1 ? { status: 503 } : {}));
    const { send, when, clock } = await on.start(flow);
    const id = idOf(await send({ n: 1 }));
    await when(id, 'retrying');
    clock.jump(-hour);
    clock.advance(10_000);
    const other = idOf(await send({ n: 2 }));
    await when(other, 'done');
    expect(on.side.received).toHaveLength(2);
    for (let minutes = 0; minutes < 61; minutes++) clock.advance(60_000);
    await when(id, 'done');
    expect(on.side.effects.size).toBe(2);
  });
});
