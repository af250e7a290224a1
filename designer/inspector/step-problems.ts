import type { Problem } from '@crossdock/flows/document/flow';
import { inspectorTexts } from '../texts/inspector.ts';

/** Problems that follow from the settings of a step alone, so that the page finds them as fast as the server. */
const localCodes: ReadonlySet<string> = new Set(['INVALID_CONFIG', 'EXPRESSION_SYNTAX', 'UNKNOWN_VARIABLE', 'BRACES_NOT_EVALUATED']);

export function isLocal(problem: Problem): boolean {
  return localCodes.has(problem.code) && problem.field?.startsWith('config') === true;
}

const severities: readonly Problem['severity'][] = ['error', 'warning', 'hint'];

/** What the server said of a step, with its settings as they are judged now. */
export function withLocal(server: readonly Problem[], local: readonly Problem[]): Problem[] {
  return [...server.filter((problem) => !isLocal(problem)), ...local].sort(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
  );
}

const { missing } = inspectorTexts.problems;

/** Without the name of the step and the path at its beginning: under a field both are plain to see. */
export function atItsField(problem: Problem, stepName: string): Problem {
  const lead = `"${stepName}": `;
  const message = problem.message.startsWith(lead) ? problem.message.slice(lead.length) : problem.message;
  const path = problem.field?.replace(/^(config|onFailure|settings)\./, '') ?? '';
  const shown = path !== '' && message.startsWith(`"${path}" `) ? message.slice(path.length + 3) : message;
  if (shown === 'is missing.') return { ...problem, message: missing.message, remedy: missing.remedy };
  return shown === problem.message ? problem : { ...problem, message: shown.charAt(0).toUpperCase() + shown.slice(1) };
}

/** A field that somebody is typing in. */
export type Typing = { readonly field: string; readonly value: unknown };

/** How long a field is left in peace after a key, in milliseconds. */
export const peace = 700;

/** Whether a problem is only that somebody has not finished writing: an open brace, an empty expression, an operator at its end. */
export function isUnfinished(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const open = value.lastIndexOf('{{');
  if (open < 0) return value === '';
  const close = value.indexOf('}}', open);
  if (close < 0) return true;
  const inside = value.slice(open + 2, close).trim();
  return inside === '' || /[.+\-*/%&|?:=<>!,([{]$/.test(inside) || count(inside, '(') > count(inside, ')');
}

/** Problems that may be shown while a field is typed in: not those of the field itself while it is unfinished, or has been typed in just now. */
export function settled(problems: readonly Problem[], typing: Typing | null, isInPeace: boolean): readonly Problem[] {
  if (!typing || (isInPeace && !isUnfinished(typing.value))) return problems;
  return problems.filter((problem) => problem.field !== typing.field && !problem.field?.startsWith(`${typing.field}.`));
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
