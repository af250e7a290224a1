import { type Field, isLeaf, isWithin, walkFields } from './field.ts';
import type { PlacedLine } from './place-lines.ts';

/** How a target field stands. `covered`: what fills the object or list around it fills it too. `open` fields that the contract needs are `needed`. */
export type FieldState = 'mapped' | 'covered' | 'open' | 'needed';

export type Coverage = {
  /** Fields that hold values; groups do not count, except one that is needed and has nothing in it. */
  readonly all: number;
  readonly mapped: number;
  readonly optionalOpen: number;
  readonly requiredOpen: number;
  readonly states: ReadonlyMap<string, FieldState>;
  /** Needed and open, top to bottom. */
  readonly needed: readonly Field[];
};

/** Which fields of a target the lines fill. A required field of an optional group is needed only once something in the group is filled. */
export function coverageOf(target: Field, placed: readonly PlacedLine[]): Coverage {
  const filled = placed.filter((line) => !line.isOpen);
  const exact = new Set(filled.map(({ path }) => path));
  const whole = new Set(filled.filter(({ kind }) => kind === 'value' || kind === 'list').map(({ path }) => path));
  const touched = touchedBy(filled);
  const states = new Map<string, FieldState>();
  const needed: Field[] = [];
  let [mapped, optionalOpen] = [0, 0];

  const visit = (field: Field, isActive: boolean, isCovered: boolean): void => {
    for (const child of field.children) {
      const isHere = exact.has(child.path);
      const isBelow = isCovered || whole.has(child.path);
      const state: FieldState = isHere ? 'mapped' : isCovered ? 'covered' : 'open';
      const isNeeded = state === 'open' && isActive && child.isRequired;
      if (isLeaf(child)) {
        if (state !== 'open') mapped += 1;
        else if (isNeeded) needed.push(child);
        else optionalOpen += 1;
      } else if (isNeeded && !touched.has(child.path) && !hasNeeded(child)) needed.push(child);
      const isOpenGroup = !isLeaf(child) && touched.has(child.path);
      states.set(child.path, isNeeded && (isLeaf(child) || !isOpenGroup) ? 'needed' : isOpenGroup && state === 'open' ? 'mapped' : state);
      visit(child, isActive && (child.isRequired || touched.has(child.path)) && !isBelow, isBelow);
    }
  };
  visit(target, true, whole.has(''));
  return { all: mapped + optionalOpen + needed.length, mapped, optionalOpen, requiredOpen: needed.length, states, needed };
}

/** Every place something is filled in, and what it stands in. */
function touchedBy(filled: readonly PlacedLine[]): Set<string> {
  const touched = new Set<string>();
  for (const { path } of filled) {
    let end = path.length;
    while (end > 0) {
      touched.add(path.slice(0, end).replace(/(\[\])+$/, ''));
      end = Math.max(path.lastIndexOf('.', end - 1), 0);
    }
  }
  return touched;
}

/** Whether a required field of the group is named by itself, so that the group need not be. */
function hasNeeded(field: Field): boolean {
  return field.children.some((child) => child.isRequired && (isLeaf(child) || hasNeeded(child)));
}

/** The target with the fields that only the mapping names, so that no line is without a row. */
export function withOwnFields(target: Field, placed: readonly PlacedLine[]): { readonly target: Field; readonly own: ReadonlySet<string> } {
  const known = new Set(['', ...[...walkFields(target)].map(({ path }) => path)]);
  const own = new Set<string>();
  let root = target;
  for (const line of placed) {
    if (known.has(line.path) || line.line.target === '') continue;
    const steps = prefixes(line.path);
    for (const [index, step] of steps.entries()) {
      if (known.has(step)) continue;
      const isLast = index === steps.length - 1;
      const after = steps[index + 1] ?? '';
      const isList = after.startsWith(`${step}[]`) || (isLast && (line.kind === 'loop' || line.kind === 'list'));
      const kind = isList ? 'list' : isLast && line.kind !== 'group' ? 'any' : 'object';
      const entry = isList ? (after !== '' || line.kind === 'loop' ? 'object' : 'any') : null;
      root = added(root, steps[index - 1] ?? '', ownField(step, kind, entry));
      known.add(step);
      own.add(step);
    }
  }
  return { target: root, own };
}

function prefixes(path: string): string[] {
  const dots = [...path.replaceAll(/\\./g, '__').matchAll(/\./g)].map(({ index }) => index);
  return [...dots, path.length].map((end) => path.slice(0, end).replace(/(\[\])+$/, ''));
}

function ownField(path: string, kind: Field['kind'], entry: Field['entry']): Field {
  const name = (path.match(/(?:[^.\\]|\\.)+$/)?.[0] ?? path).replaceAll(/\\(.)/g, '$1');
  const nothing = { format: null, title: '', help: '', pattern: null, isRequired: false, isFree: false, allowed: [] };
  return { ...nothing, path, name, kind, entry, children: [] };
}

function added(root: Field, owner: string, child: Field): Field {
  if (root.path === owner) return { ...root, isFree: false, children: [...root.children, child] };
  return {
    ...root,
    children: root.children.map((field) => (isWithin(owner, field.path) ? added(field, owner, child) : field)),
  };
}
