import type { z } from 'zod';
import type {
  bundleDeployment,
  gate,
  newPromotion,
  promotion,
  promotionCounts,
  promotionItem,
  promotionPart,
  promotionPolicy,
  promotionPreview,
  promotionSummary,
  rollbackRequest,
  wantedItem,
} from '../api/shapes/promotion-shapes.ts';
import type { promotionState } from '../api/shapes/promotion-state.ts';
import type { shadowReport, shadowSummary } from '../api/shapes/shadow-shapes.ts';
import type { RolloutRequest } from '../lifecycle/rollout.ts';

export type ShownShadow = z.output<typeof shadowSummary>;
export type ShadowReport = z.output<typeof shadowReport>;
export type PromotionState = z.output<typeof promotionState>;
export type Gate = z.output<typeof gate>;
export type Policy = z.output<typeof promotionPolicy>;
export type Part = z.output<typeof promotionPart>;
export type FieldChange = Part['changes'][number];
export type WantedItem = z.output<typeof wantedItem>;
/** What a promotion moves, with what it changes in the target. */
export type ShownItem = z.output<typeof promotionItem>;
export type ShownPromotion = z.output<typeof promotion>;
export type PromotionSummary = z.output<typeof promotionSummary>;
export type PromotionPreview = z.output<typeof promotionPreview>;
export type PromotionCounts = z.output<typeof promotionCounts>;
export type NewPromotion = z.output<typeof newPromotion>;
export type BundleDeployment = z.output<typeof bundleDeployment>;
export type RollbackRequest = z.output<typeof rollbackRequest>;

/** What somebody looked at, by its hashes; left out: whatever it is now. */
export type Seen = { readonly content?: string | undefined; readonly base?: string | undefined };

/** Who asks, as far as promotions look at people. */
export type Who = {
  readonly id: string;
  readonly name: string;
  /** Whether the person has at least this role there, for flows of all these channels; none: of any. */
  has(role: Policy['role'], env: string, channels: readonly string[]): boolean;
  /** `channel` null: of several, or of none. */
  sees(env: string, channel: string | null): boolean;
  mayDeploy(env: string, channels: readonly string[]): boolean;
  /** Whether the person may see the content of messages there, of flows of all these channels. */
  readsPayloads(env: string, channels: readonly string[]): boolean;
};

/** One thing a promotion moves, as it was when its content was last looked at. Approvals are for `hash`. */
export type Item = {
  readonly kind: ShownItem['kind'];
  readonly name: string;
  readonly title: string;
  readonly version: number;
  readonly hash: string;
  /** Of a flow. */
  readonly channel: string | null;
};

/** What the target had in place of an item at a moment. */
export type BaseItem = Pick<Item, 'kind' | 'name' | 'title'> & {
  readonly version: number | null;
  /** Of a flow: the version that came beside it by a gradual rollout. */
  readonly coming?: number | null;
  /** Hashes: of a flow the variables and connections there that it reads, by name; of a lookup its rows. What is not there has none. */
  readonly settings: Readonly<Record<string, string>>;
};

export type Approval = {
  readonly byId: string;
  readonly by: string;
  readonly at: number;
  readonly verdict: 'approved' | 'rejected';
  readonly note: string;
  /** The content that was looked at. */
  readonly content: string;
  /** What it was to replace. Absent: it was given before that was kept. */
  readonly base?: readonly BaseItem[] | undefined;
};

export type Override = { readonly gate: string; readonly why: string; readonly by: string; readonly at: number; readonly content: string };

export type PromotionComment = { readonly by: string; readonly at: number; readonly text: string; readonly asksForChanges: boolean };

/** What stood in the target before the bundle, to bring it back. */
export type Before = {
  readonly flows: readonly { readonly flow: string; readonly version: number | null }[];
  readonly lookups: readonly { readonly name: string; readonly version: number | null }[];
  readonly contracts: readonly { readonly name: string; readonly isNew: boolean }[];
};

/** A bundle under way: written before anything is changed, so that whoever finds it can finish it or undo it. */
export type Journal = {
  readonly direction: 'forward' | 'back';
  readonly before: Before;
  readonly by: string;
  readonly why: string;
  /** Who holds it: another one has taken it over when it is another. */
  readonly token: string;
};

/** A promotion as it is stored. Every change of it is one compare-and-set on `revision`. */
export type Promotion = {
  readonly id: string;
  readonly number: number;
  readonly revision: number;
  readonly from: string;
  readonly to: string;
  readonly state: PromotionState;
  readonly author: string;
  readonly authorId: string;
  /** Who has changed what it moves since: authors of it as well. */
  readonly changedBy?: readonly string[] | undefined;
  readonly note: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expiresAt: number;
  readonly scheduledFor: number | null;
  readonly isAutomatic: boolean;
  /** Its flows come gradually. Absent or null: at once. */
  readonly rollout?: RolloutRequest | null | undefined;
  /** Who scheduled it, or asked for it to be deployed as soon as it is approved. */
  readonly scheduledBy: string | null;
  /** The account of theirs. Absent or null: none, as for the API token. */
  readonly scheduledById?: string | null | undefined;
  readonly items: readonly Item[];
  readonly approvals: readonly Approval[];
  readonly overrides: readonly Override[];
  readonly comments: readonly PromotionComment[];
  readonly gates: readonly Gate[];
  readonly gatesCheckedAt: number | null;
  readonly deployed: { readonly at: number; readonly by: string } | null;
  readonly rolledBack: { readonly at: number; readonly by: string; readonly why: string } | null;
  readonly failure: string | null;
  readonly journal: Journal | null;
  /** What approvals were judged against when it was deployed; as long as it can be, that is looked at anew. */
  readonly base?: readonly BaseItem[] | undefined;
  /** What stood in the target before it was deployed. */
  readonly before: Before | null;
  /** What it changed there, as it was told when it was deployed. */
  readonly moved: readonly ShownItem[] | null;
  /** The server that is at it, until then at most; others keep off. */
  readonly heldUntil: number | null;
};
