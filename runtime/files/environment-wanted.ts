import { validationDetails } from '../api/http/validation-details.ts';
import { environmentSettings } from '../api/shapes/environment-shapes.ts';
import { promotionPolicy } from '../api/shapes/promotion-shapes.ts';
import type { EnvironmentSettings } from '../environments/environment.ts';
import type { Policy } from '../promotion/promotion.ts';
import { errorIn, type FileProblem } from './file-problem.ts';
import { pathOf } from './layout.ts';
import type { EnvironmentPart } from './setup.ts';

/** Settings of an environment as they are after its file: what the file does not say stays. */
export function merged(before: EnvironmentPart, after: EnvironmentPart): EnvironmentPart {
  return {
    name: before.name,
    settings: { ...before.settings, ...after.settings },
    promotionPolicy: after.promotionPolicy ? { ...before.promotionPolicy, ...after.promotionPolicy } : before.promotionPolicy,
  };
}

/** The same, checked by those who keep them. null: there is nothing to write. */
export function environmentWanted(
  before: EnvironmentPart | null,
  after: EnvironmentPart | null,
): { readonly settings: EnvironmentSettings; readonly policy: Policy | null } | null {
  if (!before || !after) return null;
  const { settings, promotionPolicy: policy } = merged(before, after);
  return { settings: environmentSettings.parse(settings), policy: policy && promotionPolicy.parse(policy) };
}

/** What is wrong with the settings in the file. */
export function environmentProblems(before: EnvironmentPart | null, after: EnvironmentPart | null): readonly FileProblem[] {
  if (!before || !after) return [];
  const { settings, promotionPolicy: policy } = merged(before, after);
  const checked = environmentSettings.safeParse(settings);
  const policyChecked = policy && promotionPolicy.safeParse(policy);
  return [
    ...(checked.success ? [] : validationDetails(checked.error.issues)),
    ...(!policyChecked || policyChecked.success ? [] : validationDetails(policyChecked.error.issues, 'promotionPolicy')),
  ].map(({ path, message }) => errorIn(pathOf.environment, `${message}.`, path));
}
