import { checkCode, checkExpression, languageNames, libraryNames, lookupName } from '@crossdock/nodes/contract/check-expression';
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

const memory = new Map<string, readonly TextFault[]>();
/** Texts remembered; long ones are not, so this bounds the memory to some megabytes. */
const most = 20_000;
const longest = 2_000;

function remembered(key: string, find: () => readonly TextFault[]): readonly TextFault[] {
  const found = memory.get(key);
  if (found) return found;
  const faults = find();
  if (key.length <= longest) {
    if (memory.size >= most) memory.clear();
    memory.set(key, faults);
  }
  return faults;
}

const known: ReadonlySet<string> = new Set([...expressionVariables, ...libraryNames, ...languageNames, lookupName]);

/**
 * Checks each `{{ ... }}` of a text. What was found is remembered by the text, since a flow is checked at every edit and parsing is nearly all of
 * the work.
 */
export function templateFaults(text: string): readonly TextFault[] {
  return remembered(`template ${text}`, () => findTemplateFaults(text));
}

function findTemplateFaults(text: string): TextFault[] {
  let parts: ReturnType<typeof parseTemplate>;
  try {
    parts = parseTemplate(text);
  } catch (error) {
    return [syntaxFault(`${(error as Error).message}.`, 'Close the expression with "}}".')];
  }
  return parts.flatMap((part) => ('expression' in part ? expressionFaults(part.expression, startOf(text, part.at), text) : []));
}

/** Checks a field that is one expression without braces. */
export function bareExpressionFaults(text: string, parameters: readonly string[]): readonly TextFault[] {
  return remembered(`expression ${parameters.join()} ${text}`, () => {
    const check = checkExpression(text, parameters);
    return check.ok ? [] : [refused(check.message, `position ${check.at + 1}`)];
  });
}

/** Checks the body of a function; names it does not know are a warning, since code may test for them. */
export function codeFaults(body: string, parameters: readonly string[]): readonly TextFault[] {
  return remembered(`code ${parameters.join()} ${body}`, () => findCodeFaults(body, parameters));
}

function findCodeFaults(body: string, parameters: readonly string[]): TextFault[] {
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

/** Most expressions are a plain path, `item.order.number`, and need no parser. */
const plainPath = /^(?:item|each|parent|run|vars)(?:\??\.[A-Za-z_$][\w$]*)*$/;

function expressionFaults(expression: string, start: number, text: string): TextFault[] {
  if (plainPath.test(expression)) return [];
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
