import type { FlowInput } from '@crossdock/flows/document/flow';
import type { ApiClient } from './api-client.ts';
import { chain } from './flows.ts';

/** `/in/dev/ID` takes `{ group, sequence }` and sends it on to the connection `ledger`; runs of a group keep their order. */
export function orderedFlow(id: string, settings: FlowInput['settings'] = {}): FlowInput {
  return chain(
    id,
    [
      {
        id: 'send',
        type: 'connector.http',
        config: { connection: 'ledger', method: 'POST', path: '/entries' },
        onFailure: { retry: { attempts: 50, firstDelaySeconds: 0.3, factor: 1.5, maxDelaySeconds: 2 } },
      },
    ],
    { orderingKey: '{{ item.group }}', businessKeys: [{ kind: 'entry', value: '{{ item.group + "-" + item.sequence }}' }], ...settings },
  );
}

/** Publishes and deploys a flow to dev. */
export async function deployFlow(api: ApiClient, flow: FlowInput): Promise<void> {
  await api.put(`/flows/${flow.id}`, { flow });
  await api.post(`/flows/${flow.id}/versions`, { deployTo: ['dev'] });
}

export async function connectLedger(api: ApiClient, address: string, policy: Record<string, unknown> = {}): Promise<void> {
  await api.put('/connections/dev/ledger', {
    system: 'http',
    address,
    auth: { kind: 'none' },
    policy: { concurrency: 64, timeoutSeconds: 5, breaker: null, ...policy },
  });
}
