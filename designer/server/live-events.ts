import type { LiveEvent } from './shapes.ts';

export type LiveFilter = { env: string; flow?: string; run?: string };
export type LiveState = 'connecting' | 'open' | 'lost';
type Listener = { onEvent: (event: LiveEvent) => void; onState: (state: LiveState) => void };

const eventNames: LiveEvent['event'][] = ['run', 'steps', 'flow', 'presence', 'promotion', 'demo'];
const firstDelay = 1_000;
const longestDelay = 30_000;
const streams = new Map<string, Stream>();

/**
 * Listens to the server's events. Listeners with the same filter share one connection; it is opened again with growing
 * delays when it breaks, and closed while the tab is hidden, because a browser grants few connections per server.
 */
export function listen(filter: LiveFilter, listener: Listener): () => void {
  const url = urlOf(filter);
  const stream = streams.get(url) ?? openStream(url);
  streams.set(url, stream);
  stream.listeners.add(listener);
  listener.onState(stream.state());
  return () => {
    stream.listeners.delete(listener);
    if (stream.listeners.size > 0) return;
    stream.close();
    streams.delete(url);
  };
}

export function urlOf(filter: LiveFilter): string {
  const query = new URLSearchParams({ env: filter.env });
  if (filter.flow) query.set('flow', filter.flow);
  if (filter.run) query.set('run', filter.run);
  return `/api/events?${query}`;
}

type Stream = { listeners: Set<Listener>; state: () => LiveState; close: () => void };

function openStream(url: string): Stream {
  const listeners = new Set<Listener>();
  let source: EventSource | null = null;
  let state: LiveState = 'connecting';
  let delay = firstDelay;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const become = (next: LiveState) => {
    state = next;
    for (const listener of listeners) listener.onState(next);
  };
  const disconnect = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const connect = () => {
    disconnect();
    const opened = new EventSource(url);
    source = opened;
    opened.onopen = () => {
      delay = firstDelay;
      become('open');
    };
    opened.onerror = () => {
      disconnect();
      become('lost');
      timer = setTimeout(connect, delay);
      delay = Math.min(delay * 2, longestDelay);
    };
    for (const name of eventNames) {
      opened.addEventListener(name, (message) => {
        const event = { event: name, data: JSON.parse((message as MessageEvent<string>).data) } as LiveEvent;
        for (const listener of listeners) listener.onEvent(event);
      });
    }
  };
  const onVisibility = () => {
    if (!document.hidden) return connect();
    disconnect();
    become('connecting');
  };

  document.addEventListener('visibilitychange', onVisibility);
  if (!document.hidden) connect();
  return {
    listeners,
    state: () => state,
    close: () => {
      document.removeEventListener('visibilitychange', onVisibility);
      disconnect();
    },
  };
}
