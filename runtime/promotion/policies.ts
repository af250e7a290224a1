import type { Audit } from '../audit/audit.ts';
import type { Environment } from '../environments/environment.ts';
import type { EnvironmentBook } from '../environments/environment-book.ts';
import { DuplicateKey, type Store } from '../store/store.ts';
import type { Policy } from './promotion.ts';
import { policySchema } from './promotion-documents.ts';

/** What the environments ask of promotions. */
export type Policies = {
  /** Of an environment that was never given one: the default of its class. */
  of(env: string): Promise<Policy>;
  put(env: string, policy: Policy, by: string): Promise<Policy>;
};

/** Prod is guarded and asks for one approval of somebody else; evidence is looked at everywhere before it. */
export function defaultPolicy(environmentClass: Environment['class']): Policy {
  const isProd = environmentClass === 'prod';
  return {
    isGuarded: isProd,
    approvals: isProd ? 1 : 0,
    role: 'approver',
    notAuthor: true,
    evidenceRuns: isProd ? 1 : 0,
    evidenceDays: 30,
    expiresDays: 14,
    shadow: 'on demand',
    shadowRuns: 200,
    shadowSeconds: 60,
    workingHours: null,
    blackouts: [],
  };
}

export function createPolicies({
  store,
  audit,
  environments,
}: {
  readonly store: Store;
  readonly audit: Audit;
  readonly environments: Pick<EnvironmentBook, 'get'>;
}): Policies {
  const documents = store.collection(policySchema);

  async function of(env: string): Promise<Policy> {
    const document = await documents.get(env);
    // What a policy says nothing about yet is as its class has it.
    const byClass = defaultPolicy(environments.get(env)?.class ?? 'prod');
    return document ? { ...byClass, ...(JSON.parse(document.policy) as Partial<Policy>) } : byClass;
  }

  return {
    of,
    async put(env, policy, by) {
      for (;;) {
        const document = await documents.get(env);
        const before = await of(env);
        const next = { revision: (document?.revision ?? 0) + 1, policy: JSON.stringify(policy) };
        try {
          if (!document) await documents.insert({ id: env, ...next });
          else if (!(await documents.update(env, { where: { revision: document.revision }, set: next }))) continue;
        } catch (error) {
          if (error instanceof DuplicateKey) continue;
          throw error;
        }
        await audit.record({ by, act: 'promotion-policy.changed', subject: env, env, before, after: policy });
        return policy;
      }
    },
  };
}
