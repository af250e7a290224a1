import type {
  BundleDeployment,
  NewPromotion,
  Policy,
  PromotionCounts,
  PromotionPreview,
  PromotionState,
  PromotionSummary,
  RollbackRequest,
  Seen,
  ShadowReport,
  ShownPromotion,
  WantedItem,
  Who,
} from './promotion.ts';

export type PromotionChange = { readonly id: string; readonly state: PromotionState };

/** Requests to move flows, lookups and contracts from one environment to the next. What cannot be done is thrown as a Refusal. */
export type Promotions = {
  /** Newest first. */
  list(
    query: {
      readonly state?: 'open' | 'closed' | undefined;
      readonly env?: string | undefined;
      readonly limit?: number | undefined;
      readonly after?: string | undefined;
    },
    who: Who,
  ): Promise<{ readonly items: readonly PromotionSummary[]; readonly next: string | null }>;
  count(who: Who): Promise<PromotionCounts>;
  /** What it would change and need; stores nothing. */
  preview(request: Pick<NewPromotion, 'from' | 'to' | 'items'>, who: Who): Promise<PromotionPreview>;
  /** Throws PROMOTION_EXISTS with its id when the same is asked for already. */
  create(request: NewPromotion, who: Who): Promise<ShownPromotion>;
  get(id: string, who: Who): Promise<ShownPromotion>;
  /** The environment and channel it is about, for permissions; no channel: of several, or of none. null: there is none. */
  subject(id: string): Promise<{ readonly env: string; readonly channel: string | null | undefined } | null>;
  /** The same for looking at it, for which one of its channels is enough. */
  place(id: string, who: Who): Promise<{ readonly env: string; readonly channel: string | undefined } | null>;
  /** Other versions or other things; approvals fall. */
  change(id: string, items: readonly WantedItem[], who: Who): Promise<ShownPromotion>;
  /** Runs all gates again. */
  check(id: string, who: Who): Promise<ShownPromotion>;
  /** Tries the last messages of the target on what is to come, behind the answer. Throws PROMOTION_REFUSED when one is under way. */
  runShadow(id: string, who: Who): Promise<ShownPromotion>;
  /** What it found, with values for those who may see messages there. */
  shadow(id: string, who: Who): Promise<ShadowReport>;
  /** `seen`: the content that was looked at; another one by now is refused. Left out: whatever it is now. */
  approve(id: string, note: string, who: Who, seen?: Seen): Promise<ShownPromotion>;
  reject(id: string, why: string, who: Who): Promise<ShownPromotion>;
  withdraw(id: string, who: Who): Promise<ShownPromotion>;
  comment(id: string, comment: { readonly text: string; readonly asksForChanges: boolean }, who: Who): Promise<ShownPromotion>;
  /** Runs all gates again, then moves everything or nothing. */
  deploy(id: string, request: BundleDeployment, who: Who): Promise<ShownPromotion>;
  unschedule(id: string, who: Who): Promise<ShownPromotion>;
  rollback(id: string, request: RollbackRequest, who: Who): Promise<ShownPromotion>;
  /** Does what is to happen by itself; done every few seconds from `start` on. */
  lookAfter(): Promise<void>;
  /** First ends what a dead server left half done. */
  start(): void;
  close(): Promise<void>;
  policy(env: string): Promise<Policy>;
  setPolicy(env: string, policy: Policy, by: string): Promise<Policy>;
  /** Told after each change, at whichever server. Returns the way to stop. */
  onChange(listener: (change: PromotionChange) => void): () => void;
};
