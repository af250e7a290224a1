import type { HttpAnswer } from '@crossdock/nodes/contract/http';
import type { Dispatcher } from 'undici';

/** Called for each part of an answer's body with the bytes so far; what it returns ends the call. */
export type CheckAnswer = (length: number) => Error | undefined;

/**
 * Makes one request and reads its answer to the end. Not by `request`: its stream of the body costs more than all else of a call whose answer is
 * a few lines. Rejects with what undici says, with the signal's reason, or with what `check` returns.
 */
export function readAnswer(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  { signal, check }: { readonly signal: AbortSignal | undefined; readonly check: CheckAnswer },
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let status = 0;
    let headers: HttpAnswer['headers'] = {};
    let controller: Dispatcher.DispatchController | undefined;
    const cutOff = () => controller?.abort(reasonOf(signal));
    signal?.addEventListener('abort', cutOff);
    const settled = () => signal?.removeEventListener('abort', cutOff);

    dispatcher.dispatch(options, {
      onRequestStart(started) {
        controller = started;
        if (signal?.aborted) cutOff();
      },
      onResponseStart(_, code, given) {
        status = code;
        headers = flat(given);
      },
      onResponseData(_, chunk) {
        length += chunk.length;
        const refusal = check(length);
        if (refusal) controller?.abort(refusal);
        else chunks.push(chunk);
      },
      onResponseEnd() {
        settled();
        resolve({ status, headers, body: (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString('utf8') });
      },
      onResponseError(_, error) {
        settled();
        reject(error);
      },
    });
  });
}

function reasonOf(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error('the call was cut off');
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flattened: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flattened[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flattened;
}
