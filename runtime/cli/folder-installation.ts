import { contracts } from '@crossdock/flows/contracts/contracts';
import * as registry from '@crossdock/nodes/registry';
import { deriveKey } from '../access/installation-key.ts';
import { createLinks } from '../access/sign-in/links.ts';
import { createAudit } from '../audit/create-audit.ts';
import { systemClock } from '../clock/clock.ts';
import { openConnectionBook } from '../connections/create-connection-book.ts';
import { createTokenAsker } from '../connections/tokens/ask-token.ts';
import { createTokenBook } from '../connections/tokens/token-book.ts';
import { createEgress } from '../egress/egress.ts';
import { createSeal } from '../engine/run/seal.ts';
import { openEnvironmentBook } from '../environments/open-environment-book.ts';
import { createFileBook } from '../files/file-book.ts';
import { openContractBook } from '../lifecycle/create-contract-book.ts';
import { createFlows } from '../lifecycle/create-flows.ts';
import { createGuard } from '../lifecycle/deployment-guard.ts';
import { flowKnowledge } from '../lifecycle/flow-knowledge.ts';
import { openDeployments } from '../lifecycle/live-deployments.ts';
import { createVersions } from '../lifecycle/versions.ts';
import { openLookupBook } from '../lookups/create-lookup-book.ts';
import { promotionGuard } from '../promotion/guard.ts';
import { createPolicies } from '../promotion/policies.ts';
import { openDataFolder } from '../store/data-folder.ts';
import { openVariableBook } from '../variables/open-variable-book.ts';
import { createVault } from '../vault/envelope.ts';
import { createSecretsKeeper } from '../vault/keep-secrets.ts';
import { openKeyring } from '../vault/keyring.ts';
import { noSecretSources } from '../vault/secret-sources.ts';
import { shownStatus } from '../vault/shown-status.ts';
import type { Installation } from './installation.ts';

const by = 'Command line';

/** Whoever may read the data folder needs no permission, and no promotion can be made there. */
const nobodyAsks = { id: by, name: by, has: () => false, sees: () => true, mayDeploy: () => false, readsPayloads: () => false };

/** An installation whose server does not run, straight on its data folder. What is changed counts from the next start on. */
export async function folderInstallation({
  path,
  secret,
  oldSecret,
  url,
}: {
  readonly path: string;
  readonly secret: string | null;
  readonly oldSecret: string | null;
  readonly url: string;
}): Promise<Installation> {
  const clock = systemClock;
  const data = openDataFolder({ path, secret: secret ?? undefined });
  try {
    const store = await data.openStore();
    const keyring = await openKeyring({ store, clock, secret: data.secret, oldSecret });
    const root = keyring.first;
    const audit = createAudit({ store, clock, key: deriveKey(root, 'audit') });
    const contractBook = await openContractBook({ store, clock, audit, canonical: contracts });
    const knowledge = flowKnowledge(registry.definitions, contractBook);
    const environments = await openEnvironmentBook({ store, audit });
    const variables = await openVariableBook({ store, clock, audit });
    const versions = createVersions({ store, clock });
    const deployments = await openDeployments({ store, clock, versions, knowledge });
    const connections = await openConnectionBook({
      store,
      clock,
      audit,
      seal: createSeal(deriveKey(root, 'connections')),
      vault: createVault(keyring.forVault),
      egress: createEgress(),
      sources: noSecretSources,
    });
    const lookups = await openLookupBook({ store, clock, audit });
    const policies = createPolicies({ store, audit, environments });
    const guard = createGuard();
    guard.use(promotionGuard({ policies, environments }));
    const flows = createFlows({
      store,
      clock,
      audit,
      knowledge,
      versions,
      deployments,
      environments,
      connectionNames: connections.names,
      lookups,
      guard,
      variables,
    });
    const files = createFileBook({
      store,
      clock,
      audit,
      environments,
      policies,
      flows,
      deployments,
      knowledge,
      lookups,
      contracts: contractBook,
      connections,
      variables,
      promotions: null,
      isAlone: true,
      catchUp: async () => {},
    });
    await files.recover();
    const vault = createVault(keyring.forVault);
    const tokens = createTokenBook({ store, clock, vault, asker: createTokenAsker(createEgress()) });
    const secrets = createSecretsKeeper({
      keyring,
      clock,
      audit,
      kept: [connections, tokens],
      secret: data.secret,
      keyFile: data.keyFile,
      isAlone: true,
    });
    const links = createLinks({ store, clock });
    return {
      place: data.folder,
      flowIds: async () => (await flows.list()).map((flow) => flow.id),
      flow: async (id, version) => (version === undefined ? await flows.draft(id) : await flows.version(id, version)).flow,
      async put(flow, id) {
        const { revision, problems } = await flows.replace(id, { flow, by });
        return { revision, errors: problems.filter((problem) => problem.severity === 'error').length };
      },
      publish: async (id, note) => ({ version: (await flows.publish(id, { note, by })).number }),
      latestVersion: async (id) => (await flows.draft(id)).latestVersion,
      deploy: (id, version, env, rollout) => flows.deploy(id, { env, version, by, rollout }),
      rollout: {
        async of(id, env) {
          environments.require(env);
          return { ...flows.deployedNow(id, env), rolloutCounts: await flows.rolloutCounts(id, env) };
        },
        share: (id, request) => flows.changeShare(id, { ...request, by }),
        back: (id, request) => flows.endRollout(id, { ...request, by }),
      },
      rollback: (id, request) => flows.rollback(id, { ...request, by }),
      pause: (id, request) => flows.pause(id, { ...request, by }),
      resume: (id, env) => flows.resume(id, { env, by }),
      lookupNames: async (env) => lookups.names(env),
      async lookup(env, name) {
        const content = await lookups.content(env, name);
        return { name, purpose: lookups.get(env, name)?.purpose ?? '', ...content };
      },
      putLookup: async (env, { name, ...table }, why) => (await lookups.save(env, name, table, { by, why })).version,
      files: {
        export: (env, withDrafts) => files.export(env, { withDrafts }),
        plan: files.plan,
        apply: (env, texts, options, { plan, secrets: given, note }) =>
          files.apply(env, { ...options, files: texts, planId: plan, secrets: given, note, by, byId: null, who: nobodyAsks }),
        drift: files.drift,
      },
      secrets: {
        status: async () => shownStatus(await secrets.status()),
        rotate: async () => shownStatus(await secrets.rotate(by)),
        async rekey() {
          await secrets.rekey(by);
          await secrets.renew();
          return shownStatus(await secrets.status());
        },
      },
      audit,
      promotions: null,
      link: async (name) => `${url}/sign-in?token=${await links.forAdmin(name)}`,
      async close() {
        await store.close();
        data.close();
      },
    };
  } catch (error) {
    data.close();
    throw error;
  }
}
