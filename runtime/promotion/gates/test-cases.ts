import type { CaseReport } from '../../rehearsal/rehearse.ts';
import { fails, type GateCheck, looksAtNothing, passes, warns } from './gate.ts';
import { counted } from './words.ts';

/**
 * The test cases of the versions that move, run now with the tables and variables of the target, and with the tables of the bundle in place of those they
 * replace. The systems behind the connections are mocked: nothing is sent.
 */
export const testCasesGate: GateCheck = {
  id: 'test-cases',
  title: 'Test cases',
  async check({ flows, items, from, to, resources }) {
    if (flows.length === 0) return looksAtNothing('no flow moves');
    const startedAt = performance.now();
    const brought = new Map(items.flatMap(({ kind, name }) => (kind === 'lookup' ? [[name, from] as const] : [])));
    const failed: { readonly flow: string; readonly id: string; readonly report: CaseReport }[] = [];
    let ran = 0;
    let live = 0;
    for (const flow of flows) {
      const mocked = flow.tests.filter(({ systems }) => systems === 'mocked');
      live += flow.tests.length - mocked.length;
      const reports = mocked.length === 0 ? [] : await resources.rehearsal.report(flow, mocked, to, brought);
      ran += reports.length;
      for (const report of reports) if (!report.passed) failed.push({ flow: flow.name, id: flow.id, report });
    }
    const seconds = Math.max(1, Math.round((performance.now() - startedAt) / 1000));
    const untested = flows.filter(({ tests }) => tests.length === 0);
    const [first] = failed;
    if (first)
      return fails(
        `${failed.length} of ${ran} failed, ${seconds} s`,
        `Open the test case "${first.report.name}" of ${first.flow} with ${to}, mend the flow or what it expects, and move the new version.`,
        failed.map(({ flow, id, report }) => ({
          text: `${flow}, ${report.name}: ${report.findings[0]?.message ?? 'it did not end as expected'}`,
          link: `/flows/${id}/tests`,
        })),
      );
    const skipped =
      live === 0
        ? []
        : [{ text: `${counted(live, 'case')} with live systems ${live === 1 ? 'was' : 'were'} not run: a gate sends nothing.` }];
    if (untested.length > 0)
      return warns(
        ran === 0 ? 'none' : `${ran} of ${ran}, ${counted(untested.length, 'flow')} without any`,
        `Add a test case to ${untested[0]?.name}: pin a message in the editor, run it, and keep what it gives as expected.`,
        [...untested.map(({ name, id }) => ({ text: `${name} has no test case`, link: `/flows/${id}/tests` })), ...skipped],
      );
    return passes(`${ran} of ${ran}, ${seconds} s`, skipped);
  },
};
