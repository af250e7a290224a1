import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

type Violation = {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly target: unknown }[];
};

/** Of the category `cat.color`, those that are on by default. */
const colourRules = ['color-contrast', 'link-in-text-block'];

let source: string | undefined;

/**
 * What axe-core holds against the page as it stands, serious and critical: a line for each rule, with the first element that breaks it. `rules` of colours
 * are those that can change with the colour scheme; all others see only the document.
 */
export async function seriousViolations(page: Page, rules: 'all' | 'of colours' = 'all'): Promise<string[]> {
  source ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // Not as a script element: the content security policy forbids those, rightly.
  await page.evaluate(`${source};0`);
  const options = { resultTypes: ['violations'], ...(rules === 'of colours' && { runOnly: colourRules }) };
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => JSON.parse(JSON.stringify(violations)))`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} (${nodes.length}): ${String(nodes[0]?.target)} ${nodes[0]?.html.slice(0, 160)}`);
}
