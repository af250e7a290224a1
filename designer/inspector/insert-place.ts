import { hasExpression } from '@crossdock/nodes/contract/expression';

/** A step of a path: a name, a position in a list, or every entry of a list. */
type Step = string | number | typeof every;
const every = Symbol('every');

/**
 * The expression that reads a field at a path such as `lines[0].sku` or `lines[].sku`. Inside a loop over `item.lines` that is `each.sku`; what lies in every entry
 * of another list is read with `map`.
 * @param lists what the loops around the field go over, the outermost first: `item.lines`, `each.allocations`
 */
export function expressionAt(path: string, lists: readonly string[] = []): string {
  const steps = stepsOf(path);
  const loops = absoluteLists(lists);
  for (let depth = loops.length - 1; depth >= 0; depth--) {
    const list = loops[depth] as readonly Step[];
    const isInside = steps.length > list.length && list.every((step, i) => isSame(step, steps[i])) && isEntry(steps[list.length]);
    const name = depth === loops.length - 1 ? 'each' : depth === loops.length - 2 ? 'parent' : null;
    if (isInside && name) return written(name, steps.slice(list.length + 1));
  }
  return written('item', steps);
}

/** The same of every entry: `item.lines[0].sku` gives `item.lines.map((line) => line.sku)`; null where no single entry is read. */
export function everyEntryOf(expression: string): string | null {
  const found = /^\s*(\{\{)?\s*(item|each|parent)((?:\.[A-Za-z_$][\w$]*|\[\d+\]|\["(?:[^"\\]|\\.)*"\])*)\s*(\}\})?\s*$/.exec(expression);
  if (!found || (found[1] === undefined) !== (found[4] === undefined)) return null;
  const steps = stepsOf((found[3] ?? '').replace(/^\./, ''));
  if (!steps.some((step) => typeof step === 'number')) return null;
  const all = written(
    found[2] ?? 'item',
    steps.map((step) => (typeof step === 'number' ? every : step)),
  );
  return found[1] === undefined ? all : `{{ ${all} }}`;
}

/** A field put into a text: alone in an empty one, behind the text of a literal, in place of an empty expression, else behind the last one. */
export function withPlace(value: string, path: string, lists: readonly string[] = []): string {
  const expression = expressionAt(path, lists);
  if (/^\s*(\{\{\s*\}\})?\s*$/.test(value)) return `{{ ${expression} }}`;
  if (!hasExpression(value)) return `${value}{{ ${expression} }}`;
  const close = value.lastIndexOf('}}');
  const inside = value.slice(0, close).trimEnd();
  if (/[+\-*/(,?:&|=<>!]$/.test(inside)) return `${inside} ${expression} ${value.slice(close)}`;
  return `${value}{{ ${expression} }}`;
}

/** A field put at the caret: bare inside `{{ }}`, else in braces of its own. `caret` is where the caret stands then. */
export function insertedAt(
  value: string,
  selection: { readonly from: number; readonly to: number },
  expression: string,
): { readonly text: string; readonly caret: number } {
  const { from, to } = selection;
  const isInside = value.lastIndexOf('{{', from - 1) > value.lastIndexOf('}}', from - 1);
  const put = isInside ? expression : `{{ ${expression} }}`;
  return { text: `${value.slice(0, from)}${put}${value.slice(to)}`, caret: from + put.length };
}

/** Where each loop's list lies below the record: an inner list that starts with `each` lies in the entries of the one around it. */
function absoluteLists(lists: readonly string[]): (readonly Step[])[] {
  const found: (readonly Step[])[] = [];
  for (const list of lists) {
    const expression = list.replace(/^\s*\{\{\s*|\s*\}\}\s*$/g, '');
    const [, root, rest = ''] = /^(item|each)((?:\.|\[).*)?$/.exec(expression) ?? [];
    const around = found.at(-1);
    // A computed list has no path; nothing inside it can be told.
    if (root === undefined || (root === 'each' && !around)) return found;
    const steps = stepsOf(rest.replace(/^\./, ''));
    found.push(root === 'each' ? [...(around ?? []), every, ...steps] : steps);
  }
  return found;
}

function isSame(a: Step, b: Step | undefined): boolean {
  return a === b || (isEntry(a) && isEntry(b));
}

function isEntry(step: Step | undefined): boolean {
  return typeof step === 'number' || step === every;
}

function stepsOf(path: string): Step[] {
  return [...path.matchAll(/\[\]|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([A-Za-z_$][\w$]*)/g)].map(([whole, index, quoted, name]) =>
    whole === '[]'
      ? every
      : index !== undefined
        ? Number(index)
        : quoted !== undefined
          ? (JSON.parse(`"${quoted}"`) as string)
          : (name ?? ''),
  );
}

function written(root: string, steps: readonly Step[]): string {
  const at = steps.indexOf(every);
  if (at < 0) return root + steps.map((step) => access(step as string | number)).join('');
  const list = written(root, steps.slice(0, at));
  const inner = steps.slice(at + 1);
  if (inner.length === 0) return list;
  const entry = singular(steps[at - 1]);
  return `${list}.${inner.includes(every) ? 'flatMap' : 'map'}((${entry}) => ${written(entry, inner)})`;
}

function access(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}

/** `lines` gives `line`, `entries` gives `entry`; anything else is an entry too. */
function singular(step: Step | undefined): string {
  if (typeof step !== 'string' || !/^[a-z][\w$]*s$/i.test(step) || step.length < 3) return 'entry';
  const word = step.endsWith('ies') ? `${step.slice(0, -3)}y` : step.slice(0, -1);
  return reserved.has(word) ? 'entry' : word.charAt(0).toLowerCase() + word.slice(1);
}

const reserved = new Set([
  'item',
  'each',
  'parent',
  'run',
  'env',
  'vars',
  'key',
  'header',
  'new',
  'class',
  'case',
  'this',
  'clas',
  'date',
  'unit',
  'code',
]);
