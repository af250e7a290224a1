import { flowSchema, sampleMessageSchema, testCaseSchema } from '@crossdock/flows/document/flow';
import { operationSchema } from '@crossdock/flows/operations/vocabulary';
import { z } from 'zod';
import { board } from './shapes/board-shapes.ts';
import { connection, connectionCheck, connectionKind } from './shapes/connection-shapes.ts';
import { contractShape, schemaChange } from './shapes/contract-shapes.ts';
import { deployedNow, historyLine } from './shapes/deployment-shapes.ts';
import { environment } from './shapes/environment-shapes.ts';
import { liveEvent } from './shapes/event-shapes.ts';
import { activityHour, change, flowDraft, flowSummary, problem, sample, versionSummary } from './shapes/flow-shapes.ts';
import { lookup, lookupColumn, lookupDetail, lookupVersion, rowChanges } from './shapes/lookup-shapes.ts';
import { nodeDescriptor } from './shapes/node-shapes.ts';
import { apiTokenShape, grant, person, session, ssoProvider } from './shapes/people-shapes.ts';
import {
  gate,
  promotion,
  promotionItem,
  promotionPart,
  promotionPolicy,
  promotionPreview,
  promotionSummary,
} from './shapes/promotion-shapes.ts';
import { bulkPreview, bulkReplay, replayPlan } from './shapes/replay-shapes.ts';
import { connectionRequest } from './shapes/requests.ts';
import {
  effect,
  errorShape,
  exceptionShape,
  exchange,
  ledger,
  runDetail,
  runSummary,
  shownItem,
  step,
  stepDetail,
} from './shapes/run-shapes.ts';
import { apiError, demoState, erpBehaviour, erpOrder } from './shapes/system-shapes.ts';
import { trigger } from './shapes/trigger-shapes.ts';
import { approval } from './shapes/wait-shapes.ts';

/** The shapes that have a name of their own in the API's description; all others are written out where they are used. */
export const namedShapes = z.registry<{ readonly id: string }>();

const names = {
  ApiError: apiError,
  Session: session,
  Grant: grant,
  Person: person,
  ApiToken: apiTokenShape,
  SsoProvider: ssoProvider,
  Flow: flowSchema,
  TestCase: testCaseSchema,
  SampleMessage: sampleMessageSchema,
  Operation: operationSchema,
  Problem: problem,
  ActivityHour: activityHour,
  FlowSummary: flowSummary,
  FlowDraft: flowDraft,
  VersionSummary: versionSummary,
  Change: change,
  Environment: environment,
  Board: board,
  DeployedNow: deployedNow,
  HistoryLine: historyLine,
  Sample: sample,
  NodeDescriptor: nodeDescriptor,
  Contract: contractShape,
  SchemaChange: schemaChange,
  RunSummary: runSummary,
  RunDetail: runDetail,
  RunError: errorShape,
  RunException: exceptionShape,
  Effect: effect,
  Exchange: exchange,
  Step: step,
  StepDetail: stepDetail,
  ShownItem: shownItem,
  ReplayPlan: replayPlan,
  Ledger: ledger,
  BulkReplay: bulkReplay,
  BulkPreview: bulkPreview,
  Trigger: trigger,
  LiveEvent: liveEvent,
  Approval: approval,
  Connection: connection,
  ConnectionKind: connectionKind,
  ConnectionCheck: connectionCheck,
  Lookup: lookup,
  LookupColumn: lookupColumn,
  LookupDetail: lookupDetail,
  LookupVersion: lookupVersion,
  RowChanges: rowChanges,
  ConnectionRequest: connectionRequest,
  Promotion: promotion,
  PromotionSummary: promotionSummary,
  PromotionItem: promotionItem,
  PromotionPart: promotionPart,
  PromotionPolicy: promotionPolicy,
  PromotionPreview: promotionPreview,
  Gate: gate,
  DemoState: demoState,
  ErpBehaviour: erpBehaviour,
  ErpOrder: erpOrder,
};
for (const [id, schema] of Object.entries(names)) namedShapes.add(schema, { id });
