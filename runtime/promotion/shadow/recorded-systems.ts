import type { Flow } from '@crossdock/flows/document/flow';
import { NodeError, OutcomeUnknown, RetryLater } from '@crossdock/nodes/contract/errors';
import type { HttpAnswer, HttpRequest } from '@crossdock/nodes/contract/http';
import type { WaitOutcome } from '@crossdock/nodes/contract/wait';
import { policyOf } from '../../connections/connection-policy.ts';
import type { Exchange } from '../../engine/calls/exchange.ts';
import { urlOf } from '../../engine/calls/exchange.ts';
import type { WholeRun } from '../../engine/view/whole-run.ts';
import { type MockedSystems, mockedStep } from '../../rehearsal/mocked-systems.ts';
import { closest, type Sent, sentOf } from './sent.ts';

export type RecordedSystems = Omit<MockedSystems, 'requests'> & {
  /** Steps that asked for something nobody was asked then. */
  readonly unanswered: ReadonlySet<string>;
};

type Recorded = { readonly sent: Sent; readonly exchange: Exchange };

/** So they are not waited for. */
const delaying = /^(retry-after|x-ratelimit-.*)$/;

/**
 * The systems as they were in a run: each request gets the answer of the one of its step that is most like it, and what was not asked then has none. Nothing is
 * sent. `addressOf`: of a step's connection, so that paths are the same as then.
 */
export function recordedSystems(
  flow: Flow,
  run: Pick<WholeRun, 'exchanges' | 'waits'>,
  addressOf: (step: string) => string,
): RecordedSystems {
  const steps = new Set(flow.nodes.map(({ id }) => id));
  const left = new Map(
    Object.entries(run.exchanges).map(([step, exchanges]) => [
      step,
      exchanges.map((exchange): Recorded => ({ sent: sentOf(exchange), exchange })),
    ]),
  );
  const ended = new Map<string, number>();
  const unanswered = new Set<string>();

  function answer(step: string, request: HttpRequest): HttpAnswer {
    const recorded = left.get(step) ?? [];
    const { method, body = '' } = request;
    const asked = sentOf({ method, url: urlOf(addressOf(step), request), requestBody: body });
    const [found] = recorded.splice(
      closest(
        recorded.map(({ sent }) => sent),
        asked,
      ),
      recorded.length === 0 ? 0 : 1,
    );
    if (!found) {
      unanswered.add(step);
      throw new NodeError('NO_RECORDED_ANSWER', 'Nobody was asked this in the run that is shadowed, so there is no answer to go on with.');
    }
    const { status, answerHeaders, answerBody, error } = found.exchange;
    if (status !== null)
      return {
        status,
        headers: Object.fromEntries(Object.entries(answerHeaders).filter(([name]) => !delaying.test(name.toLowerCase()))),
        body: answerBody,
      };
    const { code, message } = error ?? { code: 'UNREACHABLE', message: 'There was no answer.' };
    throw code === 'NO_ANSWER' || code === 'CONNECTION_LOST' ? new OutcomeUnknown(code, message) : new RetryLater(code, message);
  }

  return {
    unanswered,
    open(env, name) {
      const step = mockedStep(name);
      if (step === null || !steps.has(step)) return null;
      const policy = policyOf({ concurrency: 1, breaker: null, retryBudget: { ratio: 1, minPerMinute: 10_000 } });
      return { env, name, system: 'shadow', address: addressOf(step), auth: { kind: 'none' }, policy };
    },
    transport: {
      http: (connection) => ({ send: async (request) => answer(mockedStep(connection.name) ?? '', request) }),
      close: async () => {},
    },
    endOfWait(step, request) {
      const nth = ended.get(step) ?? 0;
      ended.set(step, nth + 1);
      const outcome = run.waits[step]?.[nth] as WaitOutcome | undefined;
      if (outcome) return outcome;
      // What nobody decides ends by itself.
      if (request.for === 'time') return { outcome: 'elapsed' };
      if (request.for === 'sending') return { outcome: 'sent', eventId: 'shadow-event' };
      if (request.for === 'flow' && request.mode === 'start') return { outcome: 'started', runId: 'shadow-run' };
      unanswered.add(step);
      return null;
    },
  };
}
