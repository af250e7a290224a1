import type { Board, Deployments, Promotion, PromotionPolicy, PromotionPreview, PromotionSummary } from '../server/shapes.ts';

/** Parts of what the API answers about the board, promotions and deployments. */
export type BoardCell = Board['flows'][number]['cells'][string];
export type CellState = NonNullable<BoardCell['state']>;
export type Drift = Board['drift'][number];
export type ItemKind = Suggestion['kind'];
export type ItemAsked =
  | { kind: 'flow'; flow: string; version: number }
  | { kind: 'lookup'; name: string }
  | { kind: 'contract'; name: string };
export type PromotionItem = Promotion['items'][number];
export type ItemHead = PromotionSummary['items'][number];
export type Part = PromotionItem['parts'][number];
export type PartKind = Part['part'];
export type PartChange = Part['changes'][number];
export type Gate = Promotion['gates'][number];
export type GateHead = PromotionSummary['gates'][number];
export type GateState = Gate['state'];
export type Verdict = Promotion['approvals'][number];
export type PromotionState = Promotion['state'];
export type Suggestion = PromotionPreview['suggested'][number];
export type Blackout = PromotionPolicy['blackouts'][number];
export type Day = NonNullable<PromotionPolicy['workingHours']>['days'][number];
export type DeploymentRow = Deployments['items'][number];
/** What runs of a flow in an environment just now. */
export type DeployedNow = Deployments['now'][number];
export type Configuration = NonNullable<DeploymentRow['configuration']>;
