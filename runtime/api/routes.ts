import { auditRoutes } from './resources/audit.ts';
import { boardRoutes } from './resources/board.ts';
import { bulkReplayRoutes } from './resources/bulk-replays.ts';
import { catalogueRoutes } from './resources/catalogue.ts';
import { connectionRoutes } from './resources/connections.ts';
import { contractRoutes } from './resources/contracts.ts';
import { demoRoutes } from './resources/demo.ts';
import { deploymentRoutes } from './resources/deployments.ts';
import { environmentRoutes } from './resources/environments.ts';
import { eventRoutes } from './resources/events.ts';
import { expressionRoutes } from './resources/expressions.ts';
import { fileRoutes } from './resources/files.ts';
import { flowRoutes } from './resources/flows.ts';
import { lookupRoutes } from './resources/lookups.ts';
import { orderKeyRoutes } from './resources/order-keys.ts';
import { peopleRoutes } from './resources/people.ts';
import { presenceRoutes } from './resources/presence.ts';
import { promotionRoutes } from './resources/promotions.ts';
import { rehearsalRoutes } from './resources/rehearsal.ts';
import { runRoutes } from './resources/runs.ts';
import { secretRoutes } from './resources/secrets.ts';
import { sessionRoutes } from './resources/session.ts';
import { ssoRoutes } from './resources/sso.ts';
import { testCaseRoutes } from './resources/test-cases.ts';
import { testRunRoutes } from './resources/test-runs.ts';
import { tokenRoutes } from './resources/tokens.ts';
import { triggerRoutes } from './resources/triggers.ts';
import { variableRoutes } from './resources/variables.ts';
import { versionRoutes } from './resources/versions.ts';
import { waitRoutes } from './resources/waits.ts';
import type { Route } from './route.ts';

/** Every path of the API. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...peopleRoutes,
  ...tokenRoutes,
  ...ssoRoutes,
  ...flowRoutes,
  ...versionRoutes,
  ...deploymentRoutes,
  ...boardRoutes,
  ...presenceRoutes,
  ...testRunRoutes,
  ...rehearsalRoutes,
  ...testCaseRoutes,
  ...expressionRoutes,
  ...catalogueRoutes,
  ...environmentRoutes,
  ...promotionRoutes,
  ...contractRoutes,
  ...runRoutes,
  ...bulkReplayRoutes,
  ...triggerRoutes,
  ...orderKeyRoutes,
  ...eventRoutes,
  ...waitRoutes,
  ...connectionRoutes,
  ...secretRoutes,
  ...lookupRoutes,
  ...variableRoutes,
  ...demoRoutes,
  ...fileRoutes,
  ...auditRoutes,
];
