import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { validationDetails } from '../api/http/validation-details.ts';
import { environmentName } from '../api/shapes/requests.ts';
import type { Secrets } from '../files/file-book.ts';
import { type Plan, type PlanKind, type PlanOptions, plan, planKinds, planOptions } from '../files/plan.ts';
import type { Files } from '../files/write-folder.ts';
import { type Given, isGiven, textOption, UsageError } from './command.ts';
import { readText } from './flow-file.ts';
import { folderProblemLines, isFolder, readFolderFiles } from './read-folder-files.ts';

/** The options that plan, apply and drift share. */
export const filesOptions = {
  env: { type: 'string' },
  prune: { type: 'boolean' },
  only: { type: 'string', multiple: true },
  'overwrite-drafts': { type: 'boolean' },
  secrets: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export const filesHelp = `
  --env ENV            the environment
  --only KIND          only contract, lookup, variable, environment, connection or flow; may be repeated, or listed with commas
  --prune              also remove what the files do not have, of the kinds of which they have any; secrets and drafts stay
  --overwrite-drafts   replace drafts with changes that nobody published
  --secrets FILE       values for the vault as JSON: { "erp-main": { "secret": "..." } }; - is the standard input
  --json               the plan as one JSON document`;

export function planOptionsOf(given: Given): PlanOptions {
  const { only } = given.options;
  const kinds = (Array.isArray(only) ? only : []).flatMap((words) => String(words).split(','));
  for (const kind of kinds)
    if (!planKinds.some((known) => known === kind)) throw new UsageError(`--only "${kind}" is no kind: use ${planKinds.join(', ')}.`);
  return {
    prune: isGiven(given, 'prune'),
    overwriteDrafts: isGiven(given, 'overwrite-drafts'),
    ...(kinds.length > 0 && { only: kinds as PlanKind[] }),
  };
}

export function requiredEnv(given: Given): string {
  const env = textOption(given, 'env');
  if (env === undefined) throw new UsageError('The environment is missing: name it with --env ENV.');
  if (!environmentName.safeParse(env).success) throw new UsageError(`--env "${env}" is no name of an environment.`);
  return env;
}

export async function secretsOf(given: Given): Promise<Secrets> {
  const file = textOption(given, 'secrets');
  if (file === undefined) return {};
  const shape = z.record(z.string(), z.record(z.string(), z.string().min(1)));
  let value: unknown;
  try {
    value = JSON.parse(await readText(file));
  } catch (error) {
    // Never the text itself: it holds secrets.
    if (error instanceof SyntaxError) throw new UsageError(`${file} is not JSON: write { "erp-main": { "secret": "..." } }.`);
    throw error;
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = validationDetails(parsed.error.issues);
  throw new UsageError(`${file}: ${first?.path ?? ''} ${first?.message ?? 'is wrong'}. Write { "erp-main": { "secret": "..." } }.`);
}

/** Where the files come from. `saved`: a plan that was made and looked at before. */
export type Source = { readonly files: Files; readonly env: string | null; readonly saved: SavedPlan | null };

const savedPlan = z.object({ format: z.literal(1), env: z.string(), options: planOptions, files: z.record(z.string(), z.string()), plan });
export type SavedPlan = { readonly options: PlanOptions; readonly plan: Plan };
const bundle = z.object({ env: z.string(), files: z.record(z.string(), z.string()) });

/**
 * The files of a folder, of a plan that was saved by `--out`, or of an export as one JSON document. Files that cannot be read are told.
 * @returns null: some cannot, which was told
 */
export async function readSource(path: string, output: Given['output']): Promise<Source | null> {
  if (await isFolder(path)) {
    const { files, problems } = await readFolderFiles(path);
    if (problems.length > 0) output.err(folderProblemLines(path, problems));
    return problems.length > 0 ? null : { files, env: null, saved: null };
  }
  if (!/\.json$/.test(path) && !(await readFile(path).catch(() => null)))
    throw new UsageError(`There is no folder ${path}. Name the folder that crossdock export wrote.`);
  let value: unknown;
  try {
    value = JSON.parse(await readText(path));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${path} is neither a folder nor a plan: ${error.message}.`);
    throw error;
  }
  const saved = savedPlan.safeParse(value);
  if (saved.success) {
    const { env, files, options, plan: made } = saved.data;
    return { env, files: new Map(Object.entries(files)), saved: { options, plan: made } };
  }
  const exported = bundle.safeParse(value);
  if (exported.success) return { env: exported.data.env, files: new Map(Object.entries(exported.data.files)), saved: null };
  throw new UsageError(`${path} is neither a folder, nor a plan of crossdock plan --out, nor an export as JSON.`);
}

export function savedPlanText(env: string, files: Files, options: PlanOptions, made: Plan): string {
  return `${JSON.stringify({ format: 1, env, options, plan: made, files: Object.fromEntries(files) }, null, 2)}\n`;
}
