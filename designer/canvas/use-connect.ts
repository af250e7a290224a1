import { edgeKey } from '@crossdock/flows/document/edge-key';
import type { Connection, FinalConnectionState, OnConnectStart } from '@xyflow/react';
import { useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useEditor } from '../state/editor-context.tsx';
import { canvasTexts as texts } from '../texts/canvas.ts';
import {
  type ConnectFrom,
  cancelGesture,
  endGesture,
  gesture,
  portKey,
  portOn,
  refusalOf,
  validPorts,
  wireBetween,
} from './connect-gesture.ts';
import type { WireEdge } from './drawing.ts';
import { nodeUnder } from './edge-under.ts';
import { endOf } from './groups/group-ids.ts';
import { openPaletteAt } from './open-palette.ts';

/** Drawing wires: ports that take it stand out, a card that does not says why, empty space offers new steps. */
export function useConnect() {
  const { document: flowDocument, catalog, view } = useEditor();
  const { screenToFlowPosition } = useReactFlow();
  const cancelConnection = useStore((state) => state.cancelConnection);
  const stopFollowing = useRef(() => {});
  useEffect(() => () => stopFollowing.current(), []);

  const site = useCallback(() => ({ flow: flowDocument.store.getState().flow, catalog }), [flowDocument, catalog]);

  const onConnectStart = useCallback<OnConnectStart>(
    (_, { nodeId, handleId, handleType }) => {
      if (nodeId === null || handleId === null) return;
      const from: ConnectFrom = { ...endOf(nodeId, handleId), side: handleType === 'source' ? 'output' : 'input' };
      gesture.setState({ from, valid: validPorts(site(), from), refusal: null });
      const follow = ({ clientX: x, clientY: y }: PointerEvent) => {
        const node = nodeUnder(x, y);
        const reason = node === null || node === from.node ? null : refusalOf(site(), from, node);
        gesture.setState({ refusal: reason === null ? null : { reason, x, y } });
      };
      const onKey = (event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        stopFollowing.current();
        cancelGesture();
        cancelConnection();
      };
      window.addEventListener('pointermove', follow);
      document.addEventListener('keydown', onKey, true);
      stopFollowing.current = () => {
        window.removeEventListener('pointermove', follow);
        document.removeEventListener('keydown', onKey, true);
      };
    },
    [site, cancelConnection],
  );

  const onConnect = useCallback(
    ({ source, sourceHandle, target, targetHandle }: Connection) => {
      if (sourceHandle === null || targetHandle === null) return;
      flowDocument.change([{ op: 'add-edge', edge: { from: endOf(source, sourceHandle), to: endOf(target, targetHandle) } }]);
    },
    [flowDocument],
  );

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      stopFollowing.current();
      const { from } = gesture.getState();
      endGesture();
      if (!from || state.isValid || !('clientX' in event)) return;
      const node = nodeUnder(event.clientX, event.clientY);
      if (node !== null) {
        const port = portOn(site(), from, node);
        if (port !== null) flowDocument.change([{ op: 'add-edge', edge: wireBetween(from, { node, port }) }]);
        return;
      }
      if (!(event.target instanceof Element) || !event.target.closest('.react-flow__pane')) return;
      const place = screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const isAfter = from.side === 'output';
      const link = { kind: isAfter ? ('after' as const) : ('before' as const), node: from.node, port: from.port };
      openPaletteAt(view, { x: event.clientX, y: event.clientY - 24 }, link, { x: place.x - (isAfter ? 0 : 128), y: place.y - 41 });
    },
    [flowDocument, site, screenToFlowPosition, view],
  );

  const onReconnect = useCallback(
    (edge: WireEdge, { source, sourceHandle, target, targetHandle }: Connection) => {
      const old = flowDocument.store.getState().flow.edges.find((candidate) => edgeKey(candidate) === edge.id);
      if (!old || sourceHandle === null || targetHandle === null) return;
      const added = { from: endOf(source, sourceHandle), to: endOf(target, targetHandle) };
      if (edgeKey(added) === edge.id) return;
      flowDocument.change(
        [
          { op: 'remove-edge', edge: old },
          { op: 'add-edge', edge: added },
        ],
        { title: texts.reconnectAWire },
      );
    },
    [flowDocument],
  );

  const isValidConnection = useCallback(({ source, sourceHandle, target, targetHandle }: Connection | WireEdge) => {
    const { from, valid } = gesture.getState();
    if (!from) return false;
    const { node, port } = from.side === 'output' ? endOf(target, targetHandle ?? '') : endOf(source, sourceHandle ?? '');
    return valid.has(portKey(node, port));
  }, []);

  return useMemo(
    () => ({ onConnectStart, onConnect, onConnectEnd, onReconnect, isValidConnection }),
    [onConnectStart, onConnect, onConnectEnd, onReconnect, isValidConnection],
  );
}
