import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { groupIdOf } from '../canvas/groups/group-ids.ts';
import { client } from '../server/client.ts';
import { listen } from '../server/live-events.ts';
import type { Editor } from '../state/editor-context.tsx';
import { fieldInFocus } from './field-in-focus.ts';
import { peopleStore } from './people-store.ts';

/** Said again so often; the server takes those for gone of whom it heard nothing for 25 s. Milliseconds. */
const beat = 10_000;
/** Moves within this time are told as one. Milliseconds. */
const gathered = 250;
/** Tells the windows of one person apart. */
const tab = Math.random().toString(36).slice(2, 12);

/** Tells the others where one is in the flow, and hears where they are. */
export function usePresence({ flowId, env, view }: Pick<Editor, 'flowId' | 'env' | 'view'>): void {
  const selected = useStore(view, (state) => (state.selected.length === 1 ? (state.selected[0] ?? null) : null));
  // A group is no step that two people could edit at once.
  const node = selected === null || groupIdOf(selected) !== null ? null : selected;
  const field = useFieldInFocus();
  const place = useRef({ node, field });

  useEffect(() => {
    peopleStore.setState({ flowId, people: [] });
    return listen(
      { env, flow: flowId },
      {
        onEvent(event) {
          if (event.event === 'presence' && event.data.flowId === flowId) peopleStore.setState(event.data);
        },
        onState: () => {},
      },
    );
  }, [env, flowId]);

  useEffect(() => {
    place.current = { node, field };
    const timer = setTimeout(() => say(flowId, place.current), gathered);
    return () => clearTimeout(timer);
  }, [flowId, node, field]);

  useEffect(() => {
    const sayAgain = () => {
      if (!document.hidden) say(flowId, place.current);
    };
    const goAway = () => leave(flowId);
    const timer = setInterval(sayAgain, beat);
    document.addEventListener('visibilitychange', sayAgain);
    window.addEventListener('pagehide', goAway);
    window.addEventListener('pageshow', sayAgain);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', sayAgain);
      window.removeEventListener('pagehide', goAway);
      window.removeEventListener('pageshow', sayAgain);
      leave(flowId);
    };
  }, [flowId]);
}

function useFieldInFocus(): string | null {
  const [field, setField] = useState<string | null>(null);
  useEffect(() => {
    const look = () => setField(fieldInFocus(document.activeElement));
    const lookLater = () => setTimeout(look);
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', lookLater);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', lookLater);
    };
  }, []);
  return field;
}

// Nothing depends on these calls: what is not heard is said again, and silence is taken for leaving.
function say(flowId: string, { node, field }: { node: string | null; field: string | null }): void {
  client.PUT('/api/flows/{id}/presence', { params: { path: { id: flowId } }, body: { node, field, tab } }).catch(() => {});
}

function leave(flowId: string): void {
  client.DELETE('/api/flows/{id}/presence', { params: { path: { id: flowId }, query: { tab } }, keepalive: true }).catch(() => {});
}
