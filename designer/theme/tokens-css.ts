import { colours, constants, type Scheme, shadows } from './tokens.ts';

/** The style sheet with every token as a CSS variable: light, and dark under Mantine's colour scheme attribute. */
export function tokensCss(): string {
  return [
    block(':root', [...Object.entries(constants), ...schemeValues('light')], 'light'),
    block(':root[data-mantine-color-scheme="dark"]', schemeValues('dark'), 'dark'),
  ].join('\n');
}

function schemeValues(scheme: Scheme): [string, string][] {
  return [...Object.entries(colours), ...Object.entries(shadows)].map(([name, pair]) => [name, pair[scheme]]);
}

function block(selector: string, values: readonly (readonly [string, string])[], scheme: Scheme): string {
  const lines = values.map(([name, value]) => `  --${name}: ${value};`);
  return `${selector} {\n  color-scheme: ${scheme};\n${lines.join('\n')}\n}`;
}
