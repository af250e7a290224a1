import { contractUses } from '@crossdock/flows/check/contract-uses';
import { variablesOf } from '@crossdock/flows/check/variable-uses';
import { diff } from '@crossdock/flows/diff/diff';
import { inWords } from '@crossdock/flows/diff/in-words';
import type { Flow } from '@crossdock/flows/document/flow';
import { createStillMay } from '../access/still-may.ts';
import { Refusal } from '../api/refusal.ts';
import type { Audit } from '../audit/audit.ts';
import type { Bulletin } from '../bulletin/bulletin.ts';
import { localBulletin } from '../bulletin/local-bulletin.ts';
import type { Clock } from '../clock/clock.ts';
import { runCollection } from '../engine/run/run-document.ts';
import type { EnvironmentBook } from '../environments/environment-book.ts';
import type { LookupBook } from '../lookups/lookup-book.ts';
import type { Store } from '../store/store.ts';
import type { VariableBook } from '../variables/variable-book.ts';
import { tablesOf } from './configuration.ts';
import { connectionsOf } from './connections-of.ts';
import { createDeploying } from './create-deploying.ts';
import type { DeploymentGuard } from './deployment-guard.ts';
import { type DeployedFlow, liveFlows } from './deployments.ts';
import { createDrafts } from './drafts.ts';
import type { FlowKnowledge } from './flow-knowledge.ts';
import type { Flows } from './flows.ts';
import type { LiveDeployments } from './live-deployments.ts';
import { refuseErrors } from './refusals.ts';
import { samplesOf } from './samples.ts';
import type { PublishedVersion, Versions } from './versions.ts';

export type FlowsResources = {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly knowledge: FlowKnowledge;
  readonly versions: Versions;
  readonly deployments: LiveDeployments;
  readonly environments: Pick<EnvironmentBook, 'list' | 'require' | 'get'>;
  /** The names of the connections: of one environment, or of all. */
  readonly connectionNames: (env?: string) => readonly string[];
  readonly lookups: Pick<LookupBook, 'list' | 'names' | 'current' | 'history' | 'bringBack' | 'reload'>;
  readonly variables: Pick<VariableBook, 'names' | 'get' | 'values' | 'putAll' | 'reload'>;
  /** Says what may be deployed where. */
  readonly guard: DeploymentGuard;
  /** Tells those who have a flow open, at whichever server. Default: only those at this one. */
  readonly bulletin?: Bulletin | undefined;
};

export function createFlows({
  store,
  clock,
  audit,
  knowledge,
  versions,
  deployments,
  environments,
  connectionNames,
  lookups,
  variables,
  guard,
  bulletin = localBulletin(),
}: FlowsResources): Flows {
  const drafts = createDrafts({
    store,
    clock,
    audit,
    knowledge,
    bulletin,
    connectionNames,
    lookupTables: () =>
      environments
        .list()
        .flatMap(({ name: env }) =>
          lookups.list(env).map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) })),
        ),
    variableNames: () => variables.names(),
    deploymentsOf: deployments.of,
    async changesSince(flow, version) {
      const published = version === null ? null : await versions.get(flow.id, version);
      return published ? diff(published.flow, flow).length : 0;
    },
  });

  async function versionOf(id: string, number: number): Promise<PublishedVersion> {
    const version = await versions.get(id, number);
    if (version) return version;
    const { latestVersion } = await drafts.draft(id);
    const known = latestVersion === null ? 'It was not published yet.' : `Its newest is ${latestVersion}.`;
    throw new Refusal('NO_SUCH_VERSION', `The flow "${id}" has no version ${number}. ${known}`);
  }

  function environmentsOf(id: string, number: number): string[] {
    return Object.entries(deployments.of(id)).flatMap(([env, version]) => (version === number ? [env] : []));
  }

  const deploying = createDeploying({
    clock,
    audit,
    knowledge,
    deployments,
    environments,
    guard,
    lookups,
    connectionNames,
    variables,
    stillMay: createStillMay({ store, environments }),
    runs: store.collection(runCollection),
    versionOf: async (id, number) => {
      await drafts.draft(id);
      return versionOf(id, number);
    },
  });

  const variablesRead = (flow: Flow) => variablesOf(flow, knowledge.catalog);

  return {
    ...drafts,
    ...deploying,

    async remove(id, by) {
      const envs = Object.keys(deployments.of(id));
      if (envs.length > 0) {
        throw new Refusal('FLOW_IS_DEPLOYED', `The flow "${id}" runs in ${envs.join(', ')}. Take it out there first, then remove it.`);
      }
      await drafts.remove(id, by);
    },

    publish: (id, { note, deployTo = [], by }) =>
      drafts.alone(id, async () => {
        for (const [i, env] of deployTo.entries()) environments.require(env, `body.deployTo[${i}]`);
        const { flow, problems } = await drafts.draft(id);
        refuseErrors(problems, 'cannot be published');
        if (flow.settings.publishNote === 'required' && note.trim() === '') {
          throw new Refusal('NOTE_MISSING', `The flow "${id}" asks for a note with each version: what changed, and why.`, [
            { path: 'body.note', message: 'say what changed, and why' },
          ]);
        }
        const next = ((await versions.list(id))[0]?.number ?? 0) + 1;
        for (const env of deployTo) {
          deploying.refuseWhatCannotRun(env, [{ flow: id, version: { flow } }]);
          await guard.check(env, [{ flow: id, version: next }], { by, promotion: null, kind: 'deploy' });
        }
        const version = await versions.add(flow, by, note);
        if (!version) {
          const { latestVersion } = await drafts.draft(id);
          throw new Refusal('NOTHING_TO_PUBLISH', `Nothing has changed since version ${latestVersion}; deploy that one instead.`);
        }
        await drafts.published(id, version.number);
        await audit.record({ by, act: 'flow.published', subject: id, details: { version: version.number, hash: version.hash, note } });
        for (const env of deployTo) await deploying.deploy(id, { env, version: version.number, by, why: note });
        const { flow: _, ...head } = version;
        return { ...head, environments: environmentsOf(id, version.number) };
      }),

    async versions(id) {
      await drafts.draft(id);
      return (await versions.list(id)).map((version) => ({ ...version, environments: environmentsOf(id, version.number) }));
    },

    async version(id, number) {
      return { ...(await versionOf(id, number)), environments: environmentsOf(id, number) };
    },

    deploy: (id, request) => drafts.alone(id, () => deploying.deploy(id, request)),
    undeploy: (id, ...given) => drafts.alone(id, () => deploying.undeploy(id, ...given)),
    rollback: (id, request) => drafts.alone(id, () => deploying.rollback(id, request)),
    changeShare: (id, request) => drafts.alone(id, () => deploying.changeShare(id, request)),
    endRollout: (id, request) => drafts.alone(id, () => deploying.endRollout(id, request)),

    async diff(id, from, to) {
      const side = async (which: number | 'draft') =>
        which === 'draft' ? (await drafts.draft(id)).flow : (await versionOf(id, which)).flow;
      return diff(await side(from), await side(to)).map((each) => ({ ...each, words: inWords(each) }));
    },

    samples: async (id) => samplesOf((await drafts.draft(id)).flow, knowledge),

    async usersOfContracts() {
      const ofLive = deployments
        .current()
        .flatMap((deployed) =>
          usesOf(deployed, (flow) => contractUses(flow, knowledge.catalog)).map(([contract, use]) => ({ contract, ...use })),
        );
      const ofDrafts = (await drafts.list()).flatMap(({ id, name, contracts = [] }) =>
        contracts.map((contract) => ({ contract, flow: id, name, isLive: false })),
      );
      const seen = new Set<string>();
      return [...ofLive, ...ofDrafts].filter(({ contract, flow }) => {
        const key = `${contract} ${flow}`;
        return !seen.has(key) && seen.add(key);
      });
    },

    async usersOfLookups(env) {
      const live = deployments.current().filter((deployed) => deployed.env === env);
      const ofLive = live.flatMap((deployed) =>
        usesOf(deployed, (flow) => tablesOf(flow, knowledge)).map(([lookup, use]) => ({ lookup, ...use })),
      );
      const isKnown = new Set(ofLive.map(({ lookup, flow }) => `${lookup} ${flow}`));
      const ofDrafts = (await drafts.list()).flatMap(({ id, name, lookups = [] }) =>
        lookups.map((lookup) => ({ lookup, flow: id, name, isLive: false })),
      );
      return [...ofLive, ...ofDrafts.filter(({ lookup, flow }) => !isKnown.has(`${lookup} ${flow}`))];
    },

    async usersOfVariables(env) {
      const live = deployments.current().filter((deployed) => deployed.env === env);
      const ofLive = live.flatMap((deployed) => usesOf(deployed, variablesRead).map(([variable, use]) => ({ variable, ...use })));
      const isKnown = new Set(ofLive.map(({ variable, flow }) => `${variable} ${flow}`));
      const ofDrafts = (await drafts.list()).flatMap(({ id, name, variables: read = [] }) =>
        read.map((variable) => ({ variable, flow: id, name, isLive: false })),
      );
      return [...ofLive, ...ofDrafts.filter(({ variable, flow }) => !isKnown.has(`${variable} ${flow}`))];
    },

    usedBy: (env, connection) =>
      deployments
        .current()
        .filter(
          (deployed) => deployed.env === env && liveFlows(deployed).some((flow) => connectionsOf(flow, knowledge).includes(connection)),
        )
        .map((deployed) => deployed.flow.id),
  };
}

type LiveUse = { readonly flow: string; readonly name: string; readonly isLive: true };

/** What the versions of a deployed flow use that take messages, each name once. */
function usesOf(
  deployed: Pick<DeployedFlow, 'flow' | 'rollout'>,
  namesOf: (flow: Flow) => Iterable<string>,
): (readonly [string, LiveUse])[] {
  const { id, name } = deployed.flow;
  const names = new Set(liveFlows(deployed).flatMap((flow) => [...namesOf(flow)]));
  return [...names].map((one) => [one, { flow: id, name, isLive: true }]);
}
