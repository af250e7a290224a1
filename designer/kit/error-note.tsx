import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { ApiFailure } from '../server/api-failure.ts';
import type { RunError } from '../server/shapes.ts';
import { kitTexts as texts } from '../texts/kit.ts';
import { Note } from './note.tsx';
import { splitLead } from './split-lead.ts';

/** An error of a run or a step: what happened (bold), what it means for the order, what to do; the code beside it. */
export function ErrorNote({
  error,
  isPassing = false,
}: {
  error: RunError /** It is tried again; nobody has to do anything yet. */;
  isPassing?: boolean;
}) {
  const { lead, rest } = splitLead(error.message);
  const lookup = missingEntry(error);
  return (
    <Note
      family={isPassing ? 'warn' : 'bad'}
      icon={isPassing ? 'refresh' : 'alert-circle'}
      code={error.code}
      action={
        lookup && (
          <Button size="xs" component={Link} href={lookup.path}>
            {texts.addToLookup(lookup.table)}
          </Button>
        )
      }
    >
      <strong>{lead}</strong> {rest}
    </Note>
  );
}

/** Where the entry that a lookup misses can be added. */
function missingEntry({ code, details }: RunError): { readonly table: string; readonly path: string } | null {
  if (code !== 'LOOKUP_MISS' || details === null || typeof details !== 'object') return null;
  const { table, parts } = details as { table?: unknown; parts?: unknown };
  if (typeof table !== 'string' || !Array.isArray(parts) || parts.includes('')) return null;
  return { table, path: `/lookups/${table}?${new URLSearchParams(parts.map((part) => ['add', String(part)]))}` };
}

type FailureProps = {
  /** What could not be done: "Runs could not be loaded". */
  what: string;
  failure: unknown;
  /** What is still safe: "Filters are kept." */
  kept?: string;
  onRetry?: (() => void) | undefined;
};

/** A call to the server that did not succeed: names the part and keeps the rest alive. */
export function FailureNote({ what, failure, kept, onRetry }: FailureProps) {
  const code = failure instanceof ApiFailure ? failure.code : undefined;
  return (
    <Note
      family="bad"
      icon="alert-circle"
      role="alert"
      code={code}
      action={
        onRetry && (
          <Button size="xs" onClick={onRetry}>
            {texts.tryAgain}
          </Button>
        )
      }
    >
      <strong>{what}:</strong> {reasonOf(failure)} {kept}
    </Note>
  );
}

/** The message of a failure to stand after a colon: its first letter lowered unless it is a name or an acronym. */
export function reasonOf(failure: unknown): string {
  const message = failure instanceof Error ? failure.message : 'the reason is unknown.';
  return /^(The|A|An|No|This|It|There)\b/.test(message) ? message.charAt(0).toLowerCase() + message.slice(1) : message;
}
