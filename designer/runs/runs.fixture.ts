import type { RunDetail, Step } from '../server/shapes.ts';

/** A step for tests; what is not given is a step that is done. */
export function aStep(nodeId: string, more: Partial<Step> = {}): Step {
  return {
    nodeId,
    name: nodeId,
    type: 'transform.map',
    status: 'done',
    startedAt: 0,
    durationMs: 5,
    itemsIn: 1,
    itemsOut: { out: 1 },
    failed: 0,
    attempts: 1,
    nextTryAt: null,
    error: null,
    caption: '',
    pinned: false,
    ...more,
  };
}

/** A run for tests; what is not given is a run that is done. */
export function aRun(more: Partial<RunDetail> = {}): RunDetail {
  return {
    id: 'r_1',
    flow: { id: 'f', name: 'Shopify order to ERP', version: 13 },
    env: 'dev',
    channel: 'Orders',
    status: 'done',
    title: '#10482',
    keys: [],
    correlationId: 'c_1',
    createdAt: '2026-11-20T14:00:00.000Z',
    finishedAt: '2026-11-20T14:00:01.200Z',
    durationMs: 1200,
    items: { total: 1, failed: 0 },
    nextTryAt: null,
    attempt: 1,
    error: null,
    openExceptions: 0,
    chunks: null,
    isTest: false,
    replayOf: null,
    kind: 'message',
    waits: [],
    related: [],
    compensation: null,
    steps: [],
    edges: [],
    effects: [],
    exceptions: [],
    replay: null,
    chunk: null,
    replays: [],
    lookups: [],
    answer: null,
    message: { bytes: 100, contentType: 'application/json' },
    recoveries: 0,
    capture: 'all',
    replayableUntil: null,
    ...more,
  };
}
