import type { Http, HttpAnswer } from '@crossdock/nodes/contract/http';
import type { Connections, OpenConnection } from '../../connections/connections.ts';
import type { ConnectionFlow } from '../../connections/flow/connection-flow.ts';
import type { FlowControl } from '../../connections/flow/flow-control.ts';
import { secretHider } from './hide-secrets.ts';
import type { BoundHttp, Transport } from './http-transport.ts';

/** A connection made ready for calls. */
export type Target = {
  readonly connection: OpenConnection;
  readonly flow: ConnectionFlow;
  readonly http: BoundHttp;
  readonly hide: (text: string) => string;
};

export type Targets = { open(env: string, name: string): Target | undefined; close(): void };

/** Keeps what each connection needs for its calls, until the connection changes. */
export function openTargets(resources: {
  readonly connections: Connections;
  readonly transport: Transport;
  readonly flowControl: FlowControl;
}): Targets {
  const { connections, transport, flowControl } = resources;
  const opened = new Map<string, Target>();
  const close = connections.onChange((env, name) => opened.delete(`${env}/${name}`));
  return {
    open(env, name) {
      const id = `${env}/${name}`;
      let target = opened.get(id);
      if (!target) {
        const connection = connections.open(env, name);
        if (!connection) return undefined;
        const http = transport.http(connection);
        target = { connection, flow: flowControl.of(connection), http, hide: secretHider(connection, http.secrets) };
        opened.set(id, target);
      }
      return target;
    },
    close,
  };
}

/** What was sent in the course of one call: how many requests, the body of the last, and its answer. */
export type Sent = { count: number; body: string | undefined; last: HttpAnswer | undefined };

/** The capability of one call: bounded in time, cut off when the lease is lost, paced when it sends more than one request, without secrets in what comes back. */
export function httpOfCall(
  target: Target,
  limits: { readonly timeoutMs: number; readonly signal: AbortSignal | undefined },
  sent: Sent,
): Http {
  return {
    async send(request) {
      if (sent.count > 0) {
        const token = target.flow.another();
        if (token) await token;
      }
      sent.count++;
      sent.body = request.body;
      sent.last = undefined;
      const answer = await target.http.send(request, limits);
      // Before anybody sees it: the node, the flow, the records.
      const body = target.hide(answer.body);
      sent.last = body === answer.body ? answer : { ...answer, body };
      return sent.last;
    },
  };
}
