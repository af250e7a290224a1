import type { RolloutRequest } from '../lifecycle/rollout.ts';
import type { NewPromotion, Policy, PromotionSummary, ShownPromotion } from '../promotion/promotion.ts';
import { ApiRefusal } from './api-refusal.ts';

type Call = <T>(method: string, path: string, body?: unknown, patienceMs?: number) => Promise<T>;

/** Promotions of an installation whose server runs. */
export type PromotionClient = {
  policy(env: string): Promise<Policy>;
  /** The environments in the order of promotion. */
  environments(): Promise<readonly string[]>;
  deployments(flow: string): Promise<Readonly<Record<string, number>>>;
  deployDirectly(
    flow: string,
    request: { readonly env: string; readonly version: number; readonly why: string; readonly rollout: RolloutRequest | undefined },
  ): Promise<{ readonly missingConnections: readonly string[] }>;
  /** The open one that asks for the same is found instead of made again. */
  request(
    request: Omit<NewPromotion, 'from'> & { readonly from?: string | undefined },
  ): Promise<{ readonly promotion: ShownPromotion; readonly isNew: boolean }>;
  get(id: string): Promise<ShownPromotion>;
  list(query: { readonly state?: 'open' | undefined; readonly env?: string | undefined }): Promise<readonly PromotionSummary[]>;
  /** Exactly what `content` and `base` say was looked at. */
  approve(id: string, request: { readonly note: string; readonly content: string; readonly base: string | null }): Promise<ShownPromotion>;
  reject(id: string, why: string): Promise<ShownPromotion>;
  withdraw(id: string): Promise<ShownPromotion>;
  /** Begins a shadow run; it goes on behind the answer. */
  shadow(id: string): Promise<ShownPromotion>;
  deploy(id: string, at?: string): Promise<ShownPromotion>;
  rollback(id: string, why: string): Promise<ShownPromotion>;
  /** Where a person looks at it. */
  address(id: string): string;
};

/** A deployment runs all test cases first, ms. */
const patience = 15 * 60_000;

export function promotionClient(call: Call, url: string): PromotionClient {
  const path = (id: string) => `/promotions/${encodeURIComponent(id)}`;
  const get = (id: string) => call<ShownPromotion>('GET', path(id));
  return {
    policy: (env) => call('GET', `/environments/${encodeURIComponent(env)}/promotion-policy`),
    environments: async () => (await call<{ items: { name: string }[] }>('GET', '/environments')).items.map(({ name }) => name),
    deployments: async (flow) =>
      (await call<{ deployments: Record<string, number> }>('GET', `/flows/${encodeURIComponent(flow)}`)).deployments,
    deployDirectly: (flow, request) => call('POST', `/flows/${encodeURIComponent(flow)}/deployments`, request),
    async request(wanted) {
      try {
        return { promotion: await call<ShownPromotion>('POST', '/promotions', wanted), isNew: true };
      } catch (error) {
        const other = error instanceof ApiRefusal && error.body.code === 'PROMOTION_EXISTS' ? error.body.promotion : null;
        if (typeof other !== 'string') throw error;
        return { promotion: await get(other), isNew: false };
      }
    },
    get,
    async list(query) {
      const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
      return (await call<{ items: PromotionSummary[] }>('GET', `/promotions?${new URLSearchParams([...given, ['limit', '200']])}`)).items;
    },
    approve: (id, { note, content, base }) =>
      call('POST', `${path(id)}/approve`, { note, content, ...(base !== null && { base }) }, patience),
    reject: (id, why) => call('POST', `${path(id)}/reject`, { why }),
    shadow: (id) => call('POST', `${path(id)}/shadow`),
    withdraw: (id) => call('POST', `${path(id)}/withdraw`),
    deploy: (id, at) => call('POST', `${path(id)}/deploy`, at === undefined ? {} : { at }, patience),
    rollback: (id, why) => call('POST', `${path(id)}/rollback`, { why }, patience),
    address: (id) => `${url.replace('127.0.0.1', 'localhost')}/promotion/${id}`,
  };
}
