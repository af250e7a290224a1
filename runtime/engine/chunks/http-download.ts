import { NodeError, RetryLater } from '@crossdock/nodes/contract/errors';
import { ConnectionUnusable } from '../../connections/connection-unusable.ts';
import type { OpenConnection } from '../../connections/connections.ts';
import type { Transport } from '../calls/http-transport.ts';

/** What stands in the way of a file. `again`: it may be there later. */
export class DownloadFailed extends Error {
  override readonly name = 'DownloadFailed';
  readonly code: string;
  readonly again: boolean;
  constructor(code: string, message: string, again: boolean) {
    super(message);
    this.code = code;
    this.again = again;
  }
}

/** Asks for a file and gives its bytes as they come. Redirects are not followed: credentials stay on the connection's origin. Throws DownloadFailed. */
export async function openDownload(
  connection: OpenConnection,
  path: string,
  stream: NonNullable<Transport['stream']>,
): Promise<{ readonly contentType: string; readonly bytes: AsyncIterable<Uint8Array> }> {
  const lost = (error: unknown) =>
    new DownloadFailed('DOWNLOAD_BROKEN', `The connection to ${connection.name} broke while ${path} was fetched (${reason(error)}).`, true);
  const answer = await stream(connection, path).catch((error: unknown) => {
    if (error instanceof NodeError) throw new DownloadFailed(error.code, error.message, false);
    if (error instanceof ConnectionUnusable || error instanceof RetryLater) throw new DownloadFailed(error.code, error.message, true);
    throw lost(error);
  });
  const { statusCode, headers, body } = answer;
  if (statusCode !== 200) {
    await body.dump();
    const again = statusCode >= 500 || statusCode === 429 || statusCode === 408 || statusCode === 404;
    throw new DownloadFailed('DOWNLOAD_REFUSED', `${connection.name} answered ${statusCode} when it was asked for ${path}.`, again);
  }
  async function* bytes() {
    try {
      yield* body as AsyncIterable<Uint8Array>;
    } catch (error) {
      throw lost(error);
    }
  }
  const contentType = headers['content-type'];
  return { contentType: typeof contentType === 'string' ? contentType : 'text/plain', bytes: bytes() };
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
