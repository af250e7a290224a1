import { createHash } from 'node:crypto';
import type { DownloadBinding } from '@crossdock/nodes/contract/intake';
import { failedHeader } from '@crossdock/nodes/trigger/download-failed';
import type { Clock } from '../../clock/clock.ts';
import type { Connections } from '../../connections/connections.ts';
import type { Accepted, Arriving } from '../accept/accept.ts';
import type { Transport } from '../calls/http-transport.ts';
import type { Plan } from '../plan/plan.ts';
import type { ArrivingStream } from './accept-stream.ts';
import { DownloadFailed, openDownload } from './http-download.ts';
import { inUtf8, NotText } from './text-stream.ts';

/** How long to wait before the next try, ms. */
const delays = [5000, 15_000, 45_000, 120_000];
/** Bytes of a file to a flow that reads it whole. */
const wholeLimit = 10 * 1024 * 1024;

/**
 * Fetches the file of one due time and has it accepted, once it is durable. What cannot be had becomes an exception of the flow. Rejects when it cannot be stored now; asked again for the
 * same time it is the same message.
 */
export async function scheduledDownload(
  resources: {
    readonly connections: Connections;
    readonly stream: NonNullable<Transport['stream']>;
    readonly clock: Clock;
    readonly accept: (arriving: Arriving) => Promise<Accepted>;
    readonly acceptStream: (arriving: ArrivingStream) => Promise<Accepted>;
  },
  { env, plan, binding, due }: { readonly env: string; readonly plan: Plan; readonly binding: DownloadBinding; readonly due: Date },
): Promise<Accepted> {
  const path = binding.path.replaceAll('{date}', due.toISOString().slice(0, 10));
  const message = {
    plan,
    env,
    headers: { 'x-download-path': path, 'x-download-due': due.toISOString() },
    query: {},
    sender: 'download',
    idempotencyKey: `download@${due.toISOString()}`,
  };

  async function fetchOnce(): Promise<Accepted> {
    const connection = resources.connections.open(env, binding.connection);
    if (!connection)
      throw new DownloadFailed(
        'NO_CONNECTION',
        `There is no connection "${binding.connection}" in ${env}. Create it under Connections.`,
        false,
      );
    const { contentType, bytes } = await openDownload(connection, path, resources.stream);
    const charset = /charset="?([^\s;"]+)/i.exec(contentType)?.[1] ?? binding.charset;
    const source = inUtf8(bytes, charset);
    if (plan.source) return resources.acceptStream({ ...message, contentType, source });
    const text = await whole(source, plan);
    return resources.accept({ ...message, contentType, text, bytes: text.length, bodyHash: digest(text) });
  }

  for (let attempt = 0; ; attempt++) {
    try {
      return await fetchOnce();
    } catch (error) {
      const failure =
        error instanceof NotText ? new DownloadFailed('NOT_TEXT', `The file ${path} is not text: ${error.message}.`, false) : error;
      if (!(failure instanceof DownloadFailed)) throw failure;
      const delay = delays[attempt];
      if (!failure.again || delay === undefined) return giveUp(failure, attempt + 1);
      await new Promise<void>((resolve) => resources.clock.after(delay, resolve));
    }
  }

  function giveUp({ code, message: why }: DownloadFailed, attempts: number): Promise<Accepted> {
    const tries = attempts === 1 ? 'once' : `${attempts} times`;
    const text = `${why} Tried ${tries}. The file of ${due.toISOString()} was not worked on; the next due time is tried as usual.`;
    const headers = { ...message.headers, [failedHeader]: code };
    return resources.accept({
      ...message,
      headers,
      contentType: 'text/plain',
      text,
      bytes: Buffer.byteLength(text),
      bodyHash: digest(text),
    });
  }
}

async function whole(source: AsyncIterable<Uint8Array>, { wholeBecause }: Plan): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of source) {
    length += bytes.length;
    if (length > wholeLimit) {
      const why = wholeBecause === null ? '' : `, because ${wholeBecause}`;
      throw new DownloadFailed(
        'DOWNLOAD_TOO_LARGE',
        `The file has more than ${wholeLimit} bytes, which this flow does not take${why}.`,
        false,
      );
    }
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

function digest(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
