import { check } from '@crossdock/flows/check/check';
import { fails, type GateCheck, looksAtNothing, passes } from './gate.ts';
import { counted } from './words.ts';

/** The check of the document, with what this installation knows now: a version that was right when it was published need not be right for ever. */
export const documentCheckGate: GateCheck = {
  id: 'document-check',
  title: 'Document check',
  check({ flows, to, resources: { knowledge } }) {
    if (flows.length === 0) return looksAtNothing('no flow moves');
    const found = flows.flatMap((flow) => check(flow, knowledge.catalog, knowledge.checkOptions).map((problem) => ({ flow, problem })));
    const errors = found.filter(({ problem }) => problem.severity === 'error');
    const details = errors.map(({ flow, problem }) => ({
      text: `${flow.name}: ${problem.message} ${problem.remedy}`,
      path: [flow.id, problem.nodeId ?? '', problem.field ?? ''].filter((part) => part !== '').join('.'),
      link: `/flows/${flow.id}`,
    }));
    const [first] = errors;
    if (first)
      return fails(
        counted(errors.length, 'error'),
        `Mend ${first.flow.name}@${first.flow.version} (${first.problem.message.replace(/\.$/, '')}), publish it, and move the new version to ${to}.`,
        details,
      );
    const warnings = found.filter(({ problem }) => problem.severity === 'warning').length;
    return passes(warnings === 0 ? 'no problems' : counted(warnings, 'warning'));
  },
};
