import { writeFile } from 'node:fs/promises';
import type { AuditEntry, AuditVerdict } from '../../audit/audit.ts';
import { type ExportFormat, exportFormats, exportText } from '../../audit/export-audit.ts';
import { type Command, type ExitCode, type Given, isGiven, textOption, UsageError } from '../command.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';
import type { Installation } from '../installation.ts';

const filters = ['q', 'subject', 'by', 'act', 'env', 'from', 'to'] as const;

export const audit: Command = {
  name: 'audit',
  summary: 'Verify the chain of the audit, or write its lines into a file',
  usage: 'audit verify | export [options] [--server URL]',
  help: `
  audit verify                 recomputes the chain: exit 1 when a line was changed or removed
    --expect SEQUENCE:HASH     and whether this line, noted before, still stands
    --json                     the answer as JSON

  audit export                 the lines, newest first
    --format csv|jsonl         default jsonl
    --out FILE                 default: the standard output
    --q WORDS --subject S --by NAME --act ACT --env ENV --from TIME --to TIME
${serverHelp}`,
  options: {
    expect: { type: 'string' },
    json: { type: 'boolean' },
    format: { type: 'string' },
    out: { type: 'string' },
    ...Object.fromEntries(filters.map((name) => [name, { type: 'string' } as const])),
    ...serverOption,
  },
  async run(given) {
    const [what, ...rest] = given.positionals;
    if ((what !== 'verify' && what !== 'export') || rest.length > 0) throw new UsageError('Say "audit verify" or "audit export".');
    const expected = expectedLink(given);
    const format = exportFormat(given);
    const installation = await findInstallation(given);
    try {
      return what === 'verify' ? await verify(given, installation, expected) : await writeOut(given, installation, format);
    } finally {
      await installation.close();
    }
  },
};

function expectedLink(given: Given): { sequence: number; hash: string } | undefined {
  const text = textOption(given, 'expect');
  if (text === undefined) return undefined;
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined)
    throw new UsageError(`--expect "${text}" is no line: write SEQUENCE:HASH as \`audit verify\` printed it.`);
  return { sequence: Number(sequence), hash };
}

function exportFormat(given: Given): ExportFormat {
  const text = textOption(given, 'format') ?? 'jsonl';
  const format = exportFormats.find((known) => known === text);
  if (!format) throw new UsageError(`--format "${text}" is not known: use ${exportFormats.join(' or ')}.`);
  return format;
}

async function verify(given: Given, { audit }: Installation, expected: { sequence: number; hash: string } | undefined): Promise<ExitCode> {
  const verdict = await audit.verify(expected);
  if (isGiven(given, 'json')) given.output.out(`${JSON.stringify(verdict)}\n`);
  else (verdict.ok ? given.output.out : given.output.err)(words(verdict));
  return verdict.ok ? 0 : 1;
}

function words({ ok, lines, head, broken }: AuditVerdict): string {
  if (!ok) return `The audit does not hold. ${broken?.why}\n`;
  if (!head) return 'The audit has no lines yet.\n';
  const count = lines === 1 ? '1 line holds' : `${lines} lines hold`;
  return `${count}. The last one is ${head.sequence}:${head.hash}; note it elsewhere, and give it to --expect later.\n`;
}

async function writeOut(given: Given, { audit }: Installation, format: ExportFormat): Promise<ExitCode> {
  const filter = Object.fromEntries(filters.map((name) => [name, textOption(given, name)]));
  const entries: AuditEntry[] = [];
  let after: string | undefined;
  do {
    const page = await audit.list({ ...filter, limit: 500, after });
    entries.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined);
  const text = exportText(entries, format);
  const file = textOption(given, 'out');
  if (file === undefined) given.output.out(text);
  else {
    await writeFile(file, text);
    given.output.err(`${entries.length} lines written to ${file}\n`);
  }
  return 0;
}
