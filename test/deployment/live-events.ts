import { adminToken } from '../support/installation.ts';
import { until } from '../support/until.ts';

/** What a screen hears of the server. */
export type Screen = {
  /** Resolves to the data of the events of this kind when there are so many, or when they hold. */
  heard<T>(event: string, enough: number | ((data: readonly T[]) => boolean)): Promise<readonly T[]>;
  /** The data of the events of this kind so far. */
  sofar<T>(event: string): readonly T[];
  close(): void;
};

/** Opens the stream of live changes as a browser does; resolves when the server has begun to answer. */
export async function listen(server: { readonly url: string }, query: string): Promise<Screen> {
  const stop = new AbortController();
  const answer = await fetch(`${server.url}/api/events?${query}`, {
    headers: { authorization: `Bearer ${adminToken}` },
    signal: stop.signal,
  });
  if (!answer.body) throw new Error(`the stream was refused with ${answer.status}`);
  const events: { event: string; data: unknown }[] = [];
  void follow(answer.body, events).catch(() => {});
  const sofar = <T>(event: string) => events.filter((one) => one.event === event).map(({ data }) => data as T);
  return {
    async heard<T>(event: string, enough: number | ((data: readonly T[]) => boolean)) {
      return until(
        `events "${event}"`,
        () => sofar<T>(event),
        (data) => (typeof enough === 'number' ? data.length >= enough : enough(data)),
        { within: 30_000 },
      );
    },
    sofar,
    close: () => stop.abort(),
  };
}

async function follow(body: ReadableStream<Uint8Array>, events: { event: string; data: unknown }[]): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of body) {
    text += decoder.decode(part, { stream: true });
    const whole = text.split('\n\n');
    text = whole.pop() ?? '';
    for (const one of whole) {
      const [, event, data] = /^event: (.+)\ndata: (.+)$/s.exec(one) ?? [];
      if (event !== undefined && data !== undefined) events.push({ event, data: JSON.parse(data) });
    }
  }
}
