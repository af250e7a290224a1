import { readFrame, writeFrame } from '../../sandbox/region/frame.ts';
import type { StepRecord } from '../../sandbox/region/protocol.ts';
import type { Exchange } from '../calls/exchange.ts';
import type { ActiveRun } from './active-run.ts';

/** Characters of a request's or answer's body that are kept for people to see. */
const shownBody = 65_536;

type RecordHeader = {
  /** Part with the step records; absent when nothing was captured. */
  readonly steps?: number;
  /** Call id to the part with the answer's body. */
  readonly answers: readonly (readonly [string, number])[];
  readonly exchanges: readonly (Omit<Exchange, 'requestBody' | 'answerBody'> & { readonly request?: number; readonly answer?: number })[];
};

/** A run's answers, exchanges and step records as one text, for one write. Answers are always kept: replay needs them. */
export function writeRecord(run: ActiveRun, isCaptured: boolean): string {
  const parts: string[] = [];
  const part = (text: string) => parts.push(text) - 1;
  const answerParts = new Map<string, number>();
  const answers = [...run.answers].map(([id, body]) => {
    const index = part(body);
    answerParts.set(id, index);
    return [id, index] as const;
  });
  const exchanges = isCaptured
    ? run.exchanges.map(({ requestBody, answerBody, ...exchange }) => {
        const shared =
          run.answers.get(`${exchange.node}/${exchange.item}`) === answerBody
            ? answerParts.get(`${exchange.node}/${exchange.item}`)
            : undefined;
        return {
          ...exchange,
          ...(requestBody !== '' && { request: part(requestBody.slice(0, shownBody)) }),
          ...(answerBody !== '' && { answer: shared ?? part(answerBody.slice(0, shownBody)) }),
        };
      })
    : [];
  const steps = isCaptured && run.captures.length > 0 ? part(run.captures.join(',')) : undefined;
  const header: RecordHeader = { ...(steps !== undefined && { steps }), answers, exchanges };
  return writeFrame(header, parts);
}

/** A record of answers alone: what a run that goes on from others starts with. */
export function writeAnswers(answers: ReadonlyMap<string, string>): string {
  const header: RecordHeader = { answers: [...answers.keys()].map((id, index) => [id, index] as const), exchanges: [] };
  return writeFrame(header, [...answers.values()]);
}

export type RunRecord = {
  /** Per node index the newest record; null when nothing was captured. */
  readonly steps: ReadonlyMap<number, StepRecord> | null;
  readonly stepsText: string;
  readonly answers: Map<string, string>;
  readonly exchanges: readonly Exchange[];
};

export function readRecord(text: string): RunRecord {
  const { header, parts } = readFrame<RecordHeader>(text);
  const at = (index: number | undefined) => (index === undefined ? '' : (parts[index] ?? ''));
  const stepsText = at(header.steps);
  return {
    steps:
      header.steps === undefined ? null : new Map((JSON.parse(`[${stepsText}]`) as StepRecord[]).map((record) => [record.node, record])),
    stepsText,
    answers: new Map(header.answers.map(([id, index]) => [id, at(index)])),
    exchanges: header.exchanges.map(({ request, answer, ...exchange }) => ({
      ...exchange,
      requestBody: at(request),
      answerBody: at(answer),
    })),
  };
}
