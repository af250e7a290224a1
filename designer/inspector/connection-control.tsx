import { Button, Select } from '@mantine/core';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import { trafficLook } from '../connections/traffic-words.ts';
import { Glyph } from '../kit/glyph.tsx';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useConnections } from '../server/connection-queries.ts';
import type { Connection } from '../server/shapes.ts';
import { useEditor } from '../state/editor-context.tsx';
import { inspectorTexts } from '../texts/inspector.ts';
import { FieldFrame, ProblemLine } from './field-frame.tsx';
import classes from './form.module.css';
import type { Field } from './form.ts';
import { type ControlProps, useFieldProblems, useForm } from './form-context.tsx';
import { NewConnection } from './new-connection.tsx';

const texts = inspectorTexts.connection;
const makeNew = '\u0000new';

/**
 * One of the environment's connections to the step's system, with its state and address. The name is in the document; address and secrets belong to
 * the environment, and a new one is made without leaving the step.
 */
export function ConnectionControl({ field, path, value }: ControlProps) {
  const system = useSystem(field);
  const { env } = useEditor();
  const form = useForm();
  const id = useId();
  const [isMaking, setMaking] = useState(false);
  const connections = useConnections(env);
  const fitting = (connections.data ?? []).filter((connection) => system === null || system === 'http' || connection.system === system);
  const name = typeof value === 'string' && value !== '' ? value : typeof field.default === 'string' ? field.default : null;
  const chosen = fitting.find((connection) => connection.name === name);
  const isKnownProblem = useFieldProblems(path).some((problem) => problem.code === 'UNKNOWN_CONNECTION');
  const isMissing = connections.isSuccess && name !== null && !chosen;
  const byName = new Map(fitting.map((connection) => [connection.name, connection]));
  const choose = (next: string | undefined) => {
    form.change(path, next);
    form.endTyping();
  };
  return (
    <FieldFrame
      field={field}
      path={path}
      id={id}
      side={env}
      below={
        isMissing ? (
          <div className={classes.remedy}>
            {!isKnownProblem && <ProblemLine severity="warning">{texts.missing(name, env)}</ProblemLine>}
            <Button size="xs" onClick={() => setMaking(true)}>
              {texts.create(name)}
            </Button>
          </div>
        ) : chosen ? (
          <Facts connection={chosen} />
        ) : (
          <p className={classes.hint}>{fitting.length === 0 && connections.isSuccess ? texts.none(env) : ' '}</p>
        )
      }
    >
      <Select
        id={id}
        data={[
          ...[...byName.keys(), ...(isMissing ? [name] : [])].map((each) => ({ value: each, label: each })),
          { value: makeNew, label: texts.newIn(env) },
        ]}
        value={name}
        placeholder={texts.choose}
        searchable={byName.size > 7}
        clearable={!field.isRequired && field.default === undefined}
        nothingFoundMessage={texts.nothing}
        renderOption={({ option }) => (
          <ConnectionOption name={option.label} connection={byName.get(option.value)} isNew={option.value === makeNew} />
        )}
        onChange={(next) => (next === makeNew ? setMaking(true) : choose(next ?? undefined))}
        onBlur={form.endTyping}
      />
      {isMaking && (
        <NewConnection
          start={{ ...(isMissing && { name }), ...(system !== null && { system }) }}
          onClose={() => setMaking(false)}
          onSaved={(made) => {
            setMaking(false);
            choose(made);
          }}
        />
      )}
    </FieldFrame>
  );
}

function ConnectionOption({ name, connection, isNew }: { name: string; connection: Connection | undefined; isNew: boolean }) {
  if (isNew) {
    return (
      <span className={classes.optionNew}>
        <Glyph name="plus" size={14} />
        {name}
      </span>
    );
  }
  return (
    <span className={classes.option}>
      <span className={classes.optionRow}>
        {name}
        {connection && <StatusBadge look={trafficLook(connection.traffic)} variant="quiet" />}
      </span>
      {connection && <span className={`${classes.optionHelp} mono`}>{shortAddress(connection)}</span>}
    </span>
  );
}

/** State, address and limits of the chosen one. */
function Facts({ connection }: { connection: Connection }) {
  return (
    <p className={classes.facts}>
      <StatusBadge look={trafficLook(connection.traffic)} variant="quiet" />
      <span
        className={`${classes.address} mono`}
        title={`${connection.address}, ${texts.facts(connection.policy.concurrency, connection.policy.timeoutSeconds)}`}
      >
        {shortAddress(connection)}
      </span>
      <Link href={`/connections/${encodeURIComponent(connection.name)}`} title={texts.open}>
        <Glyph name="external-link" size={14} />
        <span className="visually-hidden">{texts.open}</span>
      </Link>
    </p>
  );
}

/** The system the field names, else the step's own; `http` takes any. */
function useSystem(field: Field): string | null {
  const form = useForm();
  return (field.control.kind === 'connection' ? field.control.system : null) ?? form.system;
}

function shortAddress({ address }: Connection): string {
  return address.replace(/^https?:\/\//, '');
}
