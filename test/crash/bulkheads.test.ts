import { expect, onTestFinished, test } from 'vitest';
import { sendEntries } from '../support/entry-sender.ts';
import { newInstallation } from '../support/installation.ts';
import { startLedgerSystem } from '../support/ledger-system.ts';
import { deployFlow, orderedFlow } from '../support/ordered-flow.ts';
import { allRuns, statuses } from '../support/runs.ts';
import { until } from '../support/until.ts';

test('a channel whose system does not answer holds up no other channel', async () => {
  const installation = await newInstallation({ CROSSDOCK_DEMO: '0' });
  onTestFinished(installation.remove);
  const [dead, alive] = [await startLedgerSystem(), await startLedgerSystem()];
  onTestFinished(dead.close);
  onTestFinished(alive.close);
  dead.behave(() => 'silence');
  const server = await installation.start();
  for (const [channel, system] of [
    ['dead', dead],
    ['alive', alive],
  ] as const) {
    await server.api.put(`/connections/dev/${channel}`, {
      system: 'http',
      address: system.url,
      auth: { kind: 'none' },
      policy: { concurrency: 500, timeoutSeconds: 60, breaker: null },
    });
    const flow = orderedFlow(channel, { lane: channel });
    const nodes = flow.nodes?.map((node) => (node.id === 'send' ? { ...node, config: { ...node.config, connection: channel } } : node));
    await deployFlow(server.api, { ...flow, ...(nodes && { nodes }) });
  }
  const urls = () => [server.url];
  // More than the lane's places, each of which is taken for the whole time-out.
  await sendEntries({ urls, flow: 'dead', groups: 200, perGroup: 1 }).done;
  await until(
    'the dead channel to be full',
    () => dead.arrivals().length,
    (count) => count >= 64,
  );
  await sendEntries({ urls, flow: 'alive', groups: 20, perGroup: 10 }).done;
  await until(
    'all of the living channel',
    () => alive.effects().length,
    (count) => count === 200,
  );
  await until(
    'their runs to end',
    async () => statuses(await allRuns(server.api, '&flow=alive')),
    (counts) => counts.done === 200,
  );
  expect(dead.effects()).toEqual([]);
  expect(await allRuns(server.api, '&flow=dead&status=failed')).toEqual([]);
}, 90_000);
