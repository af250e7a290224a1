/** What a list of runs is narrowed to; empty strings and `null` mean no limit. */
export type RunFilter = {
  env: string;
  flow: string;
  status: readonly string[];
  /** A business key, exact or a prefix. */
  key: string;
  /** Hours back from now; null: all time. */
  hours: number | null;
  tests: 'without' | 'with' | 'only';
};

/** Every key of the query cache. A shorter key is a prefix of the longer ones, so that it invalidates them. */
export const queryKeys = {
  session: ['session'] as const,
  signInWays: ['session', 'ways'] as const,
  ownSessions: ['own-sessions'] as const,
  people: ['people'] as const,
  personSessions: (id: string) => ['people', 'one', id, 'sessions'] as const,
  roles: ['roles'] as const,
  tokens: ['tokens'] as const,
  tokenList: (of: string) => ['tokens', of] as const,
  sso: ['sso'] as const,
  nodeTypes: ['node-types'] as const,
  flows: ['flows'] as const,
  flowList: (env: string) => ['flows', 'list', env] as const,
  flow: (id: string) => ['flows', 'one', id] as const,
  flowVersions: (id: string) => ['flows', 'one', id, 'versions'] as const,
  flowVersion: (id: string, number: number) => ['flows', 'one', id, 'versions', number] as const,
  flowSamples: (id: string) => ['flows', 'one', id, 'samples'] as const,
  samplesByKey: (flow: string, env: string, key: string) => ['flows', 'one', flow, 'samples', env, key] as const,
  pins: (flow: string) => ['flows', 'one', flow, 'pins'] as const,
  sampleFlows: ['sample-flows'] as const,
  runs: ['runs'] as const,
  runList: (filter: RunFilter) => ['runs', 'list', filter] as const,
  run: (id: string) => ['runs', 'one', id] as const,
  runChunks: (id: string) => ['runs', 'one', id, 'chunks'] as const,
  runFlow: (id: string) => ['runs', 'one', id, 'flow'] as const,
  lineage: (runId: string, node: string, item: string) => ['runs', 'one', runId, 'lineage', node, item] as const,
  step: (runId: string, nodeId: string) => ['runs', 'one', runId, 'step', nodeId] as const,
  stepHistory: (flow: string, nodeId: string, query: object) => ['step-history', flow, nodeId, query] as const,
  stepPreview: (env: string, step: string | null) => ['step-preview', env, step] as const,
  replayPlan: (runId: string, request: object) => ['runs', 'one', runId, 'replay-plan', request] as const,
  ledger: (runId: string, nodeId: string) => ['runs', 'one', runId, 'ledger', nodeId] as const,
  bulkReplays: ['bulk-replays'] as const,
  bulkReplayList: (env: string) => ['bulk-replays', 'list', env] as const,
  bulkPreview: (filter: object) => ['bulk-replays', 'preview', filter] as const,
  triggers: ['triggers'] as const,
  triggerList: (env: string) => ['triggers', env] as const,
  approvals: ['approvals'] as const,
  approvalList: (env: string, state: 'open' | 'decided') => ['approvals', 'list', env, state] as const,
  approvalCount: (env: string) => ['approvals', 'count', env] as const,
  connections: (env: string) => ['connections', env] as const,
  connectionKinds: ['connection-kinds'] as const,
  variables: ['variables'] as const,
  variableList: (env: string) => ['variables', 'list', env] as const,
  lookups: ['lookups'] as const,
  lookupList: (env: string) => ['lookups', 'list', env] as const,
  lookup: (env: string, name: string) => ['lookups', 'one', env, name] as const,
  lookupRows: (env: string, name: string, version: number) => ['lookups', 'one', env, name, 'rows', version] as const,
  lookupChanges: (env: string, name: string, from: number, to: number) => ['lookups', 'one', env, name, 'changes', from, to] as const,
  lookupRowHistory: (env: string, name: string, version: number, key: readonly string[]) =>
    ['lookups', 'row', env, name, version, ...key] as const,
  contracts: ['contracts'] as const,
  audit: ['audit'] as const,
  auditList: (filter: object) => ['audit', 'list', filter] as const,
  board: ['board'] as const,
  promotions: ['promotions'] as const,
  promotionList: (state: 'open' | 'closed') => ['promotions', 'list', state] as const,
  promotion: (id: string) => ['promotions', 'one', id] as const,
  promotionShadow: (id: string, endedAt: string | null) => ['promotions', 'shadow', id, endedAt] as const,
  promotionPreview: (asked: object) => ['promotions', 'preview', asked] as const,
  promotionCount: ['promotions', 'count'] as const,
  deploymentsOfAll: ['deployments'] as const,
  deployments: (flow: string, env: string) => ['deployments', 'of', flow, env] as const,
  environments: ['environments'] as const,
  promotionPolicy: (env: string) => ['environments', env, 'policy'] as const,
  filesPlan: (env: string, files: string, choice: object, secrets: object) => ['files', 'plan', env, files, choice, secrets] as const,
  filesDrift: (env: string) => ['files', 'drift', env] as const,
  demo: ['demo'] as const,
  erpOrders: ['demo', 'erp-orders'] as const,
};
