import { Refusal } from '../api/refusal.ts';
import type { EnvironmentBook } from '../environments/environment-book.ts';
import type { DeploymentGuard } from '../lifecycle/deployment-guard.ts';
import type { Policies } from './policies.ts';

/** Nothing comes into a guarded environment but by a promotion. Going back to what ran there before, and taking a flow out, stay possible at once. */
export function promotionGuard({
  policies,
  environments,
}: {
  readonly policies: Policies;
  readonly environments: Pick<EnvironmentBook, 'list' | 'next'>;
}): DeploymentGuard {
  return {
    async check(env, changes, { kind, promotion }) {
      const isComing = kind === 'deploy' && changes.some(({ version }) => version !== null);
      if (!isComing || promotion !== null || !(await policies.of(env)).isGuarded) return;
      const names = changes.map(({ flow, version }) => (version === null ? flow : `${flow}@${version}`)).join(' ');
      const before = environments.list().find(({ name }) => environments.next(name)?.name === env)?.name;
      const from = before === undefined ? '' : ` from ${before}`;
      throw new Refusal(
        'PROMOTION_NEEDED',
        `${env} takes new versions only by a promotion. Ask for one${from}: Promotion, New, or crossdock deploy ${names} --to ${env}.`,
        [{ path: 'body.env', message: 'is guarded by its promotion policy' }],
      );
    },
  };
}
