import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, longest first, as measured on two cores. One that is missing here costs only time. */
const longest = [
  'test/crash/fleet.servers',
  'test/deployment/runs.servers',
  'test/crash/kill-server',
  'test/deployment/traffic.servers',
  'test/deployment/deploy-and-roll-back.servers',
  'runtime/sandbox/process-sandbox',
  'test/browser/screens',
  'test/security/vault',
  'test/deployment/changes.servers',
  'test/browser/lookups',
  'test/deployment/outage.servers',
  'test/browser/inspector',
  'test/crash/worker-crash-points.servers',
  'test/store/mongo-conformance.servers',
  'test/browser/variables',
  'test/fuzz/api',
  'test/browser/connections',
  'test/deployment/placement.servers',
  'test/promotion/crash',
  'test/promotion/deploy-command',
  'runtime/server',
  'test/browser/people',
  'test/deployment/tokens.servers',
  'test/store/mongo-outages.servers',
];

/** A worker that gets a long file last keeps everybody waiting, so the long ones begin; all others follow in the usual order. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual
      .map((file) => ({ file, place: placeOf(file.moduleId) }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ file }) => file);
  }
}

function placeOf(path: string): number {
  const found = longest.findIndex((name) => path.includes(`/${name}.test.`));
  return found === -1 ? longest.length : found;
}
