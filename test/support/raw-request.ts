import { connect } from 'node:net';

/** Writes these bytes to the server as they are, and resolves to all it answers until it closes the connection or has been silent for `patience` ms. */
export function rawRequest(url: string, bytes: string | Buffer, { patience = 5000 }: { patience?: number } = {}): Promise<string> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').setTimeout(patience, () => socket.destroy());
    socket.on('data', (text: string) => {
      answer += text;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? undefined : reject(error),
    );
  });
}

/** The status of an answer as it came over the wire; 0: there was none. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}
