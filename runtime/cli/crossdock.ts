import { parseArgs } from 'node:util';
import { closest } from '@crossdock/nodes/contract/closest';
import { StartupError } from '../store/startup-error.ts';
import { type Command, type ExitCode, type Output, UsageError } from './command.ts';
import { apply } from './commands/apply.ts';
import { audit } from './commands/audit.ts';
import { deploy } from './commands/deploy.ts';
import { drift } from './commands/drift.ts';
import { exportFlows } from './commands/export.ts';
import { importFlows } from './commands/import.ts';
import { link } from './commands/link.ts';
import { pause, resume } from './commands/pause.ts';
import { plan } from './commands/plan.ts';
import { promotions } from './commands/promotions.ts';
import { rollback } from './commands/rollback.ts';
import { rollout } from './commands/rollout.ts';
import { run } from './commands/run.ts';
import { secrets } from './commands/secrets.ts';
import { server } from './commands/server.ts';
import { test } from './commands/test.ts';
import { validate } from './commands/validate.ts';
import { worker } from './commands/worker.ts';

const commands: readonly Command[] = [
  run,
  validate,
  test,
  exportFlows,
  importFlows,
  plan,
  apply,
  drift,
  deploy,
  rollback,
  rollout,
  pause,
  resume,
  promotions,
  audit,
  secrets,
  link,
  server,
  worker,
];

/** The command line. Resolves to the exit code; see ExitCode. */
export async function crossdock(arguments_: readonly string[], output: Output, variables: NodeJS.ProcessEnv): Promise<ExitCode> {
  const [name, ...rest] = arguments_;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help')
    return helpFor(rest[0] ?? '', output, name === undefined);
  const command = commands.find((known) => known.name === name);
  if (!command) return refuse(output, `There is no command "${name}".`, suggestion(name));
  try {
    const { values, positionals } = parsed(command, rest);
    if (values.help === true) return helpFor(command.name, output, false);
    return await command.run({ positionals, options: values, output, variables });
  } catch (error) {
    if (error instanceof UsageError) return refuse(output, error.message, `crossdock ${command.name} --help tells more.`);
    if (error instanceof StartupError) return failed(output, error.message);
    if (isParseError(error)) return refuse(output, firstSentence(error.message), optionHint(command, rest));
    return failed(output, error instanceof Error ? error.message : String(error));
  }
}

/** What a command line asks for, without doing it. Throws when there is no such command or option. */
export function parsedWords([name = '', ...rest]: readonly string[]): { readonly command: Command } & ReturnType<typeof parsed> {
  const command = commands.find((known) => known.name === name);
  if (!command) throw new UsageError(`There is no command "${name}". ${suggestion(name)}`);
  return { command, ...parsed(command, rest) };
}

function parsed({ options }: Command, words: readonly string[]) {
  return parseArgs({
    args: [...words],
    options: { ...options, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
    strict: true,
  });
}

function helpFor(name: string, output: Output, isMistake: boolean): ExitCode {
  const command = commands.find((known) => known.name === name);
  if (command) output.out(`${command.summary}\n\n  crossdock ${command.usage}\n\n${command.help.replace(/^\n/, '').trimEnd()}\n`);
  else (isMistake ? output.err : output.out)(overview());
  return isMistake ? 2 : 0;
}

function overview(): string {
  const width = Math.max(...commands.map((command) => command.name.length)) + 2;
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}${command.summary}`);
  return `Crossdock: integration flows for distribution companies.\n\n${lines.join('\n')}\n\nMore on one: crossdock COMMAND --help. Exit codes: 0 done, 1 failed, 2 invalid, 3 waits for approval, 4 a gate is red, 5 differs.\n`;
}

function suggestion(name: string): string {
  const meant = closest(
    name,
    commands.map((command) => command.name),
  );
  return meant ? `Did you mean "crossdock ${meant}"?` : `There are ${commands.map((command) => command.name).join(', ')}.`;
}

function optionHint(command: Command, given: readonly string[]): string {
  const known = [...Object.keys(command.options), 'help'];
  const wrong = given.find((word) => word.startsWith('--') && !known.includes(word.slice(2).split('=')[0] ?? ''));
  const meant = wrong && closest(wrong.slice(2), known);
  return meant ? `Did you mean --${meant}?` : `Options of ${command.name}: ${known.map((name) => `--${name}`).join(', ')}.`;
}

function isParseError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** Node adds advice on `--` that does not help here. */
function firstSentence(message: string): string {
  return `${message.split('. ')[0]?.replace(/\.$/, '')}.`;
}

function refuse(output: Output, message: string, remedy: string): ExitCode {
  output.err(`${message} ${remedy}\n`);
  return 2;
}

function failed(output: Output, message: string): ExitCode {
  output.err(`${message}\n`);
  return 1;
}
