import type { Flow } from '@crossdock/flows/document/flow';
import type { paths } from './openapi.d.ts';

/** The names under which the designer knows what the API answers; all of them follow from `openapi.d.ts`. */
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export type Reply<P extends keyof paths, M extends Method> = paths[P] extends { [K in M]: { responses: infer R } }
  ? R extends Record<200 | 201 | 202, { content: { 'application/json': infer Body } }>
    ? Body
    : { [S in keyof R & (200 | 201 | 202)]: R[S] extends { content: { 'application/json': infer Body } } ? Body : never }[keyof R &
        (200 | 201 | 202)]
  : never;
export type Element<T> = T extends readonly (infer E)[] ? E : never;

export type Session = Reply<'/api/session', 'get'>;
export type Environment = Element<Session['environments']>;
export type EnvironmentClass = Environment['class'];

export type FlowSummary = Element<Reply<'/api/flows', 'get'>['items']>;
export type FlowDraft = Omit<Reply<'/api/flows/{id}', 'get'>, 'flow'> & { flow: Flow };
export type VersionSummary = Element<Reply<'/api/flows/{id}/versions', 'get'>['items']>;
export type VersionWithFlow = VersionSummary & { flow: Flow };
export type Sample = Element<Reply<'/api/flows/{id}/samples', 'get'>['items']>;

export type Evaluated = Element<Element<Reply<'/api/expressions/evaluate', 'post'>['results']>>;

export type RunSummary = Element<Reply<'/api/runs', 'get'>['items']>;
export type RunPage = Reply<'/api/runs', 'get'>;
export type RunStatus = RunSummary['status'];
export type RunDetail = Reply<'/api/runs/{id}', 'get'>;
export type Chunks = NonNullable<RunSummary['chunks']>;
export type Step = Element<RunDetail['steps']>;
export type StepStatus = Step['status'];
export type RunEdge = Element<RunDetail['edges']>;
export type Effect = Element<RunDetail['effects']>;
export type EffectOutcome = Effect['outcome'];
export type Exception = Element<RunDetail['exceptions']>;
export type RunError = NonNullable<RunSummary['error']>;
export type StepDetail = Reply<'/api/runs/{id}/steps/{nodeId}', 'get'>;
export type ShownItem = Element<StepDetail['input'][string]>;
export type StepPreview = Reply<'/api/steps/preview', 'post'>;
export type TestReport = Reply<'/api/flows/{id}/test-report', 'post'>;
export type CaseReport = Element<TestReport['results']>;
export type Finding = Element<CaseReport['findings']>;
export type Pin = Element<Reply<'/api/flows/{id}/pins', 'get'>['items']>;
export type Lineage = Reply<'/api/runs/{id}/lineage', 'get'>;
export type Exchange = Element<StepDetail['exchanges']>;
export type ReplayPlan = Reply<'/api/runs/{id}/replay-plan', 'post'>;
export type ReplayRequest = NonNullable<paths['/api/runs/{id}/replay-plan']['post']['requestBody']>['content']['application/json'];
export type Decision = NonNullable<ReplayRequest['decisions']>[string];
export type Ledger = Reply<'/api/runs/{id}/ledger', 'get'>;
export type LedgerRow = Element<Ledger['items']>;
export type BulkRequest = NonNullable<paths['/api/bulk-replays']['post']['requestBody']>['content']['application/json'];
export type BulkPreview = Reply<'/api/bulk-replays/preview', 'post'>;
export type BulkReplay = Reply<'/api/bulk-replays/{id}', 'get'>;
export type Trigger = Element<Reply<'/api/triggers', 'get'>['items']>;

export type Approval = Element<Reply<'/api/approvals', 'get'>['items']>;

export type Connection = Element<Reply<'/api/connections', 'get'>['items']>;
export type Contract = Element<Reply<'/api/contracts', 'get'>['items']>;
export type DemoState = Reply<'/api/demo', 'get'>;
export type ErpMode = DemoState['erp']['mode'];
export type ErpOrder = Element<Reply<'/api/demo/erp/orders', 'get'>['items']>;
export type ErpBehaviour = Reply<'/api/demo/erp/behaviour', 'put'>;

export type Lookup = Element<Reply<'/api/lookups', 'get'>['items']>;
export type LookupColumn = Element<Lookup['columns']>;
export type LookupDetail = Reply<'/api/lookups/{name}', 'get'>;

export type Variable = Element<Reply<'/api/variables', 'get'>['items']>;

export type AuditEntry = Element<Reply<'/api/audit', 'get'>['items']>;
export type AuditVerdict = Reply<'/api/audit/verify', 'post'>;

export type PromotionSummary = Element<Reply<'/api/promotions', 'get'>['items']>;
export type Promotion = Reply<'/api/promotions/{id}', 'get'>;
export type ShadowReport = Reply<'/api/promotions/{id}/shadow', 'get'>;
export type PromotionPreview = Reply<'/api/promotions/preview', 'post'>;
export type PromotionPolicy = Reply<'/api/environments/{name}/promotion-policy', 'get'>;
export type EnvironmentDetail = Element<Reply<'/api/environments', 'get'>['items']>;
export type Board = Reply<'/api/board', 'get'>;
export type Deployments = Reply<'/api/flows/{id}/deployments', 'get'>;

/** Somebody who has a flow open. `colour` is the number of one of the colours for people. */
export type Person = { name: string; initials: string; colour: number; node: string | null; field: string | null };

/** What `GET /api/events` sends; the event stream is no part of the OpenAPI document. */
export type LiveEvent =
  | { event: 'run'; data: RunSummary }
  | { event: 'steps'; data: { runId: string; steps: Step[]; edges: RunEdge[] } }
  | { event: 'flow'; data: { flowId: string; revision: number; by: string } }
  | { event: 'presence'; data: { flowId: string; people: Person[] } }
  | { event: 'promotion'; data: { id: string; state: string } }
  | { event: 'demo'; data: { ordersReceived: number } };
