import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Flow } from '@crossdock/flows/document/flow';
import { applyAll } from '@crossdock/flows/operations/apply';
import type { Operation } from '@crossdock/flows/operations/operation';
import { failureOf, failureWithoutAnswer } from '../server/api-failure.ts';
import type { Draft, Saved, SendOperations } from './draft.ts';
import { sentOf, takenAs } from './send-operations.ts';

/**
 * A small real server that keeps one draft, as the API does; `refuse` and `stop` make it misbehave. With `joins` it takes operations on an older
 * revision too, as the API does where they touch other fields; `edit` acts as somebody else.
 */
export async function draftServer(flow: Flow, { joins = false } = {}) {
  let draft: Draft = { flow, revision: 1, problems: [], changes: 0 };
  let refusal: string | null = null;
  const received: { revision: number; operations: readonly Operation[] }[] = [];

  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as { revision: number; operations: Operation[] };
      const answer = (status: number, reply: unknown) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
      if (refusal) return answer(422, { code: 'INVALID_VALUE', message: refusal, details: [], requestId: 'r' });
      received.push(body);
      if (body.revision !== draft.revision && !joins)
        return answer(409, { code: 'STALE_REVISION', message: 'stale', details: [], requestId: 'r', current: draft });
      draft = { ...draft, flow: applyAll(draft.flow, body.operations).flow, revision: draft.revision + 1 };
      return answer(200, { revision: draft.revision, problems: [], changes: 1 } satisfies Saved);
    });
  });
  await listening(server, 0);
  const { port } = server.address() as AddressInfo;

  const send: SendOperations = async (revision, operations) => {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/operations`, {
        method: 'POST',
        body: JSON.stringify({ revision, operations }),
      }).catch((cause) => {
        throw failureWithoutAnswer(cause, 1);
      });
      const body = await answer.json();
      if (!answer.ok) throw failureOf(answer.status, body);
      return await takenAs(revision, body as Saved, async () => draft);
    } catch (failure) {
      return sentOf(failure);
    }
  };

  return {
    send,
    received,
    draft: () => draft,
    /** Somebody else edits the draft. */
    edit(...operations: Operation[]) {
      draft = { ...draft, flow: applyAll(draft.flow, operations).flow, revision: draft.revision + 1 };
    },
    refuse(message: string | null) {
      refusal = message;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    start: () => listening(server, port),
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
}
