import { checkCode, checkExpression, languageNames, libraryNames } from '@crossdock/nodes/contract/check-expression';
import { closest } from '@crossdock/nodes/contract/closest';
import { parseTemplate } from '@crossdock/nodes/contract/expression';
import { expressionVariables } from '@crossdock/nodes/contract/expression-scope';

/** What is wrong with a text that holds expressions or code. */
export type TextFault = {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
};

const known: ReadonlySet<string> = new Set([...expressionVariables, ...libraryNames, ...languageNames]);

/** Checks each `{{ ... }}` of a text. */
export function templateFaults(text: string): TextFault[] {
  let parts: ReturnType<typeof parseTemplate>;
  try {
    parts = parseTemplate(text);
  } catch (error) {
    return [syntaxFault(`${(error as Error).message}.`, 'Close the expression with "}}".')];
  }
  return parts.flatMap((part) => ('expression' in part ? expressionFaults(part.expression, startOf(text, part.at), text) : []));
}

/** Checks a field that is one expression without braces. */
export function bareExpressionFaults(text: string, parameters: readonly string[]): TextFault[] {
  const check = checkExpression(text, parameters);
  return check.ok ? [] : [refused(check.message, `position ${check.at + 1}`)];
}

/** Checks the body of a function; names it does not know are a warning, since code may test for them. */
export function codeFaults(body: string, parameters: readonly string[]): TextFault[] {
  const check = checkCode(body);
  if (!check.ok) {
    const before = body.slice(0, check.at);
    const place = `line ${before.split('\n').length}, column ${check.at - before.lastIndexOf('\n')}`;
    return [syntaxFault(`The code has a mistake at ${place}: ${check.message}.`, 'Correct the code there.')];
  }
  const names = new Set(check.references.map((reference) => reference.split('.')[0] as string));
  const isKnown = (name: string) => known.has(name) || parameters.includes(name) || name === 'globalThis';
  return [...names].filter((name) => !isKnown(name)).map((name) => unknownName(name, parameters));
}

function expressionFaults(expression: string, start: number, text: string): TextFault[] {
  const check = checkExpression(expression);
  if (check.ok) return [];
  return [refused(check.message, text.includes('\n') ? lineAndColumn(text, start + check.at) : `position ${start + check.at + 1}`)];
}

function refused(message: string, place: string): TextFault {
  if (!message.includes('is not known here')) {
    return syntaxFault(`The expression has a mistake at ${place}: ${message}.`, 'Correct the expression there.');
  }
  const [what, remedy] = message.split('; ');
  return {
    severity: 'error',
    code: 'UNKNOWN_VARIABLE',
    message: `${what} (${place}).`,
    remedy: remedy ? sentence(remedy) : 'Use "item", "run", "env", "vars" or the function library.',
  };
}

function unknownName(name: string, parameters: readonly string[]): TextFault {
  const near = closest(name, [...parameters, ...known]);
  return {
    severity: 'warning',
    code: 'UNKNOWN_VARIABLE',
    message: `The code uses "${name}", which is not known here.`,
    remedy: near
      ? `Did you mean "${near}"?`
      : `Declare it in the code, or use ${parameters.map((parameter) => `"${parameter}"`).join(', ')} or the function library.`,
  };
}

function syntaxFault(message: string, remedy: string): TextFault {
  return { severity: 'error', code: 'EXPRESSION_SYNTAX', message, remedy };
}

/** The template's parts are trimmed; positions count from where the expression itself starts. */
function startOf(text: string, at: number): number {
  return at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
}

function lineAndColumn(text: string, at: number): string {
  const before = text.slice(0, at);
  return `line ${before.split('\n').length}, column ${at - before.lastIndexOf('\n')}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?]$/.test(text) ? '' : '.'}`;
}
