import type { Gate } from '../promotion.ts';
import type { GateCheck, GateSubject } from './gate.ts';

/** Runs the gates; one that cannot be run says so and does not pass. */
export function runGates(gates: readonly GateCheck[], subject: GateSubject): Promise<Gate[]> {
  return Promise.all(
    gates.map(async ({ id, title, check }) => {
      try {
        return { id, title, overridden: null, ...(await check(subject)) };
      } catch (error) {
        subject.resources.log.warn({ gate: id, promotion: subject.id, error: String(error) }, 'a gate could not be run');
        return {
          id,
          title,
          overridden: null,
          state: 'fail' as const,
          fact: 'could not be run',
          remedy: `Run the gates again; the server says: ${error instanceof Error ? error.message : String(error)}`,
          canOverride: false,
          details: [],
        };
      }
    }),
  );
}
