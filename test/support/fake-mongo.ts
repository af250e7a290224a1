import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { BSON } from 'mongodb';

const query = 2_004;
const reply = 1;
const message = 2_013;

/**
 * Speaks as much of the wire protocol as it takes to be a server with a fault that no real one can be brought to: `answer` is asked for every command after the
 * handshake; null is answered with "ok".
 */
export async function startFakeMongo(
  answer: (command: Readonly<Record<string, unknown>>) => Record<string, unknown> | null,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    let received = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      while (received.length >= 16 && received.length >= received.readInt32LE(0)) {
        const length = received.readInt32LE(0);
        socket.write(answered(received.subarray(0, length), answer));
        received = received.subarray(length);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of open) socket.destroy();
      return closed;
    },
  };
}

const handshake = {
  ismaster: true,
  helloOk: true,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 1_000,
};

function answered(request: Buffer, answer: (command: Readonly<Record<string, unknown>>) => Record<string, unknown> | null): Buffer {
  const isQuery = request.readInt32LE(12) === query;
  // A query: flags, the name of a collection, two numbers, the command. A message: flags, the kind of its section, the command.
  const at = isQuery ? request.indexOf(0, 20) + 9 : 21;
  const command = BSON.deserialize(request.subarray(at, at + request.readInt32LE(at)));
  const isHandshake = 'hello' in command || 'ismaster' in command || 'isMaster' in command;
  const facts = {
    ...(isHandshake ? { ...handshake, isWritablePrimary: true, minWireVersion: 0, maxWireVersion: 21 } : {}),
    ok: 1,
    ...answer(command),
  };
  const document = BSON.serialize(facts);
  const head = Buffer.alloc(isQuery ? 36 : 21);
  head.writeInt32LE(head.length + document.length, 0);
  head.writeInt32LE(request.readInt32LE(4), 8);
  head.writeInt32LE(isQuery ? reply : message, 12);
  if (isQuery) head.writeInt32LE(1, 32);
  return Buffer.concat([head, document]);
}
